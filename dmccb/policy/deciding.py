"""Rules by which one office decides × a Case -> Outcome: alone, at once, or on one objection.

Pure.  A decision is about one digest, and has a reason.  Who asks for the
change, or contributed to it, does not decide on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from dmccb.policy.asking import Asking, among, candidates, evidence, listed, outcome, vacancies, who
from dmccb.policy.case import Case
from dmccb.policy.clock import start_of
from dmccb.policy.decision import Outcome
from dmccb.policy.facts import spoken
from dmccb.policy.rules import Rule, duration, spelled
from dmccb.policy.seats import Seat
from dmccb.rfc.roster import utc_day
from dmccb.rfc.votes import Act

ACCEPT = "accept"
REJECT = "reject"


def decision(rule: Rule, asking: Asking) -> Outcome:
    """Return how a decision by one office stands."""
    case = asking.case
    if rule.period and not_before(rule, case) is None:
        return outcome(rule, "waiting", "not-started", f"{spelled(rule.period)} have not begun")
    return _decided(rule, case, timely(rule, case))


def timely(rule: Rule, case: Case) -> list[Act]:
    """Return the decisions that were not taken before they could be."""
    since = not_before(rule, case)
    if rule.period and since is None:
        return []
    return [act for act in decisions(rule, case) if since is None or act.at >= since]


def made(rule: Rule, case: Case) -> list[Act]:
    """Return the decisions that count by a rule: not too early, and marked urgent where that is asked."""
    if rule.requirement == "decision":
        return timely(rule, case)
    return [act for act in decisions(rule, case) if act.person in _marks(rule, case)]


def _marks(rule: Rule, case: Case) -> dict[str, Act]:
    """Return person -> the act by which they marked the request urgent, of those who decide."""
    return {act.person: act for act in case.said.of("urgent") if _sits(rule, case, act)}


def urgent_decision(rule: Rule, asking: Asking) -> Outcome:
    """Return how an urgent decision stands: the same person has marked the request urgent, and why."""
    case = asking.case
    marks, acts = _marks(rule, case), made(rule, case)
    found = _decided(rule, case, acts)
    if acts:
        mark = marks[acts[-1].person]
        sentence = f"urgent ({mark.text}): {found.sentence}"
        shown = (*found.evidence, evidence(case, mark))
        return outcome(rule, found.status, found.code, sentence, evidence=shown, vacant=found.vacant)
    if marks or found.status == "error":
        return found
    return outcome(
        rule, "waiting", "not-urgent", "nobody has marked it urgent", can=found.can, vacant=found.vacant
    )


def not_before(rule: Rule, case: Case) -> datetime | None:
    """Return when a decision can first be taken; None where nothing says so, or it has not begun."""
    start = start_of(case, rule.starts or ("asked",)) if rule.period else None
    return start + duration(rule.period) if start else None


def deciding_seats(rule: Rule, case: Case, day: date | None = None) -> tuple[Seat, ...]:
    """Return the seats that decide on a day; for one whose holder has a part in it, who stands in."""
    seats = case.seats(rule.by)
    own = [seat for seat in seats if _conflicted(seat, case, day)]
    asked = [seat for seat in seats if seat not in own]
    if own:
        asked += [seat for seat in case.seats(rule.instead) if not _conflicted(seat, case, day)]
    return tuple(asked)


def _conflicted(seat: Seat, case: Case, day: date | None) -> bool:
    held = [one.person for one in seat.held(case, day) if not one.deputy]
    return bool(held) and all(person in case.requestors | case.contributors for person in held)


def _sits(rule: Rule, case: Case, act: Act) -> bool:
    return any(seat.sat(case, act) for seat in deciding_seats(rule, case, utc_day(act.at)))


def decisions(rule: Rule, case: Case) -> list[Act]:
    """Return the decisions about this very change by those who may, the oldest first."""
    conflicted = case.requestors | case.contributors
    return [
        act
        for act in case.said.of("decide")
        if act.about == case.heads.digest
        and answer_of(act) in (ACCEPT, REJECT)
        and act.person not in conflicted
        and _sits(rule, case, act)
    ]


def answer_of(act: Act) -> str:
    """Return what a decision or an assessment says: ``accept``; empty where it says yes without a reason.

    A no stands without a reason too, and is asked for one.
    """
    words = act.text.split(maxsplit=1)
    answer = words[0].lower() if words else ""
    return answer if len(words) > 1 or answer == REJECT else ""


def _decided(rule: Rule, case: Case, made: list[Act]) -> Outcome:
    """Return what the last of some decisions says."""
    seats = deciding_seats(rule, case)
    vacant = vacancies(case, seats)
    if made:
        return _last(rule, case, made, vacant)
    can = candidates(case, seats, "/rfc decide accept REASON", case.requestors | case.contributors)
    if not can:
        return outcome(rule, "error", "seats-vacant", f"nobody can decide{among(vacant)}", vacant=vacant)
    since = not_before(rule, case)
    names = listed([seat.title for seat in seats], joined="or")
    if since is not None and case.facts.as_of < since:
        sentence = f"{names} can decide alone from {spoken(since)}"
        return outcome(rule, "waiting", "too-early", sentence, can=can, due=since, vacant=vacant)
    return outcome(rule, "waiting", "not-decided", f"{names} has not decided", can=can, vacant=vacant)


def _last(rule: Rule, case: Case, made: Sequence[Act], vacant: tuple[str, ...]) -> Outcome:
    act = made[-1]
    seats = deciding_seats(rule, case)
    shown = tuple(evidence(case, one, _seat(seats, case, one)) for one in made)
    reason = reason_of(act)
    if answer_of(act) == REJECT:
        sentence = f"{who(case, act)} rejected it{f': {reason}' if reason else ''}"
        return outcome(rule, "blocked", "rejected", sentence, evidence=shown, vacant=vacant)
    sentence = f"{who(case, act)} decided alone: {reason}"
    return outcome(rule, "met", "decided", sentence, evidence=shown, vacant=vacant)


def _seat(seats: Iterable[Seat], case: Case, act: Act) -> Seat | None:
    return next((seat for seat in seats if seat.sat(case, act)), None)


def reason_of(act: Act) -> str:
    """Return the reason of a decision or an assessment; empty where it has none."""
    words = act.text.split(maxsplit=1)
    return words[1] if len(words) > 1 else ""


def ruling(rule: Rule, asking: Asking) -> Outcome:
    """Return how rulings stand: whether the board, having approved, has ruled on an objection by name."""
    case = asking.case
    rulings = rulings_by(rule, case)
    shown: dict[str, Any] = {
        "evidence": tuple(evidence(case, act) for act in rulings),
        "parts": tuple(map(asking.outcome, rule.any_of)),
    }
    if all(part.status != "met" for part in shown["parts"]):
        sentence = "the change is not approved, so that no ruling has an effect"
        return outcome(rule, "waiting", "not-approved", sentence, **shown)
    if not rulings:
        can = candidates(case, deciding_seats(rule, case), "/rfc decide accept @LOGIN REASON")
        return outcome(rule, "waiting", "no-ruling", "no objection was ruled on", can=can, **shown)
    return outcome(rule, "met", "ruled", "objections were ruled on by name", **shown)


def rulings_by(rule: Rule, case: Case) -> list[Act]:
    """Return the decisions to accept that name somebody."""
    return [act for act in decisions(rule, case) if answer_of(act) == ACCEPT and act.command.mentions]


def rules_on(rule: Rule, case: Case, objection: Act) -> bool:
    """Tell whether a ruling names an objection: of an outsider, and raised before."""
    ways = [case.policy.rules[name] for name in rule.any_of]
    if any(way.unanimous and case.allowed(objection, way.by) for way in ways):
        return False
    login = objection.login.lower()
    return any(act.at > objection.at and login in act.command.mentions for act in rulings_by(rule, case))


def assessment(rule: Rule, asking: Asking) -> Outcome:
    """Return how the assessment of a decision that was taken before stands."""
    case = asking.case
    made = [act for act in case.said.of("assess") if _assesses(rule, case, act)]
    if made:
        verb = "endorsed" if answer_of(made[-1]) == "endorse" else "reversed"
        sentence = f"the board {verb} it: {reason_of(made[-1])}"
        return outcome(rule, "met", verb, sentence, evidence=tuple(evidence(case, act) for act in made))
    can = candidates(case, case.seats(rule.by), "/rfc assess endorse|reverse REASON")
    start = start_of(case, rule.starts or ("decided",))
    if start is None:
        return outcome(rule, "waiting", "assessment-owed", "the board's assessment is owed", can=can)
    due = start + duration(rule.period)
    overdue = case.facts.as_of > due
    sentence = f"the board's assessment is {'overdue since' if overdue else 'owed by'} {spoken(due)}"
    return outcome(rule, "waiting", "assessment-owed", sentence, can=can, due=due, overdue=overdue)


def _assesses(rule: Rule, case: Case, act: Act) -> bool:
    if answer_of(act) not in ("endorse", "reverse") or act.about != case.heads.digest:
        return False
    return case.allowed(act, rule.by)
