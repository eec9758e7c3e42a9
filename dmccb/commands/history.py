"""History of a repository × one ID -> every change of that record.

Follows a record back through its earlier IDs.  The first-parent line is
walked: the states that the branch itself went through, so that the change is
dated by the merge that made it real.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dmccb.baseline.register import text
from dmccb.commands.find import RecordNotFoundError, records_of
from dmccb.commands.session import Session, session
from dmccb.compare.changeset import Change
from dmccb.compare.compare import compare
from dmccb.compare.event import Event
from dmccb.errors import DmccbError, RecordFileError
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_changed, read_records
from dmccb.repository.refused import BASELINES
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import EmptySnapshot, Revision, Snapshot

_FORMAT = "%H%x00%cs%x00%an%x00%s"


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


def history(
    folder: Path, key: str, ref: str = "HEAD", collection: str = "", progress: Progress = silent
) -> History:
    """Return the history of the records with an ID.

    Parameters
    ----------
    folder
        Where the command was started.
    key
        The ID.
    ref
        Where to begin and go back.
    collection
        Only in this one; in all where empty.
    progress
        Told how far it is.

    Raises
    ------
    RecordNotFoundError
        If no record has that ID, or had it.
    """
    with session(folder, progress) as here:
        return History(
            events=_events(here, key, ref, collection),
            baselines=_baselines(here),
            shallow=here.needs_repository().shallow,
        )


def _events(here: Session, key: str, ref: str, collection: str) -> list[tuple[str, list[Event]]]:
    """Return the events of each record with the ID, by collection."""
    repository, objects = here.needs_repository(), here.needs_objects()
    snapshot = here.open(ref).snapshot
    kinds = load_kinds(snapshot)

    def told(place: str) -> list[Event]:
        return list(events(repository, objects, kinds, snapshot.commit, (place, key), here.progress))

    try:
        found = records_of(read_records(snapshot, kinds), kinds, key, collection)
    except RecordNotFoundError:
        past = [(place, told(place)) for place in kinds if collection in ("", place)]
        gone = [(place, changes) for place, changes in past if changes]
        if not gone:
            raise
        return gone
    return [(place, told(place)) for place, _ in found]


def _baselines(here: Session) -> dict[str, tuple[str, str]]:
    """Return commit -> name and date for the baselines of the register that this repository has."""
    names: dict[str, tuple[str, str]] = {}
    for name in sorted(here.names.register):
        try:
            day = text(here.names.register[name], "date")
            names[here.open(name).snapshot.commit] = (name, day)
        except DmccbError:
            continue  # a baseline that cannot be found names no commit; `dmccb baselines` says why
    return names


def events(
    repository: Repository,
    objects: Objects,
    kinds: Kinds,
    commit: str,
    item: tuple[str, str],
    progress: Progress = silent,
) -> Iterator[Event]:
    """Yield the changes of a record, newest first, as far back as this clone goes.

    Parameters
    ----------
    repository, objects
        Where, and the running reader of it.
    kinds
        How records compare.
    commit
        Where to begin.
    item
        Collection of the record, and the ID that it has there.
    progress
        Told how far it is.

    Raises
    ------
    RecordFileError
        If a commit on the way cannot be read.
    """
    collection, key = item
    line = _line(repository, commit, f"{BASELINES}/{kinds[collection].folder}")
    cut = cut_off(repository)
    for index, (name, date, author, subject) in enumerate(progress(line, len(line))):
        if name in cut:  # what was before it, this clone does not know
            return
        older = line[index + 1][0] if index + 1 < len(line) else ""
        sides = (
            Revision(repository, objects, older, older) if older else EmptySnapshot(),
            Revision(repository, objects, name, name),
        )
        try:
            change = _change(sides, kinds, collection, key)
        except RecordFileError as error:
            raise RecordFileError(
                f"{name[:10]} or the commit before it: {error.message}", error.hint
            ) from None
        if change is not None:
            yield Event(commit=name, date=date, author=author, subject=subject, change=change)
            key = change.old_id or key


def cut_off(repository: Repository) -> frozenset[str]:
    """Return the commits whose parents a shallow clone was made without."""
    if not repository.shallow:
        return frozenset()
    return frozenset((repository.git_dir / "shallow").read_text(encoding="ascii").split())


def _line(repository: Repository, commit: str, folder: str) -> list[tuple[str, str, str, str]]:
    paths = (folder, f"{folder}.yaml")
    plainly = ("--encoding=UTF-8", "--no-show-signature", "--no-color")  # whatever the user has configured
    said = repository.run("log", "--first-parent", *plainly, f"--format={_FORMAT}", commit, "--", *paths)
    out = []
    for row in said.removesuffix("\n").split("\n") if said else []:  # a subject may hold other line ends
        name, date, author, subject = row.split("\0", 3)
        out.append((name, date, author, subject))
    return out


def _change(sides: tuple[Snapshot, Snapshot], kinds: Kinds, collection: str, key: str) -> Change | None:
    """Return what happened to one record between two snapshots, or None.

    The collections that it refers to are read too: a release gets a new ID
    with its test milestone.
    """
    by_kind = collections_by_kind(kinds)
    refers = {by_kind.get(field.ref, "") for field in kinds[collection].fields.values()}
    old, new = read_changed(*sides, kinds, only={collection, *refers} - {""})
    found = compare(old, new, kinds).changes
    of_kind = (change for change in found if change.collection == collection)
    mine = [change for change in of_kind if key in (change.id, change.old_id)]
    return min(mine, key=lambda change: change.id != key, default=None)  # its own change before another's
