"""An item × both sides of a change -> Effect, ChangedItem: its dates, state and margin before and after.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.reach import Step
from dmccb.impact.timing import UNDATED, Timing, lost_margin, timing
from dmccb.records.dates import Difference, date_order, difference


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """An item that a change affects.

    Attributes
    ----------
    item, title
        The item, as the new baseline has it; as the old one had it where it
        was removed.
    field
        Field that makes the last reference on the way to it; empty where the
        item itself changed.
    distance
        Steps from the nearest changed item; 0 where the item itself changed.
    before, after
        Its dates, state and margin on each side; None where it is not there.
    """

    item: Item
    title: str
    field: str = ""
    distance: int = 0
    before: Timing | None = UNDATED
    after: Timing | None = UNDATED

    @property
    def is_open(self) -> bool:
        """Whether it is there and not completed; what has no dates counts as open."""
        return self.after is not None and self.after.state != "completed"

    @property
    def slip(self) -> Difference | None:
        """How far its own date moved; None where it did not, or where one of the two is not known."""
        if self.before is None or self.after is None or self.before.due == self.after.due:
            return None
        return difference(self.before.due, self.after.due)

    @property
    def lost_margin(self) -> Difference | None:
        """How many days of margin it lost; None where one of the two margins is not known."""
        return lost_margin(self.before, self.after) if self.before and self.after else None

    @property
    def order(self) -> tuple[bool, float, float, float, tuple[date, date], Item]:
        """What sorts effects: open work first, then lost margin, slip, the smallest margin, date and ID."""
        now = self.after or self.before or UNDATED
        margin = now.margin.between.middle if now.margin else float("inf")
        lost, slip = -_middle(self.lost_margin), -_middle(self.slip)
        return (not self.is_open, lost, slip, margin, date_order(now.due), self.item)

    def as_json(self) -> dict[str, object]:
        """Return the effect as JSON values."""
        lost = self.lost_margin
        return {
            "collection": self.item[0] or None,
            "id": self.item[1],
            "title": self.title,
            "field": self.field or None,
            "distance": self.distance,
            "lost_margin": _days_json(lost) if lost else None,
            "before": self.before.as_json() if self.before else None,
            "after": self.after.as_json() if self.after else None,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedItem:
    """An item whose change can move others, and its own references.

    Attributes
    ----------
    effect
        The item, with its dates and margin on both sides.
    change
        ``added``, ``removed``, ``changed`` or ``renumbered``.
    old_id
        Its earlier ID, where it was renumbered; else empty.
    fields
        The fields whose change can move others.
    withdrawn
        Those of them that said that the work was done, and are gone.
    references, referenced_by
        The items at the other end of its references, each with the field.
    """

    effect: Effect
    change: str
    old_id: str = ""
    fields: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    references: tuple[tuple[Item, str], ...] = ()
    referenced_by: tuple[tuple[Item, str], ...] = ()

    @property
    def item(self) -> Item:
        """The item."""
        return self.effect.item

    @property
    def title(self) -> str:
        """Its title."""
        return self.effect.title

    def as_json(self) -> dict[str, object]:
        """Return the item as JSON values."""
        return {
            **self.effect.as_json(),
            "change": self.change,
            "old_id": self.old_id or None,
            "fields": list(self.fields),
            "references": [_reference_json(*link) for link in self.references],
            "referenced_by": [_reference_json(*link) for link in self.referenced_by],
        }


def _middle(days: Difference | None) -> float:
    return days.middle if days else 0.0


def _days_json(days: Difference) -> dict[str, object]:
    return {"days": days.days, "days_min": days.least, "days_max": days.most}


def _reference_json(item: Item, field: str) -> dict[str, object]:
    return {"collection": item[0] or None, "id": item[1], "field": field}


class Sides(NamedTuple):
    """Both sides of a change, in which to look up items.

    Attributes
    ----------
    old, new
        The references of both baselines.
    old_ids
        The earlier IDs of what was renumbered.
    as_of
        The day as of which an open item is overdue.
    """

    old: ReferenceGraph
    new: ReferenceGraph
    old_ids: Mapping[Item, Item]
    as_of: date

    def effect(self, step: Step) -> Effect:
        """Return what a change means for the item that a step leads to."""
        before = self.old_ids.get(step.item, step.item)
        return Effect(
            item=step.item,
            title=self.new.title(step.item) or self.old.title(before),
            field=step.field,
            distance=step.distance,
            before=self._timing(self.old, before),
            after=self._timing(self.new, step.item),
        )

    def _timing(self, side: ReferenceGraph, item: Item) -> Timing | None:
        """Return an item's timing on one side; nothing is known of an ID that no record has."""
        if not item[0]:
            return UNDATED
        return timing(side, item, self.as_of) if side.record(item) else None
