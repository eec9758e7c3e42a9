"""Impact, Affected -> a terminal: what lost margin in colour, titles where there is room for them.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from dmccb.impact.affected import Affected
from dmccb.impact.impact import Impact
from dmccb.render.impact import of_change, of_item
from dmccb.render.impact.page import INDENT, Branch, Line, widest
from dmccb.render.terminal.screen import ROOM, STYLES, padded, screen
from dmccb.render.view import View


def render(found: tuple[Impact, ...], view: View) -> str:
    """Return what each item is connected with."""
    parts: list[RenderableType] = []
    for one in found:
        parts += ["", *_page(of_item.head(one), of_item.branches(one, view), view)]
    return screen(parts[1:], view)


def render_change(found: Affected, view: View) -> str:
    """Return what a change affects."""
    return screen(_page(of_change.head(found), of_change.branches(found, view), view), view)


def _page(head: Sequence[str], below: Iterable[Branch], view: View) -> Iterator[RenderableType]:
    yield Text(head[0], style="bold")
    for line in head[1:]:
        yield padded(Text(line), 2)
    for branch in below:
        yield ""
        yield padded(Text(branch.heading, style="bold"), 2)
        yield from _lines(branch, view)


def _lines(branch: Branch, view: View) -> Iterator[RenderableType]:
    if branch.header:
        yield padded(Text(branch.header, style="dim"), INDENT)
    columns = widest(branch)
    beside = view.columns - INDENT - columns - 2 >= ROOM
    for line in branch.lines:
        yield from _line(line, columns if beside else 0)


def _line(line: Line, columns: int) -> Iterator[RenderableType]:
    text = Text(line.text, style=STYLES[line.tone])
    if not line.title:
        yield padded(text, INDENT)
    elif columns:
        text.pad_right(columns + 2 - len(line.text))
        yield padded(text + Text(line.title, style="dim"), INDENT, cut=True)
    else:
        yield padded(text, INDENT)
        yield padded(Text(line.title, style="dim"), INDENT + 2, cut=True)
