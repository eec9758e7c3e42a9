"""Changes of groups -> the members that went from one group to another, or to none.

Pure.  A feature that one release lost and another gained has moved, under its
new ID where it was renumbered as well.  One that a release lost, and that no
release has now, has moved to nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import Move
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections
from dmccb.records.references import NewIds
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, ids, member_id

Members = dict[tuple[str, str], set[str]]
"""Collection of the groups and ID of a member -> IDs of some groups."""


def moves_of(changes: Sequence[Change], kinds: Kinds, new_ids: NewIds) -> Iterator[Move]:
    """Yield the members that one group lost and another of its collection gained."""
    lost, gained = _lost(changes, new_ids), _gained(changes)
    for member in sorted(lost.keys() & gained.keys()):
        yield _move(member, kinds, lost[member], gained[member])


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
    gone = {(kinds[change.collection].name, change.id) for change in changes if change.change == "removed"}
    lost = _lost(changes, _new_ids(changes, kinds))
    for collection, key in sorted(lost):
        spec = field_with(kinds[collection], Role.MEMBERS)
        kind = spec.ref if spec else ""
        if (kind, key) not in gone and key not in held.get(collection, ()):
            yield _move((collection, key), kinds, lost[collection, key], ())


def _lost(changes: Iterable[Change], new_ids: NewIds) -> Members:
    """Return the members that groups lost, under their new IDs."""
    out: Members = {}
    for change, field in _of_members(changes):
        renamed = new_ids.get(field.spec.ref, {})
        for member in field.removed:
            key = member_id(field.spec, member)
            out.setdefault((change.collection, renamed.get(key, key)), set()).add(change.id)
    return out


def _gained(changes: Iterable[Change]) -> Members:
    """Return the members that groups gained."""
    out: Members = {}
    for change, field in _of_members(changes):
        for member in field.added:
            out.setdefault((change.collection, member_id(field.spec, member)), set()).add(change.id)
    return out


def _of_members(changes: Iterable[Change]) -> Iterator[tuple[Change, FieldChange]]:
    """Yield the changes of groups that lost or gained members, each with that field."""
    for change in changes:
        field = change.field_with(Role.MEMBERS)
        if field is not None:
            yield change, field


def _new_ids(changes: Iterable[Change], kinds: Kinds) -> NewIds:
    out: dict[str, dict[str, str]] = {}
    for change in changes:
        if change.old_id:
            out.setdefault(kinds[change.collection].name, {})[change.old_id] = change.id
    return out


def _move(member: tuple[str, str], kinds: Kinds, sources: Iterable[str], targets: Iterable[str]) -> Move:
    collection, key = member
    spec = field_with(kinds[collection], Role.MEMBERS)
    label = spec.label if spec else ""
    return Move(collection, label, key, tuple(sorted(sources)), tuple(sorted(targets)))


def _held(records: Collections, kinds: Kinds) -> dict[str, set[str]]:
    """Return collection of groups -> the members that they have."""
    out: dict[str, set[str]] = {}
    for collection, groups in records.items():
        kind = kinds.get(collection)
        if kind is not None and Role.MEMBERS in kind.roles:
            out[collection] = {key for group in groups.values() for key in ids(kind, group, Role.MEMBERS)}
    return out
