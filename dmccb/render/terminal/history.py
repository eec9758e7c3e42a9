"""History -> a terminal: a table for each record, newest change first.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dmccb.compare.event import Event, History
from dmccb.render.history import cells, happened, heading, known_as, told_apart
from dmccb.render.terminal.screen import phrase_text, screen
from dmccb.render.view import View


def render(found: History, view: View) -> str:
    """Return the changes as a terminal shows them."""
    return screen(_page(found), view)


def _page(found: History) -> Iterator[RenderableType]:
    yield from (Text(line, style="bold") for line in told_apart(found))
    for one in found.records:
        yield Text(heading(one), style="bold")
        yield from (Padding(Text(line, style="dim"), (0, 0, 0, 2)) for line in known_as(one, found))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, style="dim")
        table.add_column(ratio=1, overflow="fold")
        for event in one.events:
            table.add_row(*_cells(event))
            table.add_row()
        yield Padding(table, (0, 0, 0, 2))


def _cells(event: Event) -> tuple[Text, Text, Text]:
    day, commit, marks, said = cells(event)
    lines = [Text(marks, style="cyan")] if marks else []
    lines.append(Text(said, style="dim"))
    lines += [phrase_text(phrase) for phrase in happened(event.change)]
    return Text(day), Text(commit), Text("\n").join(lines)
