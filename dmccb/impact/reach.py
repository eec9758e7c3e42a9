"""Reference graph × some items -> Step …: what can be reached from them, nearest first.

Pure.  One walk serves any number of items: it comes to each record once, so
that the cost follows the graph, not how many items it started from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from dmccb.impact.graph import Item, Links, ReferenceGraph


class Step(NamedTuple):
    """The last step of the shortest way from some items to another one.

    Attributes
    ----------
    item
        The other item.
    field
        Field that makes the last reference on the way.
    distance
        Steps from the nearest of the items in question: 1 is direct.
    """

    item: Item
    field: str
    distance: int = 1


def reach(graph: ReferenceGraph, links: Links, collection: str, starts: Collection[Item]) -> tuple[Step, ...]:
    """Return what can be reached from items of one collection, nearest first.

    From record to record the walk stays in the collection, or goes through
    IDs that no record has; of other collections only direct neighbours are
    reached.

    Parameters
    ----------
    graph
        The references of a baseline.
    links
        Those in one direction.
    collection, starts
        The items in question; they are not part of the answer.
    """
    home = (collection, "")
    seen = set(starts)
    out: list[Step] = []
    edge, distance = list(seen), 1
    while edge:
        found = _next(links, edge, seen)
        for item, name in found.items():
            if item[0] in home or (distance == 1 and not _has_own_list(graph, item)):
                out.append(Step(item, name, distance))
        edge = [item for item in found if item[0] in home]
        seen.update(edge)
        distance += 1
    return tuple(out)


def _next(links: Links, edge: Collection[Item], seen: Collection[Item]) -> Mapping[Item, str]:
    """Return the items one step further that were not seen yet, in order, each with a field."""
    found: dict[Item, str] = {}
    for item in edge:
        for other, name in links.get(item, ()):
            if other not in seen:
                found[other] = min(name, found.get(other, name))
    return dict(sorted(found.items()))


def groups_reached(graph: ReferenceGraph, starts: Iterable[Item], steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the groups, such as releases, that some items and what depends on them belong to, nearest first.

    A group is as far away as the record that carries its title, and a step
    further than its members; none is nearer than one step.

    Parameters
    ----------
    graph
        The references of a baseline.
    starts
        The items in question.
    steps
        What depends on them, as ``reach`` returns it; a record of another
        collection, such as a milestone of a WBS element, passes nothing on.
    """
    begun = [Step(start, "", 0) for start in starts]
    home = {"", *(start.item[0] for start in begun)}
    nearest: dict[Item, Step] = {}
    for item, _, distance in (*begun, *(step for step in steps if step.item[0] in home)):
        for group, name in graph.groups_of(item):
            further = 0 if name == graph.titled_by(group) else 1
            found = Step(group, name, max(1, distance + further))
            known = nearest.get(group, found)
            nearest[group] = min(found, known, key=lambda step: (step.distance, step.field))
    return tuple(sorted(nearest.values(), key=lambda step: (step.distance, step.item)))


def parts(graph: ReferenceGraph, item: Item) -> list[Item]:
    """Return what an item groups and is verified by; nothing where it groups no others."""
    if not graph.groups(item):
        return []
    near = [other for other, _ in graph.references.get(item, ()) if other != item]
    return [other for other in near if other[0] in (item[0], "") or not _has_own_list(graph, other)]


def _has_own_list(graph: ReferenceGraph, item: Item) -> bool:
    """Tell whether an answer lists an item elsewhere, as it does groups, documents and WBS elements."""
    kind = graph.kind(item)
    named = kind is not None and kind.name in graph.document_kinds | graph.element_kinds
    return named or graph.groups(item)
