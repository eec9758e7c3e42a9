"""PolicyShown, RuleExplained -> text or JSON: the rules of a policy in plain words, or one of them in full.

Pure.  Text and terminal write one outline.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dmccb.policy.asking import listed
from dmccb.policy.rules import NOBODY, Policy, Rule, Who
from dmccb.policy.shown import PolicyShown, RuleExplained, holders, roles_of, routes, vacant, ways
from dmccb.policy.vocabulary import GROUPS, PREDICATES, REQUIREMENTS
from dmccb.policy.wording import asks_words, item_words, when_words, who_words
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.outline import text as writer
from dmccb.render.outline.outline import Line, Outline, line, part
from dmccb.render.view import View


def text(shown: PolicyShown, view: View) -> str:
    """Return a policy as plain text; nothing where nothing can be judged by it."""
    return writer.outline_text(outline(shown, shown.policy), view) if shown.policy else ""


def as_json(shown: PolicyShown) -> str:
    """Return a policy as a JSON object."""
    policy = shown.policy
    settings = (
        {"version": policy.version, "approved": policy.approved, "digest": policy.digest} if policy else {}
    )
    return json_text(
        {
            "schema": "dmccb/policy/1",
            "name": policy.name if policy else None,
            "title": policy.title if policy else None,
            **settings,
            "as_of": shown.as_of.isoformat(),
            "rules": [rule_json(shown, policy, rule) for rule in policy.rules.values()] if policy else [],
            "vacant": list(vacant(shown)),
            "problems": [problem.as_json() for problem in shown.problems],
        }
    )


def rule_json(shown: PolicyShown, policy: Policy, rule: Rule) -> dict[str, object]:
    """Return a rule as JSON values: as its record has it, and in words."""
    written: dict[str, object] = msgspec.to_builtins(rule)
    told = {"when": when_words(rule, policy), "asks": asks_words(rule, shown.organization)}
    return {**written, "source": str(rule.citation), "words": told}


def rows(shown: PolicyShown, view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many lines the answer has."""
    return writer.rows(outline(shown, shown.policy)) if shown.policy else 0


def outline(shown: PolicyShown, policy: Policy) -> Outline:
    """Return the outline of a policy."""
    head = f"{policy.title} ({policy.name}), version {policy.version}"
    return Outline(
        head=line(display(head)).phrase,
        about=(
            display(f"{shown.where}, as of {shown.as_of.isoformat()}; in force by {policy.approved}"),
            display(_settings(shown, policy)),
        ),
        parts=(
            *part("Who controls what: the strictest route of any item counts", _routes(shown, policy)),
            *part("What makes a request major, or ordinary again", _classes(shown, policy)),
            *part("What is asked", (one for rule in policy.asked for one in _rule(shown, policy, rule))),
            *part(
                "Ways that other rules name",
                (one for rule in ways(policy) for one in _rule(shown, policy, rule)),
            ),
            *part("Vacant seats", (line(display(title)) for title in vacant(shown))),
        ),
    )


def _settings(shown: PolicyShown, policy: Policy) -> str:
    board = shown.organization.boards.get(policy.board)
    decides = f"{board.title} decides; " if board else "no board; "
    ours = (
        f" (our choice: {listed(name.replace('_', ' ') for name in policy.choices)})"
        if policy.choices
        else ""
    )
    return (
        f"{decides}minimum reading {policy.minimum_reading}; approvals of equal meaning: {policy.carried}; "
        f"unknown contributors: {policy.unknown_contributors}{ours}"
    )


def _routes(shown: PolicyShown, policy: Policy) -> Iterator[Line]:
    for rule in routes(policy):
        means = (
            item_words(rule.when.of_items, rule.when.otherwise) if rule.when and rule.when.of_items else ""
        )
        raised = f"whatever {who_words(rule.by, shown.organization)} flags" if rule.by != NOBODY else ""
        yield line(display(f"{rule.route}: {' or '.join(filter(None, [means, raised]))}"))
        yield _source(rule)


def _classes(shown: PolicyShown, policy: Policy) -> Iterator[Line]:
    for rule in policy.of("class"):
        said = f"{who_words(rule.by, shown.organization)} says so" if rule.by != NOBODY else ""
        why = " or ".join(filter(None, [when_words(rule, policy), said]))
        yield line(display(f"{rule.rfc_class}: {rule.title}"))
        yield line(display(why), 1)
        yield _source(rule)


def _rule(shown: PolicyShown, policy: Policy, rule: Rule) -> Iterator[Line]:
    yield line(display(rule.title))
    if when := when_words(rule, policy):
        yield line(display(f"where {when}"), 1)
    if asks := asks_words(rule, shown.organization):
        yield line(display(asks), 1)
    yield _source(rule)


def _source(rule: Rule) -> Line:
    """Return which rule it is, where it is written, and what of it is the project's own choice."""
    ours = f" ({rule.choosing})" if rule.choosing else ""
    return line(display(f"{rule.id}: {rule.citation}{ours}"), 1)


# ------------------------------------------------------------------ one rule


def rule_text(found: RuleExplained, view: View) -> str:
    """Return one rule as plain text."""
    return writer.outline_text(rule_outline(found), view)


def explained_json(found: RuleExplained) -> str:
    """Return one rule as a JSON object."""
    return json_text(
        {
            "schema": "dmccb/policy-rule/1",
            "policy": found.policy.name,
            **rule_json(found.shown, found.policy, found.rule),
            "meaning": REQUIREMENTS[found.rule.requirement].meaning,
            "seats": {
                found.shown.organization.title(role): list(holders(found.shown, role))
                for role in _roles(found)
            },
            "way_of": [rule.id for rule in found.way_of],
            "settles": [rule.id for rule in found.settles],
        }
    )


def rule_rows(found: RuleExplained, view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many lines the answer has."""
    return writer.rows(rule_outline(found))


def rule_outline(found: RuleExplained) -> Outline:
    """Return the outline of one rule."""
    rule, policy = found.rule, found.policy
    kind = REQUIREMENTS[rule.requirement]
    return Outline(
        head=line(display(f"{rule.id}: {rule.title}")).phrase,
        about=(
            display(f"{policy.title} ({policy.name}), version {policy.version}, as of {found.shown.as_of}"),
        ),
        parts=(
            *part("Why", [line(display(rule.reason)), *_where(rule)]),
            *part(f"What it asks: {rule.requirement}", [line(display(kind.meaning)), *_asks(found)]),
            *part("When it applies", _when(found)),
            *part("Who holds the seats", _held(found)),
            *part("What it is part of", _part_of(found)),
        ),
    )


def _where(rule: Rule) -> Iterator[Line]:
    yield line(display(str(rule.citation)))
    if rule.choosing:
        yield line(display(f"{rule.choosing}: the text does not say it"))
    if rule.comment:
        yield line(display(rule.comment))


def _asks(found: RuleExplained) -> Iterator[Line]:
    rule = found.rule
    given = {"route": f"gives the route {rule.route}", "class": f"makes it {rule.rfc_class}"}
    if rule.requirement in given:
        yield line(given[rule.requirement])
    if asks := asks_words(rule, found.shown.organization):
        yield line(display(asks))
    for name in rule.any_of:
        yield line(display(f"{name}: {found.policy.rules[name].title}"), 1)


def _when(found: RuleExplained) -> Iterator[Line]:
    rule = found.rule
    if rule.when is None:
        yield line("only where another rule names it, or somebody says it")
        return
    yield line(display(f"where {when_words(rule, found.policy)}"))
    for name in msgspec.to_builtins(rule.when):
        yield line(f"{name}: {PREDICATES[name]}", 1)


def _roles(found: RuleExplained) -> list[str]:
    named = (found.rule.by, found.rule.convened_by, found.rule.including, found.rule.instead)
    return list(dict.fromkeys(role for who in named for role in roles_of(found.shown, who)))


def _held(found: RuleExplained) -> Iterator[Line]:
    for role in _roles(found):
        names = holders(found.shown, role)
        title = display(found.shown.organization.title(role))
        yield line(f"{title}: {display(listed(names))}") if names else line(f"{title}: vacant", tone="later")
    for group in _groups(found.rule.by, found.rule.convened_by, found.rule.including, found.rule.instead):
        yield line(f"{group}: {GROUPS[group]}")


def _groups(*named: Who) -> dict[str, None]:
    return dict.fromkeys(group for who in named for group in who.groups)


def _part_of(found: RuleExplained) -> Iterator[Line]:
    for rule in found.way_of:
        yield line(display(f"one way of {rule.id}: {rule.title}"))
    for rule in found.settles:
        yield line(display(f"takes the place of {rule.id}: {rule.title}"))
