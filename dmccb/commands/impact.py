"""An ID, or two names -> what depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dmccb.commands.diff import compare_snapshots
from dmccb.commands.find import records_of
from dmccb.commands.session import session
from dmccb.compare.selection import Selection
from dmccb.impact.graph import build_graph
from dmccb.impact.impact import Impact, impact, impacts
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.schemas import load_kinds


def impact_of_item(
    folder: Path, key: str, ref: str | None, collection: str = "", progress: Progress = silent
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
        snapshot = here.open(ref).snapshot
        kinds = load_kinds(snapshot)
        records = read_records(snapshot, kinds, progress=progress)
    graph = build_graph(records, kinds)
    return tuple(impact(graph, (place, key)) for place, _ in records_of(records, kinds, key, collection))


def impact_of_change(
    folder: Path, names: Sequence[str], *, everything: bool, progress: Progress = silent
) -> tuple[Impact, ...]:
    """Return the impact of every record that a change from one baseline to another controls.

    Parameters
    ----------
    folder
        Where the command was started.
    names
        The old and the new baseline.
    everything
        Whether to leave the scope of the baseline's document.
    progress
        Told how far the reading is.
    """
    with session(folder, progress) as here:
        old, new = here.open(names[0]), here.open(names[1])
        found = compare_snapshots((old, new), Selection(), everything=everything, progress=progress)
        before, after = (
            build_graph(read_records(side.snapshot, found.kinds, progress=progress), found.kinds)
            for side in (old, new)
        )
    return impacts(found.changeset, before, after)
