"""Changes × the records of both sides -> ReleaseRow …: what happens to each release.

Pure.  A release and its test milestone are one row: the milestone carries
title, date and completion.  So it is with any kind that groups others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from dmccb.changerecord.background import Background, Item
from dmccb.changerecord.groups import due, grouping
from dmccb.compare.change import Change
from dmccb.records.dates import Difference, date_order, difference
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
    completed
        When it was completed; empty while it is open.
    last
        Its open feature that is due last, on the new side; empty where there
        is none.
    last_due
        When that feature is due.
    margin
        From the last feature's date to the release's own; negative where the
        feature comes after it.
    """

    id: str
    title: str
    old_id: str
    fate: Fate
    due_old: str
    due_new: str
    moved: Difference | None
    completed: str
    last: str
    last_due: str
    margin: Difference | None


def touched(changes: Iterable[Change], background: Background) -> list[Item]:
    """Return the groups that changed, or whose date or members did, as the new side calls them."""
    changed: set[Item] = set()
    for change in changes:
        if change.control == "controlled" and not change.is_first_recorded:
            changed.update(((change.collection, change.id), (change.collection, change.old_id or change.id)))
    found: set[Item] = set()
    renamed = _renamed(changes)
    for side in (background.old, background.new):
        for group in grouping(side, background.kinds):
            around = {group, background.carrier(group, side), *background.members(group, side)}
            if around & changed:
                found.add(renamed.get(group, group))
    return sorted(found)


def release_rows(changes: Sequence[Change], background: Background) -> tuple[ReleaseRow, ...]:
    """Return a row for each release that is touched, the one that matters most first.

    First come open releases that are later, the largest slip first, and those
    that have no date now; then what is new and what is dropped; then what
    comes earlier and what did not move; then what is completed.
    """
    was = {new: old for old, new in _renamed(changes).items()}
    rows = [_row(item, was.get(item, item), background) for item in touched(changes, background)]
    return tuple(sorted(rows, key=_importance))


def _renamed(changes: Iterable[Change]) -> dict[Item, Item]:
    return {
        (change.collection, change.old_id): (change.collection, change.id)
        for change in changes
        if change.old_id
    }


def _row(item: Item, was: Item, background: Background) -> ReleaseRow:
    old, new = background.old, background.new
    before, after = due(was, old, background), due(item, new, background)
    last = _last_open(item, background)
    last_due = background.text(new, last, Role.DUE) if last else ""
    return ReleaseRow(
        id=item[1],
        title=background.title(item) or background.title(was),
        old_id=was[1] if was != item else "",
        fate=_fate(item, was, background),
        due_old=before,
        due_new=after,
        moved=difference(before, after) if before != after else None,
        completed=background.text(new, background.carrier(item, new), Role.COMPLETED),
        last=last[1] if last else "",
        last_due=last_due,
        margin=difference(last_due, after),
    )


def _fate(item: Item, was: Item, background: Background) -> Fate:
    if item[1] not in background.new.get(item[0], {}):
        return "dropped"
    return "kept" if was[1] in background.old.get(was[0], {}) else "new"


def _last_open(item: Item, background: Background) -> Item | None:
    """Return the open member that is due last on the new side, of those that have a date."""
    new = background.new
    open_ones = [
        member
        for member in background.members(item, new)
        if background.text(new, member, Role.DUE) and not background.text(new, member, Role.COMPLETED)
    ]
    return max(
        open_ones,
        key=lambda member: (date_order(background.text(new, member, Role.DUE)), member),
        default=None,
    )


def _importance(row: ReleaseRow) -> tuple[int, float, str]:
    middle = row.moved.middle if row.moved else 0.0
    if row.fate != "kept":
        return (2 if row.fate == "new" else 3, 0.0, row.id)
    if row.completed:
        return (5, -middle, row.id)
    if middle > 0:
        return (0, -middle, row.id)
    if row.due_old and not row.due_new:
        return (1, 0.0, row.id)
    return (4, middle, row.id)
