"""Sections of a page -> anchors: what a link to a section or to a record names.

Pure.  The anchor of a record is its ID, where the page first tells of it: a
row, or the section that is named for it.  Others are named for their
headings, without counts, so that a link holds when the record is made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dmccb.render.changerecord.page import Section, Table
from dmccb.render.changerecord.phrases import plain

Place = tuple[int, ...]
"""Where something is: the index of its section, those of the parts within, then that of a row."""

_NAMED = re.compile(r"(\S+): ")


class Anchors(NamedTuple):
    """The anchors of a page; each is used once.

    Attributes
    ----------
    sections
        Place of a section -> its anchor; parts have none.
    rows
        Place of a row -> its anchor, if that is where a record comes first.
    records
        ID of a record -> its anchor.
    """

    sections: Mapping[Place, str]
    rows: Mapping[Place, str]
    records: Mapping[str, str]


class _Names:
    """Gives out names, each once."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """Return the name that is wanted, or that name with a number."""
        found = wanted
        while found in self.given:
            self.given[wanted] += 1
            found = f"{wanted}-{self.given[wanted]}"
        self.given[found] = 1
        return found


def anchors(sections: Sequence[Section]) -> Anchors:
    """Return the anchors of the sections of a page, and of the records in them."""
    names = _Names()
    places: dict[str, Place] = {}
    for place, record in _records(sections):
        places.setdefault(record, place)
    records = {record: names.name(re.sub(r"\s", "-", record)) for record in places}
    found = {place: records[record] for record, place in places.items()}
    return Anchors(
        sections={
            (index,): found.get((index,)) or names.name(_slug(section.title))
            for index, section in enumerate(sections)
        },
        rows={place: anchor for place, anchor in found.items() if len(place) > 1},
        records=records,
    )


def _records(sections: Sequence[Section], above: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield each record that a heading names or a row begins with, in the order of the page."""
    for index, section in enumerate(sections):
        place = (*above, index)
        named = _NAMED.match(section.title)
        if named and not above:
            yield place, named[1]
        if section.table is not None:
            yield from _of_rows(section.table, place)
        yield from _records(section.parts, (*place, -1))


def _of_rows(table: Table, place: Place) -> Iterator[tuple[Place, str]]:
    if table.columns[0].kind != "id":
        return
    for number, row in enumerate(table.rows):
        if row[0]:
            yield (*place, number), plain(row[0][0])


def _slug(title: str) -> str:
    """Return ``now-in-no-release`` for ``Now in no release: 14 features``."""
    words = re.findall(r"\w+", title.partition(": ")[0].lower())
    return "-".join(words) or "section"
