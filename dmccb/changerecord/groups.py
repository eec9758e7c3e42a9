"""ChangeSet × the records around it -> Group …: its changes as the document's reader thinks of them.

Pure.  A release groups its test milestone and its features.  Which kinds group
others, and by what, the schemas say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dmccb.changerecord.background import Background
from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet
from dmccb.impact.graph import Item
from dmccb.records.dates import date_order
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections
from dmccb.records.roles import Role
from dmccb.records.vocabulary import groups_others


class Group(NamedTuple):
    """The changes that belong under one heading.

    Attributes
    ----------
    id
        ID of the release; empty for a group of other records.
    title
        Title of the release, or the plural of the kind (``documents``).
    due_old, due_new
        Due date of the release in both baselines; empty where unknown.
    changes
        The release's own change first, then its test milestone's, then its
        features', by ID.
    """

    id: str
    title: str
    changes: tuple[Change, ...]
    due_old: str = ""
    due_new: str = ""


def with_titles(changes: ChangeSet, background: Background) -> ChangeSet:
    """Fill in the titles that another record carries, as a test milestone does for its release."""
    titled = tuple(
        change if change.title else change._replace(title=background.title((change.collection, change.id)))
        for change in changes.changes
    )
    return changes._replace(changes=titled)


def grouped(changes: Sequence[Change], background: Background) -> tuple[Group, ...]:
    """Return the changes by release, then by collection.

    A change goes with the first release, by due date, that it belongs to: the
    release itself, its test milestone, or one of its features.  So it is with
    any kind that groups others.
    """
    headings = _headings(changes, background)
    place: dict[Item, int] = {}
    for index, heading in enumerate(headings):
        for member in heading.members:
            place.setdefault(member, index)
    inside: dict[int, list[Change]] = {}
    outside: dict[str, list[Change]] = {}
    for change in changes:
        found = place.get((change.collection, change.id))
        if found is None:
            outside.setdefault(change.collection, []).append(change)
        else:
            inside.setdefault(found, []).append(change)
    named = [_group(headings[index], inside[index]) for index in sorted(inside)]
    return (*named, *(Group(id="", title=name, changes=tuple(outside[name])) for name in sorted(outside)))


class _Heading(NamedTuple):
    """A record that others are grouped by, and what belongs to it, itself first."""

    item: Item
    title: str
    due_old: str
    due_new: str
    members: tuple[Item, ...]

    @property
    def order(self) -> tuple[tuple[date, date], Item]:
        return (date_order(self.due_new or self.due_old), (self.item[1], self.item[0]))


def _headings(changes: Sequence[Change], background: Background) -> list[_Heading]:
    """Return the records that others are grouped by, in the order of their dates."""
    now = {(change.collection, change.old_id): change.id for change in changes if change.old_id}
    was = {(collection, new): old for (collection, old), new in now.items()}
    found = set(grouping(background.new, background.kinds))
    found.update(
        (name, now.get((name, key), key)) for name, key in grouping(background.old, background.kinds)
    )
    headings = []
    for collection, key in found:
        before = (collection, was.get((collection, key), key))
        old = (
            (name, now.get((name, member), member))
            for name, member in parts_of(before, background.old, background)
        )
        new = parts_of((collection, key), background.new, background)
        headings.append(
            _Heading(
                item=(collection, key),
                title=background.title((collection, key)),
                due_old=due(before, background.old, background),
                due_new=due((collection, key), background.new, background),
                members=((collection, key), *new, *old),
            )
        )
    return sorted(headings, key=lambda heading: heading.order)


def due(item: Item, side: Collections, background: Background) -> str:
    """Return when an item is due on a side, by its own date or by that of what carries its title."""
    return background.text(side, background.carrier(item, side), Role.DUE)


def grouping(side: Collections, kinds: Kinds) -> list[Item]:
    """Return the records that others are grouped by."""
    names = [name for name in side if name in kinds and groups_others(kinds[name])]
    return [(name, key) for name in names for key in side[name]]


def parts_of(item: Item, side: Collections, background: Background) -> list[Item]:
    """Return what belongs to a record on one side: what carries its title, often itself, then its members."""
    return [background.carrier(item, side), *background.members(item, side)]


def _group(heading: _Heading, changes: list[Change]) -> Group:
    """Return the changes under a heading: its own, then that of its test milestone, then its features'."""
    first = heading.members[:2]

    def order(change: Change) -> tuple[int, str]:
        member = (change.collection, change.id)
        return (first.index(member) if member in first else len(first), change.id)

    return Group(
        id=heading.item[1],
        title=heading.title,
        changes=tuple(sorted(changes, key=order)),
        due_old=heading.due_old,
        due_new=heading.due_new,
    )
