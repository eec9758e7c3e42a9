"""Rules × Facts -> Decision: the verdict on a request at one moment, and why.

Pure.  No clock, no git, no GitHub.  Equal facts and rules give an equal
Decision, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dmccb.policy.approval import approval
from dmccb.policy.asking import Asking, Evaluator, outcome
from dmccb.policy.case import Case
from dmccb.policy.clock import window
from dmccb.policy.deciding import assessment, decision, ruling, urgent_decision
from dmccb.policy.decision import VERDICTS, Decision, Outcome, Status, worst
from dmccb.policy.facts import Facts
from dmccb.policy.objecting import no_objection, not_rejected
from dmccb.policy.recording import contributors, identification, lines, newer_policy, record
from dmccb.policy.rules import Policy, Rule
from dmccb.policy.speaking import consensus, external, on_hold, read, still_open
from dmccb.policy.state import sentence_of, state_of, warnings_of
from dmccb.policy.telling import told
from dmccb.policy.unasked import uncounted
from dmccb.policy.ways import one_of

FACTS, COVERAGE = "facts", "coverage"
"""What stands in the place of a rule where nothing can be decided, and where no rule means an item."""

EVALUATORS: Mapping[str, Evaluator] = {
    "any": one_of,
    "approval": approval,
    "assessment": assessment,
    "consensus": consensus,
    "contributors": contributors,
    "decision": decision,
    "external": external,
    "identification": identification,
    "lines": lines,
    "newer-policy": newer_policy,
    "no-objection": no_objection,
    "not-rejected": not_rejected,
    "open": still_open,
    "read": read,
    "record": record,
    "ruling": ruling,
    "told": told,
    "urgent-decision": urgent_decision,
    "window": window,
}
"""Kind of requirement -> what evaluates it; a route and a class are asked of nobody."""


def decide(policy: Policy, facts: Facts) -> Decision:
    """Return the verdict on a request.

    Parameters
    ----------
    policy
        The rules of the base branch.
    facts
        Everything else.
    """
    case = Case(policy, facts)
    faults = tuple(_faults(case))
    outcomes = faults or tuple(_outcomes(case))
    required = tuple(one for one in outcomes if one.requirement != "assessment")
    owed = [one for one in outcomes if one.requirement == "assessment" and one.status != "not applicable"]
    status = worst(one.status for one in required)
    return Decision(
        verdict=VERDICTS[status],
        code=_code(required, status),
        sentence=sentence_of(required),
        state=state_of(case, required),
        on_hold=on_hold(case) is not None,
        rfc=facts.rfc.id if facts.rfc else "",
        number=facts.request.number,
        digest=facts.change.digest,
        route=case.routing.route,
        rfc_class=case.rfc_class,
        routes=case.routing.items,
        as_of=facts.as_of,
        policy=policy.name,
        policy_version=policy.version,
        policy_digest=policy.digest,
        requirements=required,
        owed=tuple(owed),
        objections=tuple(case.objections),
        uncounted=case.said.uncounted if faults else uncounted(case, outcomes),
        textual=facts.change.textual,
        warnings=tuple(warnings_of(outcomes)),
    )


def _code(required: Sequence[Outcome], status: Status) -> str:
    """Return the reason of a verdict, for programs."""
    if status == "met":
        return "all-met"
    codes = [one.code for one in required if one.status == status]
    return codes[-1] if status == "not applicable" else codes[0]


def _faults(case: Case) -> Iterator[Outcome]:
    """Yield why nothing can be decided at all."""
    facts = case.facts
    found = [("unreadable", text) for text in facts.unreadable]
    if not case.policy.rules:
        found.append(("policy-empty", "the policy has no rules"))
    if facts.opened is None or facts.opened > facts.as_of:
        found.append(("not-opened", "no event says that the request was opened by then"))
    if not case.heads.digest:
        found.append(("no-head", "the gate had seen no head of the request by then"))
    elif case.heads.digest != facts.change.digest:
        sentence = f"the change is {facts.change.digest[:19]}…, and the head is {case.heads.digest[:19]}…"
        found.append(("head-mismatch", sentence))
    for code, sentence in found:
        yield Outcome(
            rule=FACTS,
            title="what the decision rests on",
            requirement="facts",
            status="error",
            code=code,
            sentence=sentence,
        )


def _outcomes(case: Case) -> Iterator[Outcome]:
    """Yield how each rule stands that is asked by itself, and what no rule covers."""
    asking = Asking(case, EVALUATORS)
    for item in case.routing.uncovered:
        yield _uncovered("blocked", "no-rule", f"no rule covers {item.collection} {item.handle}")
    applied = False
    for rule in case.policy.asked:
        if case.applies(rule) and _decided(rule, asking):
            applied = True
            yield asking.outcome(rule.id)
        else:
            yield outcome(rule, "not applicable", "not-asked", "it is not asked of this request")
    if applied or case.routing.uncovered:
        return
    if case.routing.route == "none":
        yield _uncovered("not applicable", "not-controlled", "nothing under control changes")
    else:
        sentence = f"no rule of {case.policy.title} asks anything on the route {case.routing.route}"
        yield _uncovered("blocked", "no-rule", sentence)


def _decided(rule: Rule, asking: Asking) -> bool:
    """Tell whether one of the rules has decided of which a rule asks that."""
    names = rule.when.decided if rule.when else ()
    return not names or any(asking.outcome(name).status == "met" for name in names)


def _uncovered(status: Status, code: str, sentence: str) -> Outcome:
    return Outcome(
        rule=COVERAGE,
        title="every controlled item is somebody's to decide on",
        requirement="coverage",
        status=status,
        code=code,
        sentence=sentence,
    )
