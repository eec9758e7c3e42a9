"""ChangeRecord -> plain text: what a terminal shows, without colour.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.layout import (
    GAP,
    fitted,
    folded_table,
    is_stacked,
    shortened,
    shown_rows,
    unbroken,
    width_of,
    widths,
)
from dmccb.render.changerecord.page import Cell, Column, Page, Section, Table
from dmccb.render.changerecord.pages import ABOUT, page_of
from dmccb.render.changerecord.phrases import Span, plain
from dmccb.render.plural import counted
from dmccb.render.view import WHOLE, View, folded, more, more_of_screen

WIDTH = 100

_BLANK = "\0"
"""Between a number and its unit while lines are made; no text of a page has it."""


def render(record: ChangeRecord, view: View = WHOLE) -> str:
    """Return the change record as plain text."""
    return page_text(page_of(record, view.fold), view)


def rows(record: ChangeRecord, view: View) -> int:
    """Return how many rows the tables of the change record have."""
    page = page_of(record, view.fold)
    sections = () if view.summary else page.sections
    return sum(shown_rows(section, view.fold) for section in sections)


def page_text(page: Page, view: View) -> str:
    """Return a page as plain text."""
    return "\n".join(_lines(page, view)) + "\n"


def _lines(page: Page, view: View) -> Iterator[str]:
    yield from head_lines(page, WIDTH)
    yield ""
    for phrase in page.counts:
        yield from _wrapped(plain(phrase), "- ", "  ")
    for section in page.first:
        if section.table is not None:
            yield ""
            yield from table_lines(headed(section, section.table), cut=True)
            if section.table.hidden:
                yield f"  {more_of_screen(section.table.hidden, view)}"
    if view.summary:
        return
    for section in (*page.sections, *in_full(page, WIDTH, view)):
        yield from _section(section, view)


def head_lines(page: Page, width: int) -> Iterator[str]:
    """Yield what is compared and what is said of it; of the sources, as much as a line has room for."""
    gap = width - width_of(page.subject) - width_of(page.states)
    if gap >= GAP:
        yield f"{page.subject}{' ' * gap if page.states else ''}{page.states}"
    else:
        yield from (page.subject, page.states)
    if page.sources:
        yield shortened(_listed(page.sources), width)
    for line in page.about:
        yield from _about(line, width, ABOUT)


def in_full(page: Page, width: int, view: View) -> list[Section]:
    """Return what the head has no room for, where a reader wants all."""
    cut = [line for line in page.about if len(_about(line, width)) > ABOUT]
    if width_of(_listed(page.sources)) > width:
        cut += page.sources
    if not cut or view.fold is not None:
        return []
    return [Section("Version and sources in full", items=tuple((Span(text=line),) for line in cut))]


def _listed(sources: Sequence[str]) -> str:
    return f"sources: {'; '.join(sources)}"


def _about(line: str, width: int, most: int | None = None) -> list[str]:
    return wrap(line, width, subsequent_indent="  ", break_on_hyphens=False, max_lines=most, placeholder=" …")


def headed(section: Section, table: Table) -> Table:
    """Return a table whose first column has the heading of its section."""
    first, *others = table.columns
    return table._replace(columns=(first._replace(title=section.title), *others))


def _section(section: Section, view: View, rule: str = "-") -> Iterator[str]:
    """Yield the lines of a section; of one that is folded, its heading and how much it holds."""
    yield ""
    yield from _wrapped(section.title, "", "  ")
    if not section.is_open and view.fold is not None:
        yield from _folded_section(section)
        return
    yield rule * min(width_of(section.title), WIDTH)
    yield from _body(section, view)
    for part in section.parts:
        if part.is_open or view.fold is None:
            yield from _section(part, view, "~")
        else:
            yield f"  … {part.title} (--full shows them)"


def _folded_section(section: Section) -> Iterator[str]:
    for item in section.items:
        yield from _wrapped(plain(item), "- ", "  ")
    if section.table is not None or section.parts:
        yield f"  … {counted(section.records, 'entry', 'entries')} (--full shows them)"


def _body(section: Section, view: View) -> Iterator[str]:
    if section.lead:
        yield from _wrapped(plain(section.lead), "", "")
    items = folded([plain(item) for item in section.items], view)
    for item in items:
        yield from _wrapped(item, "- ", "  ")
    if section.table is not None:
        table = folded_table(section.table, view.fold)
        yield from table_lines(table)
        if table.hidden:
            yield f"  {more(table.hidden)}"


def table_lines(table: Table, *, cut: bool = False) -> Iterator[str]:
    """Yield the lines of a table: in columns where it has numbers, else one row below the other.

    Parameters
    ----------
    table
        The table.
    cut
        Whether to cut long text short, so that each row is one line.
    """
    if is_stacked(table):
        for row in table.rows:
            yield from _stacked(row)
    else:
        table = fitted(table, WIDTH - GAP)
        wide = widths(table, WIDTH - GAP)
        yield _joined([_set(column.title, size, column.kind) for column, size in _sized(table, wide)])
        for row in table.rows:
            yield from _in_columns(table, row, wide, cut=cut)


def _sized(table: Table, wide: Sequence[int]) -> list[tuple[Column, int]]:
    return list(zip(table.columns, wide, strict=True))


def _in_columns(table: Table, row: Sequence[Cell], wide: Sequence[int], *, cut: bool) -> Iterator[str]:
    """Yield the lines of one row; text that is too long goes on in the next line, or is cut short."""
    cells = []
    for cell, (column, size) in zip(row, _sized(table, wide), strict=True):
        lines = _cell_lines(cell, size, column, cut=cut)
        cells.append([_set(line, size, column.kind) for line in lines])
    blank = [" " * size for size in wide]
    for number in range(max(map(len, cells), default=0)):
        lines = [
            cell[number] if number < len(cell) else empty for cell, empty in zip(cells, blank, strict=True)
        ]
        yield _joined(lines)


def _cell_lines(cell: Cell, size: int, column: Column, *, cut: bool) -> list[str]:
    lines = list(map(plain, cell))
    if column.kind == "number":
        return lines
    if cut:
        return [shortened(line, size) for line in lines]
    return [part for line in lines for part in wrap(line, size) or [""]]


def _set(text: str, size: int, kind: str) -> str:
    room = " " * max(0, size - width_of(text))
    return room + text if kind == "number" else text + room


def _joined(cells: Sequence[str]) -> str:
    return f"{' ' * GAP}{(' ' * GAP).join(cells)}".rstrip()


def _stacked(row: Sequence[Cell]) -> Iterator[str]:
    *head, last = row
    words = [plain(phrase) for cell in head for phrase in cell]
    yield from _wrapped("  ".join(words), "  ", " " * 6)
    for phrase in last:
        yield from _wrapped(plain(phrase), " " * 6, " " * 8)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Return the text in lines of bounded length; never breaks a word."""
    if len(first) + len(text) <= WIDTH:
        return [first + text]
    lines = wrap(
        unbroken(text, _BLANK),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_BLANK, " ") for line in lines]
