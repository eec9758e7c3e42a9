"""Cases × Policy -> PolicyTested: what the policy says otherwise than a test expects, and what no test shows.

Pure.  A rule that no case makes both pass and fail is one that could say
anything without a test noticing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dmccb.policy.asking import Asking
from dmccb.policy.case import Case
from dmccb.policy.coverage import Coverage, coverage
from dmccb.policy.decision import Decision, Outcome
from dmccb.policy.evaluate import EVALUATORS, decide
from dmccb.policy.facts import Facts
from dmccb.policy.policy_tests import Expected, PolicyCase
from dmccb.policy.rules import Policy, Rule
from dmccb.records.nearest import did_you_mean

NO_RULE = "no such rule"
"""How a rule stands that the policy does not have."""


class Difference(NamedTuple):
    """What a policy says otherwise than a case expects.

    Attributes
    ----------
    what
        ``verdict``, ``code``, ``route``, ``class``, or the ID of a rule.
    expected, found
        The two.
    sentence
        Why it says so.
    """

    what: str
    expected: str
    found: str
    sentence: str


class CaseResult(NamedTuple):
    """A case, what the policy decided, and where that differs from what is expected."""

    case: PolicyCase
    decision: Decision
    differences: tuple[Difference, ...]


class PolicyTested(NamedTuple):
    """What became of the tests of a policy.

    Attributes
    ----------
    policy
        The policy.
    results
        Each case.
    coverage
        Each rule, and whether the cases show it both ways.
    """

    policy: Policy
    results: tuple[CaseResult, ...]
    coverage: tuple[Coverage, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that fail."""
        return tuple(one for one in self.results if one.differences)

    @property
    def uncovered(self) -> tuple[Coverage, ...]:
        """The rules that no case makes both pass and fail."""
        return tuple(one for one in self.coverage if not (one.yes and one.no))


def run_policy_tests(policy: Policy, cases: Iterable[PolicyCase]) -> PolicyTested:
    """Return what a policy says of some cases.

    Parameters
    ----------
    policy
        The policy.
    cases
        The cases, in any order; they are told in theirs.
    """
    results: list[CaseResult] = []
    outcomes: list[Mapping[str, Outcome]] = []
    for case in cases:
        decision = decide(policy, case.facts)
        outcomes.append(_outcomes(policy, case.facts, decision))
        differences = tuple(_differences(case.expected, decision, _Rules(policy, outcomes[-1])))
        results.append(CaseResult(case, decision, differences))
    facts = [result.case.facts for result in results]
    return PolicyTested(policy, tuple(results), coverage(policy, facts, outcomes))


class _Rules(NamedTuple):
    """The rules of a policy, and how those stand that are asked of a case."""

    policy: Policy
    outcomes: Mapping[str, Outcome]

    def status(self, rule: str) -> str:
        """Return how a rule stands; one that is not asked does not apply."""
        found = self.outcomes.get(rule)
        if found is not None:
            return found.status
        return "not applicable" if rule in self.policy.rules else NO_RULE

    def why(self, rule: str) -> str:
        """Return why it stands so."""
        found = self.outcomes.get(rule)
        if found is not None:
            return found.sentence
        near = did_you_mean(rule, sorted(self.policy.rules))
        return "it is not asked of this request" if rule in self.policy.rules else near


def _differences(expected: Expected, found: Decision, rules: _Rules) -> Iterator[Difference]:
    asked = (
        ("verdict", expected.verdict, found.verdict),
        ("code", expected.code, found.code),
        ("route", expected.route, found.route),
        ("class", expected.rfc_class, found.rfc_class),
    )
    for what, wanted, said in asked:
        if wanted and wanted != said:
            yield Difference(what, wanted, said, found.sentence)
    for rule, status in expected.requirements.items():
        if (said := rules.status(rule)) != status:
            yield Difference(rule, status, said, rules.why(rule))


def _outcomes(policy: Policy, facts: Facts, decision: Decision) -> Mapping[str, Outcome]:
    """Return how each rule stands that one asked of the case leads to, by itself or as a way of another."""
    top = [one for one in (*decision.requirements, *decision.owed) if one.rule in policy.rules]
    found = {one.rule: one for one in top}
    asking = Asking(Case(policy, facts), EVALUATORS)
    todo = [policy.rules[one.rule] for one in top if one.status != "not applicable"]
    while todo:
        for name in _leads_to(todo.pop()):
            if name not in found:
                found[name] = asking.outcome(name)
                todo.append(policy.rules[name])
    return found


def _leads_to(rule: Rule) -> tuple[str, ...]:
    return (*rule.any_of, *rule.settled_by, *(rule.when.decided if rule.when else ()))
