"""History of a repository × one ID -> every change of that record.

Follows a record back through its earlier IDs.  The first-parent line is
walked: the states that the branch itself went through, so that the change is
dated by the merge that made it real.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dmccb.baseline.register import text
from dmccb.commands.find import RecordNotFoundError, Sought, named_records
from dmccb.commands.session import Session, session
from dmccb.compare.change import Change
from dmccb.compare.compare import compare
from dmccb.compare.event import Event, History
from dmccb.errors import DmccbError, RecordFileError
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.repository.empty_snapshot import EmptySnapshot
from dmccb.repository.file_versions import Content, FileVersions
from dmccb.repository.git import Repository
from dmccb.repository.log import first_parents
from dmccb.repository.lookup import chunks_named
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_changed
from dmccb.repository.refused import BASELINES
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Revision, Snapshot


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

    sought = Sought(key=key, collection=collection, at=ref, otherwise=_elsewhere(repository, key))
    try:
        found = named_records(snapshot, kinds, sought, here.progress)
    except RecordNotFoundError:
        past = [(place, told(place)) for place in kinds if collection in ("", place)]
        gone = [(place, changes) for place, changes in past if changes]
        if not gone:
            raise
        return gone
    return [(place, told(place)) for place, _ in found]


def _elsewhere(repository: Repository, key: str) -> str:
    """Return where else an ID may have been that no state of a branch has."""
    if repository.shallow:
        return "this clone is shallow, and an older state may have it: git fetch --unshallow"
    return f"no state before has it either; on another branch: dmccb history {key} --at BRANCH"


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
    folder = f"{BASELINES}/{kinds[collection].folder}"
    line = first_parents(repository, commit, (folder, f"{folder}.yaml"))
    cut = cut_off(repository)
    with repository.objects() as ahead:  # a git of its own hands over the files while we look at them
        versions = FileVersions(ahead, line)
        for index, step in enumerate(progress(line, len(line))):
            if step.commit in cut:  # what was before it, this clone does not know
                return
            if not _may_differ(versions.of(step), key):
                continue
            older = line[index + 1].commit if index + 1 < len(line) else ""
            sides = (
                Revision(repository, objects, older, older) if older else EmptySnapshot(),
                Revision(repository, objects, step.commit, step.commit),
            )
            try:
                change = _change(sides, kinds, collection, key)
            except RecordFileError as error:
                raise RecordFileError(
                    f"{step.commit[:10]} or the commit before it: {error.message}", error.hint
                ) from None
            if change is not None:
                told = {"date": step.date, "author": step.author, "subject": step.subject}
                yield Event(commit=step.commit, change=change, **told)
                key = change.old_id or key


def _may_differ(versions: Sequence[tuple[Content, Content]], key: str) -> bool:
    """Tell whether a record may differ between versions of its files; False where its bytes are the same."""
    return any(_differs(new, old, key) for new, old in versions)


def _differs(new: Content, old: Content, key: str) -> bool:
    if new is None or old is None:
        return True  # whoever compares them says why they cannot be read
    return _bodies(old, key) != _bodies(new, key)


def _bodies(data: bytes, key: str) -> list[bytes]:
    return [data[chunk.start : chunk.end] for chunk in chunks_named(data, key)]


def cut_off(repository: Repository) -> frozenset[str]:
    """Return the commits whose parents a shallow clone was made without."""
    if not repository.shallow:
        return frozenset()
    return frozenset((repository.git_dir / "shallow").read_text(encoding="ascii").split())


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
