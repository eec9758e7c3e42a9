"""Text of a test of a policy -> its cases, and what is wrong with the text.

Pure.  A case is a request as ``facts`` has it, and what the policy should say
of it.  What its file says for all cases comes first; the case adds to it.  The
text is read as strictly as a record is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, cast

import msgspec
from msgspec import Struct, field

from dmccb.impact.route import Route
from dmccb.policy.case_facts import dotted, merged, with_accounts
from dmccb.policy.decision import Status, Verdict
from dmccb.policy.facts import Facts
from dmccb.problems import Problem
from dmccb.records.coerce import Path
from dmccb.records.guard import guard, plain
from dmccb.records.nearest import did_you_mean
from dmccb.records.parse import Parsed, parse
from dmccb.records.scalars import Text
from dmccb.records.split import first_key, line_at, split
from dmccb.records.yaml_subset import Place
from dmccb.rfc.request import RfcClass

RULE = "policy-test"
"""Rule of ``checks`` that a text obeys which is a test."""

_STEP = r"\.([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]"

_PARTS = ("cases", "facts")
_OF_CASE = ("as_of", "events", "expect", "facts", "title")


class Expected(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a policy should say of a case; what is not named is not asked.

    Attributes
    ----------
    verdict, code, route, rfc_class
        As in ``Decision``.
    requirements
        ID of a rule -> how it stands.
    """

    verdict: Verdict
    code: str = ""
    route: Route | Literal[""] = ""
    rfc_class: RfcClass | Literal[""] = field(default="", name="class")
    requirements: dict[str, Status] = {}


class PolicyCase(NamedTuple):
    """One case of a test.

    Attributes
    ----------
    path, line
        Where it is written.
    name, title
        What it is called, and what it shows.
    facts
        The request.
    expected
        What the policy should say of it.
    """

    path: str
    line: int
    name: str
    title: str
    facts: Facts
    expected: Expected


class PolicyCases(NamedTuple):
    """The cases of a text, and what is wrong with it, by place."""

    cases: tuple[PolicyCase, ...] = ()
    problems: tuple[Problem, ...] = ()


class _FaultError(Exception):
    """Something in a text that is no test of a policy: what, and where."""

    def __init__(self, message: str, at: Place, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.at, self.hint = message, at, hint


class _Text(NamedTuple):
    """A text as it was read."""

    path: str
    shared: Parsed
    cases: Parsed

    @property
    def shared_facts(self) -> Mapping[str, Text]:
        """The facts that all cases have."""
        return self.shared.fields


def policy_cases(path: str, data: bytes) -> PolicyCases:
    """Return the cases of a text.

    Parameters
    ----------
    path
        Its file, for what is wrong with it.
    data
        The text.
    """
    parts, problems = _parts(path, data)
    if problems:
        return PolicyCases(problems=tuple(problems))
    if "cases" not in parts:
        return PolicyCases(problems=(_problem(path, _FaultError("the file has no cases", (1, 1))),))
    text = _Text(path, parts.get("facts", Parsed(id="facts")), parts["cases"])
    found: list[PolicyCase] = []
    for name, value in text.cases.fields.items():
        try:
            found.append(_case(text, name, value))
        except _FaultError as fault:
            problems.append(_problem(path, fault, name))
    return PolicyCases(tuple(found), tuple(sorted(problems)))


def _parts(path: str, data: bytes) -> tuple[dict[str, Parsed], list[Problem]]:
    """Return the parts of a text by name, and why some cannot be read."""
    problems = guard(data[: first_key(data)], path)
    found: dict[str, Parsed] = {}
    for chunk in split(data):
        body, line = data[chunk.start : chunk.end], line_at(data, chunk.start)
        if fault := _misplaced(chunk.id, line, found):
            problems.append(_problem(path, fault))
            continue
        wrong = [] if plain(body) else guard(body, path, line)
        found[chunk.id] = parsed = parse(body, chunk.id, path, line, places=True)
        problems += wrong or parsed.problems
    return found, problems


def _misplaced(name: str, line: int, known: Mapping[str, Parsed]) -> _FaultError | None:
    if name in known:
        return _FaultError(f"{name!r} is there twice", (line, 1), "keep one of the two")
    if name not in _PARTS:
        hint = did_you_mean(name, _PARTS) or f"a test has {' and '.join(_PARTS)}"
        return _FaultError(f"{name!r} is no part of a test of a policy", (line, 1), hint)
    return None


def _problem(path: str, fault: _FaultError, name: str = "") -> Problem:
    line, column = fault.at
    return Problem(
        path=path, line=line, column=column, rule=RULE, id=name, message=fault.message, hint=fault.hint
    )


def _case(text: _Text, name: str, value: Text) -> PolicyCase:
    here = text.cases.keys[name,]
    if not isinstance(value, dict):
        raise _FaultError(f"the case {name!r} must hold fields", here)
    for key in value:
        if key not in _OF_CASE:
            hint = did_you_mean(key, _OF_CASE) or f"a case has {', '.join(_OF_CASE)}"
            raise _FaultError(f"{key!r} is no part of a case", text.cases.keys[name, key], hint)
    if "expect" not in value:
        raise _FaultError(f"the case {name!r} expects nothing", here, "expect: {verdict: PASS}")
    expected = _converted(text, name, value["expect"], Expected, ("expect",))
    return PolicyCase(
        path=text.path,
        line=here[0],
        name=name,
        title=str(value.get("title", "")),
        facts=_facts(text, name, value),
        expected=expected,
    )


def _facts(text: _Text, name: str, value: Mapping[str, Text]) -> Facts:
    """Return the facts of a case: what its file says for all, and what it says itself."""
    own = value.get("facts", {})
    if not isinstance(own, dict):
        raise _FaultError("facts: want fields", text.cases.keys[name, "facts"])
    together = merged(text.shared_facts, own)
    events = [together.get("events", []), value.get("events", [])]
    if not all(isinstance(some, list) for some in events):
        raise _FaultError("events: want a list", text.cases.keys[name,])
    together["events"] = [event for some in events for event in some]
    if "as_of" in value:
        together["as_of"] = value["as_of"]
    known, strangers = with_accounts(together)
    for at, who in strangers:
        message = f"{dotted(at)}: no account of a person {who!r} in facts.organization.persons"
        raise _FaultError(message, _place(text, name, at), "write {login: …, id: …} for somebody else")
    return cast("Facts", _converted(text, name, known, Facts, ()))


def _converted(text: _Text, name: str, value: object, form: type[Any], inside: Path) -> Any:  # noqa: ANN401 - one of two values
    """Return a value as some form has it; text becomes what the form wants."""
    try:
        return msgspec.convert(value, form, strict=False)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at ")
        at = (*inside, *_path(where.strip("`")))
        said = said[:1].lower() + said[1:]
        raise _FaultError(f"{dotted(at)}: {said}" if at else said, _place(text, name, at)) from None


def _path(written: str) -> Iterator[str | int]:
    """Yield the parts of a path as msgspec writes it: ``$.events[0].at``; what it does not name ends it."""
    for name, index in re.findall(_STEP, written):
        if index == "...":
            return
        yield int(index) if index else name


def _place(text: _Text, name: str, at: Path) -> Place:
    """Return where the value of a path is: in the case, else in what its file says for all."""
    if at[:1] == ("events",) and len(at) > 1:
        own, common = _of_event(text, name, at)
    elif at[:1] in (("expect",), ("as_of",)):
        own, common = (name, *at), at
    else:
        own, common = (name, "facts", *at), at
    mine, theirs = _longest(text.cases.places, own, 2), _longest(text.shared.places, common, 1)
    if theirs and (not mine or len(theirs) > len(mine) - len(own) + len(common)):
        return text.shared.places[theirs]
    return text.cases.places[mine] if mine else text.cases.keys[name,]


def _of_event(text: _Text, name: str, at: Path) -> tuple[Path, Path]:
    """Return the path of a value of an event in the case, and in what its file says for all."""
    shared = text.shared_facts.get("events", [])
    before = len(shared) if isinstance(shared, list) else 0
    index = at[1] if isinstance(at[1], int) else 0
    return ((name,), at) if index < before else ((name, "events", index - before, *at[2:]), ())


def _longest(places: Mapping[Path, Place], path: Path, least: int) -> Path:
    """Return as much of a path as has a place; nothing where that is less than asked for."""
    while len(path) >= least and path not in places:
        path = path[:-1]
    return path if len(path) >= least else ()
