"""Records × reference graph -> Impact: what depends on an item, and who answers for it.

Pure.  Everything follows from the references that the schemas declare: up is
what an item needs, down is what needs the item (LDM-294 (2017-06-28) §4.3
"Planning Process", §6.12.1 "Technical/Control Account Manager (T/CAM)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dmccb.compare.changeset import ChangeSet
from dmccb.impact.graph import Item, Links, ReferenceGraph
from dmccb.impact.responsible import Responsible, responsible
from dmccb.records.roles import Role
from dmccb.records.vocabulary import groups_others

_HANDLE = re.compile(r"\b(?:LDM|LSE|LPM|DMTN|DMTR|RTN|SITCOMTN|TSTN|SQR)-[0-9]+\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One step from an item to another.

    Attributes
    ----------
    item
        The other item.
    title
        Its title, or empty.
    field
        Field that makes the reference.
    distance
        Steps from the item in question: 1 is direct.
    """

    item: Item
    title: str
    field: str
    distance: int = 1

    def as_json(self) -> dict[str, object]:
        """Return the link as JSON values."""
        return {
            "collection": self.item[0] or None,
            "id": self.item[1],
            "title": self.title,
            "field": self.field,
            "distance": self.distance,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact:
    """What an item is connected with.

    Attributes
    ----------
    item, title
        The item in question.
    needs
        What it waits for, nearest first, and what else it refers to.
    needed_by
        What waits for it, nearest first, and what else refers to it.
    releases
        Releases that contain it or are verified by it.
    documents
        Handles of the documents that list it or specify its test.
    tests
        What its tests and those of its releases are, as recorded.
    responsible
        WBS elements of the item, of its parts and of what waits for it, with
        the roles that answer for them.
    """

    item: Item
    title: str
    needs: tuple[Link, ...] = ()
    needed_by: tuple[Link, ...] = ()
    releases: tuple[Link, ...] = ()
    documents: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    responsible: tuple[Responsible, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the impact as JSON values."""
        return {
            "collection": self.item[0],
            "id": self.item[1],
            "title": self.title,
            "needs": [link.as_json() for link in self.needs],
            "needed_by": [link.as_json() for link in self.needed_by],
            "releases": [link.as_json() for link in self.releases],
            "documents": list(self.documents),
            "tests": list(self.tests),
            "responsible": [one.as_json() for one in self.responsible],
        }


def impact(graph: ReferenceGraph, item: Item) -> Impact:
    """Return what an item of a baseline is connected with."""
    releases = tuple(
        Link(item=other, title=graph.title(other), field=name)
        for other, name in graph.referenced_by.get(item, ())
        if _groups(graph, other)
    )
    down = _reach(graph, graph.referenced_by, item)
    up = _reach(graph, graph.references, item)
    parts = [link.item for link in up if link.distance == 1] if _groups(graph, item) else []
    tested = _tested(graph, [item, *(link.item for link in releases)])
    return Impact(
        item=item,
        title=graph.title(item),
        needs=up,
        needed_by=down,
        releases=releases,
        documents=tuple(sorted(set(_documents(graph, tested)))),
        tests=tuple(dict.fromkeys(_tests(graph, tested))),
        responsible=tuple(responsible(graph, [item, *parts, *(link.item for link in down)])),
    )


def _tested(graph: ReferenceGraph, items: Sequence[Item]) -> list[Item]:
    """Return items, and the test milestones of those that group others."""
    out = list(items)
    for item in items:
        kind = graph.kind(item)
        if kind is not None and kind.titled_by:
            out += [other for other, name in graph.references.get(item, ()) if name == kind.titled_by]
    return out


def impacts(changes: ChangeSet, old: ReferenceGraph, new: ReferenceGraph) -> tuple[Impact, ...]:
    """Return the impact of every record with a controlled change.

    Parameters
    ----------
    changes
        The change.
    old, new
        The baselines on both sides of it: what left is looked up in the old.
    """
    return tuple(
        impact(old if change.change == "removed" else new, (change.collection, change.id))
        for change in changes.changes
        if change.control == "controlled"
    )


def _groups(graph: ReferenceGraph, item: Item) -> bool:
    """Tell whether an item groups others, as a release does."""
    kind = graph.kind(item)
    return kind is not None and groups_others(kind)


def _reach(graph: ReferenceGraph, links: Links, start: Item) -> tuple[Link, ...]:
    """Return what can be reached, nearest first: neighbours, then records of the same kind."""
    seen = {start}
    out: list[Link] = []
    edge, distance = [start], 1
    while edge:
        reached = {link for item in edge for link in links.get(item, ())}
        found = sorted(
            (other, name)
            for other, name in reached
            if other not in seen and (other[0] in (start[0], "") or (distance == 1 and _shown(graph, other)))
        )
        edge = []
        for other, name in found:
            if other not in seen:
                seen.add(other)
                if other[0] in (start[0], ""):
                    edge.append(other)
                out.append(Link(item=other, title=graph.title(other), field=name, distance=distance))
        distance += 1
    return tuple(out)


def _shown(graph: ReferenceGraph, item: Item) -> bool:
    """Tell whether an item of another kind has no list of its own."""
    kind = graph.kind(item)
    own_list = kind is not None and kind.name in graph.document_kinds | graph.element_kinds
    return not own_list and not _groups(graph, item)


def _documents(graph: ReferenceGraph, items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        for other, _ in graph.references.get(item, ()):
            kind = graph.kind(other)
            if kind is not None and kind.name in graph.document_kinds:
                yield other[1]
        yield from _HANDLE.findall(graph.text(item, Role.TEST_SPEC))


def _tests(graph: ReferenceGraph, items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        spec, plan = graph.text(item, Role.TEST_SPEC), graph.text(item, Role.TEST_PLAN)
        if spec or plan:
            yield f"{item[1]}: {spec}{f' [{plan}]' if plan else ''}".replace(":  ", ": ")
