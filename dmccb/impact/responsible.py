"""Records × reference graph -> Responsible …: who answers for the WBS elements of some items.

Pure.  A record belongs to an element (or a team); who manages the element, or
the nearest one above it, answers for the record (LDM-294 (2017-06-28) §6.12.1
"Technical/Control Account Manager (T/CAM)").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.records.kinds import Kind, collections_by_kind
from dmccb.records.roles import Role
from dmccb.records.scalars import MAX_KEY
from dmccb.records.vocabulary import field_with, part_text, part_with, rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Responsible:
    """A role that answers for a WBS element, and who holds it."""

    wbs: str
    title: str
    role: str = ""
    holders: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the role as JSON values."""
        return {
            "wbs": self.wbs,
            "title": self.title,
            "role": self.role or None,
            "holders": list(self.holders),
        }


def responsible(graph: ReferenceGraph, items: Iterable[Item]) -> dict[Item, Responsible]:
    """Return the WBS elements (or teams) of some items, by code, each with who answers for it."""
    elements = _elements(graph, items)
    managed = _managed(graph, elements)
    held = {above: _held(graph, above) for above in set(managed.values()) if above}
    out: dict[Item, Responsible] = {}
    for element in sorted(elements, key=lambda one: (one[1], one[0])):
        above = managed[element]
        role, holders = held[above] if above else ("", ())
        out[element] = Responsible(wbs=element[1], title=graph.title(element), role=role, holders=holders)
    return out


def _elements(graph: ReferenceGraph, items: Iterable[Item]) -> set[Item]:
    """Return the elements among some items, and those that the others belong to."""
    by_kind = collections_by_kind(graph.kinds)
    elements: set[Item] = set()
    for item in items:
        kind = graph.kind(item)
        if kind is None:
            continue
        if kind.name in graph.element_kinds:
            elements.add(item)
        spec, code = field_with(kind, Role.ELEMENT), graph.text(item, Role.ELEMENT)
        if spec is not None and code and spec.ref in by_kind:
            elements.add((by_kind[spec.ref], code))
    return elements


def _managed(graph: ReferenceGraph, elements: Iterable[Item]) -> dict[Item, Item | None]:
    """Return for each element the nearest one, itself or above it, that has a manager, or None.

    Elements above are in the answer as well, so that no way up is gone twice.
    """
    out: dict[Item, Item | None] = {}
    for element in elements:
        way: dict[Item, None] = {}
        at: Item | None = element
        while at is not None and at not in out and at not in way and not _managers(graph, at):
            way[at] = None
            at = _above(graph, at)
        found: Item | None = None  # at the top, or where elements are each above the other
        if at is not None and at not in way:
            found = out.setdefault(at, at)
        out.update(dict.fromkeys(way, found))
    return out


def _managers(graph: ReferenceGraph, element: Item) -> list[Item]:
    return [other for other in graph.targets(element, Role.MANAGER) if graph.record(other)]


def _above(graph: ReferenceGraph, element: Item) -> Item | None:
    """Return the element above: the parent that it names, or that of the nearest shorter code."""
    place, code = element
    code = graph.text(element, Role.PARENT) or _shorter(code)
    while code and graph.record((place, code)) is None:
        code = _shorter(code)
    return (place, code) if code else None


def _shorter(code: str) -> str:
    """Return a code without its last part; no code is longer than an ID may be."""
    return code[: MAX_KEY + 1].rpartition(".")[0]


def _held(graph: ReferenceGraph, element: Item) -> tuple[str, tuple[str, ...]]:
    """Return the role that manages an element, and who holds it; a person holds what the field says."""
    manager = _managers(graph, element)[0]
    kind, of_element = graph.kind(manager), graph.kind(element)
    if kind is not None and Role.HOLDERS in kind.roles:
        return graph.title(manager), tuple(_holders(graph, kind, manager))
    spec = field_with(of_element, Role.MANAGER) if of_element else None
    return spec.label if spec else "", (graph.title(manager) or manager[1],)


def _holders(graph: ReferenceGraph, kind: Kind, role: Item) -> Iterator[str]:
    """Yield the names of those who hold a role and have not left it."""
    spec = field_with(kind, Role.HOLDERS)
    person = part_with(spec, Role.PERSON)
    persons = collections_by_kind(graph.kinds).get(person.ref, "") if person else ""
    for _, seat in rows(kind, graph.record(role), Role.HOLDERS):
        if not part_text(spec, seat, Role.UNTIL):
            key = part_text(spec, seat, Role.PERSON)
            yield graph.title((persons, key)) or key
