"""ChangeRecord -> a terminal: grouped by release, slips in colour and with their sign.

The one renderer that prints: rich knows the terminal's width and colours, so
it is handed the console.  Beyond a few hundred rows the page is plain text,
since a table of a thousand rows takes rich a third of a second.
"""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dmccb.compare.changerecord import ChangeRecord
from dmccb.render.changerecord import plain_text
from dmccb.render.changerecord.headline import headline, particulars
from dmccb.render.changerecord.phrases import Phrase, move_phrases
from dmccb.render.changerecord.plain_text import folded_text
from dmccb.render.changerecord.sections import Row, Section, sections

MOST_ROWS = 300
"""How many rows rich is asked to set."""

SCREEN = 40
"""Rows beyond which the counts have left the screen, and are said again at the end."""

MOST_COLUMNS = 120
"""How wide a table may become: beyond, the eye loses the line."""

_STYLES = {"plain": "", "later": "bold red", "earlier": "bold green", "came": "cyan", "went": "magenta"}


def render_terminal(record: ChangeRecord, console: Console, fold: int | None = None) -> None:
    """Print the change record.

    Parameters
    ----------
    console
        Where to print.
    fold
        How many rows of a section, how many moves, and how many members of a
        set to show; the others are only counted.  None shows all.
    """
    tables = sections(record, fold)
    if sum(len(section.rows) for section in tables) > MOST_ROWS:
        console.print(Text(plain_text.render(record, fold)), end="", soft_wrap=True)
        return
    _head(record, console)
    _moves(record, console, fold)
    widest = max((len(row.item) for section in tables for row in section.rows), default=0)
    for section in tables:
        _section(section, console, widest)
    if sum(len(section.rows) for section in tables) > SCREEN:
        console.print()
        _head(record, console)


def _head(record: ChangeRecord, console: Console) -> None:
    head = headline(record)
    console.print(Text(head.subject, style="bold"))
    known = " · ".join(value for _, value in particulars(record))
    if known:
        console.print(Text(known, style="dim"))
    for clause in head.clauses:
        console.print(_item(clause))


def _moves(record: ChangeRecord, console: Console, fold: int | None) -> None:
    moves = move_phrases(record.changeset.moves)
    if not moves:
        return
    console.print(Text("\nMoves", style="bold"))
    shown = moves if fold is None or len(moves) <= fold + 1 else moves[:fold]
    for move in shown:
        console.print(Padding(Text(move), (0, 0, 0, 2)))
    if len(shown) < len(moves):
        console.print(Text("  " + folded_text(len(moves) - len(shown)), style="dim"))


def _section(section: Section, console: Console, widest: int) -> None:
    console.print()
    console.print(Text(section.heading, style="bold"))
    if section.due:
        console.print(_text(section.due))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.width = min(console.width, MOST_COLUMNS) - 2
    table.add_column(width=min(widest, table.width // 4), overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for row in section.rows:
        table.add_row(*_cells(row))
    console.print(Padding(table, (0, 0, 0, 2)))
    if section.hidden:
        console.print(Text("  " + folded_text(section.hidden), style="dim"))


def _cells(row: Row) -> tuple[Text, Text, Text]:
    happened = Text("\n").join(_text(phrase) for phrase in row.phrases)
    return Text(row.item), Text(row.title), happened


def _item(clause: str) -> Table:
    """Return a clause with a dash that stays outside its lines."""
    item = Table.grid()
    item.add_row("- ", Text(clause))
    return item


def _text(phrase: Phrase) -> Text:
    return Text.assemble(*((span.text, _STYLES[span.tone]) for span in phrase))
