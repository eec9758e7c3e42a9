"""History of a repository × one ID -> every change of that record.

Follows a record back through its earlier IDs.  The first-parent line is
walked: the states that the branch itself went through, so that the change is
dated by the merge that made it real.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dmccb.changeset import Change
from dmccb.comparison import compare
from dmccb.kinds import Kinds
from dmccb.sources.git import Objects, Repository
from dmccb.sources.reading import changed
from dmccb.sources.snapshot import BASELINES, Nothing, Revision, Snapshot

_FORMAT = "%H%x00%cs%x00%an%x00%s"


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


def events(
    repository: Repository,
    objects: tuple[Objects, Objects],
    kinds: Kinds,
    commit: str,
    collection: str,
    key: str,
) -> Iterator[Event]:
    """Yield the changes of a record, newest first.

    Parameters
    ----------
    repository, objects
        Where; one reader for each side of a comparison.
    kinds
        How records compare.
    commit
        Where to begin.
    collection, key
        The record, by the ID that it has there.

    Raises
    ------
    RecordFileError
        If a commit on the way cannot be read.
    """
    line = _line(repository, commit, f"{BASELINES}/{kinds[collection].folder}")
    for index, (name, date, author, subject) in enumerate(line):
        older = line[index + 1][0] if index + 1 < len(line) else ""
        sides = (
            Revision(repository, objects[0], older, older) if older else Nothing(),
            Revision(repository, objects[1], name, name),
        )
        change = _change(sides, kinds, collection, key)
        if change is not None:
            yield Event(commit=name, date=date, author=author, subject=subject, change=change)
            key = change.old_id or key


def _line(repository: Repository, commit: str, folder: str) -> list[tuple[str, str, str, str]]:
    paths = (folder, f"{folder}.yaml")
    said = repository.run("log", "--first-parent", f"--format={_FORMAT}", commit, "--", *paths)
    out = []
    for row in said.splitlines():
        name, date, author, subject = row.split("\0", 3)
        out.append((name, date, author, subject))
    return out


def _change(sides: tuple[Snapshot, Snapshot], kinds: Kinds, collection: str, key: str) -> Change | None:
    """Return what happened to one record between two snapshots, or None.

    The collections that it refers to are read too: a release gets a new ID
    with its test milestone.
    """
    by_kind = {kind.name: name for name, kind in kinds.items()}
    refers = {by_kind.get(field.ref, "") for field in kinds[collection].fields.values()}
    old, new = changed(*sides, kinds, only={collection, *refers} - {""})
    found = compare(old, new, kinds).changes
    return next((change for change in found if change.collection == collection and change.id == key), None)
