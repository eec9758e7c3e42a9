"""Outline -> a terminal: the same lines, with what needs attention in colour.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dmccb.render.outline.outline import Line, Outline, Part
from dmccb.render.terminal.screen import phrase_text, screen
from dmccb.render.view import View, more, shown_of

MOST_COLUMNS = 120


def outline_screen(page: Outline, view: View) -> str:
    """Return an outline as a terminal shows it."""
    return screen(_page(page, view), view)


def _page(page: Outline, view: View) -> Iterator[RenderableType]:
    head = phrase_text(page.head)
    head.stylize("bold")
    yield head
    yield from (Text(about, style="dim") for about in page.about)
    for part in page.parts:
        yield ""
        yield Text(part.title, style="bold")
        yield from _part(part, view)


def _part(part: Part, view: View) -> Iterator[RenderableType]:
    tops = [index for index, one in enumerate(part.lines) if one.depth == 0]
    shown = shown_of(len(tops), view)
    end = tops[shown] if shown < len(tops) else len(part.lines)
    yield from (_line(one, view) for one in part.lines[:end])
    if shown < len(tops):
        yield Text(f"  {more(len(tops) - shown)}", style="dim")


def _line(one: Line, view: View) -> Padding:
    """Return a line; where it is broken, its other lines stand a little further in."""
    grid = Table.grid()
    grid.width = min(view.columns, MOST_COLUMNS) - 2 * (one.depth + 1)
    grid.add_column(overflow="fold")
    text = phrase_text(one.phrase)
    if one.depth:
        text.stylize("dim", 0, 0)
    grid.add_row(text)
    return Padding(grid, (0, 0, 0, 2 * (one.depth + 1)))
