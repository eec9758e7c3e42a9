"""Two names -> the change record between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dmccb.baseline.register import REGISTER, text
from dmccb.commands.find import no_collection
from dmccb.commands.session import session
from dmccb.compare.change import Change
from dmccb.compare.changerecord import ChangeRecord, row_of
from dmccb.compare.changeset import ChangeSet, Side
from dmccb.compare.compare import compare
from dmccb.compare.groups import Background, grouped, with_titles
from dmccb.compare.merged_kinds import merged_kinds
from dmccb.compare.schema_changes import SCHEMA_KIND, SCHEMAS, schema_changes
from dmccb.compare.scope import document_collections, planned, scope, within
from dmccb.compare.selection import Selection
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections, Record
from dmccb.records.vocabulary import groups_others, title
from dmccb.repository.lookup import find
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_changed, read_records
from dmccb.repository.resolve import Resolved
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Snapshot


def diff(
    folder: Path,
    sides: Sequence[str],
    selection: Selection,
    *,
    everything: bool = False,
    grouping: bool = True,
    progress: Progress = silent,
) -> ChangeRecord:
    """Compare two baselines, or a baseline with the working tree.

    Parameters
    ----------
    folder
        Where the command was started.
    sides
        The old and the new name; without the new one, the working tree;
        without any, the last baseline of the register and the working tree.
    selection, everything, grouping
        As for ``compare_snapshots``.
    progress
        Told how far the reading is.

    Raises
    ------
    UsageError
        If a collection is asked for that does not exist.
    """
    with session(folder, progress) as here:
        old = here.open(sides[0] if sides else here.last_baseline())
        new = here.open(sides[1] if len(sides) > 1 else None)
        return compare_snapshots(
            (old, new), selection, everything=everything, grouping=grouping, progress=progress
        )


def compare_snapshots(
    sides: tuple[Resolved, Resolved],
    selection: Selection,
    *,
    everything: bool = False,
    grouping: bool = True,
    progress: Progress = silent,
) -> ChangeRecord:
    """Compare two snapshots and say what the difference means.

    Parameters
    ----------
    sides
        The old and the new one.
    selection
        What to show; naming collections or IDs lifts the scope.
    everything
        Whether to leave the scope of the baseline's document.
    grouping
        Whether the reader wants to see what belongs to which release, which
        takes reading the releases.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordFileError
        If what differs cannot be read.
    UsageError
        If a collection is asked for that does not exist.
    """
    old, new = sides
    own_kinds = load_kinds(old.snapshot), load_kinds(new.snapshot)
    kinds = {**merged_kinds(*own_kinds), SCHEMAS: SCHEMA_KIND}
    _refuse_unknown(selection, kinds)
    before, after = read_changed(old.snapshot, new.snapshot, kinds, progress=progress)
    found = compare(before, after, kinds, (_side(old), _side(new)))
    found = found._replace(changes=_sorted((*found.changes, *schema_changes(*own_kinds))))
    document = _document(old, new)
    background = _background(old, new, kinds, found, needed=bool(document) or grouping)
    found = with_titles(found, background, kinds)
    outside = 0
    if document and not everything and not selection.collections and not selection.patterns:
        limits = scope(document, (background.old, background.new), kinds)
        inside = within(found, limits)
        shared = sum(change.collection in (REGISTER, SCHEMAS) for change in found.changes)
        outside = len(found.changes) - shared - len(inside.changes)
        found = with_what_judges(inside, found)
    shown = selection.apply(found)
    record = ChangeRecord(
        changeset=shown,
        groups=grouped(shown, background, kinds),
        kinds=kinds,
        version=_version(new),
        outside=outside,
    )
    return _documented(record, new, kinds, document)


def _refuse_unknown(selection: Selection, kinds: Kinds) -> None:
    for name in selection.collections:
        if name not in kinds:
            raise no_collection(name, kinds)


def with_what_judges(part: ChangeSet, whole: ChangeSet) -> ChangeSet:
    """Add to a part of a change set what was done to the schemas, and to baselines registered before."""
    told = [change for change in whole.changes if _judges(change)]
    return part._replace(changes=_sorted((*part.changes, *told)))


def _judges(change: Change) -> bool:
    return change.collection == SCHEMAS or (change.collection == REGISTER and change.change != "added")


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: (change.collection, change.id)))


def _side(opened: Resolved) -> Side:
    snapshot = opened.snapshot
    return Side(name=snapshot.name, commit=snapshot.commit, digest=opened.digest)


def _document(old: Resolved, new: Resolved) -> str:
    return text(new.entry, "document") or text(old.entry, "document")


def _background(old: Resolved, new: Resolved, kinds: Kinds, found: ChangeSet, *, needed: bool) -> Background:
    """Read the records of both sides that group others, and those that carry their titles.

    Where no document is asked for and no such record changed, nothing is
    read: the cost follows the change.
    """
    grouping = [name for name, kind in kinds.items() if groups_others(kind)]
    changed = any(change.collection in grouping for change in found.changes)
    if not needed and not changed:
        return Background(old={}, new={})
    wanted = sorted({*grouping, *planned(kinds)})
    return Background(old=_around(old.snapshot, kinds, wanted), new=_around(new.snapshot, kinds, wanted))


def _around(snapshot: Snapshot, kinds: Kinds, collections: Iterable[str]) -> Collections:
    records: dict[str, dict[str, Record]] = {
        name: dict(found) for name, found in read_records(snapshot, kinds, collections).items()
    }
    by_name = collections_by_kind(kinds)
    for name in list(records):
        kind = kinds[name]
        if kind.titled_by:
            target = by_name.get(kind.fields[kind.titled_by].ref, "")
            keys = {str(record.fields.get(kind.titled_by, "")) for record in records[name].values()}
            if target:
                records.setdefault(target, {}).update(find(snapshot, kinds[target], keys - {""}))
    return records


def _documented(record: ChangeRecord, new: Resolved, kinds: Kinds, document: str) -> ChangeRecord:
    """Add what the records say of the document whose baseline it is."""
    if not document:
        return record
    record = record._replace(document=document, date=text(new.entry, "date"), rfc=text(new.entry, "rfc"))
    for collection in document_collections(kinds):
        kind = kinds[collection]
        named = find(new.snapshot, kind, [document]).get(document)
        row = row_of(kind, named, record.version)
        if named is not None:
            return record._replace(
                document_title=title(kind, named),
                date=record.date or row.date,
                rfc=record.rfc or row.rfc,
                owner=row.owner,
            )
    return record


def _version(new: Resolved) -> str:
    """Return the version that a baseline's name stands for: ``v1.5`` is version 1.5."""
    if new.entry is None:
        return ""
    name = new.entry.id.rpartition("/")[2]
    return name[1:] if name[:1] == "v" and name[1:2].isdigit() else name
