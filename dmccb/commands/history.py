"""History of a repository × an ID -> every change of each record that has the ID, or ever had it.

The first-parent line is walked: the states that the branch itself went
through, so that a change is dated by the merge that made it real.  One walk
back is enough, unless a record lost the ID to go on under another: a walk
forth then finds what it is called now, and a second walk back its whole
history, so that it is the same by whichever of its IDs one asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from dmccb.baseline.register import text
from dmccb.changerecord.head import VersionRow, row_of, version_of
from dmccb.commands.find import RecordNotFoundError, Sought, named_records, no_collection
from dmccb.commands.session import Session, session
from dmccb.compare.change import Change
from dmccb.compare.event import Event, History, RecordHistory, Registered
from dmccb.compare.lineage import Backward, Forward, Thread
from dmccb.compare.scope import document_collections
from dmccb.errors import DmccbError
from dmccb.records.kinds import Kinds
from dmccb.records.record import Record
from dmccb.repository.git import Repository
from dmccb.repository.log import Step
from dmccb.repository.lookup import find, formerly, lookup
from dmccb.repository.progress import Progress, silent
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Snapshot
from dmccb.repository.steps import Steps, steps_of


def history(
    folder: Path, key: str, ref: str = "HEAD", collection: str = "", progress: Progress = silent
) -> History:
    """Return the histories of the records that have an ID, or ever had it.

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
    UsageError
        If there is no such collection.
    RecordNotFoundError
        If no record has that ID, or had it.
    RecordFileError
        If a commit that may have changed one of them cannot be read.
    """
    with session(folder, progress) as here:
        records = _records(here, key, ref, collection)
        return History(
            key=key,
            records=_with_baselines(records, _baselines(here, here.open(ref).snapshot)),
            shallow=here.needs_repository().shallow,
        )


def _records(here: Session, key: str, ref: str, collection: str) -> list[RecordHistory]:
    repository = here.needs_repository()
    snapshot = here.open(ref).snapshot
    kinds = load_kinds(snapshot)
    if collection and collection not in kinds:
        raise no_collection(collection, kinds)
    now = lookup(snapshot, kinds, key, collection)
    out: list[RecordHistory] = []
    for steps in steps_of(repository, here.needs_objects(), kinds, snapshot.commit, collection):
        place = steps.kind.collection
        found = _threads(steps, snapshot, key, present=place in now, progress=here.progress)
        out += [_record(thread, steps) for thread in found]
    if out:
        return out
    sought = Sought(key=key, collection=collection, at=ref, otherwise=_elsewhere(repository, key))
    if not now and _uncommitted(here, sought):
        raise RecordNotFoundError(
            f"{sought.message}: it is in the working tree, and not committed yet",
            f"history begins with a commit; the record as it is now: dmccb show {key}",
        )
    return [
        RecordHistory(collection=place, id=key, events=())
        for place, _ in named_records(snapshot, kinds, sought, here.progress)
    ]


def _threads(
    steps: Steps, snapshot: Snapshot, key: str, *, present: bool, progress: Progress
) -> list[Thread]:
    """Return the records of a collection that have an ID, or ever had it; those that have it now first."""
    roots = [key] if present else []
    roots += formerly(snapshot, steps.kind, [key])
    whole = range(steps.known)
    back = Backward(dict.fromkeys(roots), {key})
    steps.walk(whole, back, progress)
    if back.leads:
        forth = Forward(back.leads)
        steps.walk(range(max(lead.step for lead in back.leads))[::-1], forth, progress)
        roots += [*forth.alive, *formerly(snapshot, steps.kind, forth.ids)]
        back = Backward(dict.fromkeys(roots), {key, *forth.ids})
        steps.walk(whole, back, progress)
    return [thread for thread in back.threads if thread.had(key)]


def _record(thread: Thread, steps: Steps) -> RecordHistory:
    events = [_event(steps[index], change) for index, change in thread.changes]
    return RecordHistory(
        collection=steps.kind.collection,
        id=thread.ids[0],
        events=events,
        former=tuple(sorted(thread.former.difference(thread.ids))),
    )


def _event(step: Step, change: Change) -> Event:
    return Event(
        commit=step.commit,
        date=step.date,
        author=step.author,
        subject=step.subject,
        body=step.body,
        change=change,
    )


def _elsewhere(repository: Repository, key: str) -> str:
    """Return where else an ID may have been that no state of a branch has."""
    if repository.shallow:
        return "this clone is shallow, and an older state may have it: git fetch --unshallow"
    return f"no state before has it either; on another branch: dmccb history {key} --at BRANCH"


def _uncommitted(here: Session, sought: Sought) -> bool:
    """Tell whether the working tree has a record with an ID, and the last commit does not."""
    if here.needs_repository().bare:
        return False
    try:
        return _has(here.open(None).snapshot, sought) and not _has(here.open("HEAD").snapshot, sought)
    except DmccbError:
        return False  # only the wording of an error depends on it; `dmccb check` says what cannot be read


def _has(snapshot: Snapshot, sought: Sought) -> bool:
    kinds = load_kinds(snapshot)
    known = sought.collection in ("", *kinds)
    return known and bool(lookup(snapshot, kinds, sought.key, sought.collection))


def _with_baselines(
    records: Iterable[RecordHistory], baselines: Mapping[str, tuple[Registered, ...]]
) -> list[RecordHistory]:
    """Return the same histories; each event names the baselines that its commit is."""
    out: list[RecordHistory] = []
    for one in records:
        events = [replace(event, baselines=baselines.get(event.commit, ())) for event in one.events]
        out.append(replace(one, events=events))
    return out


def _baselines(here: Session, snapshot: Snapshot) -> dict[str, tuple[Registered, ...]]:
    """Return commit -> baselines, of those of the register that this repository has."""
    kinds = load_kinds(snapshot)
    found: dict[str, tuple[Registered, ...]] = {}
    for name in sorted(here.names.register):
        entry = here.names.register[name]
        try:
            commit = here.open(name).snapshot.commit
        except DmccbError:
            continue  # a baseline that cannot be found names no commit; `dmccb baselines` says why
        found[commit] = (*found.get(commit, ()), _registered(entry, snapshot, kinds))
    return found


def _registered(entry: Record, snapshot: Snapshot, kinds: Kinds) -> Registered:
    """Return a baseline with what a state, mostly a later one, says of that version of the document."""
    handle = text(entry, "document")
    rows = [
        row_of(kinds[place], document, version_of(entry))
        for place in document_collections(kinds)
        if (document := find(snapshot, kinds[place], [handle]).get(handle)) is not None
    ]
    row = rows[0] if rows else VersionRow()
    return Registered(
        name=entry.id,
        date=text(entry, "date"),
        rfc=text(entry, "rfc") or row.rfc,
        owner=row.owner,
        reason=row.description,
        note=text(entry, "note"),
    )
