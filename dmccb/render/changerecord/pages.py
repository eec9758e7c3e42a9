"""ChangeRecord -> Page: the first screen, then all else in the order of importance.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from dmccb.changerecord.changerecord import ChangeRecord, Part
from dmccb.render.changerecord.counts import noun, part_counts, rank
from dmccb.render.changerecord.details import details, recorded
from dmccb.render.changerecord.first_screen import BY_ELEMENT, elements, releases
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

ABOUT = 2
"""Lines of the first screen for each thing that is said of the version, or of what is not shown."""

_FRAME = 3
"""Lines of a table beside its rows: a blank one, the heading, and what is not shown."""


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
    page = Page(
        subject=subject(record),
        states=states(record),
        about=about(record),
        sources=sources(record),
        counts=counts(record),
        links=record.links,
    )
    first = _first(record.inside, heading, SCREEN - _lines_above(page))
    shown = {section.title: section.table.hidden for section in first if section.table is not None}
    sections = _sections(record, heading, fold, shown)
    return page._replace(first=first, sections=_opened_if_short(sections, len(record.changeset.changes)))


def _opened_if_short(sections: Iterable[Section], records: int) -> tuple[Section, ...]:
    """Return sections, all of them open where a record is so short that folding would hide all there is."""
    if records > SHORT:
        return tuple(sections)
    return tuple(
        section._replace(is_open=True, is_detail=False, parts=_opened_if_short(section.parts, records))
        for section in sections
    )


def _lines_above(page: Page) -> int:
    """Return how many lines of text stand above the tables of the first screen."""
    head = 1 if len(page.subject) + len(page.states) < LINE else 2
    told = sum(min(ABOUT, _lines(line)) for line in page.about)
    return head + bool(page.sources) + told + 1 + sum(_lines(plain(phrase)) for phrase in page.counts)


def _lines(text: str) -> int:
    return len(wrap(text, LINE, break_long_words=False, break_on_hyphens=False))


def _room(part: Part, left: int) -> tuple[int, int]:
    """Return how many releases and how many WBS elements to show in the lines left; 0 for no table."""
    if not part.elements or left < 2 * (_FRAME + 1):
        return max(0, left - _FRAME), 0
    if not part.releases:
        return 0, left - _FRAME
    left -= 2 * _FRAME
    of_elements = min(len(part.elements), left // 2)
    of_releases = min(len(part.releases), left - of_elements)
    return of_releases, left - of_releases


def _first(part: Part, heading: str, left: int) -> tuple[Section, ...]:
    """Return the tables of the first screen, as many rows of each as there is room for."""
    of_releases, of_elements = _room(part, left)
    tables = (
        releases(part, heading, of_releases) if of_releases else None,
        elements(part, of_elements) if of_elements else None,
    )
    return tuple(table for table in tables if table is not None)


def _sections(
    record: ChangeRecord, heading: str, fold: int | None, shown: Mapping[str, int]
) -> Iterator[Section]:
    part = record.inside
    wrong = invalid(record)
    if wrong is not None:
        yield wrong
    yield from _whole_tables(part, heading, fold, shown)
    yield from _part(part, record, fold)
    if not record.outside.is_empty:
        yield _outside(record, fold)


def _whole_tables(part: Part, heading: str, fold: int | None, shown: Mapping[str, int]) -> Iterator[Section]:
    """Yield the tables of which the first screen does not have all rows; of those it has some, on request."""
    whole = {heading: releases(part, f"All {heading.lower()}"), BY_ELEMENT: elements(part)}
    for name, table in whole.items():
        hidden = shown.get(name)
        if table is not None and (hidden is None or (hidden and fold is None)):
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
