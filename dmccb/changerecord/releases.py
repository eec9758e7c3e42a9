"""Changes × the records of both sides -> ReleaseRow …: what happens to each release.

Pure.  A release and its test milestone are one row: the milestone carries
title, date and completion.  So it is with any kind that groups others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from dmccb.changerecord.background import Background
from dmccb.changerecord.groups import due, grouping, parts_of
from dmccb.compare.change import Change
from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.timing import Timing, timing
from dmccb.records.dates import Difference, difference
from dmccb.records.roles import Role

Fate = Literal["new", "dropped", "kept"]


class ReleaseRow(NamedTuple):
    """What happens to one release.

    Attributes
    ----------
    id, title
        The release, as the new side has it; as the old one had it where it is
        dropped.
    old_id
        Its earlier ID, where it has a new one; else empty.
    fate
        Whether it came, went, or stays.
    due_old, due_new
        When it is due on each side; empty where unknown.
    moved
        New date minus old date; None where they are equal, or one is missing.
    timing
        How far it has come on the new side, and its margin to what it waits
        for.
    open_members
        How many of its members are not completed on the new side.
    """

    id: str
    title: str
    old_id: str
    fate: Fate
    due_old: str
    due_new: str
    moved: Difference | None
    timing: Timing
    open_members: int


def touched(changes: Iterable[Change], background: Background) -> list[Item]:
    """Return the groups that changed, or whose dates or members did, as the new side calls them."""
    changed: set[Item] = set()
    for change in changes:
        plans = change.control == "controlled" and not change.is_first_recorded
        if plans or change.field_with(Role.COMPLETED) is not None:
            changed.update(((change.collection, change.id), (change.collection, change.old_id or change.id)))
    found: set[Item] = set()
    renamed = _renamed(changes)
    for side in (background.old, background.new):
        for group in grouping(side, background.kinds):
            if changed.intersection((group, *parts_of(group, side, background))):
                found.add(renamed.get(group, group))
    return sorted(found)


def release_rows(
    changes: Sequence[Change], background: Background, graph: ReferenceGraph, as_of: date
) -> tuple[ReleaseRow, ...]:
    """Return a row for each release that is touched, the one that matters most first.

    First come open releases that are later, the largest slip first, and those
    that have no date now; then what is new and what is dropped; then what
    comes earlier and what did not move; then what is completed.

    Parameters
    ----------
    changes
        The changes.
    background
        The records around them.
    graph
        The references on the new side.
    as_of
        The day on which dates are past or not.
    """
    was = {new: old for old, new in _renamed(changes).items()}
    rows = [
        _row((was.get(item, item), item), background, timing(graph, item, as_of))
        for item in touched(changes, background)
    ]
    return tuple(sorted(rows, key=_importance))


def _renamed(changes: Iterable[Change]) -> dict[Item, Item]:
    return {
        (change.collection, change.old_id): (change.collection, change.id)
        for change in changes
        if change.old_id
    }


def _row(sides: tuple[Item, Item], background: Background, now: Timing) -> ReleaseRow:
    was, item = sides
    before, after = due(was, background.old, background), due(item, background.new, background)
    return ReleaseRow(
        id=item[1],
        title=background.title(item) or background.title(was),
        old_id=was[1] if was != item else "",
        fate=_fate(item, was, background),
        due_old=before,
        due_new=after,
        moved=difference(before, after) if before != after else None,
        timing=now,
        open_members=_open_members(item, background),
    )


def _fate(item: Item, was: Item, background: Background) -> Fate:
    if item[1] not in background.new.get(item[0], {}):
        return "dropped"
    return "kept" if was[1] in background.old.get(was[0], {}) else "new"


def _open_members(item: Item, background: Background) -> int:
    new = background.new
    members = background.members(item, new)
    return sum(not background.text(new, member, Role.COMPLETED) for member in members)


def _importance(row: ReleaseRow) -> tuple[int, float, str]:
    middle = row.moved.middle if row.moved else 0.0
    if row.fate != "kept":
        return (2 if row.fate == "new" else 3, 0.0, row.id)
    if row.timing.completed:
        return (5, -middle, row.id)
    if middle > 0:
        return (0, -middle, row.id)
    if row.due_old and not row.due_new:
        return (1, 0.0, row.id)
    return (4, middle, row.id)
