"""A policy × cases -> Coverage …: which rules the cases show both ways.

Pure.  A rule that asks something is shown where one case meets it, and another
does not; one that gives a route or a class, where one case has what it means,
and another only what it does not mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dmccb.impact.item_facts import ItemFacts
from dmccb.policy.case import Case
from dmccb.policy.decision import Outcome
from dmccb.policy.facts import Facts
from dmccb.policy.rules import NOBODY, Policy, Rule
from dmccb.policy.vocabulary import CLASSIFYING

_PASSED = frozenset({"met"})
_FAILED = frozenset({"waiting", "blocked", "error"})


class Coverage(NamedTuple):
    """A rule, and what the cases show of it.

    Attributes
    ----------
    rule
        The rule.
    yes
        Whether some case meets it, or has what it means.
    no
        Whether some case does not.
    """

    rule: Rule
    yes: bool
    no: bool

    @property
    def missing(self) -> str:
        """What no case shows, in words; empty where nothing is missing."""
        asks = self.rule.requirement not in CLASSIFYING
        yes, no = ("meets it", "fails it") if asks else ("has what it means", "has what it does not mean")
        lacking = [words for words, shown in ((yes, self.yes), (no, self.no)) if not shown]
        return f"no case {' or '.join(lacking)}" if lacking else ""


def coverage(
    policy: Policy, facts: Sequence[Facts], outcomes: Sequence[Mapping[str, Outcome]]
) -> tuple[Coverage, ...]:
    """Return what some cases show of each rule, by ID.

    Parameters
    ----------
    policy
        The policy.
    facts
        The facts of each case.
    outcomes
        For each case, how the rules stand that are asked of it, by ID.
    """
    cases = [Case(policy, one) for one in facts]
    return tuple(
        _classifying(rule, cases) if rule.requirement in CLASSIFYING else _asking(rule, outcomes)
        for rule in policy.rules.values()
    )


def _asking(rule: Rule, outcomes: Iterable[Mapping[str, Outcome]]) -> Coverage:
    found = {one[rule.id].status for one in outcomes if rule.id in one}
    return Coverage(rule, not _PASSED.isdisjoint(found), not _FAILED.isdisjoint(found))


def _classifying(rule: Rule, cases: Iterable[Case]) -> Coverage:
    found = {answer for case in cases for answer in _answers(rule, case)}
    return Coverage(rule, True in found, False in found)


def _answers(rule: Rule, case: Case) -> Iterator[bool]:
    """Yield whether the rule means each item of a case, or the case, and each act that asks for it."""
    if rule.requirement == "class" and rule.when is not None:
        yield case.applies(rule)
    elif rule.when is not None:
        yield from (_means(rule, case.policy, item) for item in case.facts.change.items)
    if rule.by != NOBODY:
        verb = "flag" if rule.requirement == "route" else rule.rfc_class or ""
        yield from (case.allowed(act, rule.by) for act in case.said.of(verb))


def _means(rule: Rule, policy: Policy, item: ItemFacts) -> bool:
    """Tell whether a routing rule means an item; one for all else, where no other rule does."""
    meant = [one for one in policy.routing if one.when.means(item)]
    if not any(one.id == rule.id for one in meant):
        return False
    return not (rule.when and rule.when.otherwise) or all(one.otherwise for one in meant)
