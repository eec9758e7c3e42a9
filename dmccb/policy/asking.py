"""A rule × a Case -> Outcome: the one place that knows which evaluator a kind of requirement has.

Pure.  Rules that name others ask for their outcomes here; each is worked out
once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from dmccb.policy.case import Case
from dmccb.policy.decision import Candidate, Evidence, Outcome, Status
from dmccb.policy.rules import Rule
from dmccb.policy.seats import Seat
from dmccb.rfc.roster import Held, Holder, utc_day
from dmccb.rfc.votes import Act

TO_BE_OPENED = frozenset({"not-escalated", "not-empanelled", "not-urgent"})
"""Codes of ways that nobody has opened: they are named in the tree, and nobody is asked for them."""

Evaluator = Callable[[Rule, "Asking"], Outcome]


class Asking:
    """Asks the rules of a policy of one request.

    Parameters
    ----------
    case
        The request.
    evaluators
        Kind of requirement -> what evaluates it.
    """

    def __init__(self, case: Case, evaluators: Mapping[str, Evaluator]) -> None:
        self.case = case
        self._evaluators = evaluators
        self._known: dict[str, Outcome] = {}

    def outcome(self, name: str) -> Outcome:
        """Return how a rule stands, whether it applies to the request or not."""
        if name not in self._known:
            rule = self.case.policy.rules[name]
            found = self._evaluators[rule.requirement](rule, self)
            self._known[name] = self._settled(rule, found)
        return self._known[name]

    def _settled(self, rule: Rule, found: Outcome) -> Outcome:
        """Return an outcome, or that of a rule that takes its place; objections are settled one by one."""
        if found.status == "met" or rule.requirement == "no-objection":
            return found
        for name in rule.settled_by:
            other = self.outcome(name)
            if other.status == "met":
                sentence = f"{other.title} takes its place: {other.sentence}"
                return outcome(rule, "met", "settled", sentence, evidence=other.evidence)
        return found


def outcome(rule: Rule, status: Status, code: str, sentence: str, **more: Any) -> Outcome:  # noqa: ANN401 - as Outcome has them
    """Return the outcome of a rule."""
    return Outcome(
        rule=rule.id,
        title=rule.title,
        requirement=rule.requirement,
        status=status,
        code=code,
        sentence=sentence,
        citation=rule.citation,
        choosing=rule.choosing,
        **more,
    )


def candidate(case: Case, seat: Seat, held: Held, by: str) -> Candidate:
    """Return somebody in a seat as one who can say something today."""
    person = case.facts.organization.persons.get(held.person)
    login = next((one.login for one in person.accounts if one.type == "User"), "") if person else ""
    if person is None:  # a stranger is called by their account
        login = held.person.removeprefix("@").partition("#")[0]
    return Candidate(
        person=held.person,
        name=person.name if person else f"@{login}",
        login=login,
        role=seat.title,
        deputy=held.deputy,
        by=by,
    )


def candidates(
    case: Case, seats: Iterable[Seat], by: str, without: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """Return everybody in some seats who can be heard today, but for some persons."""
    found = [(seat, held) for seat in seats for held in seat.able(case)]
    return tuple(candidate(case, seat, held, by) for seat, held in found if held.person not in without)


def vacancies(case: Case, seats: Iterable[Seat]) -> tuple[str, ...]:
    """Return the seats in which nobody can be heard, and why."""
    return tuple(filter(None, (seat.vacancy(case) for seat in seats)))


def evidence(case: Case, act: Act, seat: Seat | None = None) -> Evidence:
    """Return an act as what a status rests on."""
    holder = _holder(case, act, seat)
    return Evidence(
        what=said(case, act),
        event=act.event,
        verb=act.verb,
        person=act.person,
        role=seat.title if seat else "",
        deputy=holder is not None and holder.deputy,
        since=holder.since if holder else None,
        until=holder.until if holder else None,
        at=act.at,
        digest=act.about,
        carried=bool(act.about) and case.heads.changed_since(act.at),
    )


def _holder(case: Case, act: Act, seat: Seat | None) -> Holder | None:
    """Return how the person who acted held the role of a seat when they did."""
    role = case.facts.organization.roles.get(seat.role) if seat else None
    holders = role.holders if role else ()
    day = utc_day(act.at)
    return next((one for one in holders if one.person == act.person and one.holds(day)), None)


def said(case: Case, act: Act) -> str:
    """Return what somebody did, as a reader is told: ``Ada Lovelace approved``."""
    from dmccb.rfc.verbs import VERBS

    past = VERBS[act.verb].past if act.verb in VERBS else f"said /rfc {act.verb}"
    return f"{who(case, act)} {past}"


def who(case: Case, act: Act) -> str:
    """Return what a reader calls the person who acted."""
    known = case.facts.organization.persons.get(act.person)
    return known.name if known else f"@{act.login}"


def listed(names: Iterable[str], *, joined: str = "and") -> str:
    """Return names as a sentence lists them: ``A, B and C``."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} {joined} {last}" if others else last


def among(vacant: Iterable[str]) -> str:
    """Return vacant seats as the end of a sentence; empty where there are none."""
    names = listed(vacant)
    return f": {names}" if names else ""
