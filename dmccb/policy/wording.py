"""Rules of a policy -> what they say in plain words: when, who, how many, how long.

Pure.  The words are for people who never read the file; the reference of the
vocabulary says what each word of the file means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dmccb.impact.route import CONTROLLED, ItemPredicate
from dmccb.policy.asking import listed
from dmccb.policy.rules import NOBODY, Policy, Rule, When, Who, spelled
from dmccb.policy.vocabulary import STARTS
from dmccb.rfc.roster import Organization

_GROUPS = {
    "anybody": "anybody",
    "requestor": "the requestor",
    "assignee": "the assignee",
    "board": "the board",
    "chair": "the chair of the board",
    "experts": "the experts who were named",
    "managers": "the managers of the elements",
    "owners": "the owners of the products",
    "authors": "the authors of the documents",
    "parties": "everybody affected",
}
"""Group -> what a sentence calls it; the vocabulary says who that is."""

_CONTROL = {
    "controlled": "under control",
    "status": "of which nothing but the status changes",
    "note": "of which nothing but notes change",
}

_SHARES = {"majority": "a majority of", "all": "all of"}

_CAN = {"no-objection": "can object", "not-rejected": "can reject it"}
"""Kind of requirement -> what those can do whom it names."""

_EXCLUDED = {"contributors": "who contributed to the change", "requestor": "the requestor"}

_VERBS = {"gained": "gain", "lost": "lose"}


def any_listed(names: Iterable[str]) -> str:
    """Return names as a sentence says one of them: ``A, B or C``."""
    return listed(names, joined="or")


def who_words(who: Who, organization: Organization, joined: str = "or") -> str:
    """Return whom a rule names: ``the board or DM Project Manager``."""
    roles = [organization.title(role) for role in who.roles]
    return listed([*roles, *(_GROUPS[group] for group in who.groups)], joined=joined)


def when_words(rule: Rule, policy: Policy) -> str:
    """Return when a rule applies; empty where it is asked by no request itself."""
    if rule.when is None:
        return ""
    return listed(_conditions(rule.when, policy))


def _conditions(when: When, policy: Policy) -> Iterator[str]:
    if when.routes:
        yield f"the route is {any_listed(when.routes)}"
    if when.items_on:
        yield f"an item is on the route {any_listed(when.items_on)}"
    if when.classes:
        yield f"the request is {any_listed(when.classes)}"
    if when.names:
        yield f"its record names {any_listed(when.names)}"
    if when.urgent is not None:
        yield "an urgent release is asked for" if when.urgent else "no urgent release is asked for"
    if when.decided:
        titles = [policy.rules[name].title if name in policy.rules else name for name in when.decided]
        yield f"this has decided it: {any_listed(titles)}"
    if when.of_items is not None:
        yield f"it changes {item_words(when.of_items, when.otherwise)}"


def item_words(asked: ItemPredicate, otherwise: bool = False) -> str:
    """Return which items are meant: ``milestones of level 2``."""
    noun = any_listed(asked.collections) if asked.collections else "anything"
    told = [noun, *_qualities(asked)]
    if otherwise:
        told.append("that no other rule means")
    return " ".join(told)


def _qualities(asked: ItemPredicate) -> Iterator[str]:
    told = (
        ("of the series {}", asked.series),
        ("that a document of the series {} plans", asked.planned_by),
        ("of level {}", asked.levels),
        ("of the class {}", asked.release_classes),
    )
    yield from (words.format(any_listed(names)) for words, names in told if names)
    if asked.control != CONTROLLED or not asked.collections:
        yield any_listed(_CONTROL[name] for name in asked.control)
    yield from _happenings(asked)


def _happenings(asked: ItemPredicate) -> Iterator[str]:
    """Yield what must have happened to the items."""
    if asked.changes:
        yield f"that are {any_listed(asked.changes)}"
    if asked.moved_more_than is not None:
        yield f"that move by more than {asked.moved_more_than} days"
    if asked.members:
        yield f"that {any_listed(_VERBS[name] for name in asked.members)} members"
    if asked.becomes:
        yield f"that become {any_listed(asked.becomes)}"


def asks_words(rule: Rule, organization: Organization) -> str:
    """Return what a rule asks, of whom, and for how long; empty where its title says all."""
    return "; ".join(_parts(rule, organization))


def _parts(rule: Rule, organization: Organization) -> Iterator[str]:
    if rule.any_of:
        yield f"one of: {', '.join(rule.any_of)}"
    if rule.by != NOBODY:
        yield _quorum(rule, organization)
    elif rule.count:
        yield f"at least {rule.count}"
    yield from _conditions_on_them(rule, organization)
    yield from _exceptions(rule, organization)
    if rule.period:
        yield period_words(rule)
    if rule.fields:
        yield f"with {listed(name.replace('_', ' ') for name in rule.fields)}"
    if rule.settled_by:
        yield f"unless settled by {any_listed(rule.settled_by)}"


def _conditions_on_them(rule: Rule, organization: Organization) -> Iterator[str]:
    if rule.including != NOBODY:
        yield f"among them {who_words(rule.including, organization)}"
    if rule.convened_by != NOBODY:
        yield f"named by {who_words(rule.convened_by, organization)}"
    if rule.excluding:
        yield f"not counting {listed(_EXCLUDED[name] for name in rule.excluding)}"
    if rule.unanimous:
        yield "none of them objecting"


def _exceptions(rule: Rule, organization: Organization) -> Iterator[str]:
    if rule.authorship:
        yield "asking for it is agreement enough"
    if rule.escalated:
        yield "once it was escalated"
    if rule.instead != NOBODY:
        why = "is vacant" if rule.requirement == "told" else "has a part in it"
        yield f"{who_words(rule.instead, organization)} where the seat {why}"
    if rule.methods:
        yield f"by {any_listed(rule.methods)}"


def _quorum(rule: Rule, organization: Organization) -> str:
    """Return how many of whom: ``a majority of the board``."""
    one, every = who_words(rule.by, organization), who_words(rule.by, organization, joined="and")
    if rule.requirement == "told":
        return every
    if rule.share:
        return f"{_SHARES[rule.share]} {every}"
    if rule.count > 1:
        return f"{rule.count} of {every}"
    if rule.count == 1 and rule.by.groups:
        return f"one of {every}"
    return f"{one} {_CAN[rule.requirement]}" if rule.requirement in _CAN else one


def period_words(rule: Rule) -> str:
    """Return how long, and since when: ``72 hours after the request was opened``."""
    urgent = f" ({spelled(rule.urgent_period)} where it is urgent)" if rule.urgent_period else ""
    starts = ", ".join(STARTS[name].partition(":")[0] for name in rule.starts)
    latest = "the latest of these: " if len(rule.starts) > 1 else ""
    since = f" since {latest}{starts}" if starts else ""
    within = {"window": "", "decision": "after "}.get(rule.requirement, "within ")
    return f"{within}{spelled(rule.period)}{urgent}{since}"
