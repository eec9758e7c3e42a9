"""ItemFacts × the reference graphs of both sides -> Concern …: what in a change concerns whom, and why.

Pure.  Concerns are found for whole WBS elements at once, so that the cost
follows the records and the changed items, not their product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.products import NOBODY, Answerer, Products, answerer
from dmccb.impact.responsible import elements_of, nearest_naming
from dmccb.records.kinds import collections_by_kind
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with

PartyKind = Literal["manager", "lead", "owner"]

_OF_ELEMENTS: tuple[tuple[PartyKind, Role], ...] = (("manager", Role.MANAGER), ("lead", Role.LEAD))
_OF_PRODUCTS: tuple[tuple[PartyKind, Role], ...] = (("manager", Role.MANAGER), ("owner", Role.OWNER))


class Concern(NamedTuple):
    """That some changed items concern somebody.

    Attributes
    ----------
    kind, who
        As what, and whom: a role or a person; nobody where an owner is
        wanted and none is on record.
    subjects
        What they answer for: elements, or products.
    elements
        Codes of the WBS elements through which it concerns them.
    items
        Handles of the changed items.
    groups
        Handles of those of them that gained or lost a member of theirs.
    """

    kind: PartyKind
    who: Answerer
    subjects: Sequence[Item]
    elements: Sequence[str]
    items: Sequence[str]
    groups: Sequence[str] = ()


class _Side(NamedTuple):
    """One side of a change: its references, its products, and whether it is the old one."""

    graph: ReferenceGraph
    products: Products
    is_old: bool

    def item(self, facts: ItemFacts) -> Item:
        """Return collection and ID of a changed item on this side."""
        return (facts.collection, (self.is_old and facts.old_id) or facts.id)

    def elements(self, codes: Iterable[str]) -> list[Item]:
        """Return the elements with some codes, on record or not."""
        by_kind = collections_by_kind(self.graph.kinds)
        places = sorted(by_kind[name] for name in self.graph.element_kinds if name in by_kind)
        return [(place, code) for place in places for code in codes]

    def elements_of_members(self, facts: ItemFacts) -> set[Item]:
        """Return the elements of the members that a group gained or lost."""
        kind = self.graph.kinds.get(facts.collection)
        spec = field_with(kind, Role.MEMBERS) if kind else None
        place = collections_by_kind(self.graph.kinds).get(spec.ref, "") if spec else ""
        return elements_of(self.graph, ((place, key) for key in (*facts.gained, *facts.lost)))

    def product_elements(self, product: Item) -> tuple[str, ...]:
        """Return the code of the element that makes a product, if it says one."""
        element = self.products.element(product)
        return (element[1],) if element else ()


def concerns(items: Sequence[ItemFacts], old: ReferenceGraph, new: ReferenceGraph) -> Iterator[Concern]:
    """Yield whom the changed items concern, on each side.

    Parameters
    ----------
    items
        What changed.
    old, new
        The references of both sides.
    """
    sides = [_Side(graph, Products(graph), graph is old) for graph in (old, new)]
    products = frozenset(name for side in sides for name in side.products.collections)
    for side in sides:
        yield from _managed(side, _by_element(items))
        yield from _owned(side, _by_element(item for item in items if item.collection not in products))
        yield from _products(side, [item for item in items if item.collection in products])
    yield from _groups([item for item in items if item.gained or item.lost], sides)


def _by_element(items: Iterable[ItemFacts]) -> dict[str, list[str]]:
    """Return code of an element -> handles of the changed items that belong to it."""
    out: dict[str, list[str]] = {}
    for item in items:
        for code in item.elements:
            out.setdefault(code, []).append(item.handle)
    return out


def _managed(side: _Side, handles: dict[str, list[str]]) -> Iterator[Concern]:
    """Yield who manages and who leads the elements of what changed, or the nearest ones above them."""
    elements = side.elements(handles)
    for kind, role in _OF_ELEMENTS:
        naming = nearest_naming(side.graph, elements, role)
        for element in elements:
            if (at := naming[element]) is not None:
                who, code = answerer(side.graph, at, role), element[1]
                yield Concern(kind, who, subjects=[at], elements=[code], items=handles[code])


def _owned(side: _Side, handles: dict[str, list[str]]) -> Iterator[Concern]:
    """Yield who owns the products of the elements of what changed."""
    for (_, code), owners in side.products.owners(side.elements(handles)).items():
        for who, products in owners.items():
            if who != NOBODY:
                yield Concern("owner", who, subjects=products, elements=[code], items=handles[code])


def _products(side: _Side, items: Iterable[ItemFacts]) -> Iterator[Concern]:
    """Yield who manages and who owns the products that changed themselves."""
    for item in items:
        product = side.item(item)
        for kind, role in _OF_PRODUCTS:
            who = side.products.answerer(product, role)
            if who != NOBODY:
                elements = side.product_elements(product)
                yield Concern(kind, who, subjects=[product], elements=elements, items=[item.handle])


def _groups(items: Iterable[ItemFacts], sides: Sequence[_Side]) -> Iterator[Concern]:
    """Yield who owns what groups gained or lost: the product that one names, else those of its members."""
    unnamed: list[ItemFacts] = []
    for item in items:
        named = [(side, product) for side in sides for product in side.products.named_by(side.item(item))]
        for side, product in named:
            who = side.products.answerer(product, Role.OWNER)
            yield _of_group(item, who, [product], side.product_elements(product))
        if not named:
            unnamed.append(item)
    for side in sides:
        elements = [side.elements_of_members(item) for item in unnamed]
        owners = side.products.owners(set().union(*elements))
        for item, found in zip(unnamed, elements, strict=True):
            for element in found:
                for who, products in owners.get(element, {}).items():
                    yield _of_group(item, who, products, (element[1],))


def _of_group(item: ItemFacts, who: Answerer, products: Sequence[Item], elements: Sequence[str]) -> Concern:
    handle = [item.handle]
    return Concern("owner", who, subjects=products, elements=elements, items=handle, groups=handle)
