"""Policy × Facts -> Plan …: the least that would still have to happen for PASS.

Pure.  A plan is tried before it is told: with its acts and at its time the
verdict is PASS, and without any one of its acts it is not.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice, product

from msgspec import Struct
from msgspec.structs import replace

from dmccb.policy.assume import TELL, said
from dmccb.policy.decision import Candidate, Decision, Outcome
from dmccb.policy.evaluate import decide
from dmccb.policy.facts import Facts
from dmccb.policy.rules import Policy
from dmccb.rfc.verbs import VERBS

_ROUNDS = 6
"""After so many rounds of acts and waiting, nothing more is tried."""

_COMBINATIONS = 24
"""Choices of ways that are tried, at most."""


_SOONER = timedelta(minutes=1)
"""By how much another plan must pass sooner to be worth telling."""


class PlannedAct(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One act that would have to happen.

    Attributes
    ----------
    login, name, role
        Who, and in which role.
    command
        What they would have to say; empty where they are to be told.
    verb, words
        The same, apart.
    rule
        The rule that asks for it.
    """

    login: str
    name: str
    role: str = ""
    command: str = ""
    verb: str
    words: str = ""
    rule: str


class Plan(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What would have to happen for PASS.

    Attributes
    ----------
    acts
        Who would have to say what, from now on.
    at
        When it would pass then, at the earliest.
    """

    acts: tuple[PlannedAct, ...] = ()
    at: datetime


def cheapest(policy: Policy, facts: Facts) -> tuple[Plan, ...]:
    """Return the plan with the fewest acts, and the one that passes soonest where that is another.

    Nothing is returned where no act of anybody leads to PASS.
    """
    plans = [plan for choice in _choices(policy, facts) if (plan := _plan(policy, facts, choice)) is not None]
    if not plans:
        return ()
    fewest = min(plans, key=lambda plan: (len(plan.acts), plan.at, plan.acts[:1] != ()))
    soonest = min(plans, key=lambda plan: (plan.at, len(plan.acts)))
    return (fewest, soonest) if fewest.at - soonest.at > _SOONER else (fewest,)


Choice = dict[str, str]
"""ID of a rule with several ways -> the way that is tried."""


def _choices(policy: Policy, facts: Facts) -> Iterator[Choice]:
    """Yield which way to try of each rule that has several, or may be settled by another."""
    several: dict[str, list[str]] = {}
    for one in decide(policy, facts).open:
        rule = policy.rules.get(one.rule)
        if rule is not None and (rule.any_of or rule.settled_by):
            several[rule.id] = [*rule.any_of, *([""] if not rule.any_of else []), *rule.settled_by]
    for ways in islice(product(*several.values()), _COMBINATIONS):
        yield dict(zip(several, ways, strict=True))


def _plan(policy: Policy, facts: Facts, choice: Choice) -> Plan | None:
    """Return a plan by one choice of ways; None where it leads to nothing."""
    acts: list[PlannedAct] = []
    now = facts
    for _ in range(_ROUNDS):
        decision = decide(policy, now)
        if decision.verdict == "PASS":
            return _pruned(policy, facts, acts)
        more = list(_needed(policy, decision, choice, acts))
        later = _next_due(decision, {*choice.values(), *(top.rule for top in decision.open)})
        acts += more
        if more:
            now = _done(now, more)
        elif later is not None:
            now = replace(now, as_of=later)
        else:
            return None
    return None


def _needed(
    policy: Policy, decision: Decision, choice: Choice, done: Sequence[PlannedAct]
) -> Iterator[PlannedAct]:
    """Yield the acts that the open requirements ask for now, each once."""
    seen = {(act.login, act.command) for act in done}
    objectors = {act.person for act in decision.objections}
    for top in decision.open:
        one = _chosen(policy, decision, top, choice)
        if one is None or (one.due is not None and one.due > decision.as_of):
            continue
        for candidate in _enough(policy, one, objectors):
            act = _act(candidate, one, decision)
            if act is not None and (act.login, act.command) not in seen:
                seen.add((act.login, act.command))
                yield act


def _chosen(policy: Policy, decision: Decision, top: Outcome, choice: Choice) -> Outcome | None:
    """Return the outcome that is to be met for a requirement: itself, or the way that is tried."""
    way = choice.get(top.rule, "")
    if not way:
        return top
    found = decision.requirement(way)
    if found is None and way in policy.rules:
        return None
    return found if found is not None and found.status == "waiting" else None


def _enough(policy: Policy, one: Outcome, objectors: Container[str]) -> Iterable[Candidate]:
    """Return as many candidates as are missing, those first who must be among them.

    Then whoever objects: an approval takes the objection back as well.
    """
    rule = policy.rules.get(one.rule)
    if rule is None or rule.requirement not in ("approval", "read"):
        return one.can if rule is not None and rule.requirement in ("told", "no-objection") else one.can[:1]
    must = {*rule.including.roles}

    def order(each: Candidate) -> tuple[bool, bool]:
        role = each.role.lower().replace(" ", "-")
        return (not any(wanted in role for wanted in must), each.person not in objectors)

    ordered = sorted(one.can, key=order)
    return ordered if rule.share else ordered[: max(rule.count, 1)]


def _act(candidate: Candidate, one: Outcome, decision: Decision) -> PlannedAct | None:
    """Return what somebody would have to say; None where nobody can say for them what it would be."""
    verb, _, words = candidate.by.removeprefix("/rfc ").partition(" ")
    if not candidate.login or verb == "empanel":
        return None
    if not candidate.by:
        verb = TELL
    return PlannedAct(
        login=candidate.login,
        name=candidate.name,
        role=candidate.role,
        command=candidate.by,
        verb=verb,
        words=_words(verb, words, decision),
        rule=one.rule,
    )


def _words(verb: str, usage: str, decision: Decision) -> str:
    """Return what would have to follow a command, at least."""
    if verb == "lcr":
        return usage
    if verb == "decide" and "@LOGIN" in usage:
        return " ".join(["accept", *(f"@{act.login}" for act in decision.objections), "assumed"])
    said = {"adopt": f"{decision.digest} assumed", "decide": "accept assumed", "assess": "endorse assumed"}
    needs_text = verb in VERBS and VERBS[verb].needs_text
    return said.get(verb, "assumed" if needs_text else "")


def _next_due(decision: Decision, rules: Container[str] | None = None) -> datetime | None:
    """Return the next moment at which time changes something, by some rules or by any."""
    known = [one for top in decision.open for one in top.all()]
    dues = [one.due for one in known if one.due is not None and (rules is None or one.rule in rules)]
    return min((due for due in dues if due > decision.as_of), default=None)


def _pruned(policy: Policy, facts: Facts, acts: Sequence[PlannedAct]) -> Plan | None:
    """Return a plan without the acts that it does not need; None where it does not pass in the end."""
    kept = list(acts)
    at = _passes_at(policy, facts, kept)
    for act in _droppable(acts):
        fewer = [one for one in kept if one is not act]
        without = _passes_at(policy, facts, fewer)
        if without is not None and at is not None and without <= at:
            kept, at = fewer, without
    return Plan(acts=tuple(kept), at=at) if at is not None else None


def _droppable(acts: Sequence[PlannedAct]) -> list[PlannedAct]:
    """Return acts in the order in which a plan is tried without them.

    Whoever approves takes their objection back with it; else the last go
    first.
    """
    approving = {act.login for act in acts if act.verb == "approve"}
    both = [act for act in acts if act.verb == "withdraw" and act.login in approving]
    return [*both, *(act for act in reversed(acts) if act not in both)]


def _passes_at(policy: Policy, facts: Facts, acts: Sequence[PlannedAct]) -> datetime | None:
    """Return when acts, each as soon as it can be, lead to PASS; None where they do not."""
    now = facts
    waiting = list(acts)
    for _ in range(_ROUNDS + len(acts)):
        decision = decide(policy, now)
        if decision.verdict == "PASS":
            return now.as_of
        ready = [act for act in waiting if not _too_early(decision, act)]
        waiting = [act for act in waiting if act not in ready]
        later = _next_due(decision)
        if ready:
            now = _done(now, ready)
        elif later is not None:
            now = replace(now, as_of=later)
        else:
            return None
    return None


def _done(facts: Facts, acts: Iterable[PlannedAct]) -> Facts:
    for act in acts:
        facts = said(facts, act.verb, act.login, act.words)
    return facts


def _too_early(decision: Decision, act: PlannedAct) -> bool:
    found = decision.requirement(act.rule)
    return found is not None and found.code == "too-early"
