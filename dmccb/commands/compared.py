"""Two snapshots -> the ChangeSet between them, whole, and the records that differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dmccb.baseline.register import text
from dmccb.checks.invalid_changes import Judged, with_invalid
from dmccb.commands.session import Session
from dmccb.compare.change import SCHEMAS, Change
from dmccb.compare.changeset import ChangeSet, Side
from dmccb.compare.compare import compare
from dmccb.compare.merged_kinds import merged_kinds
from dmccb.compare.schema_changes import SCHEMA_KIND, schema_changes
from dmccb.errors import RepositoryError
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import has_records, read_changed
from dmccb.repository.resolve import Resolved


def opened(here: Session, names: Sequence[str]) -> tuple[Resolved, Resolved]:
    """Return the two sides that some names mean.

    Parameters
    ----------
    here
        Where the names have a meaning.
    names
        The old and the new one; without the new one, it is the working tree;
        without any, the old side is the last baseline of the register.
    """
    if not names:
        here.open(None)  # where there are no records at all, that is what is wrong
    old = here.open(names[0] if names else here.last_baseline())
    return old, here.open(names[1] if len(names) > 1 else None)


class Compared(NamedTuple):
    """What changed, and the records that differ, as each side has them."""

    changes: ChangeSet
    records: tuple[Collections, Collections]


def compared_kinds(old: Kinds, new: Kinds) -> Kinds:
    """Return the kinds by which two sides are compared; where they differ, roles are the second one's.

    Parameters
    ----------
    old, new
        The kinds of each side.
    """
    return {**merged_kinds(old, new), SCHEMAS: SCHEMA_KIND}


def compared(
    sides: tuple[Resolved, Resolved],
    own_kinds: tuple[Kinds, Kinds],
    kinds: Kinds,
    *,
    progress: Progress = silent,
) -> Compared:
    """Compare two snapshots; nothing that differs is left out.

    Parameters
    ----------
    sides
        The old and the new one.
    own_kinds
        The kinds of each of them.
    kinds
        Those by which they are compared.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordFileError
        If what differs cannot be read.
    RepositoryError
        If a side holds no records.
    """
    old, new = sides
    _refuse_empty(sides, kinds)
    records = read_changed(old.snapshot, new.snapshot, kinds, progress=progress)
    found = compare(*records, kinds, (_side(old), _side(new)))
    found = found._replace(changes=_sorted((*found.changes, *schema_changes(*own_kinds))))
    judged = [
        Judged(side.snapshot.name, differing, own)
        for side, differing, own in zip(sides, records, own_kinds, strict=True)
    ]
    return Compared(with_invalid(found, *judged), records)


def _refuse_empty(sides: tuple[Resolved, Resolved], kinds: Kinds) -> None:
    """Refuse a side without a record: that two sides hold nothing does not make them equal."""
    old, new = (side.snapshot for side in sides)
    for snapshot, other in ((old, new), (new, old)):
        if not has_records(snapshot, kinds, other):
            raise RepositoryError(
                f"{snapshot.name} holds no record: no file below 'baselines' belongs to a kind",
                f"kinds are in {', '.join(sorted({kind.folder for kind in kinds.values()} - {SCHEMAS}))}",
            )


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: (change.collection, change.id)))


def _side(opened: Resolved) -> Side:
    snapshot = opened.snapshot
    dated = text(opened.entry, "date") or snapshot.date
    return Side(name=snapshot.name, commit=snapshot.commit, digest=opened.digest, date=dated)
