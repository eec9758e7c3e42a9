"""Records × reference graph -> Responsible …: who answers for the WBS elements of some items.

Pure.  A record belongs to an element (or a team); who manages the element, or
the nearest one above it, answers for the record (LDM-294 (2017-06-28) §6.12.1
"Technical/Control Account Manager (T/CAM)").  The institution that leads an
element is found in the same way (Table 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dmccb.impact.graph import Item, ReferenceGraph, build_graph
from dmccb.records.dates import day
from dmccb.records.field import Field
from dmccb.records.kinds import Kind, Kinds, collections_by_kind
from dmccb.records.record import Collections
from dmccb.records.roles import Role
from dmccb.records.scalars import MAX_KEY
from dmccb.records.vocabulary import field_with, part_text, part_with, rows, target_kinds


@dataclass(frozen=True, kw_only=True, slots=True)
class Responsible:
    """A role that answers for a WBS element, and who holds it.

    Attributes
    ----------
    wbs, title
        The element.
    institution
        What leads the element, or the nearest one above it that says so;
        empty where none does.
    role
        The role that manages it, or the nearest one above; empty where there
        is none.
    holders
        The names of those who hold the role on the day in question.
    """

    wbs: str
    title: str
    institution: str = ""
    role: str = ""
    holders: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """People, role and institution, as far as they are recorded; empty where none is."""
        return ", ".join(text for text in (*self.holders, self.role, self.institution) if text)

    def as_json(self) -> dict[str, object]:
        """Return the role as JSON values."""
        return {
            "wbs": self.wbs,
            "title": self.title,
            "institution": self.institution or None,
            "role": self.role or None,
            "holders": list(self.holders),
        }


def answering_collections(kinds: Kinds) -> list[str]:
    """Return the collections that say who answers for what: elements, roles, and persons."""
    by_kind = collections_by_kind(kinds)
    names = set(target_kinds(kinds, Role.ELEMENT) | target_kinds(kinds, Role.MANAGER))
    for kind in kinds.values():
        person = part_with(field_with(kind, Role.HOLDERS), Role.PERSON)
        names.update({person.ref} if person else ())
    return sorted(by_kind[name] for name in names if name in by_kind)


def answering(
    collections: Collections, kinds: Kinds, elements: Iterable[Item], as_of: date
) -> dict[Item, Responsible]:
    """Return who answers for some WBS elements, without the records that belong to them.

    Parameters
    ----------
    collections
        The records of ``answering_collections``; others may be missing.
    kinds
        Their kinds.
    elements
        Collection and code of each element; it need not be on record.
    as_of
        The day on which the roles are held.
    """
    known = {name: collections.get(name, {}) for name in answering_collections(kinds)}
    return _answering(build_graph(known, kinds), elements, as_of)


def responsible(graph: ReferenceGraph, items: Iterable[Item], as_of: date) -> dict[Item, Responsible]:
    """Return the WBS elements (or teams) of some items, by code, each with who answers for it.

    Parameters
    ----------
    graph
        The references of a baseline.
    items
        Records that belong to elements, or elements.
    as_of
        The day on which the roles are held.
    """
    return _answering(graph, elements_of(graph, items), as_of)


def _answering(graph: ReferenceGraph, elements: Iterable[Item], as_of: date) -> dict[Item, Responsible]:
    wanted = sorted(set(elements), key=lambda one: (one[1], one[0]))
    managed = nearest_naming(graph, wanted, Role.MANAGER)
    led = nearest(wanted, lambda at: bool(graph.text(at, Role.INSTITUTION)), lambda at: above(graph, at))
    held = {above: _held(graph, above, as_of) for above in set(managed.values()) if above}
    out: dict[Item, Responsible] = {}
    for element in wanted:
        manager, leader = managed[element], led[element]
        role, holders = held[manager] if manager else ("", ())
        out[element] = Responsible(
            wbs=element[1],
            title=graph.title(element),
            institution=graph.text(leader, Role.INSTITUTION) if leader else "",
            role=role,
            holders=holders,
        )
    return out


def elements_of(graph: ReferenceGraph, items: Iterable[Item]) -> set[Item]:
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


def nearest_naming(graph: ReferenceGraph, elements: Iterable[Item], role: Role) -> dict[Item, Item | None]:
    """Return for each element the nearest one, itself or above it, that names a recorded manager or lead."""
    return nearest(elements, lambda at: bool(named_by(graph, at, role)), lambda at: above(graph, at))


def nearest(
    items: Iterable[Item], says: Callable[[Item], bool], above: Callable[[Item], Item | None]
) -> dict[Item, Item | None]:
    """Return for each item the nearest one, itself or above it, that says something, or None.

    Items above are in the answer as well, so that no way up is gone twice.
    """
    out: dict[Item, Item | None] = {}
    for element in items:
        way: dict[Item, None] = {}
        at: Item | None = element
        while at is not None and at not in out and at not in way and not says(at):
            way[at] = None
            at = above(at)
        found: Item | None = None  # at the top, or where elements are each above the other
        if at is not None and at not in way:
            found = out.setdefault(at, at)
        out.update(dict.fromkeys(way, found))
    return out


def named_by(graph: ReferenceGraph, element: Item, role: Role) -> list[Item]:
    """Return the roles or persons on record that an element names as its manager or lead."""
    return [other for other in graph.targets(element, role) if graph.record(other)]


def above(graph: ReferenceGraph, element: Item) -> Item | None:
    """Return the element above: the parent that it names, or that of the nearest shorter code."""
    place, code = element
    code = graph.text(element, Role.PARENT) or _shorter(code)
    while code and graph.record((place, code)) is None:
        code = _shorter(code)
    return (place, code) if code else None


def _shorter(code: str) -> str:
    """Return a code without its last part; no code is longer than an ID may be."""
    return code[: MAX_KEY + 1].rpartition(".")[0]


def _held(graph: ReferenceGraph, element: Item, as_of: date) -> tuple[str, tuple[str, ...]]:
    """Return the role that manages an element, and who holds it; a person holds what the field says."""
    manager = named_by(graph, element, Role.MANAGER)[0]
    kind, of_element = graph.kind(manager), graph.kind(element)
    if kind is not None and Role.HOLDERS in kind.roles:
        return graph.title(manager), tuple(holders(graph, kind, manager, as_of))
    spec = field_with(of_element, Role.MANAGER) if of_element else None
    return spec.label if spec else "", (graph.title(manager) or manager[1],)


def holders(graph: ReferenceGraph, kind: Kind, role: Item, as_of: date) -> Iterator[str]:
    """Yield the names of those who hold a role on a day."""
    spec = field_with(kind, Role.HOLDERS)
    person = part_with(spec, Role.PERSON)
    persons = collections_by_kind(graph.kinds).get(person.ref, "") if person else ""
    for _, seat in rows(kind, graph.record(role), Role.HOLDERS):
        if _holds(spec, seat, as_of):
            key = part_text(spec, seat, Role.PERSON)
            yield graph.title((persons, key)) or key


def _holds(spec: Field | None, seat: object, as_of: date) -> bool:
    """Tell whether a seat is taken on a day; from a first day that is not known, and while it lasts."""
    first, last = part_text(spec, seat, Role.FROM), part_text(spec, seat, Role.UNTIL)
    return (day(first) or date.min) <= as_of and (not last or as_of <= (day(last) or date.min))
