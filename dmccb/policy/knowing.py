"""A Case -> since when each person knows of the request.

Pure.  Told is who was asked to review it, was mentioned in a text that nobody
changed since, or has spoken on it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from dmccb.rfc.commands import may_mention, mentions
from dmccb.rfc.event import Event

if TYPE_CHECKING:
    from dmccb.policy.case import Case


def first_told(case: Case) -> dict[str, datetime]:
    """Return person -> when they first knew of the request."""
    known: dict[str, datetime] = {}
    if case.facts.opened is not None:
        known = dict.fromkeys(case.requestors, case.facts.opened)
    for event in case.events:
        for person in _telling(event, case, known):
            known.setdefault(person, event.at)
    return known


def _telling(event: Event, case: Case, known: Container[str]) -> Iterator[str]:
    """Yield who knows of the request by an event, but for some of whom that is known already."""
    if event.kind == "requested" and event.whom is not None:
        yield case.person(event.whom)
    if event.kind not in ("opened", "comment", "review") or event.state == "PENDING":
        return
    if event.by is not None:
        yield case.person(event.by)
    if not event.edited and "@" in event.body:
        yield from _mentioned(event.body, case, known)


def _mentioned(body: str, case: Case, known: Container[str]) -> list[str]:
    """Return whom a text mentions; only where it may be somebody new is it parsed."""
    named = [case.logins[name] for name in may_mention(body) if name in case.logins]
    if all(person in known for person in named):
        return []
    return [case.logins[name] for name in mentions(body) if name in case.logins]
