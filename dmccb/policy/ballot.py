"""An ``approval`` rule × a Case -> Ballot: who may approve this very change, who has, and who still can.

Pure.  A person counts once; a vacant seat counts among those who could, and is
never a vote; a number is never lowered to what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from dmccb.policy.asking import candidates, vacancies
from dmccb.policy.case import Case
from dmccb.policy.decision import Candidate
from dmccb.policy.experts import empanelled, escalated_at
from dmccb.policy.rules import Rule
from dmccb.policy.seats import Seat
from dmccb.rfc.roster import utc_day
from dmccb.rfc.votes import Act


@dataclass(frozen=True)
class Ballot:
    """Who may approve by one rule, and who has.

    Attributes
    ----------
    rule, case
        The rule and the request.
    """

    rule: Rule
    case: Case

    @cached_property
    def all_seats(self) -> tuple[Seat, ...]:
        """The seats that the rule names."""
        convened = empanelled(self.case, self.rule)
        return self.case.seats(self.rule.by, convened.persons if convened else ())

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Those that can be asked: where the requestor is excluded, without the requestor's own.

        Where the rule says who stands in, they take that place.
        """
        own = {seat.key for seat in self.all_seats if self._is_own(seat)}
        asked = [seat for seat in self.all_seats if seat.key not in own]
        if own:
            asked += [seat for seat in self.case.seats(self.rule.instead) if not self._is_own(seat)]
        return tuple({seat.key: seat for seat in asked}.values())

    def _is_own(self, seat: Seat, day: date | None = None) -> bool:
        if "requestor" not in self.rule.excluding:
            return False
        held = [one.person for one in seat.held(self.case, day) if not one.deputy]
        return bool(held) and all(person in self.case.requestors for person in held)

    @cached_property
    def excluded(self) -> frozenset[str]:
        """The persons whose own agreement does not count."""
        out: frozenset[str] = frozenset()
        if "requestor" in self.rule.excluding:
            out |= self.case.requestors
        if "contributors" in self.rule.excluding:
            out |= self.case.contributors
        return out

    @cached_property
    def given_for(self) -> dict[str, list[Act]]:
        """Key of a seat -> the approvals that count and come from it, the oldest first."""
        counting = [act for act in self.case.said.of("approve") if not self.fault(act)]
        found: dict[str, list[Act]] = {}
        for seat in self.seats:
            for act in counting:
                if seat.sat(self.case, act) and not self._is_own(seat, utc_day(act.at)):
                    found.setdefault(seat.key, []).append(act)
        for seat, act in self._authored():
            found.setdefault(seat.key, []).append(act)
        return found

    @cached_property
    def approvals(self) -> dict[str, tuple[Seat, Act]]:
        """Key of a seat -> the seat, and the approval that counts for it: of nobody for two seats.

        Those affected answer for each of their seats.
        """
        parties = {seat.key for seat in self.seats if seat.party}
        taken = assigned({key: _persons(acts) for key, acts in self.given_for.items() if key not in parties})
        found = []
        for seat in self.seats:
            acts = self.given_for.get(seat.key, [])
            first = next((act for act in acts if seat.party or act.person == taken.get(seat.key)), None)
            if first is not None:
                found.append((seat, first))
        found.sort(key=lambda one: (one[1].at, one[1].event))
        return {seat.key: (seat, act) for seat, act in found}

    def fault(self, act: Act) -> str:
        """Return the code of why an approval does not count, whoever gave it; empty where it does."""
        return next((code for code, found in _FAULTS if found(self, act)), "")

    def is_excluded(self, act: Act, whose: str) -> bool:
        """Tell whether an approval is of the requestor, or of a contributor, and the rule excludes these."""
        persons = self.case.requestors if whose == "requestor" else self.case.contributors
        return whose in self.rule.excluding and act.person in persons

    def is_too_early(self, act: Act) -> bool:
        """Tell whether an approval came before it could be asked for."""
        return self._not_before is not None and act.at < self._not_before

    @cached_property
    def _not_before(self) -> datetime | None:
        """When an approval can first be given: after the experts were named, and the request escalated."""
        convened = empanelled(self.case, self.rule)
        moments = [convened.act.at] if convened else []
        if self.rule.escalated and (moment := escalated_at(self.case)) is not None:
            moments.append(moment)
        return max(moments, default=None)

    def _authored(self) -> Iterator[tuple[Seat, Act]]:
        """Yield the seats of the requestor, where asking is agreement enough and nobody else contributed."""
        case = self.case
        opened = next((event for event in case.events if event.kind == "opened"), None)
        if not self.rule.authorship or opened is None or case.unknown_commits:
            return
        author = case.person(case.facts.request.author)
        if not case.contributors <= {author} or case.person(opened.by) != author:
            return
        login = opened.by.login if opened.by else ""
        act = Act(
            event=opened.id, at=opened.at, person=author, login=login, verb="asked", about=case.heads.digest
        )
        for seat in self.seats:
            if seat.sat(case, act):
                yield seat, act

    @cached_property
    def electors(self) -> int:
        """How many seats could approve, vacant ones among them."""
        return len(self.seats)

    @cached_property
    def needed(self) -> int:
        """How many must."""
        if self.rule.share == "majority":
            return self.electors // 2 + 1
        return self.electors if self.rule.share == "all" else self.rule.count

    @property
    def given(self) -> int:
        """How many have: persons, each once, and those affected for each of their seats."""
        return len(self.approvals)

    @cached_property
    def able(self) -> dict[str, list[Candidate]]:
        """Key of a seat without an approval -> who could still give one today."""
        counted = {act.person for seat, act in self.approvals.values() if not seat.party}
        asked = [seat for seat in self.seats if seat.key not in self.approvals]
        found = {seat.key: self._able(seat, () if seat.party else counted) for seat in asked}
        return {key: some for key, some in found.items() if some}

    def _able(self, seat: Seat, counted: Collection[str]) -> list[Candidate]:
        return list(candidates(self.case, (seat,), "/rfc approve", {*self.excluded, *counted}))

    @cached_property
    def reachable(self) -> int:
        """How many could have approved in the end: nobody for two seats, and no seat twice."""
        could: dict[str, list[str]] = {}
        parties = 0
        for seat in self.seats:
            able = [one.person for one in self._able(seat, ())]
            given = [act.person for act in self.given_for.get(seat.key, ())]
            if seat.party:
                parties += bool(given or able)
            else:
                could[seat.key] = [*given, *able]
        return parties + len(assigned(could))

    @cached_property
    def vacant(self) -> tuple[str, ...]:
        """The seats in which nobody can say anything."""
        return vacancies(self.case, self.seats)

    @cached_property
    def opposed(self) -> list[Act]:
        """The standing objections of those who had one of the seats when they objected."""
        if not self.rule.unanimous:
            return []
        return [act for act in self.case.objections if self.sat(act)]

    def sat(self, act: Act) -> bool:
        """Tell whether who acted sat in one of the seats when they did."""
        return any(seat.sat(self.case, act) for seat in self.all_seats)

    @cached_property
    def including(self) -> tuple[Seat, ...]:
        """The seats of which one must be among those who approve."""
        return tuple(seat for seat in self.case.seats(self.rule.including) if not self._is_own(seat))

    @property
    def wants_including(self) -> bool:
        """Whether one of certain seats must still approve."""
        given = [act for _, act in self.approvals.values()]
        return bool(self.including) and not any(
            seat.sat(self.case, act) for seat in self.including for act in given
        )

    @property
    def still_asked(self) -> list[Candidate]:
        """Who could still bring it on; with enough approvals, only those who must be among them."""
        able = [one for found in self.able.values() for one in found]
        return able if self.given < self.needed else self._among_included(able)

    @property
    def can_include(self) -> bool:
        """Whether one of these seats could still approve."""
        return bool(self._among_included([one for found in self.able.values() for one in found]))

    def _among_included(self, able: Sequence[Candidate]) -> list[Candidate]:
        included = {held.person for seat in self.including for held in seat.held(self.case)}
        return [one for one in able if one.person in included]

    @property
    def met(self) -> bool:
        """Whether enough of those who must have approved."""
        return 0 < self.needed <= self.given and not self.wants_including

    @property
    def impossible(self) -> bool:
        """Whether those who are there can never satisfy the rule."""
        if self.reachable < self.needed or not self.needed:
            return True
        return self.wants_including and not self.can_include


def _persons(acts: Sequence[Act]) -> list[str]:
    return [act.person for act in acts]


def assigned(could: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return key of a seat -> the person who speaks for it: as many seats as can be, nobody for two.

    Parameters
    ----------
    could
        Key of a seat -> those who could speak for it, whoever comes first
        preferred.
    """
    seats: dict[str, str] = {}  # person -> seat
    for key in could:
        _seat(key, could, seats, set())
    return {key: person for person, key in seats.items()}


def _seat(key: str, could: Mapping[str, Sequence[str]], seats: dict[str, str], tried: set[str]) -> bool:
    """Find somebody for a seat, moving those who could speak for another one (Kuhn's algorithm)."""
    for person in could[key]:
        if person in tried:
            continue
        tried.add(person)
        if person not in seats or _seat(seats[person], could, seats, tried):
            seats[person] = key
            return True
    return False


def objected_meanwhile(case: Case, act: Act) -> bool:
    """Tell whether the change was another one since an approval, and somebody objected while it was.

    So a change that goes away and comes back does not come back past an
    objection, even one that was taken back.
    """
    spells = case.heads.spells
    away = [
        (spell.since, after.since)
        for spell, after in pairwise(spells)
        if spell.digest != case.heads.digest and after.since > act.at
    ]
    objections = case.said.of("object", "reject")
    return any(max(left, act.at) <= one.at <= back for left, back in away for one in objections)


def _commit_changed(ballot: Ballot, act: Act) -> bool:
    case = ballot.case
    return case.policy.carried == "void" and case.heads.commit_at(act.at) != case.heads.commit


_FAULTS: tuple[tuple[str, Callable[[Ballot, Act], bool]], ...] = (
    ("replaced", lambda ballot, act: ballot.case.stances.get(act.person, act).verb != "approve"),
    ("other-digest", lambda ballot, act: act.about != ballot.case.heads.digest),
    ("requestor", lambda ballot, act: ballot.is_excluded(act, "requestor")),
    ("contributor", lambda ballot, act: ballot.is_excluded(act, "contributors")),
    ("method", lambda ballot, act: bool(ballot.rule.methods) and act.method not in ballot.rule.methods),
    ("commit-changed", _commit_changed),
    ("too-early", Ballot.is_too_early),
    ("objection-meanwhile", lambda ballot, act: objected_meanwhile(ballot.case, act)),
)
"""Code -> the question whether an approval does not count for that, in the order in which it is told."""
