"""Records with dates -> those that are past theirs, or come before what they wait for.

Pure.  Which fields these are, the schemas say.  A date may be a month: what is
not certain of each of its days is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex
from dmccb.checks.schema import dotted, quoted
from dmccb.checks.waiting import waiting_fields, waits
from dmccb.records.coerce import Path
from dmccb.records.dates import Difference, difference, overdue
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, members, text


def is_open(kind: Kind, record: Record) -> bool:
    """Tell whether a record is known to be still to do: its kind has a completion, and it has none."""
    return Role.COMPLETED in kind.roles and not record.fields.get(kind.roles[Role.COMPLETED][0].name)


def past(index: RecordIndex) -> Iterator[Finding]:
    """Yield what is open after its date; a month is due at its end."""
    for kind, spec, record in index.with_role(Role.DUE):
        due = text(kind, record, Role.DUE)
        days = overdue(due, index.as_of) if is_open(kind, record) else None
        if days is not None:
            yield Finding(
                rule="overdue",
                record=record,
                at=(spec.name,),
                message=f"{spec.name}: {due} was {counted(days)} before {index.as_of}, "
                f"and the {kind.noun} is not completed",
                hint="record its completion, or have its date changed",
                cause=f"{kind.plural} are past their date and not completed",
            )


def order(index: RecordIndex) -> Iterator[Finding]:
    """Yield what is due before something that it waits for, where both are still to do."""
    for kind in index.kinds.values():
        fields = waiting_fields(kind)
        for record in index.of(kind.name).values() if Role.DUE in kind.roles else ():
            if is_open(kind, record):
                yield from _before_predecessors(index, kind, fields, record)
                yield from _after_successors(index, kind, record)


def _before_predecessors(
    index: RecordIndex, kind: Kind, fields: Mapping[str, Field], record: Record
) -> Iterator[Finding]:
    due = text(kind, record, Role.DUE)
    for wait in waits(fields, record):
        first = open_record(index, kind, wait.target)
        found = difference(due, text(kind, first, Role.DUE)) if first and wait.ends_first else None
        if first and found and found.direction == "later":
            said = f"{days_text(found)} after this {kind.noun} ({due})"
            yield _out_of_order(kind, record, wait.at, first, said)


def _after_successors(index: RecordIndex, kind: Kind, record: Record) -> Iterator[Finding]:
    """Yield what waits for a record because the record says so itself."""
    spec = field_with(kind, Role.SUCCESSORS)
    if spec is None or spec.ref != kind.name or spec.name not in record.fields:
        return
    due = text(kind, record, Role.DUE)
    for number, code in members(kind, record, Role.SUCCESSORS):
        second = open_record(index, kind, code)
        found = difference(text(kind, second, Role.DUE), due) if second else None
        if second and found and found.direction == "later":
            said = f"{days_text(found)} before this {kind.noun} ({due})"
            yield _out_of_order(kind, record, (spec.name, number), second, said)


def open_record(index: RecordIndex, kind: Kind, key: str) -> Record | None:
    """Return the record with an ID, if it is still to do."""
    record = index.of(kind.name).get(key)
    return record if record is not None and is_open(kind, record) else None


def _out_of_order(kind: Kind, record: Record, at: Path, other: Record, said: str) -> Finding:
    due = text(kind, other, Role.DUE)
    return Finding(
        rule="due-before-predecessor",
        record=record,
        at=at,
        message=f"{dotted(at)}: {quoted(other.id)} is due {due}, {said}",
        hint="have one of the two dates changed, or remove the link",
        cause=f"{kind.plural} are due before one that they wait for",
    )


def days_text(found: Difference) -> str:
    """Return how far two dates are apart: ``12 days``, or ``1 to 30 days`` where a month is one of them."""
    near, *far = sorted(abs(end) for end in found if end is not None)
    if not far:
        return f"at least {counted(near)}"
    return counted(near) if near == far[0] else f"{near:,} to {counted(far[0])}"


def counted(days: int) -> str:
    """Return a number of days with its noun."""
    return f"{days:,} {'day' if days == 1 else 'days'}"
