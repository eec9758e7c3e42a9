"""Groups, what carries their dates, and their members -> dates that do not agree.

Pure.  A release is such a group: its milestone carries its date, its features
are its members.  Which fields these are, the schemas say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex
from dmccb.checks.schedule import days_text
from dmccb.checks.schema import quoted
from dmccb.records.dates import difference, period
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, members, text


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dates:
    """When a record is due, and when it was completed; empty where it does not say."""

    due: str
    completed: str


def releases(index: RecordIndex) -> Iterator[Finding]:
    """Yield members that do not fit the dates of their group."""
    for kind, spec, group in index.with_role(Role.MEMBERS):
        target = index.kind(spec.ref)
        whole = _dates_of_group(index, kind, group)
        if target is None or whole is None:
            continue
        for number, code in members(kind, group, Role.MEMBERS):
            member = index.of(target.name).get(code)
            if member is not None:
                yield from _member(kind, group, (spec, number), whole, target, member)


def _dates(kind: Kind, record: Record) -> _Dates:
    return _Dates(due=text(kind, record, Role.DUE), completed=text(kind, record, Role.COMPLETED))


def _dates_of_group(index: RecordIndex, kind: Kind, group: Record) -> _Dates | None:
    """Return the dates of a group, its own or its milestone's; None where it has none."""
    if not kind.titled_by:
        return _dates(kind, group)
    carrying = index.kind(kind.fields[kind.titled_by].ref)
    key = group.fields.get(kind.titled_by)
    carrier = index.of(carrying.name).get(str(key)) if carrying else None
    return _dates(carrying, carrier) if carrying and carrier else None


def _member(
    kind: Kind, group: Record, place: tuple[Field, int], whole: _Dates, target: Kind, member: Record
) -> Iterator[Finding]:
    part, code = _dates(target, member), member.id
    spec, number = place
    at = (spec.name, number)
    if part.completed:
        return
    late = difference(whole.due, part.due)
    if whole.completed:
        yield Finding(
            rule="open-feature",
            record=group,
            at=at,
            message=f"{spec.name}: {quoted(code)} is not completed, but the {kind.noun} is "
            f"({whole.completed})",
            hint=f"complete the {target.noun}, or move it to a later {kind.noun}",
        )
    elif late and late.direction == "later":
        yield Finding(
            rule="feature-after-release",
            record=group,
            at=at,
            message=f"{spec.name}: {quoted(code)} is due {part.due}, "
            f"{days_text(late)} after the {kind.noun} ({whole.due})",
            hint=f"change one of the two dates, or move the {target.noun} to a later {kind.noun}",
        )


def completions(index: RecordIndex) -> Iterator[Finding]:
    """Yield what was completed after the day of the question.

    A month has begun when its first day has.  That something was done by a
    day is known from that day on.
    """
    today = index.as_of.isoformat()
    for kind, spec, record in index.with_role(Role.COMPLETED):
        done = text(kind, record, Role.COMPLETED)
        days = period(done)
        if days and (days.first or days.last) > index.as_of:
            expected = field_with(kind, Role.FORECAST)
            hint = f"use {expected.name!r} for an expected date" if expected else "correct the date"
            yield Finding(
                rule="future-completion",
                record=record,
                at=(spec.name,),
                message=f"{spec.name}: {quoted(done)} is in the future (want a date up to {today})",
                hint=hint,
            )
