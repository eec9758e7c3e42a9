"""ChangeSet × the reference graphs of both sides -> Affected: what a change affects, as a whole.

Pure.  It is what ``impact`` says of each item that moves others, united, but
walks through each graph once, whatever the number of changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet
from dmccb.impact.effect import ChangedItem, Effect, Sides
from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.movement import moves_others, moving_fields, withdrawn_fields
from dmccb.impact.reach import Step, groups_reached, parts, reach
from dmccb.impact.responsible import Responsible, responsible
from dmccb.impact.timing import invalid_dates, items_json
from dmccb.impact.verification import Place, documents_of, recorded_tests, verified_with


@dataclass(frozen=True, kw_only=True, slots=True)
class Affected:
    """What a change affects; each list has what lost most margin first, and what is completed last.

    Attributes
    ----------
    old, new
        What the two sides are called.
    as_of
        The day as of which work is overdue and roles are held.
    others
        How many records changed in a way that moves nothing.
    document
        Handle of the document to which the change was narrowed; empty where
        it is all that changed.
    filtered
        What the reader asked to see only: name of the filter -> its values.
    not_shown
        Collection -> how many changed records were left out for that.
    changed
        The items whose change can move others.
    releases
        Releases among these, and those that contain or are verified by one
        of them or by what depends on it.
    depending
        What depends on one of the changed items, however far away, and is
        none of them itself.
    documents
        Handles of the documents that list a changed item or an affected
        release, or specify its test.
    tests
        The tests of the changed items and of the affected releases, as
        recorded.
    responsible
        WBS elements of the changed items, of their parts and of what
        depends on them, with the roles that answer for them.
    """

    old: str = ""
    new: str = ""
    as_of: date = date.min
    others: int = 0
    document: str = ""
    filtered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_shown: Mapping[str, int] = field(default_factory=dict)
    changed: tuple[ChangedItem, ...] = ()
    releases: tuple[Effect, ...] = ()
    depending: tuple[Effect, ...] = ()
    documents: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    responsible: tuple[Responsible, ...] = ()

    @property
    def invalid_dates(self) -> tuple[Item, ...]:
        """The records of the answer that have something else in the place of a date, on either side."""
        effects = (*self.releases, *(one.effect for one in self.changed), *self.depending)
        return invalid_dates(chain.from_iterable((one.before, one.after) for one in effects))

    def as_json(self) -> dict[str, object]:
        """Return what is affected as JSON values."""
        return {
            "old": self.old,
            "new": self.new,
            "as_of": self.as_of.isoformat(),
            "invalid_dates": items_json(self.invalid_dates),
            "others": self.others,
            "scope": {"document": self.document} if self.document else None,
            "filtered": {name: list(values) for name, values in self.filtered.items()},
            "not_shown": dict(self.not_shown),
            "releases": [one.as_json() for one in self.releases],
            "changed": [one.as_json() for one in self.changed],
            "depending": [one.as_json() for one in self.depending],
            "documents": list(self.documents),
            "tests": list(self.tests),
            "responsible": [one.as_json() for one in self.responsible],
        }


def affected(changes: ChangeSet, old: ReferenceGraph, new: ReferenceGraph, as_of: date) -> Affected:
    """Return what the changes affect that can move other records.

    Parameters
    ----------
    changes
        The change.
    old, new
        The baselines on both sides of it: what was removed is looked up in
        the old one.  What is found on both sides has the title and the roles
        that the new one gives it.
    as_of
        The day as of which work is overdue and roles are held.
    """
    moving = [change for change in changes.changes if moves_others(change, new.kinds[change.collection])]
    places = [_place(change, old, new) for change in moving]
    old_ids = _old_ids(moving)
    gone, present = _around(old, places), _around(new, places)
    sides = Sides(old=old, new=new, old_ids=old_ids, as_of=as_of)
    tested = list(verified_with((*places, *_groups(old, gone), *_groups(new, present))))
    answering = {**responsible(old, gone.belonging, as_of), **responsible(new, present.belonging, as_of)}
    found = (_changed(change, place, sides) for change, place in zip(moving, places, strict=True))
    return Affected(
        old=changes.old.name,
        new=changes.new.name,
        as_of=as_of,
        others=len(changes.changes) - len(moving),
        document=changes.document if changes.not_shown else "",
        filtered=changes.filtered,
        not_shown=changes.not_shown,
        changed=tuple(sorted(found, key=lambda one: one.effect.order)),
        releases=_effects((*_renumbered(gone.releases, old_ids), *present.releases), sides),
        depending=_effects(_unmoved((*gone.depending, *present.depending), moving), sides),
        documents=tuple(sorted(set(documents_of(tested)))),
        tests=tuple(sorted(set(recorded_tests(tested)))),
        responsible=tuple(answering[element] for element in sorted(answering, key=lambda one: one[::-1])),
    )


def _place(change: Change, old: ReferenceGraph, new: ReferenceGraph) -> Place:
    return (old if change.change == "removed" else new, (change.collection, change.id))


class _Around(NamedTuple):
    """What is around the changed items that are looked up in one baseline.

    Attributes
    ----------
    releases
        Those among them, the groups that they are in, and those of what
        depends on them.
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
    releases = [Step(item, "", 0) for item in items if graph.groups(item)]
    depending: list[Step] = []
    belonging = list(items)
    for item in items:
        by_collection.setdefault(item[0], []).append(item)
        belonging.extend(parts(graph, item))
    for collection, starts in by_collection.items():
        needed_by = reach(graph, graph.referenced_by, collection, starts)
        releases.extend(groups_reached(graph, starts, needed_by))
        depending.extend(step for step in needed_by if step.item[0] in (collection, ""))
        belonging.extend(step.item for step in needed_by)
    return _Around(releases=releases, depending=depending, belonging=belonging)


def _groups(graph: ReferenceGraph, around: _Around) -> list[Place]:
    return [(graph, step.item) for step in around.releases]


def _renumbered(steps: Iterable[Step], old_ids: Mapping[Item, Item]) -> list[Step]:
    """Return steps of the old side to the IDs that the items have on the new one."""
    now = {old: new for new, old in old_ids.items()}
    return [step._replace(item=now.get(step.item, step.item)) for step in steps]


def _old_ids(changes: Iterable[Change]) -> dict[Item, Item]:
    return {
        (change.collection, change.id): (change.collection, change.old_id)
        for change in changes
        if change.old_id
    }


def _effects(steps: Iterable[Step], sides: Sides) -> tuple[Effect, ...]:
    """Return what the change means for each item, by its nearest step."""
    nearest = {step.item: step for step in sorted(steps, key=lambda step: -step.distance)}
    return tuple(sorted(map(sides.effect, nearest.values()), key=lambda one: one.order))


def _unmoved(steps: Iterable[Step], moving: Iterable[Change]) -> list[Step]:
    """Return the steps to items that did not change themselves, under their new ID or the old one."""
    changed: set[Item] = set()
    for change in moving:
        changed.update(((change.collection, change.id), (change.collection, change.old_id)))
    return [step for step in steps if step.item not in changed]


def _changed(change: Change, place: Place, sides: Sides) -> ChangedItem:
    graph, item = place
    return ChangedItem(
        effect=sides.effect(Step(item, "", 0)),
        change=change.change,
        old_id=change.old_id,
        fields=moving_fields(change, graph.kinds[change.collection]),
        withdrawn=withdrawn_fields(change),
        references=graph.references.get(item, ()),
        referenced_by=graph.referenced_by.get(item, ()),
    )
