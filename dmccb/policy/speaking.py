"""Rules about what somebody must have said × a Case -> Outcome: read, recorded, still open.

Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from dmccb.policy.asking import (
    Asking,
    among,
    candidates,
    evidence,
    listed,
    outcome,
    vacancies,
    who,
)
from dmccb.policy.ballot import Ballot
from dmccb.policy.case import Case
from dmccb.policy.classification import RAISED
from dmccb.policy.deciding import made
from dmccb.policy.decision import Evidence, Outcome
from dmccb.policy.facts import spoken
from dmccb.policy.rules import Rule, Who
from dmccb.policy.seats import Seat
from dmccb.policy.vocabulary import DECIDING
from dmccb.rfc.votes import Act

_HAVING_READ = ("read", "object", "reject")


_DIGITS = 12
"""Digits of a digest that are enough to name it."""


def read(rule: Rule, asking: Asking) -> Outcome:
    """Return who of those who must has read the request."""
    case = asking.case
    seats = case.seats(rule.by)
    excluded = case.requestors if "requestor" in rule.excluding else frozenset()
    readers = _readers(case, seats, excluded)
    vacant = vacancies(case, seats)
    shown = {"evidence": tuple(evidence(case, act, seat) for seat, act in readers.values()), "vacant": vacant}
    if len(readers) >= rule.count:
        names = listed(who(case, act) for _, act in readers.values())
        return outcome(rule, "met", "read", names, **shown)
    can = candidates(case, seats, "/rfc read", {*readers, *excluded})
    if len({one.person for one in can}) + len(readers) < rule.count:
        sentence = f"nobody is there to read it{among(vacant)}"
        return outcome(rule, "error", "seats-vacant", sentence, **shown)
    return outcome(rule, "waiting", "not-read", "none of those who must has read it yet", can=can, **shown)


def _readers(case: Case, seats: Sequence[Seat], excluded: Collection[str]) -> dict[str, tuple[Seat, Act]]:
    """Return person -> the seat in which they show that they have read the request, and how."""
    raised = {one.item.id for one in case.routing.items if one.item.collection == RAISED}
    classed = [*case.class_acts, *(act for act in case.said.of("flag") if act.event in raised)]
    found: dict[str, tuple[Seat, Act]] = {}
    for act in (*case.said.of(*_HAVING_READ), *classed, *_agreed(case)):
        seat = next((seat for seat in seats if seat.sat(case, act)), None)
        if seat is not None and act.person not in excluded:
            found.setdefault(act.person, (seat, act))
    return found


def _agreed(case: Case) -> Iterator[Act]:
    """Yield the approvals and decisions that count, and approvals that nobody asks for."""
    ballots = [Ballot(rule, case) for rule in case.playing("approval")]
    for ballot in ballots:
        yield from chain.from_iterable(ballot.given_for.values())
    for rule in case.playing(*DECIDING):
        yield from made(rule, case)
    for act in case.said.of("approve"):
        if act.about == case.heads.digest and not any(ballot.sat(act) for ballot in ballots):
            yield act


def consensus(rule: Rule, asking: Asking) -> Outcome:
    """Return whether the consensus on this very change is recorded by whom it is asked of."""
    case = asking.case
    if case.facts.rfc is None:
        return outcome(rule, "blocked", "no-rfc", "without its record, nobody is its assignee")
    made = [act for act in case.said.of("adopt") if _records(rule, case, act)]
    current = [act for act in made if act.about == case.heads.digest]
    if current:
        sentence = f"{who(case, current[-1])} recorded: {current[-1].command.after_first_word}"
        return outcome(rule, "met", "recorded", sentence, evidence=(evidence(case, current[-1]),))
    seats = case.seats(rule.by)
    digest = case.heads.digest.removeprefix("sha256:")[:_DIGITS]
    can = candidates(case, seats, f"/rfc adopt {digest} TEXT")
    names = listed([one.name for one in can], joined="or")
    if not can:
        sentence = (
            f"nobody can record the consensus{among(vacancies(case, seats) or ['there is no assignee'])}"
        )
        return outcome(rule, "error", "seats-vacant", sentence)
    if made:
        sentence = (
            f"it was recorded on {made[-1].about[:19]}…, and the change is {case.heads.digest[:19]}… now"
        )
        return outcome(rule, "waiting", "other-digest", sentence, can=can)
    return outcome(rule, "waiting", "not-recorded", f"{names} has not recorded the consensus", can=can)


def _records(rule: Rule, case: Case, act: Act) -> bool:
    """Tell whether somebody may record the consensus: the assignee of then, or another who is asked."""
    if not act.command.after_first_word:
        return False
    if "assignee" in rule.by.groups and act.person == case.assignee(act.at):
        return True
    others = tuple(group for group in rule.by.groups if group != "assignee")
    return case.allowed(act, Who(roles=rule.by.roles, groups=others))


def external(rule: Rule, asking: Asking) -> Outcome:
    """Return whether the approval of the project's own change request is recorded."""
    case = asking.case
    named = case.facts.rfc.lcr if case.facts.rfc else ""
    recorded = [
        act for act in case.said.of("lcr") if case.allowed(act, rule.by) and act.text.split()[0] == named
    ]
    if recorded:
        sentence = f"{who(case, recorded[-1])} recorded the approval of {named}"
        return outcome(rule, "met", "lcr-recorded", sentence, evidence=(evidence(case, recorded[-1]),))
    seats = case.seats(rule.by)
    vacant = vacancies(case, seats)
    can = candidates(case, seats, f"/rfc lcr {named or 'LCR-N'}")
    if not can:
        return outcome(rule, "error", "seats-vacant", f"nobody can record it{among(vacant)}", vacant=vacant)
    if not named:
        return outcome(
            rule, "waiting", "no-lcr", "the record names no change request of the project (lcr)", can=can
        )
    return outcome(rule, "waiting", "lcr-not-recorded", f"the approval of {named} is not recorded", can=can)


def still_open(rule: Rule, asking: Asking) -> Outcome:
    """Return whether the request is one that can be merged now."""
    case = asking.case
    if case.withdrawn is not None:
        shown = (evidence(case, case.withdrawn),)
        return outcome(
            rule, "blocked", "withdrawn", f"{who(case, case.withdrawn)} withdrew it", evidence=shown
        )
    if case.closed is not None and case.closed.kind == "closed":
        sentence = f"it was closed {spoken(case.closed.at)}"
        return outcome(
            rule, "blocked", "closed", sentence, evidence=(Evidence(what="closed", event=case.closed.id),)
        )
    if (held := on_hold(case)) is not None:
        shown = (evidence(case, held),)
        sentence = f"{who(case, held)} put it on hold: {held.text}"
        can = candidates(case, _holders(case), "/rfc resume REASON")
        return outcome(rule, "waiting", "on-hold", sentence, evidence=shown, can=can)
    if is_draft(case):
        return outcome(rule, "waiting", "draft", "it is a draft")
    if case.facts.request.conflicts:
        return outcome(rule, "waiting", "conflicts", f"it conflicts with {case.facts.request.base}")
    opened = case.facts.opened
    since = f"since {spoken(opened)}" if opened else ""
    return outcome(rule, "met", "open", since, evidence=(Evidence(what="opened", at=opened),))


def _holders(case: Case) -> tuple[Seat, ...]:
    """Return the seats that can hold and resume the request."""
    return case.seats(Who(groups=("requestor", "assignee", "board")))


def is_draft(case: Case) -> bool:
    """Tell whether the request is a draft."""
    found = case.facts.request.draft
    for event in case.events:
        if event.kind in ("ready", "drafted"):
            found = event.kind == "drafted"
    return found


def on_hold(case: Case) -> Act | None:
    """Return the act that holds the request; None where none does."""
    held = None
    for act in holding_acts(case):
        held = act if act.verb == "hold" else None
    return held


def holding_acts(case: Case) -> Iterator[Act]:
    """Yield the acts that hold or resume the request, of those who may: requestor, assignee, board."""
    members = [case.role_seat(role) for role in case.board_roles]
    for act in case.said.of("hold", "resume"):
        mine = act.person in case.requestors or act.person == case.assignee(act.at)
        if mine or any(seat.sat(case, act) for seat in members):
            yield act
