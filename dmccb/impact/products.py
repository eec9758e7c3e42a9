"""ReferenceGraph -> its products: who owns and manages each, and which belong to a WBS element.

Pure.  A product is a record that can be below another and have an owner, as
the schemas say; its owner and its manager are inherited from the one above
(LDM-294 (2017-06-28) §5 "Products").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.responsible import above, nearest
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with


class Answerer(NamedTuple):
    """Who answers for something: a role, or a person; neither where nobody is on record."""

    role: str = ""
    person: str = ""


NOBODY = Answerer()


def product_collections(kinds: Kinds) -> list[str]:
    """Return the collections of products."""
    return [name for name, kind in kinds.items() if {Role.PARENT, Role.OWNER} <= kind.roles.keys()]


class Products:
    """The products of a baseline.

    Parameters
    ----------
    graph
        Its references.
    """

    def __init__(self, graph: ReferenceGraph) -> None:
        self.graph = graph
        self.collections = frozenset(product_collections(graph.kinds))
        self._every = [(name, key) for name in self.collections for key in graph.collections.get(name, {})]
        self._naming = {
            role: nearest(self._every, partial(self._names, role), self._parent)
            for role in (Role.OWNER, Role.MANAGER)
        }

    def answerer(self, product: Item, role: Role) -> Answerer:
        """Return who owns or manages a product, its own or that of the nearest one above it."""
        at = self._naming[role].get(product)
        return answerer(self.graph, at, role) if at else NOBODY

    def owners(self, elements: Iterable[Item]) -> dict[Item, dict[Answerer, list[Item]]]:
        """Return for some elements who owns the products that belong to them, or to an element below them.

        What nobody owns is under ``NOBODY``; an element without products is
        not in the answer.
        """
        wanted = set(elements)
        out: dict[Item, dict[Answerer, list[Item]]] = {}
        for element, products in self._by_element().items():
            for at in _way_up(self.graph, element):
                if at in wanted:
                    for product in products:
                        who = self.answerer(product, Role.OWNER)
                        out.setdefault(at, {}).setdefault(who, []).append(product)
        return out

    def named_by(self, item: Item) -> list[Item]:
        """Return the products that an item refers to, as a release does to what is released."""
        return [other for other, _ in self.graph.references.get(item, ()) if other[0] in self.collections]

    def _by_element(self) -> dict[Item, list[Item]]:
        out: dict[Item, list[Item]] = {}
        for product in self._every:
            if (element := self.element(product)) is not None:
                out.setdefault(element, []).append(product)
        return out

    def element(self, product: Item) -> Item | None:
        """Return the element that makes a product, on record or not."""
        kind, code = self.graph.kind(product), self.graph.text(product, Role.ELEMENT)
        spec = field_with(kind, Role.ELEMENT) if kind else None
        place = collections_by_kind(self.graph.kinds).get(spec.ref, "") if spec else ""
        return (place, code) if place and code else None

    def _names(self, role: Role, product: Item) -> bool:
        return bool(self.graph.text(product, role))

    def _parent(self, product: Item) -> Item | None:
        parent = (product[0], self.graph.text(product, Role.PARENT))
        return parent if self.graph.record(parent) else None


def answerer(graph: ReferenceGraph, item: Item, role: Role) -> Answerer:
    """Return whom an item names in the field with a role, itself: a role if it is held, else a person."""
    kind, named = graph.kind(item), graph.text(item, role)
    spec = field_with(kind, role) if kind else None
    if spec is None or not named:
        return NOBODY
    target = graph.kinds.get(collections_by_kind(graph.kinds).get(spec.ref, ""))
    if target is not None and Role.HOLDERS in target.roles:
        return Answerer(role=named)
    return Answerer(person=named)


def _way_up(graph: ReferenceGraph, element: Item) -> Iterable[Item]:
    """Return an element and those above it, each once."""
    way: dict[Item, None] = {}
    at: Item | None = element
    while at is not None and at not in way:
        way[at] = None
        at = above(graph, at)
    return way
