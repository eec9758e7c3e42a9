"""An ID, or two baselines -> what depends on the item, or what the change affects."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dmccb.baseline.register import REGISTER
from dmccb.commands.as_of import AsOf
from dmccb.commands.diff import Question, compare_snapshots
from dmccb.commands.find import Sought, records_of
from dmccb.commands.session import session
from dmccb.compare.change import SCHEMAS
from dmccb.compare.changeset import ChangeSet
from dmccb.impact.affected import Affected, affected
from dmccb.impact.graph import build_graph
from dmccb.impact.impact import Impact, impact
from dmccb.records.record import Collections, Record
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_changed, read_records
from dmccb.repository.schemas import load_kinds

_NO_ITEMS = (SCHEMAS, REGISTER)


def impact_of_item(
    folder: Path, key: str, ref: str | None, as_of: AsOf, *, collection: str = "", progress: Progress = silent
) -> tuple[Impact, ...]:
    """Return what the records with an ID are connected with.

    Parameters
    ----------
    folder
        Where the command was started.
    key
        The ID.
    ref
        At this baseline or revision; in the working tree where None.
    as_of
        The day as of which work is overdue and roles are held.
    collection
        Only in this one; in all where empty.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordNotFoundError
        If no record has that ID.
    """
    with session(folder, progress) as here:
        side = here.open(ref)
        snapshot = side.snapshot
        kinds = load_kinds(snapshot)
        records = read_records(snapshot, kinds, progress=progress)
        judged = as_of.of(side)
    sought = Sought(
        key=key,
        collection=collection,
        at=ref or "",
        otherwise="an ID is wanted, or two baselines to compare, as in: dmccb impact A B",
    )
    found = records_of(records, kinds, sought)
    graph = build_graph(records, kinds)
    return tuple(impact(graph, (place, key), judged) for place, _ in found)


def impact_of_change(
    folder: Path, names: Sequence[str], as_of: AsOf, question: Question, *, progress: Progress = silent
) -> Affected:
    """Return what the changes from one baseline to another affect.

    Parameters
    ----------
    folder
        Where the command was started.
    names
        The old and the new baseline.
    as_of
        The day as of which work is overdue and roles are held.
    question
        Which of the changes to look at; all where it asks for nothing.
    progress
        Told how far the reading is.
    """
    with session(folder, progress) as here:
        old, new = here.open(names[0]), here.open(names[1])
        found = compare_snapshots(here, (old, new), question, progress=progress)
        differing = read_changed(old.snapshot, new.snapshot, found.kinds, progress=progress)
        now = read_records(new.snapshot, found.kinds, progress=progress)
        judged = as_of.of(new)
    before = records_before(now, *differing)
    changes = _of_records(found.changeset)
    return affected(changes, build_graph(before, found.kinds), build_graph(now, found.kinds), judged)


def _of_records(found: ChangeSet) -> ChangeSet:
    """Leave out what was done to schemas and to the register: nothing waits for these."""
    changes = tuple(one for one in found.changes if one.collection not in _NO_ITEMS)
    not_shown = {name: number for name, number in found.not_shown.items() if name not in _NO_ITEMS}
    return found._replace(changes=changes, not_shown=not_shown)


def records_before(now: Collections, old: Collections, new: Collections) -> Collections:
    """Return every record of the old baseline, without reading what both have in common.

    Parameters
    ----------
    now
        The records of the new baseline.
    old, new
        The records that differ, on both sides.
    """
    out: dict[str, dict[str, Record]] = {}
    for name in now.keys() | old.keys():
        came = new.get(name, {})
        kept = {key: record for key, record in now.get(name, {}).items() if key not in came}
        out[name] = {**kept, **old.get(name, {})}
    return out
