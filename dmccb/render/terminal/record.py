"""Records -> a terminal: a table of the fields of each, and where it stands.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dmccb.impact.standing import Part, Shown, Standing
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.render.display import display, value_text
from dmccb.render.record import invalid_lines
from dmccb.render.standing import Row, member_rows, members_heading, summary
from dmccb.render.terminal.screen import ROOM, padded, screen
from dmccb.render.view import View

_STYLES = {"overdue": "bold red", "completed": "green"}
"""State of a member -> its style."""

_GAP = "  "

_INDENT = 4
"""Columns before a member."""


def render(found: Sequence[Shown], view: View) -> str:
    """Return the records as a terminal shows them."""
    return screen(_page(found, view), view)


def _page(found: Sequence[Shown], view: View) -> Iterator[RenderableType]:
    for number, one in enumerate(found):
        if number:
            yield ""
        place = display(f"{one.kind.name}, {one.record.path}:{one.record.line}")
        yield Text.assemble((display(one.record.id), "bold"), (f"  {place}", "dim"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(ratio=1, overflow="fold")
        for name in _ordered(one.kind, one.record):
            table.add_row(Text(display(name)), _value(one.record.fields[name]))
        yield Padding(table, (0, 0, 0, 2))
        yield from (padded(Text(line, style="bold red"), 2) for line in invalid_lines(one))
        if one.standing is not None:
            yield from _standing(one.standing, view)


def _standing(one: Standing, view: View) -> Iterator[RenderableType]:
    """Yield where a record stands: lines, and a table of what it groups."""
    lines = [Text(line) for line in summary(one)]
    if heading := members_heading(one):
        lines.append(Text(heading, style="bold"))
    if lines:
        yield ""
    yield from (Padding(line, (0, 0, 0, 2)) for line in lines)
    if one.members:
        yield from _members(one.members, member_rows(one), view)


def _members(members: Sequence[Part], rows: Sequence[Row], view: View) -> Iterator[RenderableType]:
    """Yield each member with its ID, date and state, whole, and as much of its title as there is room for."""
    ids, dates, states = (max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1])
    room = view.columns - _INDENT
    beside = ids + dates + states + 3 * len(_GAP) + ROOM <= room
    for part, row in zip(members, rows, strict=True):
        before = f"{row.id.ljust(ids)}{_GAP}{row.due.ljust(dates)}{_GAP}"
        state, title = Text(row.state, style=_STYLES.get(part.timing.state, "")), Text(row.title, style="dim")
        if beside:
            state.pad_right(states + len(_GAP) - len(row.state))
            yield padded(Text(before) + state + title, _INDENT, cut=True)
            continue
        if len(before) + len(row.state) <= room:
            yield padded(Text(before) + state, _INDENT)
        else:
            yield padded(Text(before.rstrip()), _INDENT)
            yield padded(state, _INDENT + len(_GAP))
        if row.title:
            yield padded(title, _INDENT + len(_GAP), cut=True)


def _ordered(kind: Kind, record: Record) -> list[str]:
    """Return the names of the fields, in canonical order; those that the schema does not know come last."""
    known = [name for name in kind.fields if name in record.fields]
    return known + [name for name in record.fields if name not in kind.fields]


def _value(value: object) -> Text:
    """Return a value, the members of a list below each other."""
    members = value if isinstance(value, list | tuple) else [value]
    return Text("\n").join(Text(value_text(member)) for member in members)
