"""ChangeRecord -> a terminal: the page of the change record, with slips in colour.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.layout import fitted, folded_table, is_stacked, unbroken, widths
from dmccb.render.changerecord.page import Cell, Page, Section, Table
from dmccb.render.changerecord.pages import page_of
from dmccb.render.changerecord.phrases import Phrase
from dmccb.render.changerecord.plain_text import head_lines, headed, in_full
from dmccb.render.plural import counted
from dmccb.render.terminal.screen import phrase_text, screen
from dmccb.render.view import View, more, more_of_screen, shown_of

MOST_COLUMNS = 120
"""How wide a table may become: beyond, the eye loses the line."""

_INDENT = 2

_BLANK = "\ue000"
"""Between a number and its unit while lines are made: to rich, other blanks are where a line may end."""


def render(record: ChangeRecord, view: View) -> str:
    """Return the change record as a terminal shows it."""
    return page_screen(page_of(record, view.fold), view)


def page_screen(page: Page, view: View) -> str:
    """Return a page as a terminal shows it."""
    return screen(_page(page, view), view).replace(_BLANK, " ")


def _page(page: Page, view: View) -> Iterator[RenderableType]:
    width = _width(view)
    first, *others = head_lines(page, width)
    head = Text(first, style="bold")
    head.stylize("not bold dim", len(page.subject))
    yield head
    yield from (Text(line, style="dim") for line in others)
    yield ""
    for phrase in page.counts:
        yield _item(phrase)
    for section in page.first:
        if section.table is not None:
            yield ""
            yield from _columns(headed(section, section.table), width, cut=True)
            if section.table.hidden:
                yield _hidden(more_of_screen(section.table.hidden, view))
    if view.summary:
        return
    for section in (*page.sections, *in_full(page, width, view)):
        yield from _section(section, view)


def _width(view: View) -> int:
    return min(view.columns, MOST_COLUMNS)


def _section(section: Section, view: View, style: str = "bold") -> Iterator[RenderableType]:
    yield ""
    yield Text(section.title, style=style)
    if not section.is_open and view.fold is not None:
        yield from map(_item, section.items)
        if section.table is not None or section.parts:
            yield _hidden(f"… {counted(section.records, 'entry', 'entries')} (--full shows them)")
        return
    if section.lead:
        yield _phrase(section.lead)
    shown = shown_of(len(section.items), view)
    yield from map(_item, section.items[:shown])
    if shown < len(section.items):
        yield _hidden(more(len(section.items) - shown))
    if section.table is not None:
        table = folded_table(section.table, view.fold)
        yield from _table(table, view)
        if table.hidden:
            yield _hidden(more(table.hidden))
    for part in section.parts:
        if part.is_open or view.fold is None:
            yield from _section(part, view, "italic")
        else:
            yield _hidden(f"… {part.title} (--full shows them)")


def _table(table: Table, view: View) -> Iterator[RenderableType]:
    if not is_stacked(table):
        yield from _columns(table, _width(view), cut=False)
        return
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.width = _width(view) - _INDENT
    widest = max((_length(row[0]) for row in table.rows), default=0)
    grid.add_column(width=min(widest, grid.width // 4), overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for row in table.rows:
        grid.add_row(*map(_lines, row))
    yield Padding(grid, (0, 0, 0, _INDENT))


def _columns(table: Table, width: int, *, cut: bool) -> Iterator[RenderableType]:
    """Yield a table with numbers, which are never broken; long text is, or is cut short."""
    table = fitted(table, width - _INDENT)
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    for column, size in zip(table.columns, widths(table, width - _INDENT), strict=True):
        grid.add_column(
            width=size,
            no_wrap=cut or column.kind == "number",
            overflow="ellipsis" if cut else "fold",
            justify="right" if column.kind == "number" else "left",
        )
    first, *others = table.columns
    grid.add_row(Text(first.title, style="bold"), *(Text(column.title, style="dim") for column in others))
    for row in table.rows:
        grid.add_row(*map(_lines, row))
    yield Padding(grid, (0, 0, 0, _INDENT))


def _length(cell: Cell) -> int:
    return max((phrase_text(phrase).cell_len for phrase in cell), default=0)


def _lines(cell: Cell) -> Text:
    return Text("\n").join(map(_phrase, cell))


def _phrase(phrase: Phrase) -> Text:
    return phrase_text(tuple(replace(span, text=unbroken(span.text, _BLANK)) for span in phrase))


def _hidden(text: str) -> Text:
    return Text(f"{' ' * _INDENT}{text}", style="dim")


def _item(phrase: Phrase) -> RichTable:
    """Return a phrase with a dash that stays outside its lines."""
    item = RichTable.grid()
    item.add_row("- ", _phrase(phrase))
    return item
