"""Changes of groups -> the members that went from one group to another.

Pure.  A feature that one release lost and another gained has moved, under its
new ID where it was renumbered as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dmccb.compare.change import Change
from dmccb.compare.changeset import Move
from dmccb.records.kinds import Kinds
from dmccb.records.references import NewIds
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, member_id


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
