"""Findings -> a terminal: each cause under its place, which many terminals let one click.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dmccb.problems import Problem
from dmccb.render.display import display
from dmccb.render.problems import hinted, shown
from dmccb.render.terminal.screen import screen
from dmccb.render.view import View

STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan", "off": "dim"}
"""How a severity is written."""

_INDENT = (0, 0, 0, 2)


def render(problems: Sequence[Problem], view: View) -> str:
    """Return the findings as a terminal shows them."""
    return screen(_page(problems, view), view)


def _page(problems: Sequence[Problem], view: View) -> Iterator[RenderableType]:
    for cause, hint in hinted(shown(problems, view)):
        first = cause.first
        yield Text.assemble(
            (display(first.place), "bold"),
            "  ",
            (first.severity, STYLES[first.severity]),
            (f"  {first.rule}", "dim"),
        )
        yield Padding(Text(cause.sentence), _INDENT)
        if hint:
            yield Padding(Text(hint, style="dim"), _INDENT)
