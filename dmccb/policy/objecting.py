"""``no-objection`` and ``not-rejected`` × a Case -> Outcome: what stands against the request.

Pure.  Anybody may object, and only the objector takes it back; a ruling or a
decision settles an objection that came before it, and leaves it on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from dmccb.policy.asking import TO_BE_OPENED, Asking, evidence, listed, outcome, who
from dmccb.policy.case import Case
from dmccb.policy.deciding import REJECT, answer_of, reason_of, rules_on
from dmccb.policy.decision import Candidate, Evidence, Outcome
from dmccb.policy.rules import NOBODY, Rule, Who
from dmccb.policy.seats import Seat
from dmccb.rfc.votes import Act


def no_objection(rule: Rule, asking: Asking) -> Outcome:
    """Return how it stands with objections."""
    case = asking.case
    raised = _raised(rule, case)
    if not raised:
        shown = tuple(_taken_back(case))
        back = listed(dict.fromkeys(one.what for one in shown)) or "nobody objects"
        return outcome(rule, "met", "no-objection", back, evidence=shown)
    ways = {act.event: _settled_by(rule, asking, act) for act in raised}
    standing = [act for act in raised if ways[act.event] is None]
    if not standing:
        return _overruled(rule, case, raised, list(filter(None, ways.values())))
    can = dict.fromkeys((*_objectors(case, standing), *_others(rule, asking)))
    sentence = "; ".join(_objection(case, act) for act in standing)
    shown = tuple(evidence(case, act) for act in raised)
    parts = tuple(map(asking.outcome, rule.settled_by))
    return outcome(rule, "blocked", "objection", sentence, evidence=shown, can=tuple(can), parts=parts)


def _raised(rule: Rule, case: Case) -> list[Act]:
    return [act for act in case.objections if rule.by == NOBODY or case.allowed(act, rule.by)]


def _overruled(rule: Rule, case: Case, raised: list[Act], ways: Sequence[Outcome]) -> Outcome:
    how = listed(dict.fromkeys(way.title for way in ways))
    sentence = f"overruled, and kept on record: {_who(case, raised)} ({how})"
    by = chain.from_iterable(way.evidence for way in ways)
    shown = dict.fromkeys((*(evidence(case, act) for act in raised), *by))
    return outcome(rule, "met", "settled", sentence, evidence=tuple(shown), parts=tuple(dict.fromkeys(ways)))


def _who(case: Case, acts: list[Act]) -> str:
    return listed(dict.fromkeys(who(case, act) for act in acts))


def _objection(case: Case, act: Act) -> str:
    what = "rejects" if act.verb == "reject" else "objects"
    reason = act.text.strip()
    return f"{who(case, act)} {what}: {reason}" if reason else f"{who(case, act)} {what} and gave no reason"


def _taken_back(case: Case) -> Iterator[Evidence]:
    """Yield the objections that were taken back, and how: the record keeps them."""
    standing = {act.event for act in case.objections}
    past = [act for act in case.said.of("object", "reject") if act.event not in standing]
    yield from (evidence(case, act) for act in past)
    for person in sorted({act.person for act in past}):
        yield evidence(case, case.stances[person])


def _settled_by(rule: Rule, asking: Asking, objection: Act) -> Outcome | None:
    """Return the rule's way that settles one objection; it must have come after it."""
    for name in rule.settled_by:
        found = asking.outcome(name)
        if found.status != "met":
            continue
        other = asking.case.policy.rules[name]
        if other.requirement == "ruling":
            if rules_on(other, asking.case, objection):
                return found
        elif (moment := _met_at(found)) is not None and moment > objection.at:
            return found
    return None


def _met_at(found: Outcome) -> datetime | None:
    return max((one.at for one in found.evidence if one.at is not None), default=None)


def _objectors(case: Case, standing: list[Act]) -> Iterator[Candidate]:
    for act in standing:
        if act.person == "@ghost":
            continue
        known = case.facts.organization.persons.get(act.person)
        name = known.name if known else f"@{act.login}"
        yield Candidate(person=act.person, name=name, login=act.login, role="objector", by="/rfc withdraw")


def _others(rule: Rule, asking: Asking) -> Iterator[Candidate]:
    """Yield who can settle objections instead."""
    for name in rule.settled_by:
        found = asking.outcome(name)
        early = found.due is not None and found.due > asking.case.facts.as_of
        if found.status == "waiting" and found.code not in TO_BE_OPENED and not early:
            yield from found.can


def not_rejected(rule: Rule, asking: Asking) -> Outcome:
    """Return how it stands with rejections by office."""
    case = asking.case
    offices = [case.role_seat(role) for role in rule.by.roles]
    final = [(seat, act) for seat in offices for act in _rejections(case, seat)]
    if final:
        return _rejected(rule, case, final)
    for group in rule.by.groups:
        seats = case.seats(Who(groups=(group,)))
        against = [(seat, act) for seat in seats for act in _rejections(case, seat)[:1]]
        if len({act.person for _, act in against}) > len(seats) // 2:
            shown = tuple(evidence(case, act, seat) for seat, act in against)
            sentence = f"{len(against)} of the {len(seats)} seats of the {group} rejected it"
            return outcome(rule, "blocked", "rejected", sentence, evidence=shown)
    return outcome(rule, "met", "not-rejected", "nobody who may has rejected it")


def _rejected(rule: Rule, case: Case, final: Sequence[tuple[Seat, Act]]) -> Outcome:
    seat, act = final[0]
    shown = tuple(evidence(case, one, at) for at, one in final)
    sentence = f"{who(case, act)} ({seat.title}) rejected it"
    if reason := _reason(act):
        return outcome(rule, "blocked", "rejected", f"{sentence}: {reason}", evidence=shown)
    sentence += " and gave no reason, which a rejection must have"
    return outcome(rule, "blocked", "rejected-without-reason", sentence, evidence=shown)


def _rejections(case: Case, seat: Seat) -> list[Act]:
    """Return the rejections that stand of those who sat somewhere when they said so."""
    acts = [act for act in case.objections if act.verb == "reject" and seat.sat(case, act)]
    last: dict[str, Act] = {}
    for act in case.said.of("decide"):
        if answer_of(act) and seat.sat(case, act):
            last[act.person] = act
    return [*acts, *(act for act in last.values() if answer_of(act) == REJECT)]


def _reason(act: Act) -> str:
    return reason_of(act) if act.verb == "decide" else act.text.strip()
