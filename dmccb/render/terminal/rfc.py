"""Requests for comments -> a terminal: a table of them, or one with what it names.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from dmccb.impact.named import ShownWithNames
from dmccb.render.rfc import HEADINGS, NONE, cells, names_lines
from dmccb.render.terminal import record
from dmccb.render.terminal.screen import padded, screen
from dmccb.render.view import View

_STYLES = {"major": "bold"}
"""Class of a request -> its style."""


def render_list(found: Sequence[ShownWithNames], view: View) -> str:
    """Return the requests as a terminal shows them."""
    if not found:
        return NONE
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    number, title, *others = HEADINGS
    table.add_column(number, overflow="fold", min_width=max(len(one.record.id) for one in found[:1]))
    table.add_column(title, ratio=1, overflow="fold")
    for name in others:
        table.add_column(name, overflow="fold")
    for one in found:
        key, *texts = cells(one)
        table.add_row(Text(key, style="bold"), *(Text(text, style=_STYLES.get(text, "")) for text in texts))
    return screen([table], view)


def render_one(one: ShownWithNames, view: View) -> str:
    """Return a request as a terminal shows it."""
    lines = [padded(Text(line), 2) for line in names_lines(one)]
    return record.render([one.shown], view) + (screen(["", *lines], view) if lines else "")
