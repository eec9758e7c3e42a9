"""An ``approval`` rule × a Case -> Outcome: who approved this very change, and who still can.

Pure.  A person counts once; a vacant seat counts among those who could, and is
never a vote; a number is never lowered to what there is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dmccb.policy.asking import Asking, among, candidates, evidence, listed, outcome, vacancies, who
from dmccb.policy.ballot import Ballot
from dmccb.policy.case import Case
from dmccb.policy.clock import start_of
from dmccb.policy.decision import Evidence, Outcome
from dmccb.policy.experts import empanelled, escalated_at
from dmccb.policy.rules import Rule, duration
from dmccb.policy.seats import Seat
from dmccb.rfc.votes import Act


def approval(rule: Rule, asking: Asking) -> Outcome:
    """Return how an approval stands."""
    case = asking.case
    if (found := _not_convened(rule, case)) is not None:
        return found
    ballot = Ballot(rule, case)
    shown: dict[str, Any] = {
        "evidence": tuple(_evidence(case, seat, act) for seat, act in ballot.approvals.values()),
        "vacant": ballot.vacant,
    }
    if not ballot.all_seats:
        return outcome(rule, "error", "nobody", "nobody on record can approve this", **shown)
    if not ballot.met and ballot.impossible:
        return outcome(rule, "error", "seats-vacant", _impossible(ballot), **shown)
    if ballot.opposed:
        return _opposed(ballot, shown)
    if ballot.met:
        return outcome(rule, "met", "approved", _approved(ballot), **shown)
    can = tuple(ballot.still_asked)
    due = _due(rule, case)
    overdue = due is not None and due <= case.facts.as_of
    return outcome(
        rule, "waiting", "approvals-missing", _missing(ballot), can=can, due=due, overdue=overdue, **shown
    )


def _not_convened(rule: Rule, case: Case) -> Outcome | None:
    """Return the outcome where nobody has named the experts who are to approve."""
    if "experts" not in rule.by.groups or empanelled(case, rule) is not None:
        return None
    seats = case.seats(rule.convened_by)
    vacant = vacancies(case, seats)
    can = candidates(case, seats, "/rfc empanel @LOGIN …")
    if not can:
        return outcome(
            rule, "error", "seats-vacant", f"nobody can name experts{among(vacant)}", vacant=vacant
        )
    if rule.escalated and escalated_at(case) is None:
        return outcome(rule, "waiting", "not-escalated", "the request was not escalated", vacant=vacant)
    return outcome(rule, "waiting", "not-empanelled", "no experts are named", can=can, vacant=vacant)


def _opposed(ballot: Ballot, shown: dict[str, Any]) -> Outcome:
    case = ballot.case
    objectors = listed(dict.fromkeys(who(case, act) for act in ballot.opposed))
    shown["evidence"] += tuple(evidence(case, act) for act in ballot.opposed)
    verb = "objects" if len(ballot.opposed) == 1 else "object"
    sentence = f"no consensus: {objectors} {verb}; {ballot.given} of {ballot.needed} approvals"
    return outcome(ballot.rule, "blocked", "member-objects", sentence, **shown)


def _evidence(case: Case, seat: Seat, act: Act) -> Evidence:
    if act.verb != "asked":
        return evidence(case, act, seat)
    return Evidence(
        what=f"{who(case, act)} asks for it", event=act.event, person=act.person, role=seat.title, at=act.at
    )


def _approved(ballot: Ballot) -> str:
    names = listed(dict.fromkeys(who(ballot.case, act) for _, act in ballot.approvals.values()))
    if ballot.electors == 1:
        return f"{names} approved"
    return f"{ballot.given} of {ballot.electors} approved, {ballot.needed} needed: {names}"


def _missing(ballot: Ballot) -> str:
    left = ballot.needed - ballot.given
    seats = f"{ballot.electors} seats" if ballot.electors != 1 else ballot.seats[0].title
    if ballot.electors == 1:
        return f"{seats} has not approved yet"
    sentence = f"{ballot.given} of {ballot.needed} approvals"
    if left > 0:
        sentence += f" ({left} more of {seats})"
    return sentence + _including(ballot)


def _including(ballot: Ballot) -> str:
    if not ballot.wants_including:
        return ""
    return f"; {listed([seat.title for seat in ballot.including], joined='or')} must be among them"


def _impossible(ballot: Ballot) -> str:
    vacant = f": {listed(ballot.vacant)}" if ballot.vacant else ""
    if ballot.electors == 1:
        return (
            f"nobody can approve{vacant}" if vacant else f"{ballot.seats[0].title} may not approve this one"
        )
    return (
        f"{ballot.needed} of {ballot.electors} seats must approve, and {ballot.reachable} can{vacant}"
        + _including(ballot)
    )


def _due(rule: Rule, case: Case) -> datetime | None:
    """Return by when the approval is owed, where the rule says so."""
    period = (case.urgent and rule.urgent_period) or rule.period
    if not period:
        return None
    start = start_of(case, rule.starts or ("asked",))
    return start + duration(period) if start else None
