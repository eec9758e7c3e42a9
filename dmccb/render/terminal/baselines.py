"""Registered baselines, and where their content is -> a table on a terminal.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from dmccb.baseline.status import RegisteredStatus
from dmccb.render.baselines import NONE, about, cells
from dmccb.render.terminal.screen import screen
from dmccb.render.view import View

_STYLES = {"tagged": "", "untagged": "yellow"}
"""State of a baseline -> its style; the others are faults."""


def render(found: Sequence[RegisteredStatus], view: View) -> str:
    """Return the baselines as a terminal shows them."""
    if not found:
        return NONE
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for name in ("Baseline", "Date", "Approval", "Content"):
        table.add_column(name, no_wrap=True)
    table.add_column("Source", ratio=1, overflow="fold")
    for number, one in enumerate(found):
        if number:
            table.add_row()
        table.add_row(*_cells(one))
    return screen([table], view)


def _cells(one: RegisteredStatus) -> tuple[Text, ...]:
    name, document, day, rfc, commit, digest, state = cells(one)
    source = [Text(state, style=_STYLES.get(one.state, "bold red"))] if state else []
    source += [Text(line) for line in about(one)]
    return (
        Text(f"{name}\n{document}"),
        Text(day),
        Text(rfc),
        Text(f"{commit}\n{digest}", style="dim"),
        Text("\n").join(source),
    )
