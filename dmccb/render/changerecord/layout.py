"""Table × the characters of a line -> the table with the columns that have room, and how wide each is.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from dmccb.render.changerecord.page import Cell, Column, Section, Table
from dmccb.render.changerecord.phrases import plain
from dmccb.render.view import shown_within

GAP = 2
"""Blanks between two columns."""

_MEASURE = re.compile(r"[+-]?\d+(?: to [+-]\d+)? (?:d|days?|h)\b")

_LEAST = 8
"""The fewest characters in which text is legible."""


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(char) in "WF" for char in text)


def shortened(text: str, width: int) -> str:
    """Return a text cut to the columns of a terminal, which says so."""
    if width_of(text) <= width:
        return text
    kept = ""
    for char in text:
        if width_of(f"{kept}{char}…") > width:
            break
        kept += char
    return f"{kept.rstrip()}…"


def unbroken(text: str, blank: str) -> str:
    """Return a text in which no line ends between a number of days, or hours, and its unit.

    Parameters
    ----------
    text
        The text.
    blank
        What stands for a blank there until the lines are made.
    """
    return _MEASURE.sub(lambda found: found[0].replace(" ", blank), text)


def fitted(table: Table, width: int) -> Table:
    """Return a table without the columns that are empty, or for which a line has no room.

    The first of those that may go, goes first.
    """
    table = _without_empty(table, [index for index, column in enumerate(table.columns) if column.room])
    while True:
        needs = [_need(table, index) for index in range(len(table.columns))]
        optional = [index for index, column in enumerate(table.columns) if column.room]
        if not optional or sum(needs) + GAP * (len(needs) - 1) <= width:
            return table
        table = _without(table, optional[0])


def widths(table: Table, width: int) -> list[int]:
    """Return the width of each column: what is not broken takes what it needs, text shares the rest.

    Where even that is too much, the first column, which names the item, takes
    what is left.
    """
    found = [
        0 if column.kind == "text" else _natural(table, index) for index, column in enumerate(table.columns)
    ]
    texts = [index for index, column in enumerate(table.columns) if column.kind == "text"]
    left = width - sum(found) - GAP * (len(found) - 1)
    for index in sorted(texts, key=lambda one: _natural(table, one)):
        share = max(_LEAST, left // len([one for one in texts if not found[one]]))
        found[index] = min(_natural(table, index), share)
        left -= found[index]
    found[0] = min(found[0], max(_LEAST, found[0] + left))
    return found


def _need(table: Table, index: int) -> int:
    column = table.columns[index]
    if column.kind == "text":
        return column.room or _LEAST
    return _natural(table, index)


def _natural(table: Table, index: int) -> int:
    cells = (row[index] for row in table.rows)
    longest = max((_longest(cell) for cell in cells), default=0)
    return max(longest, width_of(table.columns[index].title))


def _longest(cell: Cell) -> int:
    return max((width_of(plain(phrase)) for phrase in cell), default=0)


def _without(table: Table, index: int) -> Table:
    def left(parts: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(part for place, part in enumerate(parts) if place != index)

    columns: tuple[Column, ...] = tuple(one for place, one in enumerate(table.columns) if place != index)
    return table._replace(columns=columns, rows=tuple(left(row) for row in table.rows))


def filled(table: Table) -> Table:
    """Return a table without the columns in which no row has anything."""
    return _without_empty(table, range(len(table.columns))) if table.rows else table


def _without_empty(table: Table, places: Sequence[int]) -> Table:
    """Return a table without those of some columns in which no row has anything."""
    for index in reversed(places):
        if not any(row[index] for row in table.rows):
            table = _without(table, index)
    return table


def folded_table(table: Table, fold: int | None) -> Table:
    """Return a table with no more rows than a reader wants to see; the others are counted."""
    shown = shown_within(len(table.rows), fold)
    return table._replace(rows=table.rows[:shown], hidden=table.hidden + len(table.rows) - shown)


def is_stacked(table: Table) -> bool:
    """Tell whether a table has no numbers, so that its rows read as well one below the other."""
    return all(column.kind != "number" for column in table.columns)


def shown_rows(section: Section, fold: int | None) -> int:
    """Return how many rows and items of a section are shown, those of its parts included."""
    if fold is not None and not section.is_open:
        return 1
    rows = len(folded_table(section.table, fold).rows) if section.table else 0
    return rows + len(section.items) + sum(shown_rows(part, fold) for part in section.parts)
