"""A record -> the records of its own kind that it waits for.

Pure.  A reference of a record to its own kind says what it needs first, unless
the schema gives the field a role (``successors`` are read backwards, a
``parent`` is no predecessor).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dmccb.checks.index import RecordIndex
from dmccb.records.coerce import Path
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record, Value
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import part_text, part_with

_END_TO_END = frozenset({"", "FS", "FF"})
"""Types of a relation in which the first record ends before the second one does."""

FARTHEST = 1000
"""Records that are looked at to find what one waits for; a plan has no longer way to a feature."""


class Wait(NamedTuple):
    """One predecessor, as a record names it.

    Attributes
    ----------
    at
        Where the record names it.
    target
        Its ID, of a record or of something outside.
    ends_first
        Whether it is certain to end before the record does: neither a
        relation between the starts nor a lead leaves that open.
    """

    at: Path
    target: str
    ends_first: bool


def waiting_fields(kind: Kind) -> Mapping[str, Field]:
    """Return the fields of a kind that name predecessors."""
    return {
        name: spec
        for name, spec in kind.fields.items()
        if spec.ref == kind.name and not spec.roles and name != kind.titled_by
    }


def waits(fields: Mapping[str, Field], record: Record) -> Iterator[Wait]:
    """Yield the predecessors of a record.

    Parameters
    ----------
    fields
        Those of its kind that name predecessors.
    record
        The record.
    """
    if record.fields.keys().isdisjoint(fields):
        return
    for at, _, target in references(fields, record.fields):
        yield Wait(at=at, target=target, ends_first=_ends_first(fields[str(at[0])], _member(record, at)))


def _member(record: Record, at: Path) -> Value:
    """Return the member of a list that a path leads into, or the value itself."""
    value = record.fields[str(at[0])]
    return value[int(at[1])] if isinstance(value, list) else value


def _ends_first(spec: Field, member: Value) -> bool:
    if not isinstance(member, dict):
        return True
    part = part_with(spec, Role.LAG)
    lag = member.get(part.name) if part is not None else None
    leads = isinstance(lag, int) and lag < 0
    return not leads and part_text(spec, member, Role.RELATION_TYPE) in _END_TO_END


def all_waited_for(index: RecordIndex, kind: Kind, starts: Iterable[str]) -> set[str] | None:
    """Return the IDs of what records wait for, directly or through others; None where they are too many.

    Parameters
    ----------
    index
        All records.
    kind
        The kind of the records.
    starts
        Their IDs.
    """
    known, fields = index.of(kind.name), waiting_fields(kind)
    seen: set[str] = set()
    todo = set(starts)
    while todo:
        record = known.get(todo.pop())
        found = {wait.target for wait in waits(fields, record)} if record else set()
        todo |= found - seen
        seen |= found
        if len(seen) > FARTHEST:
            return None
    return seen
