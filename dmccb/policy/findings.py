"""A policy × the records it was made of -> Finding …: what makes no sense in it.

Pure.  A rule that means nothing, that nobody uses or that nobody can ever
satisfy is an error, not a rule that is quietly left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta

from msgspec import to_builtins
from msgspec.structs import fields as fields_of

from dmccb.checks.finding import Finding
from dmccb.checks.strong_components import shortest_cycle, strong_components
from dmccb.policy.asked import Asked, seats, whos
from dmccb.policy.rules import Rule, When, duration
from dmccb.policy.vocabulary import CLASSIFYING, DESCRIBING, OF_ITEMS, REQUIREMENTS, WAYS
from dmccb.records.nearest import did_you_mean
from dmccb.rfc.request import Release, Rfc

LONGEST = timedelta(days=3653)
"""Longest period: a longer one may end after the last day that there is."""

_OF_RELEASE = [f"release.{one.encode_name}" for one in fields_of(Release)]
_OF_RECORD = sorted(
    {one.encode_name for one in fields_of(Rfc)} - {"id", "strictest_class"} | {*_OF_RELEASE},
)
"""The fields that a rule can ask of the record of a request."""


def policy_findings(asked: Asked) -> Iterator[Finding]:
    """Yield what forbids to judge by a policy."""
    for question in _QUESTIONS:
        yield from question(asked)


def _options(asked: Asked) -> Iterator[Finding]:
    """Yield fields that a kind of requirement lacks, or does not take."""
    for rule in asked.policy.rules.values():
        kind = REQUIREMENTS[rule.requirement]
        given = {name for name in asked.records[rule.id].fields if name not in DESCRIBING}
        needed = {name for names in kind.needs for name in names.split("|")}
        for name in sorted(given - needed - {*kind.takes}):
            yield asked.finding(
                "policy-option",
                rule.id,
                (name,),
                f"{name}: a rule with the requirement {rule.requirement!r} has no such field",
                f"it takes {', '.join(sorted((needed | {*kind.takes}) - DESCRIBING)) or 'none'}",
            )
        written = {*given, *(["when"] if rule.when else [])}
        for names in kind.needs:
            if not written.intersection(names.split("|")):
                message = f"requirement: {rule.requirement!r} needs {names.replace('|', ' or ')}"
                yield asked.finding("policy-option", rule.id, ("requirement",), message)


def _asks_itself(asked: Asked) -> Iterator[Finding]:
    """Yield rules about the route or the class that ask for the route or the class."""
    for rule in asked.policy.rules.values():
        if rule.requirement not in CLASSIFYING or rule.when is None:
            continue
        for name in to_builtins(rule.when):
            if name not in OF_ITEMS and not (rule.requirement == "class" and name == "names"):
                message = f"when.{name}: a rule that gives a {rule.requirement} can ask about items only"
                yield asked.finding("policy-option", rule.id, ("when", name), message)


def _otherwise(asked: Asked) -> Iterator[Finding]:
    """Yield rules other than routes that say ``otherwise``, which would mean nothing."""
    for rule in asked.policy.rules.values():
        if rule.requirement != "route" and rule.when is not None and rule.when.otherwise:
            message = "when.otherwise: only a rule that gives a route can mean what the others do not"
            yield asked.finding("policy-option", rule.id, ("when", "otherwise"), message)


def _unused(asked: Asked) -> Iterator[Finding]:
    """Yield rules that nothing leads to, and ways that are asked by themselves as well."""
    rules = asked.policy.rules
    named = {name for rule in rules.values() for name in _named(rule)}
    ways = {name for rule in rules.values() for name in rule.any_of}
    for rule in rules.values():
        if rule.requirement in CLASSIFYING:
            continue
        if rule.when is None and rule.id not in named:
            yield asked.finding(
                "policy-unused",
                rule.id,
                (),
                "nothing asks for this rule: it has no 'when', and no other rule names it",
                "say when it applies, name it in another rule's 'any_of' or 'settled_by', or remove it",
            )
        elif rule.when is not None and rule.id in ways:
            message = (
                "when: the rule is one way of another, and is asked by itself too, which makes it no way"
            )
            yield asked.finding("policy-unused", rule.id, ("when",), message)


def _named(rule: Rule) -> Iterator[str]:
    yield from rule.any_of
    yield from rule.settled_by
    yield from rule.when.decided if rule.when else ()


def _names(asked: Asked) -> Iterator[Finding]:
    """Yield names of rules and roles that nothing has, and ways that are none."""
    for rule in asked.policy.rules.values():
        for field, names in (("any_of", rule.any_of), ("settled_by", rule.settled_by)):
            for index, name in enumerate(names):
                if fault := _no_way(asked, name):
                    yield asked.finding("policy-name", rule.id, (field, index), f"{field}: {fault}")
        for index, name in enumerate(rule.when.decided if rule.when else ()):
            if fault := _no_way(asked, name):
                yield asked.finding("policy-name", rule.id, ("when", "decided", index), f"decided: {fault}")
        yield from _roles(asked, rule)


def _roles(asked: Asked, rule: Rule) -> Iterator[Finding]:
    known = sorted(asked.organization.roles)
    for field, who in whos(rule):
        for index, role in enumerate(who.roles):
            if role not in asked.organization.roles:
                message = f"{field}.roles: no role {role!r} on record"
                at = (field, "roles", index)
                yield asked.finding("policy-name", rule.id, at, message, did_you_mean(role, known))


def _no_way(asked: Asked, name: str) -> str:
    """Return why a name is not that of a way of deciding; empty where it is."""
    found = asked.policy.rules.get(name)
    if found is None:
        near = did_you_mean(name, sorted(asked.policy.rules))
        return f"no rule {name!r}; {near}" if near else f"no rule {name!r}"
    no_way = f"{name!r} is no way of deciding: its kind is {found.requirement!r}"
    return "" if found.requirement in WAYS else no_way


def _board(asked: Asked) -> Iterator[Finding]:
    """Yield a board that the rules need and nobody has on record."""
    needing = [rule.id for rule in asked.policy.rules.values() if _groups(rule) & {"board", "chair"}]
    board = asked.policy.board
    if board and board not in asked.organization.boards:
        yield asked.finding("policy-name", "", ("board",), f"board: no board {board!r} on record")
    elif needing and not board:
        message = f"the profile names no board, and the rule {needing[0]!r} asks for one"
        yield asked.finding("policy-name", "", (), message)


def _groups(rule: Rule) -> set[str]:
    return {group for _, who in whos(rule) for group in who.groups}


def _circles(asked: Asked) -> Iterator[Finding]:
    """Yield rules that lead back to themselves."""
    rules = asked.policy.rules
    links = {key: _known(rule, rules) for key, rule in rules.items()}
    for key in [key for key in links if key in links[key]]:
        yield asked.finding("policy-circle", key, (), "the rule names itself")
    for component in strong_components(links):
        way = shortest_cycle(links, component)
        message = f"the rule leads back to itself: {' → '.join((*way, way[0]))}"
        yield asked.finding("policy-circle", way[0], (), message)


def _known(rule: Rule, rules: Mapping[str, Rule]) -> list[str]:
    return [name for name in (*rule.any_of, *rule.settled_by) if name in rules]


def _impossible(asked: Asked) -> Iterator[Finding]:
    """Yield rules that those who may can never satisfy."""
    for rule in asked.policy.rules.values():
        able = seats(asked, rule.by)
        if rule.requirement not in ("approval", "read") or able is None:
            continue
        if rule.count > len(able):
            message = f"count: {rule.count} of {len(able)} seats can never agree"
            yield asked.finding("policy-impossible", rule.id, ("count",), message)
        wanted = seats(asked, rule.including)
        if wanted and not wanted & able:
            message = "including: none of these is among those who can agree"
            yield asked.finding("policy-impossible", rule.id, ("including",), message)


def _endless(asked: Asked) -> Iterator[Finding]:
    """Yield periods that nobody lives to see the end of."""
    rules = asked.policy.rules.values()
    periods = [(rule.id, "period", rule.period) for rule in rules]
    periods += [(rule.id, "urgent_period", rule.urgent_period) for rule in rules]
    for rule, field, period in (*periods, ("", "minimum_reading", asked.policy.minimum_reading)):
        if duration(period) > LONGEST:
            message = f"{field}: {period} is longer than ten years"
            yield asked.finding("policy-impossible", rule, (field,), message)


def _never(asked: Asked) -> Iterator[Finding]:
    """Yield rules for routes that no rule gives."""
    given = {rule.route for rule in asked.policy.of("route")}
    for rule in asked.policy.rules.values():
        when = rule.when or When()
        for field, names in (("routes", when.routes), ("items_on", when.items_on)):
            for index, name in enumerate(names):
                if name not in given:
                    message = f"when.{field}: no rule gives anything {name!r}, so that this is never asked"
                    yield asked.finding("policy-impossible", rule.id, ("when", field, index), message)


def _fields(asked: Asked) -> Iterator[Finding]:
    """Yield fields that no record of a request can have."""
    for rule in asked.policy.of("record"):
        for index, name in enumerate(rule.fields):
            if name not in _OF_RECORD:
                message = f"fields: the record of a request has no {name!r}"
                hint = did_you_mean(name, _OF_RECORD)
                yield asked.finding("policy-impossible", rule.id, ("fields", index), message, hint)


_QUESTIONS: tuple[Callable[[Asked], Iterable[Finding]], ...] = (
    *(_options, _asks_itself, _otherwise, _unused, _names, _board, _circles),
    *(_impossible, _endless, _never, _fields),
)
