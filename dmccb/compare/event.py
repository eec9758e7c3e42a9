"""The changes of a record in a repository's history, as values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dmccb.compare.change import Change, FieldChange
from dmccb.records.dates import Difference, difference
from dmccb.records.roles import Role

_RFC = r"\bRFC-[0-9]+\b"


class Registered(NamedTuple):
    """A registered baseline, as a reader of history wants to see it named.

    Attributes
    ----------
    name
        Its name in the register.
    date
        Its date, ISO 8601.
    rfc
        The request for comments that approved it: by the register, else by
        the document's own change record; or empty.
    owner
        Who made that version, by the document's own change record, or empty.
    reason
        What changed in that version, by the document's own change record, or
        empty.
    note
        What the register says should be known about it, or empty.
    """

    name: str
    date: str
    rfc: str = ""
    owner: str = ""
    reason: str = ""
    note: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the baseline as JSON values."""
        return {
            "name": self.name,
            "date": self.date,
            "rfc": self.rfc or None,
            "owner": self.owner or None,
            "reason": self.reason or None,
            "note": self.note or None,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One change of a record.

    Attributes
    ----------
    commit
        Full name of the commit that made it.
    date
        Date of that commit, ISO 8601, in the committer's time zone.
    author, subject, body
        Who wrote the commit, its first line, and the rest of its message.
    change
        What happened to the record.
    baselines
        The registered baselines that the commit is, mostly none.
    """

    commit: str
    date: str
    author: str
    subject: str
    change: Change
    body: str = ""
    baselines: tuple[Registered, ...] = ()

    @property
    def rfcs(self) -> tuple[str, ...]:
        """Those of the baselines; else those that the subject names; else those that the body names."""
        approved = [baseline.rfc for baseline in self.baselines if baseline.rfc]
        found = approved or re.findall(_RFC, self.subject) or re.findall(_RFC, self.body)
        return tuple(dict.fromkeys(found))

    @property
    def reason(self) -> str:
        """What changed in the versions that the commit is; else its subject."""
        told = [baseline.reason for baseline in self.baselines if baseline.reason]
        return " ".join(dict.fromkeys(told)) or self.subject

    def as_json(self) -> dict[str, object]:
        """Return the event as JSON values."""
        return {
            "commit": self.commit,
            "date": self.date,
            "author": self.author,
            "subject": self.subject,
            "reason": self.reason,
            "rfc": list(self.rfcs),
            "baselines": [baseline.as_json() for baseline in self.baselines],
            "change": self.change.as_json(),
        }


class Tenure(NamedTuple):
    """How long a record had an ID; None where the history does not go so far, or it still has it."""

    id: str
    since: Event | None
    until: Event | None

    def as_json(self) -> dict[str, object]:
        """Return the tenure as JSON values."""
        return {
            "id": self.id,
            "since": self.since.date if self.since else None,
            "until": self.until.date if self.until else None,
        }


class Total(NamedTuple):
    """By how much a record moved in all.

    Attributes
    ----------
    field
        Name of the field that says when it is due.
    old, new
        The first date that the history knows, and the last one.
    difference
        New minus old.
    """

    field: FieldChange
    old: str
    new: str
    difference: Difference

    def as_json(self) -> dict[str, object]:
        """Return the total as JSON values."""
        return {"field": self.field.field, "old": self.old, "new": self.new, **self.difference.as_json()}


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordHistory:
    """Every change of one record, under each of its IDs.

    Attributes
    ----------
    collection
        Collection of the record.
    id
        The ID that it has, or had last.
    events
        Its changes, newest first.
    former
        IDs that the record says it had, and that the history does not show.
    """

    collection: str
    id: str
    events: Sequence[Event]
    former: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the record is, or was last, called."""
        return next((event.change.title for event in self.events if event.change.title), "")

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """Its IDs, the first one first."""
        return tuple(_tenures(self.events)) or (Tenure(self.id, None, None),)

    @property
    def present(self) -> bool:
        """Whether it was there in the end."""
        return self.tenures[-1].until is None

    @property
    def total(self) -> Total | None:
        """By how much its due date moved, from the first to the last; None where there is no second one."""
        found = (event.change.field_with(Role.DUE) for event in reversed(self.events))
        dues = [field for field in found if field is not None]
        days = [day for field in dues for day in (field.old, field.new)]
        known = [str(day) for day in days if day is not None]
        moved = difference(known[0], known[-1]) if len(known) > 1 else None
        return Total(dues[0], known[0], known[-1], moved) if moved else None

    def as_json(self) -> dict[str, object]:
        """Return the history as JSON values."""
        return {
            "collection": self.collection,
            "id": self.id,
            "title": self.title,
            "present": self.present,
            "ids": [tenure.as_json() for tenure in self.tenures],
            "former_ids": list(self.former),
            "total": self.total.as_json() if self.total else None,
            "events": [event.as_json() for event in self.events],
        }


def _tenures(events: Sequence[Event]) -> Iterator[Tenure]:
    since: Event | None = None
    key = ""
    for event in reversed(events):
        change = event.change
        if change.change == "removed":
            yield Tenure(change.id, since, event)
            key = ""
            continue
        if change.change == "renumbered":
            yield Tenure(change.old_id, since, event)
        if change.change in ("added", "renumbered"):
            since = event
        key = change.id
    if key:
        yield Tenure(key, since, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Every change of the records that have, or ever had, an ID.

    Attributes
    ----------
    key
        The ID.
    records
        By collection; in each, those that have the ID now come first, then
        the others, the last changed first.
    shallow
        Whether this clone was made without the whole history.
    """

    key: str
    records: Sequence[RecordHistory]
    shallow: bool

    def as_json(self) -> list[dict[str, object]]:
        """Return the histories as JSON values."""
        return [{"asked": self.key, **one.as_json()} for one in self.records]
