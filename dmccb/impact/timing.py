"""Reference graph × an item × a day -> Timing: when it is due, how far it has come, and its margin.

Pure.  A group, such as a release, has the dates of the record that carries its
title; it waits for its members, and for whatever that record waits for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.records import vocabulary
from dmccb.records.dates import Difference, date_order, difference, overdue, period
from dmccb.records.roles import Role

State = Literal["", "open", "overdue", "completed"]
"""How far an item has come; empty where its kind has no dates, or no record has its ID."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Margin:
    """The days between what an item waits for and its own date.

    Attributes
    ----------
    waits_for
        Of the items that it refers to directly and that are open, the one
        that is due last.
    due
        When that one is due.
    between
        The item's own date minus that one; negative where the item is due
        before what it waits for.
    """

    waits_for: Item
    due: str
    between: Difference

    def as_json(self) -> dict[str, object]:
        """Return the margin as JSON values."""
        return {
            "days": self.between.days,
            "days_min": self.between.least,
            "days_max": self.between.most,
            "waits_for": {"collection": self.waits_for[0], "id": self.waits_for[1], "due": self.due},
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """When an item is due, and how far it has come.

    Attributes
    ----------
    dated_by
        The record that has its dates: itself, or the one that carries its
        title; None where neither has any.
    due, completed
        Its dates, as recorded; empty where it has none, or something else
        stands in its place.
    invalid
        Whether something that is not a date stands in the place of one.
    state
        How far it has come.
    overdue_days
        Days that its date is past, while it is open; a month is past after
        its end.
    margin
        None where it is completed, has no date, or waits for nothing that is
        open and has a date.
    """

    dated_by: Item | None = None
    due: str = ""
    completed: str = ""
    invalid: bool = False
    state: State = ""
    overdue_days: int = 0
    margin: Margin | None = None

    def dates_json(self) -> dict[str, object]:
        """Return the dates and the state as JSON values."""
        return {
            "due": self.due or None,
            "completed": self.completed or None,
            "state": self.state or None,
            "overdue_days": self.overdue_days or None,
        }

    def as_json(self) -> dict[str, object]:
        """Return the dates, the state and the margin as JSON values."""
        return {**self.dates_json(), "margin": self.margin.as_json() if self.margin else None}


UNDATED = Timing()
"""What is known of an item whose kind has no dates."""


def timing(graph: ReferenceGraph, item: Item, as_of: date) -> Timing:
    """Return when an item is due, how far it has come as of a day, and its margin.

    Only its direct references are looked at.
    """
    dated = _dated(graph, item)
    if dated is None:
        return UNDATED
    due, completed = _date(graph, dated, Role.DUE), _date(graph, dated, Role.COMPLETED)
    invalid = due is None or completed is None
    known = Timing(dated_by=dated, due=due or "", completed=completed or "", invalid=invalid)
    if graph.text(dated, Role.COMPLETED):
        return replace(known, state="completed")
    late = overdue(due, as_of) or 0
    return replace(
        known,
        state="overdue" if late else "open",
        overdue_days=late,
        margin=_margin(graph, item, dated),
    )


def invalid_dates(found: Iterable[Timing | None]) -> tuple[Item, ...]:
    """Return the records in which something that is not a date stands in the place of one."""
    return tuple(sorted({one.dated_by for one in found if one and one.invalid and one.dated_by}))


def items_json(items: Iterable[Item]) -> list[dict[str, object]]:
    """Return items as JSON values."""
    return [{"collection": place, "id": key} for place, key in items]


def _date(graph: ReferenceGraph, item: Item, role: Role) -> str | None:
    """Return a date of an item; empty where it has none, and None where what it has is not a date."""
    kind = graph.kind(item)
    value = vocabulary.value(kind, graph.record(item), role) if kind else None
    if value is None:
        return ""
    return value if isinstance(value, str) and period(value) else None


def lost_margin(before: Timing, now: Timing) -> Difference | None:
    """Return how many days of margin were lost; negative where margin was gained.

    None where one of the two has no margin.  What is the same month on both
    sides did not move.
    """
    if before.margin is None or now.margin is None:
        return None
    same = before.margin.waits_for == now.margin.waits_for
    needed = _moved(before.margin.due, now.margin.due, same=same)
    own = _moved(before.due, now.due, same=True)
    return Difference(least=_minus(needed.least, own.most), most=_minus(needed.most, own.least))


def _moved(old: str, new: str, *, same: bool) -> Difference:
    if same and old == new:
        return Difference(least=0, most=0)
    return difference(old, new) or Difference(least=None, most=None)


def _minus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _dated(graph: ReferenceGraph, item: Item) -> Item | None:
    """Return the record that has an item's dates: itself, or the one that carries its title."""
    for one in (item, *graph.carriers(item)):
        kind = graph.kind(one) if graph.record(one) else None
        if kind is not None and not kind.roles.keys().isdisjoint((Role.DUE, Role.COMPLETED)):
            return one
    return None


def _margin(graph: ReferenceGraph, item: Item, dated: Item) -> Margin | None:
    own = graph.text(dated, Role.DUE)
    awaited = {other for other in _awaited(graph, item, dated) if _is_open(graph, other)}
    last = max(sorted(awaited), key=lambda other: date_order(graph.text(other, Role.DUE)), default=None)
    if last is None:
        return None
    due = graph.text(last, Role.DUE)
    between = difference(due, own)
    return Margin(waits_for=last, due=due, between=between) if between else None


def _awaited(graph: ReferenceGraph, item: Item, dated: Item) -> Iterator[Item]:
    """Yield what an item waits for directly: its members, and what the record with its dates refers to."""
    yield from graph.targets(item, Role.MEMBERS)
    for other, _ in graph.references.get(dated, ()):
        if other[0] == dated[0] and other != dated:
            yield other


def _is_open(graph: ReferenceGraph, item: Item) -> bool:
    """Tell whether an item has a date and is not completed."""
    return period(graph.text(item, Role.DUE)) is not None and not graph.text(item, Role.COMPLETED)
