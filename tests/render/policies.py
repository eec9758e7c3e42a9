"""Policies, rules of them, and what their tests say, as values that a page is made of."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from dmccb.impact.route import Citation
from dmccb.policy.coverage import Coverage
from dmccb.policy.evaluate import decide
from dmccb.policy.policy_tests import Expected, PolicyCase
from dmccb.policy.rules import Policy, Rule, When, Who
from dmccb.policy.shown import PolicyShown, RuleExplained
from dmccb.policy.tested import CaseResult, Difference, PolicyTested
from dmccb.rfc.roster import Board, Holder, Organization, Person, Role
from tests.policy.build import OPENED, facts


def rule(name: str = "board", **more: Any) -> Rule:
    """Return a rule by which the board approves."""
    given: dict[str, Any] = {
        "title": "The board approves",
        "requirement": "approval",
        "reason": "It answers for it.",
        "citation": Citation(document="LDM-294", section="7.4"),
        "by": Who(roles=("lead",), groups=("board",)),
        "share": "majority",
        "choices": ("share",),
        **more,
    }
    return Rule(id=name, **given)


def policy(*rules: Rule, text: str = "p") -> Policy:
    """Return a policy with some rules."""
    held = {one.id: one for one in rules}
    return Policy(
        name=text, title=text, version=1, approved=text, board="ccb", choices=("carried",), rules=held
    )


def _rules(count: int) -> tuple[Rule, ...]:
    ways = tuple(f"way-{number:03}" for number in range(count))
    asked = rule("asked", requirement="any", by=Who(), share="", when=When(routes=("board",)), any_of=ways)
    route = rule("route", requirement="route", route="board", when=When(series=("LDM",)), by=Who())
    major = rule("major", requirement="class", rfc_class="major", when=When(names=("scope",)))
    return (route, major, asked, *(rule(name) for name in ways))


def organization(text: str = "Ada") -> Organization:
    """Return a board whose chair is held, and one seat that is not."""
    return Organization(
        persons={"ada": Person(name=text)},
        roles={"lead": Role(title=text, holders=(Holder(person="ada"),)), "other": Role(title=text)},
        boards={"ccb": Board(title=text, chair="lead")},
    )


def shown(ways: int = 2) -> PolicyShown:
    """Return a policy as it is shown."""
    return PolicyShown("working tree", policy(*_rules(ways)), organization(), OPENED.date())


def explained(ways: int = 2) -> RuleExplained:
    """Return a rule with some ways, as it is explained."""
    one = shown(ways)
    assert one.policy is not None
    return RuleExplained(one, one.policy, one.policy.rules["asked"])


def ran(failing: int = 1) -> PolicyTested:
    """Return tests of which some fail."""
    return _ran("p", failing)


def _ran(text: str, failing: int) -> PolicyTested:
    decision = replace(decide(policy(), facts()), sentence=text)
    differences = (Difference(text, "BLOCK", "PASS", text),)
    results = tuple(
        CaseResult(
            PolicyCase(text, number, text, text, facts(), Expected(verdict="BLOCK")), decision, differences
        )
        for number in range(failing)
    )
    return PolicyTested(policy(rule(text), text=text), results, (Coverage(rule(text), yes=True, no=False),))


def named(text: str) -> dict[str, object]:
    """Return a value of each kind whose every text is the given one."""
    hostile = rule(
        text,
        title=text,
        reason=text,
        citation=Citation(document=text, section=text, title=text),
        when=When(collections=(text,), series=(text,), levels=(text,), becomes=(text,), decided=(text,)),
        any_of=(text,),
        settled_by=(text,),
        fields=(text,),
        choices=(text,),
        comment=text,
    )
    held = policy(hostile, rule("route", title=text, requirement="route", route="board"), text=text)
    one = PolicyShown(text, held, organization(text), OPENED.date())
    return {
        "Policy": one,
        "PolicyRule": RuleExplained(one, held, hostile),
        "PolicyTests": _ran(text, 1),
    }
