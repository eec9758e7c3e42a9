"""A ``told`` rule × a Case -> Outcome: who was told of the request, and when.

Pure.  ``knowing`` says since when each person knows of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from dmccb.policy.asking import Asking, candidates, listed, outcome, vacancies
from dmccb.policy.case import Case
from dmccb.policy.decision import Evidence, Outcome
from dmccb.policy.rules import Rule
from dmccb.policy.seats import Seat


def told(rule: Rule, asking: Asking) -> Outcome:
    """Return how the telling stands."""
    return telling(rule, asking.case)


def telling(rule: Rule, case: Case) -> Outcome:
    """Return how the telling stands, whoever asks."""
    since = case.first_told
    evidence: list[Evidence] = []
    missing: list[Seat] = []
    for seat in _seats(rule, case):
        known = [(since[one.person], one.person) for one in seat.held(case) if one.person in since]
        if known:
            moment, person = min(known)
            name = case.facts.organization.name(person)
            evidence.append(Evidence(what=f"{name} was told", person=person, role=seat.title, at=moment))
        else:
            missing.append(seat)
    shown: dict[str, Any] = {
        "evidence": tuple(evidence),
        "vacant": vacancies(case, case.seats(rule.by)),
    }
    if missing:
        return _not_told(rule, case, missing, shown)
    if not evidence:
        shown["evidence"] = (Evidence(what="nobody else is affected", at=case.facts.opened),)
        return outcome(rule, "met", "nobody-affected", "nobody else is affected", **shown)
    names = listed(dict.fromkeys(case.facts.organization.name(one.person) for one in evidence))
    return outcome(rule, "met", "told", f"{len(evidence)} of {len(evidence)}: {names}", **shown)


def _not_told(rule: Rule, case: Case, missing: Sequence[Seat], shown: dict[str, Any]) -> Outcome:
    if silent := vacancies(case, missing):
        sentence = f"affected, and nobody can be told: {listed(silent)}"
        return outcome(rule, "error", "seats-vacant", sentence, **shown)
    names = listed(f"{_names(case, seat)} ({seat.title})" for seat in missing)
    can = candidates(case, missing, "")
    return outcome(rule, "waiting", "not-told", f"not told yet: {names}", can=can, **shown)


def told_at(case: Case) -> datetime | None:
    """Return when the last of those affected was told; None where one was not."""
    moments = [case.facts.opened] if case.facts.opened else []
    for rule in case.policy.of("told"):
        if not case.applies(rule):
            continue
        found = telling(rule, case)
        if found.status != "met":
            return None
        moments += [one.at for one in found.evidence if one.at is not None]
    return max(moments, default=None)


def _seats(rule: Rule, case: Case) -> Iterator[Seat]:
    """Yield the seats to be told; for one in which nobody can be, those who stand in."""
    found: dict[str, Seat] = {}
    for seat in case.seats(rule.by):
        stand_ins = case.seats(rule.instead) if seat.vacancy(case) else ()
        found.update({one.key: one for one in stand_ins or (seat,)})
    yield from found.values()


def _names(case: Case, seat: Seat) -> str:
    return listed([case.facts.organization.name(one.person) for one in seat.able(case)], joined="or")
