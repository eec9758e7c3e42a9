"""Reference graph × an item -> Impact: what depends on the item, and who answers for it.

Pure.  Everything follows from the references that the schemas declare: up is
what an item needs, down is what needs the item (LDM-294 (2017-06-28) §4.3
"Planning Process", §6.12.1 "Technical/Control Account Manager (T/CAM)").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.reach import Step, parts, reach
from dmccb.impact.responsible import Responsible, responsible
from dmccb.impact.verification import documents_of, recorded_tests, verified_with


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One item that another is connected with.

    Attributes
    ----------
    item
        The item.
    title
        Its title, or empty.
    field
        Field that makes the last reference on the way to it.
    distance
        Steps from the nearest of the items in question: 1 is direct.
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


def impact(graph: ReferenceGraph, item: Item, as_of: date) -> Impact:
    """Return what an item of a baseline is connected with, and who answers as of a day."""
    up = reach(graph, graph.references, item[0], [item])
    down = reach(graph, graph.referenced_by, item[0], [item])
    tested = list(verified_with([(graph, item)]))
    belonging = [item, *parts(graph, item), *(step.item for step in down)]
    return Impact(
        item=item,
        title=graph.title(item),
        needs=_links(graph, up),
        needed_by=_links(graph, down),
        releases=_links(graph, (Step(group, name) for group, name in graph.groups_of(item))),
        documents=tuple(sorted(set(documents_of(tested)))),
        tests=tuple(dict.fromkeys(recorded_tests(tested))),
        responsible=tuple(responsible(graph, belonging, as_of).values()),
    )


def _links(graph: ReferenceGraph, steps: Iterable[Step]) -> tuple[Link, ...]:
    """Return the same steps, with the titles of the items."""
    return tuple(
        Link(item=item, title=graph.title(item), field=name, distance=distance)
        for item, name, distance in steps
    )
