"""ChangeRecord -> one self-contained HTML page, light and dark, for a screen and for paper.

Pure.  No script and nothing to fetch.  Links lead to where the page tells of
a record, or to where the repository says that documents and tickets are.
jinja2 escapes every value; each is in a ``<bdi>``, where text in another
direction cannot reorder its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.anchors import Anchors, Place, anchors
from dmccb.render.changerecord.environment import environment
from dmccb.render.changerecord.layout import filled, is_stacked
from dmccb.render.changerecord.linked import linked
from dmccb.render.changerecord.page import Cell, Column, Page, Section, Table
from dmccb.render.changerecord.pages import page_of
from dmccb.render.changerecord.phrases import Phrase, plain, typeset
from dmccb.render.changerecord.whole_tables import with_whole_tables

_UNBREAKABLE = 36
"""The most characters that are never broken: more would be wider than the screen of a telephone."""

_WORD = re.compile(r"([^\s,;:()“”]+)")


Links = Mapping[str, str]
"""A name -> where it leads."""


class Row(NamedTuple):
    """One row of a table."""

    anchor: str
    cells: tuple[tuple[Column, str, Cell], ...]


class Grid(NamedTuple):
    """A table.

    Attributes
    ----------
    wide
        Whether it has so many columns that it needs a wide screen.
    shown
        How many of its rows are shown; the others are folded.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool
    shown: int


class Block(NamedTuple):
    """A section.

    Attributes
    ----------
    anchor
        Its anchor; empty for a part.
    number
        How many records it tells of, where its heading does not say so.
    """

    anchor: str
    number: str
    section: Section
    grid: Grid | None
    parts: tuple[Block, ...]


def render(record: ChangeRecord) -> str:
    """Return the change record as an HTML page."""
    short = page_of(record)
    page = with_whole_tables(short)
    known = anchors((*page.sections, *page.first))
    inside = {record: f"#{quote(anchor)}" for record, anchor in known.records.items()}
    env = environment()
    env.filters["typeset"] = typeset
    env.filters["linked"] = lambda text: list(_linked(text, inside, page.links))
    env.filters["fragment"] = quote
    return env.get_template("changerecord.html.j2").render(
        page=page,
        first=_first(page, short, known),
        blocks=[_block(section, (index,), known) for index, section in enumerate(page.sections)],
    )


def _first(page: Page, short: Page, known: Anchors) -> list[Block]:
    """Return the tables of the first screen, which fold the rows that it has no room for."""
    blocks = []
    for index, (section, cut) in enumerate(zip(page.first, short.first, strict=True)):
        block = _block(section, (len(page.sections) + index,), known)
        if block.grid is not None and cut.table is not None:
            block = block._replace(grid=block.grid._replace(shown=len(cut.table.rows)))
        blocks.append(block)
    return blocks


def _block(section: Section, place: Place, known: Anchors) -> Block:
    parts = enumerate(section.parts)
    return Block(
        anchor=known.sections.get(place, ""),
        number=_number(section),
        section=section,
        grid=_grid(section.table, place, known) if section.table is not None else None,
        parts=tuple(_block(part, (*place, -1, index), known) for index, part in parts),
    )


def _number(section: Section) -> str:
    """Return the number of records of a section, unless its heading has it."""
    found = str(section.records)
    return "" if found in re.findall(r"\d+", section.title) else found


def _grid(table: Table, place: Place, known: Anchors) -> Grid:
    table = table if is_stacked(table) else filled(table)
    rows = tuple(
        Row(known.rows.get((*place, number), ""), _cells(row, table.columns))
        for number, row in enumerate(table.rows)
    )
    return Grid(table.columns, rows, not is_stacked(table), len(rows))


def _cells(row: Sequence[Cell], columns: Sequence[Column]) -> tuple[tuple[Column, str, Cell], ...]:
    return tuple((column, _kind(cell, column), cell) for column, cell in zip(columns, row, strict=True))


def _kind(cell: Cell, column: Column) -> str:
    """Return how a cell is set: what is too long for one line is text."""
    if not any(map(plain, cell)):
        return "none"
    fits = all(_length(phrase) <= _UNBREAKABLE for phrase in cell)
    return column.kind if fits or column.kind == "number" else "text"


def _length(phrase: Phrase) -> int:
    return len(plain(phrase))


def _linked(text: str, inside: Links, outside: Links) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with where it leads; empty where it leads nowhere.

    What the page tells of leads there, rather than away from it.
    """
    gathered = ""
    for word in _WORD.split(text):
        if word in inside:
            yield from linked(gathered, outside)
            yield word, inside[word]
            gathered = ""
        else:
            gathered += word
    yield from linked(gathered, outside)
