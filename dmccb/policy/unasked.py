"""A Case × the outcomes of its rules -> what was said and does not count, and why.

Pure.  What no outcome rests on, and what stands for nothing else, has no say;
its author is told why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from dmccb.policy.ballot import Ballot
from dmccb.policy.case import Case
from dmccb.policy.deciding import REJECT, answer_of, decisions, timely
from dmccb.policy.decision import Outcome
from dmccb.policy.rules import NOBODY
from dmccb.policy.speaking import holding_acts
from dmccb.policy.vocabulary import DECIDING
from dmccb.rfc.verbs import OBJECTIONS, STANCES
from dmccb.rfc.votes import Act, Uncounted

_SENTENCES = {
    "replaced": "they said something else later",
    "requestor": "the requestor's own approval does not count",
    "contributor": "who contributed to the change does not approve it",
    "method": "the rule accepts other ways of saying so",
    "commit-changed": "the commit is another one since, and the policy keeps no approvals then",
    "too-early": "it was too early to be asked",
    "objection-meanwhile": "the change was another one since, and somebody objected while it was",
    "not-assignee": "only the assignee records the consensus",
    "no-seat": "they had no seat that is asked at that time",
    "deputy": "the holder was not recorded as absent, so the deputy has no say",
    "not-asked": "no rule asks for it",
    "no-reason": "it gives no reason",
    "not-yours": "they are neither requestor nor assignee, and have nothing to take back",
}


def uncounted(case: Case, outcomes: Sequence[Outcome]) -> tuple[Uncounted, ...]:
    """Return every act that does not count, the oldest first."""
    counting = [*_evident(case, outcomes), *_approving(case)]
    found = list(case.said.uncounted)
    for act in case.said.acts:
        if _has_effect(case, act) or (not _stale(case, act) and act in counting):
            continue
        code = _why(case, act)
        sentence = _other_digest(case, act) if code == "other-digest" else _SENTENCES[code]
        found.append(Uncounted(act=act, code=code, sentence=sentence))
    return tuple(sorted(found, key=lambda one: (one.act.at, one.act.event, one.act.verb)))


def _evident(case: Case, outcomes: Iterable[Outcome]) -> Iterator[Act]:
    """Yield the acts that outcomes rest on."""
    used = set(_used(outcomes))
    yield from (act for act in case.said.acts if (act.event, act.verb) in used)


def _approving(case: Case) -> Iterator[Act]:
    """Yield the approvals that count by a rule in play, also a second one of the same person."""
    for rule in case.playing("approval"):
        yield from chain.from_iterable(Ballot(rule, case).given_for.values())


def _used(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str]]:
    """Yield event and verb of what outcomes rest on.

    What only shows that somebody has read it says no more.
    """
    for top in outcomes:
        for part in top.all():
            only = ("read", "approve", "decide") if part.requirement == "read" else None
            yield from ((one.event, one.verb) for one in part.evidence if only is None or one.verb in only)


def _stale(case: Case, act: Act) -> bool:
    """Tell whether an act is about another change; a rejection is of the request, whatever it changes."""
    if act.verb == "decide" and answer_of(act) == REJECT:
        return False
    return bool(act.about) and act.about != case.heads.digest


def _has_effect(case: Case, act: Act) -> bool:
    """Tell whether an act says something that no evidence shows: it objects, takes back, assigns, holds."""
    if act.verb in OBJECTIONS or act.verb == "dismissed" or act is case.withdrawn:
        return True
    if _stale(case, act):
        return act.verb == "approve" and _takes_back(case, act)
    if act.verb in _EFFECTS:
        return _EFFECTS[act.verb](case, act)
    return act in (*case.assignments, *case.class_acts, *holding_acts(case))


def _takes_back(case: Case, act: Act) -> bool:
    """Tell whether an act ends an earlier stance of the same person.

    An approval ends an objection, and the approval of another change.
    """
    gone = [one.act for one in case.said.uncounted if one.code == "replaced"]
    own = [one for one in (*case.said.acts, *gone) if one.person == act.person and one.verb in STANCES]
    before = sorted((one for one in own if one.at < act.at), key=lambda one: one.at)
    if not before or before[-1].verb not in (*OBJECTIONS, "approve"):
        return False
    again = act.verb == before[-1].verb == "approve" and act.about == before[-1].about
    return not again


def _replaces_a_rejection(case: Case, act: Act) -> bool:
    """Tell whether a decision takes back an earlier rejection of the same person."""
    own = [one for one in case.said.of("decide") if one.person == act.person and answer_of(one)]
    before = [one for one in own if one.at < act.at]
    return bool(answer_of(act)) and bool(before) and answer_of(before[-1]) == REJECT != answer_of(act)


def _by(case: Case, act: Act, requirement: str) -> bool:
    """Tell whether a rule of some kind asks whoever acted."""
    return any(case.allowed(act, rule.by) for rule in case.policy.of(requirement))


_EFFECTS: Mapping[str, Callable[[Case, Act], bool]] = {
    "approve": _takes_back,
    "withdraw": _takes_back,
    "decide": _replaces_a_rejection,
    "flag": lambda case, act: any(one.item.id == act.event for one in case.routing.items),
    "read": lambda case, act: _by(case, act, "read"),
    "adopt": lambda case, act: bool(act.command.after_first_word) and act.person == case.assignee(act.at),
    "urgent": lambda case, act: _by(case, act, "urgent-decision"),
    "escalate": lambda case, act: act.person in case.requestors or act.person == case.assignee(act.at),
    "empanel": lambda case, act: any(
        case.allowed(act, rule.convened_by)
        for rule in case.policy.of("approval")
        if rule.convened_by != NOBODY
    ),
}
"""Command -> whether an act of it says something."""


def _why(case: Case, act: Act) -> str:
    """Return the code of why an act does not count."""
    if _stale(case, act):
        return "other-digest"
    if act.verb in ("decide", "assess") and not answer_of(act):
        return "no-reason"
    return _WHY.get(act.verb, _why_no_seat)(case, act)


def _why_no_consensus(_: Case, act: Act) -> str:
    return "not-assignee" if act.command.after_first_word else "no-reason"


def _why_no_approval(case: Case, act: Act) -> str:
    if act.person in case.requestors:
        return "requestor"
    if act.person in case.contributors:
        return "contributor"
    ballots = [Ballot(rule, case) for rule in case.policy.of("approval")]
    seated = [ballot for ballot in ballots if ballot.sat(act)]
    if not seated:
        return _why_no_seat(case, act)
    return next((fault for ballot in seated if (fault := ballot.fault(act))), "not-asked")


def _why_no_decision(case: Case, act: Act) -> str:
    if _decided_again(case, act):
        return "replaced"
    rules = [rule for rule in case.policy.rules.values() if rule.requirement in DECIDING]
    made = [rule for rule in rules if act in decisions(rule, case)]
    if any(act not in timely(rule, case) for rule in made):
        return "too-early"
    if made:
        return "not-asked"
    if act.person in case.requestors:
        return "requestor"
    return "contributor" if act.person in case.contributors else _why_no_seat(case, act)


def _decided_again(case: Case, act: Act) -> bool:
    return any(one.person == act.person and one.at > act.at for one in case.said.of("decide"))


def _why_no_seat(case: Case, act: Act) -> str:
    """Tell a deputy of somebody who is there from one who has no seat at all."""
    roles = case.facts.organization.roles.values()
    standing_in = [one for role in roles for one in role.holders]
    waits = any(one.person == act.person and one.deputy for one in standing_in)
    return "deputy" if waits else "no-seat"


def _other_digest(case: Case, act: Act) -> str:
    return f"it is about {act.about[:19]}…, and the change is {case.heads.digest[:19]}… now"


_WHY: Mapping[str, Callable[[Case, Act], str]] = {
    "withdraw": lambda _case, _act: "not-yours",
    "approve": _why_no_approval,
    "decide": _why_no_decision,
    "adopt": _why_no_consensus,
}
"""Command -> what says why an act of it does not count; any other lacks a seat."""
