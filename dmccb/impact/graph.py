"""Records -> ReferenceGraph: every reference of a baseline, in both directions.

Pure.  The schemas say which fields refer to what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dmccb.records.coerce import references
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections, Record

Item: TypeAlias = "tuple[str, str]"
"""Collection and ID; the collection is empty for an ID outside the baseline."""

Links: TypeAlias = "Mapping[Item, tuple[tuple[Item, str], ...]]"
"""Item -> the items at the other end of its references, each with the field."""

_LATER = "successors"
"""Field that names what waits for a record, instead of what it waits for."""


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
    """

    collections: Collections
    kinds: Kinds
    references: Links = field(default_factory=dict)
    referenced_by: Links = field(default_factory=dict)

    def record(self, item: Item) -> Record | None:
        """Return the record of an item, or None."""
        return self.collections.get(item[0], {}).get(item[1])

    def title(self, item: Item) -> str:
        """Return the title of an item, its own or its carrier's."""
        record = self.record(item)
        if record is None or record.title:
            return record.title if record else ""
        by = self.kinds[item[0]].titled_by
        carriers = [other for other, name in self.references.get(item, ()) if name == by]
        return self.title(carriers[0]) if carriers and carriers[0] != item else ""


def build_graph(collections: Collections, kinds: Kinds) -> ReferenceGraph:
    """Return the graph of a baseline's references."""
    by_kind = collections_by_kind(kinds)
    forth: dict[Item, list[tuple[Item, str]]] = {}
    back: dict[Item, list[tuple[Item, str]]] = {}
    for name, records in collections.items():
        for key, record in records.items():
            for path, spec, target in references(kinds[name].fields, record.fields):
                collection = by_kind.get(spec.ref, "")
                known = target in collections.get(collection, {})
                item, other = (name, key), (collection if known else "", target)
                if path[0] == _LATER:
                    item, other = other, item
                forth.setdefault(item, []).append((other, str(path[0])))
                back.setdefault(other, []).append((item, str(path[0])))
    return ReferenceGraph(
        collections=collections, kinds=kinds, references=_frozen(forth), referenced_by=_frozen(back)
    )


def _frozen(links: dict[Item, list[tuple[Item, str]]]) -> dict[Item, tuple[tuple[Item, str], ...]]:
    return {item: tuple(sorted(set(found))) for item, found in links.items()}
