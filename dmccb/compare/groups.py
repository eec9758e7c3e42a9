"""ChangeSet × the records around it -> Group …: its changes as the document's reader thinks of them.

Pure.  A release groups its test milestone and its features.  Which kinds group
others, and by what, the schemas say.
"""

from __future__ import annotations

from typing import NamedTuple

from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, groups_others, ids, text, title

Item = tuple[str, str]
"""Collection and ID."""


class Group(NamedTuple):
    """The changes that belong under one heading.

    Attributes
    ----------
    id
        ID of the release; empty for a group of other records.
    title
        Title of the release, or the plural of the kind (``documents``).
    due_old, due_new
        Due date of the release in both baselines, ISO 8601; empty where
        unknown.
    changes
        The release's own change first, then its test milestone's, then its
        features', by ID.
    """

    id: str
    title: str
    changes: tuple[Change, ...]
    due_old: str = ""
    due_new: str = ""


class Background(NamedTuple):
    """The records around a change set that its reader wants to see named.

    Attributes
    ----------
    old, new
        On each side: the records of the collections that group others (such
        as releases), and those that carry their titles and dates.
    """

    old: Collections
    new: Collections


def with_titles(changes: ChangeSet, background: Background, kinds: Kinds) -> ChangeSet:
    """Fill in the titles that another record carries, as a test milestone does for its release."""
    titled = tuple(
        change if change.title else change._replace(title=_title_now(change, background, kinds))
        for change in changes.changes
    )
    return changes._replace(changes=titled)


def _title_now(change: Change, background: Background, kinds: Kinds) -> str:
    return _title((change.collection, change.id), background, kinds)


def _title(item: Item, background: Background, kinds: Kinds) -> str:
    """Return the title of a record, on the new side if it has one there."""
    for side in (background.new, background.old):
        carrier = _carrier(item, side, kinds)
        if found := title(kinds[carrier[0]], side.get(carrier[0], {}).get(carrier[1])):
            return found
    return ""


def _due(item: Item, side: Collections, kinds: Kinds) -> str:
    collection, key = _carrier(item, side, kinds)
    return text(kinds[collection], side.get(collection, {}).get(key), Role.DUE)


def _carrier(item: Item, side: Collections, kinds: Kinds) -> Item:
    """Return the record that carries the title and the date of another; most carry their own."""
    collection, key = item
    kind = kinds[collection]
    record = side.get(collection, {}).get(key)
    if not kind.titled_by or record is None:
        return item
    target = collections_by_kind(kinds).get(kind.fields[kind.titled_by].ref)
    return (target, str(record.fields.get(kind.titled_by, ""))) if target else item


def grouped(changes: ChangeSet, background: Background, kinds: Kinds) -> tuple[Group, ...]:
    """Return the changes by release, then by collection.

    A change goes with the first release, by due date, that it belongs to: the
    release itself, its test milestone, or one of its features.  So it is with
    any kind that groups others.
    """
    headings = _headings(changes, background, kinds)
    place: dict[Item, int] = {}
    for index, heading in enumerate(headings):
        for member in heading.members:
            place.setdefault(member, index)
    inside: dict[int, list[Change]] = {}
    outside: dict[str, list[Change]] = {}
    for change in changes.changes:
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
    def order(self) -> tuple[str, Item]:
        return (self.due_new or self.due_old or "9999", (self.item[1], self.item[0]))


def _headings(changes: ChangeSet, background: Background, kinds: Kinds) -> list[_Heading]:
    """Return the records that others are grouped by, in the order of their dates."""
    now = {(change.collection, change.old_id): change.id for change in changes.changes if change.old_id}
    was = {(collection, new): old for (collection, old), new in now.items()}
    found = set(_grouping(background.new, kinds))
    found.update((name, now.get((name, key), key)) for name, key in _grouping(background.old, kinds))
    headings = []
    for collection, key in found:
        before = (collection, was.get((collection, key), key))
        old = (
            (name, now.get((name, member), member))
            for name, member in _members(before, background.old, kinds)
        )
        new = _members((collection, key), background.new, kinds)
        headings.append(
            _Heading(
                item=(collection, key),
                title=_title((collection, key), background, kinds),
                due_old=_due(before, background.old, kinds),
                due_new=_due((collection, key), background.new, kinds),
                members=((collection, key), *new, *old),
            )
        )
    return sorted(headings, key=lambda heading: heading.order)


def _grouping(side: Collections, kinds: Kinds) -> list[Item]:
    """Return the records that others are grouped by."""
    names = [name for name in side if groups_others(kinds[name])]
    return [(name, key) for name in names for key in side[name]]


def _members(item: Item, side: Collections, kinds: Kinds) -> list[Item]:
    """Return what belongs to a record on one side: what carries its title, often itself, then its members."""
    collection, key = item
    kind, record = kinds[collection], side.get(collection, {}).get(key)
    spec = field_with(kind, Role.MEMBERS)
    target = collections_by_kind(kinds).get(spec.ref, "") if spec else ""
    members = [(target, name) for name in ids(kind, record, Role.MEMBERS)]
    return [_carrier(item, side, kinds), *members]


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
