"""What was decided, and why, as a value: a tree of requirements.

Pure.  Made by ``evaluate``; equal facts and rules give an equal Decision, byte
for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from dmccb.impact.route import Citation, ItemRoute, Route
from dmccb.policy.facts import in_utc_json
from dmccb.rfc.request import RfcClass
from dmccb.rfc.votes import Act, Uncounted

SCHEMA = "dmccb/decision/1"

Status = Literal["met", "waiting", "blocked", "not applicable", "error"]

STATUSES: tuple[Status, ...] = ("error", "blocked", "waiting", "met", "not applicable")
"""The strictest first."""

Verdict = Literal["PASS", "WAIT", "BLOCK", "ERROR", "N/A"]

VERDICTS: dict[Status, Verdict] = {
    "error": "ERROR",
    "blocked": "BLOCK",
    "waiting": "WAIT",
    "met": "PASS",
    "not applicable": "N/A",
}

State = Literal["PROPOSED", "FLAGGED", "BOARD APPROVED", "ADOPTED", "WITHDRAWN", "REJECTED", "ESCALATED"]


class Evidence(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a status rests on.

    Attributes
    ----------
    what
        In words.
    event, verb
        ID of the event, and what was said; empty where it is no event.
    person, role
        Who, and in which role.
    deputy
        Whether they stood in for the holder.
    since, until
        First and last day on which they hold the role, as far as recorded.
    at
        When.
    digest
        The digest that it is about.
    carried
        Whether the commit is another one since, with the same meaning.
    """

    what: str
    event: str = ""
    verb: str = ""
    person: str = ""
    role: str = ""
    deputy: bool = False
    since: date | None = None
    until: date | None = None
    at: datetime | None = None
    digest: str = ""
    carried: bool = False


class Candidate(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who can still satisfy a requirement today.

    Attributes
    ----------
    person, name
        ID and name.
    login
        The account to write to; empty where none is on record.
    role
        The role in which they can; empty where as themselves.
    deputy
        Whether as a deputy.
    by
        What they would have to say: ``/rfc approve``.
    """

    person: str
    name: str
    login: str = ""
    role: str = ""
    deputy: bool = False
    by: str = ""


class Outcome(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one requirement stands.

    Attributes
    ----------
    rule, title, citation, choosing
        The rule.
    requirement
        Its kind.
    status, code, sentence
        How it stands: for all, for programs, and for people.
    evidence
        What that rests on.
    can
        Who can still satisfy it today.
    vacant
        Titles of the vacant roles that it touches.
    due
        When it becomes due, or may be met by time alone; None where time has
        no say.
    overdue
        Whether that has passed without it.
    parts
        Its ways, where one of several is enough.
    """

    rule: str
    title: str
    requirement: str
    status: Status
    code: str
    sentence: str
    citation: Citation | None = None
    choosing: str = ""
    evidence: tuple[Evidence, ...] = ()
    can: tuple[Candidate, ...] = ()
    vacant: tuple[str, ...] = ()
    due: datetime | None = None
    overdue: bool = False
    parts: tuple[Outcome, ...] = ()

    def all(self) -> Iterator[Outcome]:
        """Yield the outcome and its parts, and theirs."""
        yield self
        for part in self.parts:
            yield from part.all()


class Decision(Struct, frozen=True, kw_only=True):
    """The verdict on a request at one moment.

    Attributes
    ----------
    verdict, sentence
        In one word, and in one line.
    state
        State of the request, derived from what happened.
    on_hold
        Whether it is marked as on hold.
    rfc, number, digest
        The request, and the change that was judged.
    route, rfc_class
        The strictest route of its items, and its class.
    routes
        The route of each item.
    as_of
        The moment.
    policy, policy_version, policy_digest
        The policy.
    requirements
        What is asked, in the order of the policy.
    owed
        What is owed after the merge, such as the board's assessment of an
        urgent decision.
    objections
        Those that stand, settled or not: the dissent that is kept on record.
    uncounted
        What was said and does not count, and why.
    textual
        Files that changed since the last approval without a change of
        meaning.
    warnings
        Vacant seats, and what else a reader should know.
    """

    schema: str = SCHEMA
    verdict: Verdict
    code: str
    sentence: str
    state: State
    on_hold: bool = False
    rfc: str = ""
    number: int = 0
    digest: str = ""
    route: Route = "none"
    rfc_class: RfcClass = field(default="ordinary", name="class")
    routes: tuple[ItemRoute, ...] = ()
    as_of: datetime
    policy: str = ""
    policy_version: int = 0
    policy_digest: str = ""
    requirements: tuple[Outcome, ...] = ()
    owed: tuple[Outcome, ...] = ()
    objections: tuple[Act, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    textual: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Outcome, ...]:
        """The requirements that keep it from being merged, the strictest first."""
        found = [one for one in self.requirements if one.status not in ("met", "not applicable")]
        return tuple(sorted(found, key=lambda one: STATUSES.index(one.status)))

    def requirement(self, rule: str) -> Outcome | None:
        """Return the outcome of a rule, wherever it is in the tree; None where it was not asked."""
        every = (one for top in (*self.requirements, *self.owed) for one in top.all())
        return next((one for one in every if one.rule == rule), None)


def worst(statuses: Iterable[Status]) -> Status:
    """Return the strictest of some statuses; ``not applicable`` of none."""
    return min(statuses, key=STATUSES.index, default="not applicable")


def best(statuses: Iterable[Status]) -> Status:
    """Return the kindest of some statuses of which one is enough: an error of one way leaves the others."""
    order: tuple[Status, ...] = ("met", "waiting", "blocked", "error", "not applicable")
    return min(statuses, key=order.index, default="not applicable")


def decision_json(decision: Decision) -> dict[str, Any]:
    """Return a decision as JSON values, times in UTC."""
    values: dict[str, Any] = in_utc_json(msgspec.to_builtins(decision, builtin_types=(datetime,)))
    return values
