"""One change of one record in a repository's history, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from dmccb.compare.changeset import Change


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
