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
from dmccb.impact.reach import Step, groups_reached, parts, reach
from dmccb.impact.responsible import Responsible, responsible
from dmccb.impact.timing import UNDATED, Timing, invalid_dates, items_json, timing
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
    timing
        When it is due, how far it has come, and its margin.
    """

    item: Item
    title: str
    field: str
    distance: int = 1
    timing: Timing = UNDATED

    def as_json(self) -> dict[str, object]:
        """Return the link as JSON values."""
        return {
            "collection": self.item[0] or None,
            "id": self.item[1],
            "title": self.title,
            "field": self.field,
            "distance": self.distance,
            **self.timing.as_json(),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact:
    """What an item is connected with.

    Attributes
    ----------
    item, title, timing
        The item in question.
    as_of
        The day as of which work is overdue and roles are held.
    needs
        What it waits for, nearest first, and what else it refers to.
    needed_by
        What waits for it, nearest first, and what else refers to it.
    releases
        Releases that contain it or are verified by it, or contain or are
        verified by what waits for it; nearest first.
    documents
        Handles of the documents that list it or one of these releases, or
        specify its test.
    tests
        What its tests and those of these releases are, as recorded.
    responsible
        WBS elements of the item, of its parts and of what waits for it, with
        the roles that answer for them.
    """

    item: Item
    title: str
    as_of: date = date.min
    timing: Timing = UNDATED
    needs: tuple[Link, ...] = ()
    needed_by: tuple[Link, ...] = ()
    releases: tuple[Link, ...] = ()
    documents: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    responsible: tuple[Responsible, ...] = ()

    @property
    def invalid_dates(self) -> tuple[Item, ...]:
        """The records of the answer that have something else in the place of a date."""
        links = (*self.needs, *self.needed_by, *self.releases)
        return invalid_dates((self.timing, *(link.timing for link in links)))

    def as_json(self) -> dict[str, object]:
        """Return the impact as JSON values."""
        return {
            "collection": self.item[0],
            "id": self.item[1],
            "title": self.title,
            "as_of": self.as_of.isoformat(),
            **self.timing.as_json(),
            "invalid_dates": items_json(self.invalid_dates),
            "needs": [link.as_json() for link in self.needs],
            "needed_by": [link.as_json() for link in self.needed_by],
            "releases": [link.as_json() for link in self.releases],
            "documents": list(self.documents),
            "tests": list(self.tests),
            "responsible": [one.as_json() for one in self.responsible],
        }


def impact(graph: ReferenceGraph, item: Item, as_of: date) -> Impact:
    """Return what an item of a baseline is connected with, as things are on a day."""
    up = reach(graph, graph.references, item[0], [item])
    down = reach(graph, graph.referenced_by, item[0], [item])
    groups = groups_reached(graph, [item], down)
    tested = list(verified_with([(graph, item), *((graph, group.item) for group in groups)]))
    belonging = [item, *parts(graph, item), *(step.item for step in down)]
    return Impact(
        item=item,
        title=graph.title(item),
        as_of=as_of,
        timing=timing(graph, item, as_of),
        needs=_links(graph, up, as_of),
        needed_by=_links(graph, down, as_of),
        releases=_links(graph, groups, as_of),
        documents=tuple(sorted(set(documents_of(tested)))),
        tests=tuple(sorted(set(recorded_tests(tested)))),
        responsible=tuple(responsible(graph, belonging, as_of).values()),
    )


def _links(graph: ReferenceGraph, steps: Iterable[Step], as_of: date) -> tuple[Link, ...]:
    """Return the same steps, with the titles and dates of the items."""
    return tuple(
        Link(
            item=item,
            title=graph.title(item),
            field=name,
            distance=distance,
            timing=timing(graph, item, as_of),
        )
        for item, name, distance in steps
    )
