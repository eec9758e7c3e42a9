"""An ID -> the records that have it."""

from __future__ import annotations

from pathlib import Path

from dmccb.commands.find import Sought, named_records
from dmccb.commands.session import session
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.repository.progress import Progress, silent
from dmccb.repository.schemas import load_kinds


def show(
    folder: Path, key: str, ref: str | None, collection: str = "", progress: Progress = silent
) -> list[tuple[Kind, Record]]:
    """Return the records with an ID, each with its kind.

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
        sought = Sought(
            key=key,
            collection=collection,
            at=ref or "",
            otherwise=f"if a record had it once: dmccb history {key}",
        )
        found = named_records(snapshot, kinds, sought, progress)
    return [(kinds[place], record) for place, record in found]
