"""Records × what refers to what -> Impact: what depends on an item, and who answers for it.

Pure.  Everything follows from the references that the schemas declare: up is
what an item needs, down is what needs the item (LDM-294 (2017-06-28) §4.3
"Planning Process", §6.12.1 "Technical/Control Account Manager (T/CAM)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dmccb.changeset import ChangeSet
from dmccb.record import Record
from dmccb.web import Item, Links, Web

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
class Responsible:
    """A role that answers for a WBS element, and who holds it."""

    wbs: str
    title: str
    role: str = ""
    holders: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the role as JSON values."""
        return {
            "wbs": self.wbs,
            "title": self.title,
            "role": self.role or None,
            "holders": list(self.holders),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact:
    """What an item is connected with.

    Attributes
    ----------
    item, title
        The item in question.
    needs
        What it waits for, nearest first.
    needed_by
        What waits for it, nearest first.
    releases
        Releases that contain it or are verified by it.
    documents
        Handles of the documents that list it, specify its test, or describe
        it.
    tests
        What its tests and those of its releases are, as recorded.
    responsible
        WBS elements of the item and of what waits for it, with the roles
        that answer for them.
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


def impact(web: Web, item: Item) -> Impact:
    """Return what an item of a baseline is connected with."""
    releases = tuple(
        Link(item=other, title=web.title(other), field=name)
        for other, name in web.needed_by.get(item, ())
        if _is_release(web, other)
    )
    down = _reach(web, web.needed_by, item)
    up = _reach(web, web.needs, item)
    around = [item, *(link.item for link in releases)]
    tested = [*around, *(other for around_item in around for other in _test_milestones(web, around_item))]
    return Impact(
        item=item,
        title=web.title(item),
        needs=up,
        needed_by=down,
        releases=releases,
        documents=tuple(sorted(_documents(web, tested))),
        tests=tuple(dict.fromkeys(_tests(web, tested))),
        responsible=tuple(_responsible(web, [item, *(link.item for link in down)])),
    )


def impacts(changes: ChangeSet, old: Web, new: Web) -> tuple[Impact, ...]:
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


def _is_release(web: Web, item: Item) -> bool:
    return bool(item[0]) and bool(web.kinds[item[0]].titled_by)


def _reach(web: Web, links: Links, start: Item) -> tuple[Link, ...]:
    """Return what can be reached through records of the same kind, nearest first."""
    seen = {start}
    out: list[Link] = []
    edge, distance = [start], 1
    while edge:
        found = sorted(
            {
                (other, name)
                for item in edge
                for other, name in links.get(item, ())
                if other[0] in (start[0], "") and other not in seen
            }
        )
        edge = []
        for other, name in found:
            if other not in seen:
                seen.add(other)
                edge.append(other)
                out.append(Link(item=other, title=web.title(other), field=name, distance=distance))
        distance += 1
    return tuple(out)


def _test_milestones(web: Web, item: Item) -> Iterator[Item]:
    if _is_release(web, item):
        by = web.kinds[item[0]].titled_by
        yield from (other for other, name in web.needs.get(item, ()) if name == by)


def _documents(web: Web, items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        for other, _ in web.needs.get(item, ()):
            if other[0] and web.kinds[other[0]].name == "document":
                yield other[1]
        record = web.record(item)
        spec = record.fields.get("test_spec", "") if record else ""
        yield from _HANDLE.findall(str(spec))


def _tests(web: Web, items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        record = web.record(item)
        if record is None:
            continue
        spec, plan = (str(record.fields.get(name, "")) for name in ("test_spec", "jira_testplan"))
        if spec or plan:
            yield f"{item[1]}: {spec}{f' [{plan}]' if plan else ''}".replace(":  ", ": ")


def _responsible(web: Web, items: Iterable[Item]) -> Iterator[Responsible]:
    """Yield each WBS element once, with the role that manages it or the nearest element above it."""
    codes: dict[str, None] = {}
    for item in items:
        record = web.record(item)
        if record is not None and isinstance(code := record.fields.get("wbs"), str):
            codes[code] = None
    for code in sorted(codes):
        yield _managed(web, code)


def _managed(web: Web, code: str) -> Responsible:
    elements, roles = web.collections.get("wbs", {}), web.collections.get("roles", {})
    title = elements[code].title if code in elements else ""
    above = code
    while above:
        role = elements[above].fields.get("manager") if above in elements else None
        if isinstance(role, str) and role in roles:
            return Responsible(
                wbs=code, title=title, role=roles[role].title, holders=_holders(web, roles[role])
            )
        above = above.rpartition(".")[0]
    return Responsible(wbs=code, title=title)


def _holders(web: Web, role: Record) -> tuple[str, ...]:
    """Return the names of those who hold a role and have not left it."""
    persons = web.collections.get("persons", {})
    seats = role.fields.get("holders", [])
    keys = [
        str(seat.get("person", ""))
        for seat in (seats if isinstance(seats, list) else [])
        if isinstance(seat, dict) and "until" not in seat
    ]
    return tuple(persons[key].title if key in persons else key for key in keys)
