"""ChangeRecord -> a terminal: grouped by release, slips in colour and with their sign.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dmccb.compare.changerecord import ChangeRecord
from dmccb.render.changerecord.headline import headline, particulars
from dmccb.render.changerecord.phrases import move_phrases
from dmccb.render.changerecord.sections import Row, Section, sections
from dmccb.render.terminal.screen import phrase_text, screen
from dmccb.render.view import View, folded, more

SCREEN = 40
"""Rows beyond which the counts have left the screen, and are said again at the end."""

MOST_COLUMNS = 120
"""How wide a table may become: beyond, the eye loses the line."""


def render(record: ChangeRecord, view: View) -> str:
    """Return the change record as a terminal shows it."""
    return screen(_page(record, view), view)


def _page(record: ChangeRecord, view: View) -> Iterator[RenderableType]:
    tables = sections(record, view.fold)
    rows = [row for section in tables for row in section.rows]
    yield from _head(record)
    yield from _moves(record, view)
    widest = max((len(row.item) for row in rows), default=0)
    for section in tables:
        yield from _section(section, view, widest)
    if len(rows) > SCREEN:
        yield ""
        yield from _head(record)


def _head(record: ChangeRecord) -> Iterator[RenderableType]:
    head = headline(record)
    yield Text(head.subject, style="bold")
    known = " · ".join(value for _, value in particulars(record))
    if known:
        yield Text(known, style="dim")
    for clause in head.clauses:
        yield _item(clause)


def _moves(record: ChangeRecord, view: View) -> Iterator[RenderableType]:
    moves = move_phrases(record.changeset.moves)
    if moves:
        yield Text("\nMoves", style="bold")
        for line in folded(moves, view):
            yield Padding(Text(line), (0, 0, 0, 2))


def _section(section: Section, view: View, widest: int) -> Iterator[RenderableType]:
    yield ""
    yield Text(section.heading, style="bold")
    if section.due:
        yield phrase_text(section.due)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.width = min(view.columns, MOST_COLUMNS) - 2
    table.add_column(width=min(widest, table.width // 4), overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for row in section.rows:
        table.add_row(*_cells(row))
    yield Padding(table, (0, 0, 0, 2))
    if section.hidden:
        yield Text(f"  {more(section.hidden)}", style="dim")


def _cells(row: Row) -> tuple[Text, Text, Text]:
    happened = Text("\n").join(phrase_text(phrase) for phrase in row.phrases)
    return Text(row.item), Text(row.title), happened


def _item(clause: str) -> Table:
    """Return a clause with a dash that stays outside its lines."""
    item = Table.grid()
    item.add_row("- ", Text(clause))
    return item
