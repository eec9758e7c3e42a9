"""Changes × the records of both sides -> dates that moved, and what was completed.

Pure.  A slip of open work is news for a plan; a new date of work that is done
is not.  What was completed is judged against the baseline date that it had
before the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dmccb.changerecord.background import Background
from dmccb.compare.change import Change, FieldChange
from dmccb.records.dates import Difference, lateness, period
from dmccb.records.roles import Role


class Slip(NamedTuple):
    """A baseline date that moved, to either side.

    Attributes
    ----------
    change
        The change of the record.
    moved
        New date minus old date; positive is later.
    is_open
        Whether the work is not completed on the new side.
    was_done
        Whether it was completed on the old side already.
    element
        The WBS element, or team, that it belongs to on the new side; empty
        where it says none.
    """

    change: Change
    moved: Difference
    is_open: bool
    was_done: bool
    element: str


class Completion(NamedTuple):
    """Work that was completed with this change.

    Attributes
    ----------
    change
        The change of the record.
    due
        Its baseline date before the change; empty where it had none.
    done
        When it was completed.
    late
        By how many days it was late, negative is early; None where that is
        not known.
    reported_late
        Whether it was completed before the date of the old side, which had it
        open.
    """

    change: Change
    due: str
    done: str
    late: int | None
    reported_late: bool


def slips(changes: Iterable[Change], background: Background) -> tuple[Slip, ...]:
    """Return the baseline dates that moved, the largest slip first."""
    found = []
    for change in changes:
        due = moved_date(change)
        if due is not None and due.difference is not None:
            found.append(
                Slip(
                    change=change,
                    moved=due.difference,
                    is_open=not background.now(change, Role.COMPLETED),
                    was_done=bool(background.before(change, Role.COMPLETED)),
                    element=background.now(change, Role.ELEMENT),
                )
            )
    return tuple(sorted(found, key=lambda slip: (-slip.moved.middle, slip.change.id)))


def due_change(change: Change) -> FieldChange | None:
    """Return the change of a record's baseline date; None where it has none, or the record is new or gone."""
    due = change.field_with(Role.DUE)
    return due if due is not None and change.is_on_both_sides and due.control == "controlled" else None


def moved_date(change: Change) -> FieldChange | None:
    """Return the change of a baseline date that is another one now, not only more or less precise."""
    due = due_change(change)
    return due if due is not None and due.news == "changed" else None


def completions(changes: Iterable[Change], background: Background, old_date: str) -> tuple[Completion, ...]:
    """Return what was completed, the latest against its date first.

    Parameters
    ----------
    changes
        The changes.
    background
        The records of both sides.
    old_date
        The date of the old side; empty where it has none.
    """
    found = []
    for change in changes:
        field = change.field_with(Role.COMPLETED)
        if field is None or field.news != "first_recorded" or change.change == "added":
            continue
        due, done = background.before(change, Role.DUE), str(field.new)
        late, reported = lateness(due, done), _ends_before(done, old_date)
        found.append(Completion(change=change, due=due, done=done, late=late, reported_late=reported))
    return tuple(sorted(found, key=_latest_first))


def _latest_first(one: Completion) -> tuple[bool, int, str]:
    return (one.late is None, -(one.late or 0), one.change.id)


def _ends_before(done: str, day: str) -> bool:
    reached, limit = period(done), period(day)
    return reached is not None and limit is not None and reached.last < limit.last


def later(found: Iterable[Slip]) -> list[Slip]:
    """Return what is later, for certain."""
    return [slip for slip in found if slip.moved.direction == "later"]


def earlier(found: Iterable[Slip]) -> list[Slip]:
    """Return what is earlier, for certain."""
    return [slip for slip in found if slip.moved.direction == "earlier"]


def median_slip(found: Sequence[Slip]) -> tuple[float, float] | None:
    """Return the least and the most that the median can be, in days; None of none.

    Whatever the days of imprecise dates turn out to be, the median is between
    the median of the least slips and that of the largest.  The two are one
    number where each slip is known to the day.
    """
    from statistics import median  # takes 3 ms to load

    ranges = [
        (slip.moved.least, slip.moved.most)
        for slip in found
        if slip.moved.least is not None and slip.moved.most is not None
    ]
    if not ranges:
        return None
    least, most = (median(ends) for ends in zip(*ranges, strict=True))
    return least, most
