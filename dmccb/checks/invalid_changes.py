"""ChangeSet × the records that differ -> the change set, with the changes of invalid records marked.

Pure.  Each side is judged by its own schemas: a baseline that was valid when
it was made stays so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dmccb.checks.faults import faults
from dmccb.checks.validator import Validator
from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections

Faults = Mapping[tuple[str, str], Sequence[str]]
"""Collection and ID -> what the schema forbids."""


class Judged(NamedTuple):
    """One side of a comparison.

    Attributes
    ----------
    name
        What the user called it.
    records
        The records that differ, as this side has them.
    kinds
        The kinds that this side has.
    """

    name: str
    records: Collections
    kinds: Kinds


def with_invalid(changes: ChangeSet, old: Judged, new: Judged) -> ChangeSet:
    """Say of each change what the schemas forbid in its record, on either side."""
    before, after = _faults(old), _faults(new)
    if not before and not after:
        return changes
    return changes._replace(changes=tuple(_marked(change, before, after) for change in changes.changes))


def _marked(change: Change, before: Faults, after: Faults) -> Change:
    of_old = before.get((change.collection, change.old_id or change.id), [])
    of_new = after.get((change.collection, change.id), [])
    return change._replace(invalid=(*of_old, *of_new)) if of_old or of_new else change


def _faults(side: Judged) -> Faults:
    out: dict[tuple[str, str], list[str]] = {}
    for collection, records in side.records.items():
        kind = side.kinds.get(collection)
        if kind is None or not records:
            continue
        validator = Validator(kind, shipped=True)  # what is judged is the record, not the schema
        for record in records.values():
            if not validator.obeys(record):
                out[collection, record.id] = [f"{side.name}: {fault}" for fault in faults(validator, record)]
    return out
