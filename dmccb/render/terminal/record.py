"""Records -> a terminal: a table of the fields of each.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.render.display import display, value_text
from dmccb.render.terminal.screen import screen
from dmccb.render.view import View


def render(found: Sequence[tuple[Kind, Record]], view: View) -> str:
    """Return the records as a terminal shows them."""
    return screen(_page(found), view)


def _page(found: Sequence[tuple[Kind, Record]]) -> Iterator[RenderableType]:
    for number, (kind, record) in enumerate(found):
        if number:
            yield ""
        place = display(f"{kind.name}, {record.path}:{record.line}")
        yield Text.assemble((display(record.id), "bold"), (f"  {place}", "dim"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(ratio=1, overflow="fold")
        for name in _ordered(kind, record):
            table.add_row(Text(display(name)), _value(record.fields[name]))
        yield Padding(table, (0, 0, 0, 2))


def _ordered(kind: Kind, record: Record) -> list[str]:
    """Return the names of the fields, in canonical order; those that the schema does not know come last."""
    known = [name for name in kind.fields if name in record.fields]
    return known + [name for name in record.fields if name not in kind.fields]


def _value(value: object) -> Text:
    """Return a value, the members of a list below each other."""
    members = value if isinstance(value, list | tuple) else [value]
    return Text("\n").join(Text(value_text(member)) for member in members)
