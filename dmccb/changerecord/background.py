"""The records around a change set, on both sides.

Pure.  A change says which fields differ; what a reader wants to know of a
record (is it done? whose is it?) is often in a field that does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dmccb.compare.change import Change
from dmccb.compare.changeset import Move
from dmccb.impact.graph import Item
from dmccb.records import vocabulary
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections, Record, Value
from dmccb.records.references import references
from dmccb.records.roles import Role


class Background(NamedTuple):
    """The records around a change set.

    Attributes
    ----------
    old, new
        On each side: the records that changed; those that group others, such
        as releases; what these group; and those that carry titles and dates.
    kinds
        Their kinds.
    """

    old: Collections = MappingProxyType({})
    new: Collections = MappingProxyType({})
    kinds: Kinds = MappingProxyType({})

    def before(self, change: Change, role: Role) -> str:
        """Return what a record said before the change in the field with a role; empty where nothing."""
        return self.text(self.old, (change.collection, change.old_id or change.id), role)

    def now(self, change: Change, role: Role) -> str:
        """Return what a record says after the change; before it where it is gone."""
        side = self.old if change.change == "removed" else self.new
        return self.text(side, (change.collection, change.id), role)

    def text(self, side: Collections, item: Item, role: Role) -> str:
        """Return what an item says on a side in the field with a role; empty where nothing."""
        kind = self.kinds.get(item[0])
        return vocabulary.text(kind, record_of(side, item), role) if kind else ""

    def value(self, side: Collections, item: Item, role: Role) -> Value | None:
        """Return what an item says on a side in the field with a role, or None."""
        kind = self.kinds.get(item[0])
        return vocabulary.value(kind, record_of(side, item), role) if kind else None

    def needs(self, item: Item, side: Collections) -> list[Item]:
        """Return what the record that carries an item's date refers to, of the kinds that have dates."""
        carrier = self.carrier(item, side)
        kind, record = self.kinds.get(carrier[0]), record_of(side, carrier)
        if kind is None or record is None:
            return []
        places = collections_by_kind(self.kinds)
        found = ((places.get(spec.ref, ""), key) for _, spec, key in references(kind.fields, record.fields))
        return [(place, key) for place, key in found if place and Role.DUE in self.kinds[place].roles]

    def member(self, move: Move) -> Item:
        """Return the item that moved; its collection is empty where the schemas know none."""
        spec = vocabulary.field_with(self.kinds[move.collection], Role.MEMBERS)
        place = collections_by_kind(self.kinds).get(spec.ref, "") if spec else ""
        return (place, move.feature)

    def is_done(self, item: Item) -> bool:
        """Tell whether an item is completed on the new side, or on the old one where it did not change."""
        side = self.new if record_of(self.new, item) is not None else self.old
        return bool(self.text(side, item, Role.COMPLETED))

    def title(self, item: Item) -> str:
        """Return the title of an item, on the new side if it has one there."""
        for side in (self.new, self.old):
            if found := self.text(side, self.carrier(item, side), Role.TITLE):
                return found
        return ""

    def carrier(self, item: Item, side: Collections) -> Item:
        """Return the record that carries the title and the date of another; most carry their own."""
        kind, record = self.kinds.get(item[0]), record_of(side, item)
        if kind is None or not kind.titled_by or record is None:
            return item
        target = collections_by_kind(self.kinds).get(kind.fields[kind.titled_by].ref)
        return (target, str(record.fields.get(kind.titled_by, ""))) if target else item

    def members(self, item: Item, side: Collections) -> list[Item]:
        """Return what an item groups on a side."""
        kind = self.kinds.get(item[0])
        spec = vocabulary.field_with(kind, Role.MEMBERS) if kind else None
        target = collections_by_kind(self.kinds).get(spec.ref, "") if spec else ""
        if kind is None or not target:
            return []
        return [(target, key) for key in vocabulary.ids(kind, record_of(side, item), Role.MEMBERS)]


def record_of(side: Collections, item: Item) -> Record | None:
    """Return the record of an item on a side, or None."""
    return side.get(item[0], _NONE).get(item[1])


_NONE: Mapping[str, Record] = MappingProxyType({})
