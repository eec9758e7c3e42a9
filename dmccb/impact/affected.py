"""ChangeSet × the reference graphs of both sides -> Affected: what a change affects, as a whole.

Pure.  It is what ``impact`` says of each changed item, united, but walks
through each graph once, whatever the number of changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet
from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.impact import Link
from dmccb.impact.reach import Step, parts, reach
from dmccb.impact.responsible import Responsible, responsible
from dmccb.impact.verification import Place, documents_of, recorded_tests, verified_with


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedItem:
    """An item with a controlled change, and its own references.

    Attributes
    ----------
    item, title
        The item, as the new baseline has it; as the old one had it where it
        was removed.
    change
        ``added``, ``removed``, ``changed`` or ``renumbered``.
    old_id
        Its earlier ID, where it was renumbered; else empty.
    references, referenced_by
        The items at the other end of its references, each with the field.
    """

    item: Item
    title: str
    change: str
    old_id: str = ""
    references: tuple[tuple[Item, str], ...] = ()
    referenced_by: tuple[tuple[Item, str], ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the item as JSON values."""
        return {
            "collection": self.item[0],
            "id": self.item[1],
            "title": self.title,
            "change": self.change,
            "old_id": self.old_id or None,
            "references": [_reference_json(*link) for link in self.references],
            "referenced_by": [_reference_json(*link) for link in self.referenced_by],
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Affected:
    """What a change affects.

    Attributes
    ----------
    changed
        The items with a controlled change.
    releases
        Releases that contain such an item or are verified by it.
    depending
        What is not one of these, but depends on one of them, however far
        away; outside the scope it may have changed as well.
    documents
        Handles of the documents that list a changed item or specify its test.
    tests
        The tests of the changed items and of their releases, as recorded.
    responsible
        WBS elements of the changed items, of their parts and of what
        depends on them, with the roles that answer for them.
    """

    changed: tuple[ChangedItem, ...] = ()
    releases: tuple[Link, ...] = ()
    depending: tuple[Link, ...] = ()
    documents: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    responsible: tuple[Responsible, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return what is affected as JSON values."""
        return {
            "changed": [one.as_json() for one in self.changed],
            "releases": [link.as_json() for link in self.releases],
            "depending": [link.as_json() for link in self.depending],
            "documents": list(self.documents),
            "tests": list(self.tests),
            "responsible": [one.as_json() for one in self.responsible],
        }


def affected(changes: ChangeSet, old: ReferenceGraph, new: ReferenceGraph, as_of: date) -> Affected:
    """Return what the controlled changes affect.

    Parameters
    ----------
    changes
        The change.
    old, new
        The baselines on both sides of it: what was removed is looked up in
        the old one.  What is found on both sides has the title and the roles
        that the new one gives it.
    as_of
        The day on which the roles are held.
    """
    controlled = [change for change in changes.changes if change.control == "controlled"]
    places = [_place(change, old, new) for change in controlled]
    gone, present = _around(old, places), _around(new, places)
    tested = list(verified_with(places))
    answering = {**responsible(old, gone.belonging, as_of), **responsible(new, present.belonging, as_of)}
    depending = _unchanged((*gone.depending, *present.depending), controlled)
    return Affected(
        changed=tuple(map(_changed, controlled, places)),
        releases=tuple(_links((*gone.releases, *present.releases), old, new)),
        depending=tuple(_links(depending, old, new)),
        documents=tuple(sorted(set(documents_of(tested)))),
        tests=tuple(dict.fromkeys(recorded_tests(tested))),
        responsible=tuple(answering[element] for element in sorted(answering, key=lambda one: one[::-1])),
    )


def _place(change: Change, old: ReferenceGraph, new: ReferenceGraph) -> Place:
    return (old if change.change == "removed" else new, (change.collection, change.id))


class _Around(NamedTuple):
    """What is around the changed items that are looked up in one baseline.

    Attributes
    ----------
    releases
        The groups that they are in.
    depending
        What depends on them, however far away.
    belonging
        The items whose WBS elements are affected.
    """

    releases: list[Step]
    depending: list[Step]
    belonging: list[Item]


def _around(graph: ReferenceGraph, places: Iterable[Place]) -> _Around:
    items = [item for place, item in places if place is graph]
    by_collection: dict[str, list[Item]] = {}
    releases: list[Step] = []
    depending: list[Step] = []
    belonging = list(items)
    for item in items:
        by_collection.setdefault(item[0], []).append(item)
        releases.extend(Step(group, name) for group, name in graph.groups_of(item))
        belonging.extend(parts(graph, item))
    for collection, starts in by_collection.items():
        needed_by = reach(graph, graph.referenced_by, collection, starts)
        depending.extend(step for step in needed_by if step.item[0] in (collection, ""))
        belonging.extend(step.item for step in needed_by)
    return _Around(releases=releases, depending=depending, belonging=belonging)


def _links(steps: Iterable[Step], old: ReferenceGraph, new: ReferenceGraph) -> Iterator[Link]:
    """Yield the nearest step to each item, in order, with the title that the item has now or had."""
    nearest = {step.item: step for step in sorted(steps, key=lambda step: -step.distance)}
    for item, (_, name, distance) in sorted(nearest.items()):
        title = new.title(item) or old.title(item)
        yield Link(item=item, title=title, field=name, distance=distance)


def _unchanged(steps: Iterable[Step], controlled: Iterable[Change]) -> list[Step]:
    """Return the steps to items that have no controlled change, under their new ID or the old one."""
    changed: set[Item] = set()
    for change in controlled:
        changed.update(((change.collection, change.id), (change.collection, change.old_id)))
    return [step for step in steps if step.item not in changed]


def _changed(change: Change, place: Place) -> ChangedItem:
    graph, item = place
    return ChangedItem(
        item=item,
        title=graph.title(item),
        change=change.change,
        old_id=change.old_id,
        references=graph.references.get(item, ()),
        referenced_by=graph.referenced_by.get(item, ()),
    )


def _reference_json(item: Item, field: str) -> dict[str, object]:
    return {"collection": item[0] or None, "id": item[1], "field": field}
