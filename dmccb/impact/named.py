"""A record × the records around it -> what the record names, each with its title.

Pure.  What a record refers to, its schema says (``x-ref``); other fields may
hold IDs of records of any kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.standing import Shown
from dmccb.records.kinds import Kind, collections_by_kind
from dmccb.records.record import Record
from dmccb.records.references import references


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Something that a record names.

    Attributes
    ----------
    field
        The field of the record.
    item
        Collection and ID; the collection is empty where no record has the ID.
    noun
        What a reader calls such a record; empty where there is none.
    title
        Its title; empty where it has none.
    """

    field: str
    item: Item
    noun: str = ""
    title: str = ""

    def as_json(self) -> dict[str, object]:
        """Return what is named as JSON values."""
        return {
            "field": self.field,
            "collection": self.item[0] or None,
            "id": self.item[1],
            "title": self.title or None,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownWithNames:
    """A record as ``dmccb show`` shows it, and what it names."""

    shown: Shown
    names: tuple[Named, ...] = ()

    @property
    def record(self) -> Record:
        """The record."""
        return self.shown.record

    def text(self, field: str) -> str:
        """Return the text of a field, or the title of what it refers to; empty where it has none."""
        value = self.shown.record.fields.get(field)
        titles = (one.title for one in self.names if one.field == field)
        return next(titles, "") or (value if isinstance(value, str) else "")


def named(graph: ReferenceGraph, kind: Kind, record: Record, of_any_kind: Sequence[str] = ()) -> list[Named]:
    """Return what a record names, in the order of its fields.

    Parameters
    ----------
    graph
        The records around it.
    kind, record
        The record, which need not be among them.
    of_any_kind
        Fields that hold IDs of records of any kind.
    """
    by_kind = collections_by_kind(graph.kinds)
    out = [
        _named(graph, str(at[0]), (by_kind.get(spec.ref, ""), target))
        for at, spec, target in references(kind.fields, record.fields)
    ]
    out += [one for field in of_any_kind for one in _of_any_kind(graph, field, record.fields)]
    order = {name: number for number, name in enumerate(kind.fields)}
    return sorted(out, key=lambda one: order.get(one.field, len(order)))


def _of_any_kind(graph: ReferenceGraph, field: str, fields: Mapping[str, object]) -> Iterator[Named]:
    """Yield every record that has one of the IDs of a field, and the IDs that no record has."""
    members = fields.get(field)
    for key in members if isinstance(members, list) else ():
        if isinstance(key, str):
            places = [name for name in sorted(graph.collections) if key in graph.collections[name]]
            yield from (_named(graph, field, (name, key)) for name in places or [""])


def _named(graph: ReferenceGraph, field: str, item: Item) -> Named:
    found = item if graph.record(item) is not None else ("", item[1])
    kind = graph.kind(found)
    return Named(field=field, item=found, noun=kind.noun if kind else "", title=graph.title(found))
