"""ChangeSet × old records -> new records: what a change set says, done.

Pure.  What a merge driver or a what-if question needs: records that did not
change stay as they are, and a change set that does not fit the records is
refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import ChangeSet
from dmccb.errors import DmccbError
from dmccb.records.record import Collections, Fields, Record, Value


class ConflictError(DmccbError):
    """A change set that was made between other records."""


def apply(changes: ChangeSet, old: Collections) -> Collections:
    """Return what the old records become.

    ``apply(compare(a, b, kinds), a)`` is ``b``.  The name of a field inside an
    object is dotted (``github.login``); an object whose last field goes, goes
    too.

    Parameters
    ----------
    changes
        A whole change set: one of which only a part was selected leaves the
        rest undone.
    old
        The records that it starts from.

    Raises
    ------
    ConflictError
        If a record or a value is not what the change set starts from.
    """
    out = {name: dict(records) for name, records in old.items()}
    leaving = [change for change in changes.changes if change.change in ("removed", "renumbered")]
    for change in leaving:
        before = change.old_id or change.id
        if before not in out.get(change.collection, {}):
            raise _conflict(change, f"{before} does not exist")
        del out[change.collection][before]
    for change in (*changes.changes, *changes.following):
        if change.change != "removed":
            _arrive(change, old.get(change.collection, {}), out.setdefault(change.collection, {}))
    return {name: dict(sorted(records.items())) for name, records in sorted(out.items()) if records}


def _arrive(change: Change, old: Mapping[str, Record], records: dict[str, Record]) -> None:
    """Put the record that a change leads to among the others."""
    known = change.id in records
    if known != (change.change == "changed"):
        raise _conflict(change, f"{change.id} {'already exists' if known else 'does not exist'}")
    fields: Fields = records[change.id].fields if known else {}
    if change.change == "renumbered":
        fields = old[change.old_id].fields
    for field in change.fields:
        fields = _with(fields, field.field, field, change)
    records[change.id] = Record(id=change.id, fields=fields)


def _with(fields: Fields, name: str, field: FieldChange, change: Change) -> dict[str, Value]:
    """Return the fields with one of them changed; a dotted name reaches into an object."""
    out = dict(fields)
    head, dot, rest = name.partition(".")
    inner = out.get(head)
    if dot and name not in out and isinstance(inner, dict | None):
        found = _with(inner or {}, rest, field, change)
        return _put(out, head, found or None)
    if out.get(name) != field.old:
        raise _conflict(change, f"{field.field} is {out.get(name)!r}, not {field.old!r}")
    return _put(out, name, field.new)


def _put(fields: dict[str, Value], name: str, value: Value | None) -> dict[str, Value]:
    if value is None:
        fields.pop(name, None)
    else:
        fields[name] = value
    return fields


def _conflict(change: Change, why: str) -> ConflictError:
    return ConflictError(
        f"cannot apply the change of {change.id} ({change.collection}): {why}",
        "apply it to the baseline that it was compared with",
    )
