"""Records × reference graph -> Responsible …: who answers for the WBS elements of some items.

Pure.  A record belongs to an element (or a team); who manages the element, or
the nearest one above it, answers for the record (LDM-294 (2017-06-28) §6.12.1
"Technical/Control Account Manager (T/CAM)").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.records.kinds import Kind, collections_by_kind
from dmccb.records.roles import Role
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


def responsible(graph: ReferenceGraph, items: Sequence[Item]) -> Iterator[Responsible]:
    """Yield each WBS element (or team) once, with who manages it or the nearest one above it."""
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
    for element in sorted(elements, key=lambda one: (one[1], one[0])):
        yield _managed(graph, element)


def _managed(graph: ReferenceGraph, element: Item) -> Responsible:
    """Return who manages an element, itself or through the nearest element above it."""
    title, above = graph.title(element), element
    seen: set[Item] = set()
    while above[1] and above not in seen:
        seen.add(above)
        managers = [other for other in graph.targets(above, Role.MANAGER) if graph.record(other)]
        if managers:
            role, holders = _held(graph, above, managers[0])
            return Responsible(wbs=element[1], title=title, role=role, holders=holders)
        above = (above[0], graph.text(above, Role.PARENT) or above[1].rpartition(".")[0])
    return Responsible(wbs=element[1], title=title)


def _held(graph: ReferenceGraph, element: Item, manager: Item) -> tuple[str, tuple[str, ...]]:
    """Return the role that manages an element, and who holds it; a person holds what the field says."""
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
