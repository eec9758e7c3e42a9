"""ChangeSet × what the records say -> ChangeRecord: the document's point of view.

Pure.  A change set is a flat list; a reader of a change record thinks in
releases.  This module groups the one by the other, and adds what the record
of the document needs: version, date, text and owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dmccb.compare.changeset import Change, ChangeSet
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections, Record, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
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


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRecord:
    """What a change means, ready to be rendered.

    Attributes
    ----------
    changeset
        The whole comparison; each of its changes is in exactly one group.
    groups
        Releases by due date, then the other collections by name.
    document
        Handle of the document whose baseline it is; empty where there is none
        (``--all``, or a repository without a register).
    document_title
        Its title, or empty.
    version
        Version that the change makes (``1.5``), or empty where the new side is
        no registered baseline.
    date
        Date of the new baseline, ISO 8601, or empty.
    rfc
        ``RFC-n``, or empty.
    owner
        Who made the change, or empty.
    outside
        How many changed records are outside the document's scope.
    """

    changeset: ChangeSet
    groups: tuple[Group, ...]
    document: str = ""
    document_title: str = ""
    version: str = ""
    date: str = ""
    rfc: str = ""
    owner: str = ""
    outside: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Background:
    """The records around a change set that its reader wants to see named.

    Attributes
    ----------
    old, new
        On each side: the records of the collections that have members (such
        as releases), and those that carry their titles and dates.
    """

    old: Collections
    new: Collections


def with_titles(changes: ChangeSet, background: Background, kinds: Kinds) -> ChangeSet:
    """Fill in the titles that another record carries, as a test milestone does for its release."""
    titled = tuple(
        change if change.title else replace(change, title=_borrowed(change, background, kinds))
        for change in changes.changes
    )
    return replace(changes, changes=titled)


def _borrowed(change: Change, background: Background, kinds: Kinds) -> str:
    carrier = _carrier(change.collection, change.id, background, kinds)
    return carrier.title if carrier else ""


def _carrier(collection: str, key: str, background: Background, kinds: Kinds) -> Record | None:
    """Return the record that carries the title of another, on the new side if it can be."""
    kind = kinds[collection]
    if not kind.titled_by:
        return None
    by_name = collections_by_kind(kinds)
    target = by_name.get(kind.fields[kind.titled_by].ref, "")
    for side in (background.new, background.old):
        record = side.get(collection, {}).get(key)
        if record is not None:
            found = side.get(target, {}).get(str(record.fields.get(kind.titled_by)))
            if found is not None:
                return found
    return None


def grouped(changes: ChangeSet, background: Background, kinds: Kinds) -> tuple[Group, ...]:
    """Return the changes by release, then by collection.

    A change goes with the first release, by due date, that it belongs to: the
    release itself, its test milestone, or one of its features.
    """
    background = _under_new_ids(changes, background, kinds)
    groups = [_Members(collection, key, background, kinds) for collection, key in _holders(background, kinds)]
    groups.sort(key=lambda group: (group.due_new or group.due_old or "9999", group.key))
    place: dict[tuple[str, str], int] = {}
    for index, group in enumerate(groups):
        for member in group.members:
            place.setdefault(member, index)
    inside: dict[int, list[Change]] = {}
    outside: dict[str, list[Change]] = {}
    for change in changes.changes:
        index = place.get((change.collection, change.id), -1)
        if index >= 0:
            inside.setdefault(index, []).append(change)
        else:
            outside.setdefault(change.collection, []).append(change)
    heads = [groups[index].group(inside[index]) for index in sorted(inside)]
    return (*heads, *(Group(id="", title=name, changes=tuple(outside[name])) for name in sorted(outside)))


def _under_new_ids(changes: ChangeSet, background: Background, kinds: Kinds) -> Background:
    """Give the old side's renumbered releases their new IDs, so that both sides of one meet."""
    now = {(change.collection, change.old_id): change.id for change in changes.changes if change.old_id}
    old = {
        name: {now.get((name, key), key): record for key, record in records.items()}
        if kinds[name].titled_by
        else records
        for name, records in background.old.items()
    }
    return replace(background, old=old)


def _holders(background: Background, kinds: Kinds) -> list[tuple[str, str]]:
    """Return collection and ID of the records that others are grouped by."""
    found: set[tuple[str, str]] = set()
    for side in (background.old, background.new):
        for collection, records in side.items():
            if kinds[collection].titled_by:
                found.update((collection, key) for key in records)
    return sorted(found)


class _Members:
    """One record that others are grouped by, and what belongs to it."""

    def __init__(self, collection: str, key: str, background: Background, kinds: Kinds) -> None:
        self.key = key
        carrier = _carrier(collection, key, background, kinds)
        self.title = carrier.title if carrier else ""
        kind = kinds[collection]
        by_name = collections_by_kind(kinds)
        target = by_name.get(kind.fields[kind.titled_by].ref, "")
        self.members: list[tuple[str, str]] = [(collection, key)]
        dues = []
        for side in (background.new, background.old):
            record = side.get(collection, {}).get(key)
            fields = record.fields if record else {}
            test = str(fields.get(kind.titled_by, ""))
            dues.append(_text(side.get(target, {}).get(test), "due"))
            names = [test, *_names(fields.get("features"))]
            self.members.extend((target, name) for name in names)
        self.due_new, self.due_old = dues

    def group(self, changes: list[Change]) -> Group:
        first = self.members[:2]  # the release itself, then its test milestone

        def order(change: Change) -> tuple[int, str]:
            member = (change.collection, change.id)
            return (first.index(member) if member in first else len(first), change.id)

        changes = sorted(changes, key=order)
        return Group(
            id=self.key, title=self.title, changes=tuple(changes), due_old=self.due_old, due_new=self.due_new
        )


def _text(record: Record | None, name: str) -> str:
    return str(record.fields.get(name, "")) if record else ""


def _names(value: Value | None) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def row_of(document: Record | None, version: str) -> Mapping[str, Value]:
    """Return the row of a document's change record that made a version; empty where there is none."""
    rows = document.fields.get("change_record", []) if document else []
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and row.get("version") == version:
            return row
    return {}
