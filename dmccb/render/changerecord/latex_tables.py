r"""Sections -> blocks of a LaTeX fragment: lists, and tables for ``longtable``.

Pure.  Columns of numbers and of IDs are as wide as they need to be, so that
none is broken.  What is left goes to text.  Where a table has numbers, what
may be left out stands in a line of its own below each row: there is no room
beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from dmccb.render.changerecord.layout import filled, is_stacked
from dmccb.render.changerecord.page import Cell, Column, Section, Table
from dmccb.render.changerecord.phrases import Phrase, Span, plain

_LONGEST = 28
"""The most characters that have a column as wide as themselves: an ID and a slip."""

_SIGN, _NUMBER, _ALL = 1.3, 12.0, 93.0
"""Widths in hundredths of the text: of a character, of a number, and of a table without its gaps."""

_LAST = 0.56
"""The part of the room for text that the last such column has, which says most."""


class Row(NamedTuple):
    """One row: its cells, and what stands in the line below them."""

    cells: tuple[Cell, ...]
    below: Phrase


class Group(NamedTuple):
    """Rows under one heading; the heading is empty where the table has it."""

    title: str
    lead: Phrase
    rows: tuple[Row, ...]


class Block(NamedTuple):
    """A list with its heading, or a table of one or several sections.

    Attributes
    ----------
    section
        The list; of a table, its first section.
    spec
        The columns of the table, as ``longtable`` takes them; empty for a
        list.
    heads
        Their headings.
    groups
        What is in the table.
    """

    section: Section
    spec: Markup = Markup("")
    heads: tuple[Column, ...] = ()
    groups: tuple[Group, ...] = ()


def blocks(sections: Sequence[Section]) -> list[Block]:
    """Return the blocks of sections and their parts; neighbours with the same columns are one table."""
    found = []
    for columns, together in groupby(_flat(sections), key=_columns):
        if not columns:
            found += [Block(section) for section in together]
        elif is_stacked(Table(columns, ())):
            found.append(_stacked(list(together), columns))
        else:
            found += [_numbers(section, section.table) for section in together if section.table]
    return found


def _columns(section: Section) -> tuple[Column, ...]:
    return section.table.columns if section.table is not None else ()


def _flat(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield sections and their parts; a part that goes on with the same table is no section of its own."""
    for section in sections:
        others = []
        for part in section.parts:
            if section.is_detail and section.table and part.table and _columns(part) == _columns(section):
                rows = (*section.table.rows, *part.table.rows)
                section = section._replace(table=section.table._replace(rows=rows))
            else:
                others.append(part)
        yield section
        yield from _flat(others)


def _stacked(sections: Sequence[Section], columns: tuple[Column, ...]) -> Block:
    """Return one table of sections that have no numbers."""
    groups = tuple(_group(section, section.table) for section in sections if section.table)
    rows = [row for group in groups for row in group.rows]
    return Block(sections[0], _spec(columns, rows), columns, groups)


def _group(section: Section, table: Table) -> Group:
    return Group(section.title, section.lead, tuple(Row(row, ()) for row in table.rows))


def _numbers(section: Section, table: Table) -> Block:
    """Return a table with numbers, headed by the title of its section."""
    table = filled(table)
    columns = tuple(column for column in table.columns if not _is_below(column))
    rows = tuple(_row(row, table.columns) for row in table.rows)
    headed = (columns[0]._replace(title=section.title), *columns[1:])
    return Block(section, _spec(columns, rows), headed, (Group("", section.lead, rows),))


def _row(row: Sequence[Cell], columns: Sequence[Column]) -> Row:
    cells = zip(row, columns, strict=True)
    return Row(tuple(cell for cell, column in cells if not _is_below(column)), _below(row, columns))


def _is_below(column: Column) -> bool:
    """Tell whether a column stands below the others: one that may be left out, and is no number."""
    return column.room > 0 and column.kind != "number"


def _below(row: Sequence[Cell], columns: Sequence[Column]) -> Phrase:
    """Return what stands below a row: titles as they are, anything else with the heading of its column."""
    found: list[Span] = []
    for cell, column in zip(row, columns, strict=True):
        if not _is_below(column):
            continue
        for phrase in filter(None, cell):
            named = "" if column.kind == "text" else f"{column.title[:1].lower()}{column.title[1:]} "
            found += [Span(text=f"{'; ' if found else ''}{named}"), *phrase]
    return tuple(found)


def _spec(columns: Sequence[Column], rows: Sequence[Row]) -> Markup:
    """Return the columns as LaTeX takes them."""
    longest = [_longest(rows, place) for place in range(len(columns))]
    texts = [place for place, column in enumerate(columns) if column.kind == "text"]
    taken = sum(_width(column, length) for column, length in zip(columns, longest, strict=True))
    parts = []
    for place, column in enumerate(columns):
        if column.kind == "text":
            parts.append(_paragraph((_ALL - taken) * _share(place, texts)))
        elif column.kind == "id" and longest[place] > _LONGEST:
            parts.append(_paragraph(_width(column, longest[place])))
        else:
            parts.append("r" if column.kind == "number" else "l")
    return Markup(f"@{{}}{''.join(parts)}@{{}}")  # noqa: S704 - of numbers and letters of this module


def _longest(rows: Sequence[Row], place: int) -> int:
    return max((len(plain(phrase)) for row in rows for phrase in row.cells[place]), default=0)


def _width(column: Column, longest: int) -> float:
    """Return how much of the width a column takes before text has any."""
    if column.kind == "id":
        return _SIGN * min(longest, _LONGEST)
    return _NUMBER if column.kind == "number" else 0.0


def _share(place: int, texts: Sequence[int]) -> float:
    """Return how much of the room for text a column has."""
    if len(texts) == 1:
        return 1.0
    return _LAST if place == texts[-1] else (1 - _LAST) / (len(texts) - 1)


def _paragraph(hundredths: float) -> str:
    return f"p{{.{round(hundredths):02}\\textwidth}}"
