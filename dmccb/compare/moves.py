"""Changes of groups -> the members that went from one group to another, or to none.

Pure.  A feature that one release lost and another gained has moved, under its
new ID where it was renumbered as well.  One that a release lost, and that no
release has now, has moved to nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dmccb.compare.change import Change
from dmccb.compare.changeset import Move
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections
from dmccb.records.references import NewIds
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, ids, member_id


def moves_of(changes: Iterable[Change], kinds: Kinds, new_ids: NewIds) -> Iterator[Move]:
    """Yield the members that one group lost and another of its collection gained."""
    lost: dict[tuple[str, str], set[str]] = {}
    gained: dict[tuple[str, str], set[str]] = {}
    for change in changes:
        field = change.field_with(Role.MEMBERS)
        if field is None:
            continue
        renamed = new_ids.get(field.spec.ref, {})
        for member in field.removed:
            key = member_id(field.spec, member)
            lost.setdefault((change.collection, renamed.get(key, key)), set()).add(change.id)
        for member in field.added:
            gained.setdefault((change.collection, member_id(field.spec, member)), set()).add(change.id)
    for collection, key in sorted(lost.keys() & gained.keys()):
        spec = field_with(kinds[collection], Role.MEMBERS)
        yield Move(
            collection=collection,
            members=spec.label if spec else "",
            feature=key,
            sources=tuple(sorted(lost[collection, key])),
            targets=tuple(sorted(gained[collection, key])),
        )


def moves_to_nowhere(changes: Sequence[Change], new: Collections, kinds: Kinds) -> Iterator[Move]:
    """Yield the members that a group lost, that no group has now, and that are still on record.

    Parameters
    ----------
    changes
        All changes.
    new
        The new side: every record that groups others.
    kinds
        The kinds.
    """
    held = _held(new, kinds)
    gone = {(change.collection, change.id) for change in changes if change.change == "removed"}
    renamed = {(change.collection, change.old_id): change.id for change in changes if change.old_id}
    by_kind = collections_by_kind(kinds)
    lost: dict[tuple[str, str], set[str]] = {}
    for change in changes:
        field = change.field_with(Role.MEMBERS)
        if field is None:
            continue
        place = by_kind.get(field.spec.ref, "")
        for member in field.removed:
            was = member_id(field.spec, member)
            key = renamed.get((place, was), was)
            if (place, key) not in gone and key not in held.get(change.collection, ()):
                lost.setdefault((change.collection, key), set()).add(change.id)
    for collection, key in sorted(lost):
        spec = field_with(kinds[collection], Role.MEMBERS)
        label = spec.label if spec else ""
        yield Move(collection, label, key, tuple(sorted(lost[collection, key])), ())


def _held(records: Collections, kinds: Kinds) -> dict[str, set[str]]:
    """Return collection of groups -> the members that they have."""
    out: dict[str, set[str]] = {}
    for collection, groups in records.items():
        kind = kinds.get(collection)
        if kind is not None and Role.MEMBERS in kind.roles:
            out[collection] = {key for group in groups.values() for key in ids(kind, group, Role.MEMBERS)}
    return out
