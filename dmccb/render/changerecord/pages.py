"""ChangeRecord -> Page: the first screen, then all else in the order of importance.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dmccb.changerecord.changerecord import ChangeRecord, Part
from dmccb.render.changerecord.counts import noun, part_counts, rank
from dmccb.render.changerecord.details import details, recorded
from dmccb.render.changerecord.first_screen import elements, releases
from dmccb.render.changerecord.headline import about, counts, outside_title, sources, states, subject
from dmccb.render.changerecord.news import invalid, news
from dmccb.render.changerecord.page import Page, Section
from dmccb.render.changerecord.phrases import plain

LINE = 96
"""Characters of a line of the first screen."""

SCREEN = 25
"""Lines of the first screen."""

SHORT = 12
"""Records of a change that is not folded."""

_LEAST = 3
"""Rows of a table of the first screen, however much else there is to say."""

_FRAME = 6
"""Lines around the two tables: above each a blank line and the heading, below it what is not shown."""


def page_of(record: ChangeRecord, fold: int | None = None) -> Page:
    """Return the page of a change record.

    Parameters
    ----------
    record
        The change record.
    fold
        How many members of a set to show; the others are only counted.  None
        shows all.
    """
    heading = _groups_heading(record)
    said = counts(record)
    told = about(record)
    of_releases, of_elements = _room(record, [*told, *map(plain, said)])
    first = (
        releases(record.inside, heading, of_releases),
        elements(record.inside, of_elements),
    )
    return Page(
        subject=subject(record),
        states=states(record),
        about=told,
        sources=sources(record),
        counts=said,
        first=tuple(section for section in first if section is not None),
        sections=_opened_if_short(_sections(record, heading, fold), len(record.changeset.changes)),
        links=record.links,
    )


def _opened_if_short(sections: Iterable[Section], records: int) -> tuple[Section, ...]:
    """Return sections, all of them open where a record is so short that folding would hide all there is."""
    if records > SHORT:
        return tuple(sections)
    return tuple(
        section._replace(is_open=True, parts=_opened_if_short(section.parts, records)) for section in sections
    )


def _room(record: ChangeRecord, lines: Sequence[str]) -> tuple[int, int]:
    """Return how many releases and how many WBS elements the first screen has room for."""
    above = 2 + bool(record.head.notes) + sum(1 + len(line) // LINE for line in lines)
    left = max(2 * _LEAST, SCREEN - _FRAME - above)
    of_elements = min(len(record.inside.elements), left // 2)
    of_releases = min(len(record.inside.releases), left - of_elements)
    return of_releases, left - of_releases


def _sections(record: ChangeRecord, heading: str, fold: int | None) -> Iterator[Section]:
    part = record.inside
    wrong = invalid(record)
    if wrong is not None:
        yield wrong
    if fold is None:
        yield from _whole_tables(part, heading)
    yield from _part(part, record, fold)
    if not record.outside.is_empty:
        yield _outside(record, fold)


def _whole_tables(part: Part, heading: str) -> Iterator[Section]:
    """Yield the tables of which the first screen has the first rows."""
    for table in (releases(part, f"All {heading.lower()}"), elements(part)):
        if table is not None and table.records > _LEAST:
            yield table._replace(is_open=False)


def _part(part: Part, record: ChangeRecord, fold: int | None) -> Iterator[Section]:
    yield from news(part, record, fold)
    yield from details(part, record, fold)
    first = recorded(part, record)
    if first is not None:
        yield first


def _outside(record: ChangeRecord, fold: int | None) -> Section:
    """Return what is outside the document: its headline, and all of it below."""
    part = record.outside
    tables = (releases(part, _groups_heading(record)), elements(part))
    inner = (*(table for table in tables if table is not None), *_part(part, record, fold))
    title = outside_title(record)
    return Section(
        title=title[:1].upper() + title[1:],
        items=tuple(part_counts(part, record.kinds)),
        is_open=record.everything,
        records=len(part.changes),
        parts=inner if record.everything else tuple(section._replace(is_open=False) for section in inner),
    )


def _groups_heading(record: ChangeRecord) -> str:
    """Return what the records are called that group others (``Releases``)."""
    names = sorted(
        {name for name in record.kinds if rank(name, record.kinds)[0] == 0},
    )
    called = " and ".join(noun(name, 2, record.kinds) for name in names)
    return called[:1].upper() + called[1:]
