"""ItemFacts × the reference graphs of both sides -> Party …: whom a change affects.

Pure.  Those who do the work are affected, and are to be told (LDM-294
(2017-06-28) §C.2): the T/CAM and the lead of each element, and the owners of
its products.  Both sides are asked, so that nobody is left out by a change
that takes a role away from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, product
from typing import Annotated, get_args

from msgspec import Meta, Struct

from dmccb.impact.concerns import Concern, PartyKind, concerns
from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.products import Answerer
from dmccb.impact.responsible import holders
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.roles import Role
from dmccb.records.vocabulary import target_kinds

_KINDS: tuple[PartyKind, ...] = get_args(PartyKind)

_ANSWERING = (Role.MANAGER, Role.LEAD, Role.OWNER)


class Party(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A role, or a person, that a change affects."""

    kind: Annotated[PartyKind, Meta(description="Why it is affected: it manages, leads, or owns.")]
    name: Annotated[str, Meta(description="What a reader calls it.")]
    role: Annotated[str, Meta(description="ID of the role; empty where persons answer themselves.")] = ""
    persons: Annotated[tuple[str, ...], Meta(description="IDs of the persons, where there is no role.")] = ()
    elements: Annotated[
        tuple[str, ...], Meta(description="Codes of the WBS elements through which it is affected.")
    ]
    items: Annotated[tuple[str, ...], Meta(description="Handles of the changed items that affect it.")]
    releases: Annotated[
        tuple[str, ...],
        Meta(description="Of an owner: handles of the releases that lost or gained a feature of theirs."),
    ] = ()


def affected_parties(
    items: Sequence[ItemFacts], old: ReferenceGraph, new: ReferenceGraph
) -> tuple[Party, ...]:
    """Return whom the changed items affect: managers, leads, then owners; what nobody owns comes last.

    Parameters
    ----------
    items
        What changed.
    old, new
        The references of both sides: between the changed items, the members
        of groups, elements, products, roles and persons.
    """
    drafts: dict[tuple[PartyKind, Answerer], _Draft] = {}
    for concern in concerns(items, old, new):
        drafts.setdefault((concern.kind, concern.who), _Draft()).add(concern)
    ordered = sorted(drafts, key=lambda key: (_KINDS.index(key[0]), not any(key[1]), not key[1].role, key[1]))
    return tuple(drafts[key].party(*key, (new, old)) for key in ordered)


def holding(party: Party, graphs: Sequence[ReferenceGraph], as_of: date) -> tuple[str, ...]:
    """Return the names of those who answer as a party on a day; none where its role is vacant.

    Parameters
    ----------
    party
        The party.
    graphs
        Where its role or persons are looked up: in the first that has them.
    as_of
        The day.
    """
    kinds = graphs[0].kinds
    if not party.role:
        return tuple(_title(graphs, key, _answering(kinds)) for key in party.persons)
    for graph, place in product(graphs, _with_holders(kinds)):
        if graph.record((place, party.role)):
            return tuple(holders(graph, kinds[place], (place, party.role), as_of))
    return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    """A party while it is collected."""

    subjects: set[Item] = field(default_factory=set)
    elements: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    releases: set[str] = field(default_factory=set)

    def add(self, concern: Concern) -> None:
        """Take in one more concern of the party."""
        self.subjects.update(concern.subjects)
        self.elements.update(concern.elements)
        self.items.update(concern.items)
        self.releases.update(concern.groups)

    def party(self, kind: PartyKind, who: Answerer, graphs: Sequence[ReferenceGraph]) -> Party:
        """Return the party, named as the first of some graphs that knows it does."""
        return Party(
            kind=kind,
            name=self._name(kind, who, graphs),
            role=who.role,
            persons=(who.person,) if who.person else (),
            elements=tuple(sorted(self.elements)),
            items=tuple(sorted(self.items)),
            releases=tuple(sorted(self.releases)),
        )

    def _name(self, kind: PartyKind, who: Answerer, graphs: Sequence[ReferenceGraph]) -> str:
        if who.role:
            return _title(graphs, who.role, _with_holders(graphs[0].kinds))
        first, *others = sorted(_title(graphs, key, (place,)) for place, key in self.subjects)
        return f"{kind} of {first} and {len(others)} more" if others else f"{kind} of {first}"


def _title(graphs: Iterable[ReferenceGraph], key: str, places: Iterable[str]) -> str:
    """Return the title of the record with an ID in one of some collections; the ID where it has none."""
    found = (graph.title((place, key)) for place in places for graph in graphs)
    return next(filter(None, found), key)


def _with_holders(kinds: Kinds) -> list[str]:
    return [name for name, kind in kinds.items() if Role.HOLDERS in kind.roles]


def _answering(kinds: Kinds) -> list[str]:
    """Return the collections of those who answer themselves for elements and products."""
    by_kind = collections_by_kind(kinds)
    names = chain.from_iterable(target_kinds(kinds, role) for role in _ANSWERING)
    return sorted({by_kind[name] for name in names if name in by_kind}.difference(_with_holders(kinds)))
