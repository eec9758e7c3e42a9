"""The changes of a record in a repository's history, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dmccb.compare.change import Change


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One change of a record.

    Attributes
    ----------
    commit
        Full name of the commit that made it.
    date
        Date of that commit, ISO 8601, in the committer's time zone.
    author, subject
        Who wrote the commit, and its first line.
    change
        What happened to the record.
    """

    commit: str
    date: str
    author: str
    subject: str
    change: Change

    def as_json(self) -> dict[str, object]:
        """Return the event as JSON values."""
        return {
            "commit": self.commit,
            "date": self.date,
            "author": self.author,
            "subject": self.subject,
            "change": self.change.as_json(),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Every change of the records with an ID.

    Attributes
    ----------
    events
        Collection and its record's changes, newest first.
    baselines
        Commit -> name and date of the registered baseline that it has.
    shallow
        Whether this clone was made without the whole history.
    """

    events: Sequence[tuple[str, Sequence[Event]]]
    baselines: Mapping[str, tuple[str, str]]
    shallow: bool
