"""Timing, Effect, ChangedItem -> a few words each, for a column.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dmccb.impact.effect import ChangedItem, Effect
from dmccb.impact.graph import Item
from dmccb.impact.timing import UNDATED, Timing
from dmccb.records.dates import Difference, period
from dmccb.render.changerecord.phrases import Tone
from dmccb.render.difference import range_text
from dmccb.render.display import display
from dmccb.render.plural import counted

_NAMED = 5
"""Records with invalid dates that are named."""


def apart_text(days: Difference | None) -> str:
    """Return a number of days with its sign (``+44 d``, ``+612 to +641 d``); empty where it is not known."""
    if days is None or days.least is None or days.most is None:
        return ""
    return range_text(days.least, days.most)


def state_text(one: Timing) -> str:
    """Return how far an item has come (``overdue 12 d``); empty where its kind has no dates."""
    if one.state == "overdue":
        return f"overdue {one.overdue_days} d"
    return f"completed{_done(one.completed)}" if one.state == "completed" else one.state


def due_text(one: Timing) -> str:
    """Return when an item is due; empty where nothing is recorded, which is not what is no date."""
    return "no date" if one.invalid and not one.due else display(one.due)


def _done(completed: str) -> str:
    """Return the day of a completion, or by when it was; never what is not a date."""
    found = period(completed)
    if found is None:
        return ", no date"
    return f" {display(completed)}" if found.first is not None else f" by {found.last.isoformat()}"


def invalid_text(items: Sequence[Item]) -> list[str]:
    """Return a line that says which records have invalid dates, if there are any."""
    if not items:
        return []
    named = ", ".join(display(key) for _, key in items[:_NAMED])
    rest = f" and {len(items) - _NAMED} more" if len(items) > _NAMED else ""
    records = counted(len(items), "record has an invalid date", "records have invalid dates")
    return [f"{records}, told as none (dmccb check says why): {named}{rest}"]


def margin_text(one: Timing) -> str:
    """Return a margin with its sign (``-12 d``); empty where there is none."""
    return apart_text(one.margin.between) if one.margin else ""


def awaited_text(one: Timing) -> str:
    """Return the ID of what an item waits for; empty where that is nothing open."""
    return display(one.margin.waits_for[1]) if one.margin else ""


def state_after(one: Effect) -> str:
    """Return how far an item has come after a change, or that it is gone; slip and margin need the room."""
    if one.after is None:
        return "removed"
    return state_text(one.after) if one.after.state == "completed" else one.after.state


def slip_text(one: Effect) -> str:
    """Return by how much a date moved, or that there is one now, or none any more."""
    if one.before is None or one.after is None:
        return ""
    if bool(one.before.due) == bool(one.after.due):
        return apart_text(one.slip)
    return "dated" if one.after.due else "dropped"


def margins_text(one: Effect) -> str:
    """Return the margin before and after (``+30 → -12 d``), once where it is the same."""
    before = margin_text(one.before) if one.before else ""
    after = margin_text(one.after) if one.after else ""
    if not before or before == after:
        return after
    return f"{before.removesuffix(' d')} → {after}" if after else f"was {before}"


def reason(one: Effect, changed: Mapping[Item, ChangedItem]) -> str:
    """Return what changed of an item, or of what has its dates; else how far away the nearest change is.

    Parameters
    ----------
    one
        What the change means for the item.
    changed
        What changed itself.
    """
    now = one.after or one.before or UNDATED
    own = [changed[item] for item in (one.item, now.dated_by) if item is not None and item in changed]
    reasons = dict.fromkeys(text for found in own for text in _reasons(found))
    return ", ".join(reasons) or counted(one.distance, "step")


def _reasons(one: ChangedItem) -> list[str]:
    if one.change in ("added", "removed"):
        return ["new" if one.change == "added" else "removed"]
    earlier = [f"was {display(one.old_id)}"] if one.old_id else []
    return [*earlier, *(_changed_field(one, name) for name in one.fields)]


def _changed_field(one: ChangedItem, name: str) -> str:
    """Return the name of a field; that a completion is gone is said, since the bare name says the reverse."""
    return f"{display(name)} withdrawn" if name in one.withdrawn else display(name)


def tone(one: Effect) -> Tone:
    """Return ``later`` for open work that certainly lost margin, ``earlier`` where it gained some."""
    lost = one.lost_margin
    if lost is None or not one.is_open or lost.direction == "unclear":
        return "plain"
    return lost.direction
