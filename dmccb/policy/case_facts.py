"""Facts of a test as text -> Facts as text: put together, and with the accounts that names stand for.

Pure.  So a test says ``by: chair``, and not which number an account has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dmccb.records.coerce import Path
from dmccb.records.scalars import Text

_OF_EVENT = ("by", "whom", "edited_by", "dismissed_by")

Values = dict[str, Any]
"""Text, lists and objects, as YAML has them, and as ``msgspec`` takes them."""


def merged(shared: Mapping[str, Text], own: Mapping[str, Text]) -> Values:
    """Return both together: objects key by key; a list or a text of one's own replaces the shared one."""
    out: Values = dict(shared)
    for key, value in own.items():
        before = out.get(key)
        out[key] = merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return out


def with_accounts(facts: Values) -> tuple[Values, list[tuple[Path, str]]]:
    """Return facts with accounts for the persons that are named in their place, and numbers for events.

    Parameters
    ----------
    facts
        The facts, as text.

    Returns
    -------
    facts
        The same with accounts.
    strangers
        Where a name has no account, and the name.
    """
    known = dict(_accounts(facts))
    strangers: list[tuple[Path, str]] = []

    def filled(value: object, at: Path, names: tuple[str, ...]) -> object:
        if not isinstance(value, dict):
            return value
        out = dict(value)
        for name in names:
            who = value.get(name)
            if isinstance(who, str) and who in known:
                out[name] = known[who]
            elif isinstance(who, str) and who != "null":
                strangers.append(((*at, name), who))
        return out

    out = dict(facts)
    if "request" in facts:
        out["request"] = filled(facts["request"], ("request",), ("author",))
    for part, names in (("events", _OF_EVENT), ("contributors", ("account",))):
        if isinstance(facts.get(part), list):
            out[part] = [filled(one, (part, index), names) for index, one in enumerate(facts[part])]
    out["events"] = [_numbered(event, index) for index, event in enumerate(out.get("events", []))]
    return out, strangers


def _accounts(facts: Values) -> Iterator[tuple[str, object]]:
    """Yield ID of a person -> their first account."""
    organization = facts.get("organization")
    persons = organization.get("persons") if isinstance(organization, dict) else None
    for key, person in persons.items() if isinstance(persons, dict) else ():
        accounts = person.get("accounts") if isinstance(person, dict) else None
        if isinstance(accounts, list) and accounts:
            yield key, accounts[0]


def _numbered(event: object, index: int) -> object:
    return {"id": f"event-{index + 1:03}", **event} if isinstance(event, dict) else event


def dotted(at: Path) -> str:
    """Return a path as a message says it: ``events[0].at``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in at).removeprefix(".")
