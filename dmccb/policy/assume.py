"""Facts × assumptions -> the facts as they would be: who would have said what, and when it would be.

Pure.  ``approve=ada`` assumes that Ada approves now, ``at=+72h`` that it is 72
hours later; each act takes a second, so that they come in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from dmccb.errors import UsageError
from dmccb.policy.facts import Facts
from dmccb.policy.rules import duration
from dmccb.records.nearest import did_you_mean
from dmccb.rfc.event import Account, Event
from dmccb.rfc.verbs import SPOKEN

AT = "at"
TELL = "tell"

_LATER = re.compile(r"\+([1-9][0-9]*[smhd])")
_STRANGER = 1 << 62
"""Numeric id of an account that is assumed and on no record: higher than any that the forge gave."""

_WORDS = {
    "adopt": "{digest} assumed",
    "decide": "accept assumed",
    "assess": "endorse assumed",
    "approve": "",
    "read": "",
    "withdraw": "",
}
"""What is said after a command where nothing else is asked; ``assumed`` after any other."""


def assume(facts: Facts, assumptions: Iterable[str]) -> Facts:
    """Return facts as they would be.

    Parameters
    ----------
    facts
        The facts as they are.
    assumptions
        Each ``VERB=LOGIN``, ``tell=LOGIN``, ``at=+PERIOD`` or ``at=INSTANT``.

    Raises
    ------
    UsageError
        If one of them means nothing.
    """
    for text in assumptions:
        name, equals, value = text.partition("=")
        if not equals or not value:
            raise UsageError(f"--assume {text!r} means nothing", "approve=LOGIN, object=LOGIN, at=+72h")
        facts = _at(facts, value) if name == AT else said(facts, name, value)
    return facts


def _at(facts: Facts, value: str) -> Facts:
    moment = _moment(facts.as_of, value)
    if moment is None:
        raise UsageError(f"--assume at={value!r} is no time", "at=+72h, at=+7d, or at=2026-03-05T10:00:00Z")
    if moment < facts.as_of:
        raise UsageError(f"--assume at={value}: time does not go back from {facts.as_of.isoformat()}")
    return replace(facts, as_of=moment)


def _moment(now: datetime, value: str) -> datetime | None:
    later = _LATER.fullmatch(value)
    try:
        return now + duration(later[1]) if later else instant(value)
    except OverflowError:
        return None


def instant(value: str) -> datetime | None:
    """Return the moment that a text gives, with its offset from UTC; None where it gives none."""
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def said(facts: Facts, verb: str, login: str, words: str | None = None) -> Facts:
    """Return facts in which somebody says something now.

    Parameters
    ----------
    facts
        The facts before.
    verb
        A command, or ``tell`` where they are told.
    login
        Who.
    words
        What follows the command; where None, what is needed at least.

    Raises
    ------
    UsageError
        If there is no such command, or nobody of that name to give it.
    """
    if verb != TELL and verb not in SPOKEN:
        near = did_you_mean(verb, (*SPOKEN, AT, TELL)) or f"commands: {', '.join(SPOKEN)}"
        raise UsageError(f"--assume {verb}=…: no such command", near)
    account = _account(facts, login.lower(), stranger=verb in ("object", "withdraw"))
    moment = facts.as_of + timedelta(seconds=1)
    if words is None:
        words = _WORDS.get(verb, "assumed").format(digest=facts.change.digest)
    given = {"kind": "requested", "whom": account} if verb == TELL else {"kind": "comment", "by": account}
    body = "" if verb == TELL else f"/rfc {verb} {words}".rstrip()
    event = Event(id=f"assumed-{_next(facts)}", at=moment, body=body, **given)  # type: ignore[arg-type]  # as told above
    return replace(facts, events=(*facts.events, event), as_of=moment)


def _next(facts: Facts) -> int:
    return sum(event.id.startswith("assumed-") for event in facts.events) + 1


def _account(facts: Facts, login: str, *, stranger: bool) -> Account:
    """Return the account of a login: on record, or one that has spoken on the request."""
    recorded = [one for person in facts.organization.persons.values() for one in person.accounts]
    spoken = [event.by for event in facts.events if event.by is not None]
    known = {one.login.lower(): one for one in (*spoken, *recorded)}
    if login in known:
        return known[login]
    if stranger:
        return Account(login=login, id=_STRANGER)
    near = did_you_mean(login, sorted(known)) or "an account of a person on record"
    raise UsageError(f"nobody on record has the account {login!r}", near)
