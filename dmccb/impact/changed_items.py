"""ChangeSet × the records of both sides -> ItemFacts: what a rule of change control may ask of each change.

Pure.  An item is judged under what either side says of it, so nothing here
prefers a side; and what cannot be known is told as the stricter case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import ChangeSet
from dmccb.compare.scope import planned, planning
from dmccb.impact.item_facts import FILES, UNKNOWN, ItemFacts
from dmccb.records.field import Field
from dmccb.records.identification import PLANNED, lacking
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Collections, Record, Value
from dmccb.records.roles import Role
from dmccb.records.vocabulary import member_id, target_kinds, text, value

FileChange = Literal["added", "removed", "changed"]

_LISTS = ("set", "list")

Plans = Mapping[tuple[str, str], set[str]]
"""Collection and ID -> handles of the documents that plan the record."""


def asked_collections(kinds: Kinds) -> list[str]:
    """Return the collections that ``changed_items`` needs whole on both sides: what documents plan."""
    return planned(kinds)


def changed_items(
    changes: ChangeSet, old: Collections, new: Collections, kinds: Kinds
) -> tuple[ItemFacts, ...]:
    """Return the facts of each change, by collection and ID.

    Parameters
    ----------
    changes
        What changed.
    old, new
        The records that differ, and those of ``asked_collections`` whole;
        others may be missing.
    kinds
        The kinds of the records; a collection without one, such as the
        schemas, has no other facts than those of the change.
    """
    elements = target_kinds(kinds, Role.ELEMENT)
    plans = planning(old, kinds), planning(new, kinds)
    found = [_facts(_item(change, old, new, kinds), plans, elements) for change in changes.changes]
    return tuple(sorted(found, key=lambda one: (one.collection, one.id)))


def changed_files(paths: Iterable[tuple[str, FileChange]]) -> tuple[ItemFacts, ...]:
    """Return the facts of changed files that are no records, by path: each is under control."""
    return tuple(
        ItemFacts(collection=FILES, id=path, change=change, control="controlled")
        for path, change in sorted(paths)
    )


class _Item(NamedTuple):
    """A change, its kind, and the record before and after it; None where there is none."""

    change: Change
    kind: Kind | None
    before: Record | None
    after: Record | None

    @property
    def ids(self) -> tuple[str, ...]:
        """Its ID after the change, and the one before it where that is another."""
        return tuple(key for key in (self.change.id, self.change.old_id) if key)

    @property
    def now(self) -> Record | None:
        """The record after the change; before it, where it left."""
        return self.before if self.change.change == "removed" else self.after

    def texts(self, role: Role) -> list[str]:
        """Return the texts that the sides have in the field with a role; a number is one."""
        found = [value(self.kind, side, role) for side in (self.before, self.after)] if self.kind else []
        return [str(one) for one in found if isinstance(one, str | int)]

    def text_now(self, role: Role) -> str:
        """Return the text of the field with a role after the change, or before it where it left."""
        return text(self.kind, self.now, role) if self.kind else ""

    def has(self, role: Role) -> bool:
        """Tell whether its kind has a field with a role."""
        return self.kind is not None and role in self.kind.roles


def _item(change: Change, old: Collections, new: Collections, kinds: Kinds) -> _Item:
    place = change.collection
    before = old.get(place, {}).get(change.old_id or change.id)
    return _Item(change, kinds.get(place), before, new.get(place, {}).get(change.id))


def _facts(item: _Item, plans: tuple[Plans, Plans], element_kinds: frozenset[str]) -> ItemFacts:
    change = item.change
    days_min, days_max, due_dropped = _moved(change)
    gained, lost = _members(change.field_with(Role.MEMBERS))
    return ItemFacts(
        collection=change.collection,
        id=change.id,
        old_id=change.old_id,
        title=change.title,
        change=change.change,
        control=change.control,
        series=_series(item),
        documents=_documents(item, plans),
        levels=_levels(item),
        days_min=days_min,
        days_max=days_max,
        due_dropped=due_dropped,
        gained=gained,
        lost=lost,
        becomes=_becomes(change),
        release_class=item.text_now(Role.CLASS),
        missing=_missing(item),
        elements=_elements(item, element_kinds),
    )


def _documents(item: _Item, plans: tuple[Plans, Plans]) -> tuple[str, ...]:
    """Return the documents that plan it on either side, under its old ID or its new one."""
    found = (side.get((item.change.collection, key), set()) for side in plans for key in item.ids)
    return _sorted(chain.from_iterable(found))


def _series(item: _Item) -> tuple[str, ...]:
    """Return the series of the handles of a document, and those that it says it is of."""
    if not item.has(Role.SERIES):
        return ()
    return _sorted([*(key.rpartition("-")[0] for key in item.ids), *item.texts(Role.SERIES)])


def _levels(item: _Item) -> tuple[str, ...]:
    if not item.has(Role.LEVEL):
        return ()
    return _sorted(item.texts(Role.LEVEL)) or (UNKNOWN,)


def _moved(change: Change) -> tuple[int | None, int | None, bool]:
    """Return by how many days the due date moved, and whether it had one and nobody can say how far."""
    due = change.field_with(Role.DUE)
    if due is None:
        return None, None, False
    apart = due.difference
    least, most = apart or (None, None)
    unbounded = least is None or most is None
    return least, most, change.is_on_both_sides and due.old is not None and unbounded


def _members(field: FieldChange | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the IDs of the members that came and of those that went; another relation to one is neither."""
    if field is None:
        return (), ()
    listed = field.compare in _LISTS  # else the two schemas disagree on what it is
    came = _named(field.spec, field.added if listed else field.new)
    went = _named(field.spec, field.removed if listed else field.old)
    return _sorted(came - went), _sorted(went - came)


def _named(spec: Field, members: Sequence[Value] | Value | None) -> set[str]:
    found = members if isinstance(members, list | tuple) else ()
    return {key for member in found if (key := member_id(spec, member))}


def _becomes(change: Change) -> str:
    status = change.field_with(Role.STATUS)
    return status.new if status is not None and isinstance(status.new, str) else ""


def _missing(item: _Item) -> tuple[str, ...]:
    """Return what a record that is more than planned lacks of its identification, as a reader calls it."""
    if item.kind is None or item.after is None or item.text_now(Role.STATUS) in ("", PLANNED):
        return ()
    return tuple(path[-1].label for path in lacking(item.kind, item.after))


def _elements(item: _Item, element_kinds: frozenset[str]) -> tuple[str, ...]:
    own = item.ids if item.kind is not None and item.kind.name in element_kinds else ()
    return _sorted([*own, *item.texts(Role.ELEMENT)])


def _sorted(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({one for one in found if one}))
