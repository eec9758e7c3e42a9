"""Records -> ReferenceGraph: every reference of a baseline, in both directions.

Pure.  The schemas say which fields refer to what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dmccb.records import vocabulary
from dmccb.records.kinds import Kind, Kinds, collections_by_kind
from dmccb.records.record import Collections, Record
from dmccb.records.references import references
from dmccb.records.roles import Role

Item: TypeAlias = "tuple[str, str]"
"""Collection and ID; the collection is empty for an ID outside the baseline."""

Links: TypeAlias = "Mapping[Item, tuple[tuple[Item, str], ...]]"
"""Item -> the items at the other end of its references, each with the field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferenceGraph:
    """Every reference of a baseline, in both directions.

    Attributes
    ----------
    collections, kinds
        What the references are between.
    references
        Item -> (item, field) that it waits for or belongs to.
    referenced_by
        The same, the other way round.
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
        """Return the kind of an item; None outside the baseline."""
        return self.kinds[item[0]] if item[0] else None

    def record(self, item: Item) -> Record | None:
        """Return the record of an item, or None."""
        return self.collections.get(item[0], {}).get(item[1])

    def text(self, item: Item, role: Role) -> str:
        """Return what an item says in the field that has a role, or empty."""
        kind = self.kind(item)
        return vocabulary.text(kind, self.record(item), role) if kind else ""

    def title(self, item: Item) -> str:
        """Return the title of an item, its own or its carrier's."""
        own = self.text(item, Role.TITLE)
        kind = self.kind(item)
        if own or kind is None:
            return own
        carriers = [other for other, name in self.references.get(item, ()) if name == kind.titled_by]
        return self.title(carriers[0]) if carriers and carriers[0] != item else ""

    def targets(self, item: Item, role: Role) -> list[Item]:
        """Return what an item refers to by the fields that have a role, in the baseline or outside."""
        kind = self.kind(item)
        names = {spec.name for spec in kind.roles.get(role, ())} if kind else set()
        return [other for other, name in self.references.get(item, ()) if name in names]


def build_graph(collections: Collections, kinds: Kinds) -> ReferenceGraph:
    """Return the graph of a baseline's references."""
    by_kind = collections_by_kind(kinds)
    forth: dict[Item, list[tuple[Item, str]]] = {}
    back: dict[Item, list[tuple[Item, str]]] = {}
    for name, records in collections.items():
        kind = kinds[name]
        reversed_by = {spec.name for spec in kind.roles.get(Role.SUCCESSORS, ())}
        for key, record in records.items():
            for path, spec, target in references(kind.fields, record.fields):
                collection = by_kind.get(spec.ref, "")
                known = target in collections.get(collection, {})
                item, other = (name, key), (collection if known else "", target)
                if path[0] in reversed_by:
                    item, other = other, item
                forth.setdefault(item, []).append((other, str(path[0])))
                back.setdefault(other, []).append((item, str(path[0])))
    return ReferenceGraph(
        collections=collections,
        kinds=kinds,
        references=_frozen(forth),
        referenced_by=_frozen(back),
        document_kinds=vocabulary.target_kinds(kinds, Role.DOCUMENT),
        element_kinds=vocabulary.target_kinds(kinds, Role.ELEMENT),
    )


def _frozen(links: dict[Item, list[tuple[Item, str]]]) -> dict[Item, tuple[tuple[Item, str], ...]]:
    return {item: tuple(sorted(set(found))) for item, found in links.items()}
