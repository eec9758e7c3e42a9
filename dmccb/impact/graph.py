"""Records -> ReferenceGraph: every reference of a baseline, in both directions.

Pure.  The schemas say which fields refer to what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from dmccb.records import vocabulary
from dmccb.records.kinds import Kind, Kinds, collections_by_kind
from dmccb.records.record import Collections, Record
from dmccb.records.references import references
from dmccb.records.roles import Role

Item: TypeAlias = "tuple[str, str]"
"""Collection and ID; the collection is empty for an ID that no record has."""

Links: TypeAlias = "Mapping[Item, tuple[tuple[Item, str], ...]]"
"""Item -> the items at the other end of its references, each with the field."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ReferenceGraph:
    """Every reference of a baseline, in both directions; two are equal only where they are one.

    Attributes
    ----------
    collections, kinds
        The records of the baseline, and their kinds.
    references
        Item -> the items that it waits for or belongs to, sorted, each with
        the field that says so.
    referenced_by
        The same references, the other way round.
    document_kinds, element_kinds
        Names of the kinds of the documents that plan records, and of the WBS
        elements or teams that these belong to.
    """

    collections: Collections
    kinds: Kinds
    references: Links = field(default_factory=dict)
    referenced_by: Links = field(default_factory=dict)
    document_kinds: frozenset[str] = frozenset()
    element_kinds: frozenset[str] = frozenset()

    def kind(self, item: Item) -> Kind | None:
        """Return the kind of an item; None where no record has its ID."""
        return self.kinds[item[0]] if item[0] else None

    def record(self, item: Item) -> Record | None:
        """Return the record of an item, or None."""
        return self.collections.get(item[0], {}).get(item[1])

    def text(self, item: Item, role: Role) -> str:
        """Return the text of an item's field with a role; empty where there is none."""
        kind = self.kind(item)
        return vocabulary.text(kind, self.record(item), role) if kind else ""

    def title(self, item: Item) -> str:
        """Return the title of an item: its own, or that of the record that carries it."""
        own = self.text(item, Role.TITLE)
        carriers = [] if own else self.carriers(item)
        return self.text(carriers[0], Role.TITLE) if carriers else own

    def carriers(self, item: Item) -> list[Item]:
        """Return the records that carry an item's title, as a test milestone does for its release."""
        titled_by = self.titled_by(item)
        if not titled_by:
            return []
        return [other for other, name in self.references.get(item, ()) if name == titled_by]

    def titled_by(self, item: Item) -> str:
        """Return the field whose record carries an item's title; empty where the item has its own."""
        kind = self.kind(item)
        return kind.titled_by if kind else ""

    def groups(self, item: Item) -> bool:
        """Tell whether an item groups others, as a release does."""
        kind = self.kind(item)
        return kind is not None and vocabulary.groups_others(kind)

    def groups_of(self, item: Item) -> list[tuple[Item, str]]:
        """Return the groups that an item is in, such as releases, each with the field that says so."""
        return [(other, name) for other, name in self.referenced_by.get(item, ()) if self.groups(other)]

    def targets(self, item: Item, role: Role) -> list[Item]:
        """Return what an item refers to by the fields with a role, whether a record has the ID or not."""
        kind = self.kind(item)
        names = {spec.name for spec in kind.roles.get(role, ())} if kind else set()
        return [other for other, name in self.references.get(item, ()) if name in names]


def build_graph(collections: Collections, kinds: Kinds) -> ReferenceGraph:
    """Return every reference between the records of a baseline, and out of it."""
    forth: dict[Item, list[tuple[Item, str]]] = {}
    back: dict[Item, list[tuple[Item, str]]] = {}
    for item, other, name in _references(collections, kinds):
        forth.setdefault(item, []).append((other, name))
        back.setdefault(other, []).append((item, name))
    return ReferenceGraph(
        collections=collections,
        kinds=kinds,
        references=_sorted(forth),
        referenced_by=_sorted(back),
        document_kinds=vocabulary.target_kinds(kinds, Role.DOCUMENT),
        element_kinds=vocabulary.target_kinds(kinds, Role.ELEMENT),
    )


def _references(collections: Collections, kinds: Kinds) -> Iterator[tuple[Item, Item, str]]:
    """Yield which item refers to which other, and by which field; a successor refers back."""
    by_kind = collections_by_kind(kinds)
    for collection, records in collections.items():
        kind = kinds[collection]
        reversed_by = {spec.name for spec in kind.roles.get(Role.SUCCESSORS, ())}
        for key, record in records.items():
            item = (collection, key)
            for path, spec, target in references(kind.fields, record.fields):
                place = by_kind.get(spec.ref, "")
                other = (place if target in collections.get(place, {}) else "", target)
                name = str(path[0])
                yield (other, item, name) if name in reversed_by else (item, other, name)


def _sorted(links: Mapping[Item, Sequence[tuple[Item, str]]]) -> Links:
    """Return each reference once, and those of an item in order."""
    return {
        item: tuple(sorted(set(found))) if len(found) > 1 else tuple(found) for item, found in links.items()
    }
