"""Findings -> a terminal: each under its place, which many terminals let one click.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dmccb.problems import Problem
from dmccb.render.display import display
from dmccb.render.problems import hinted, sentence
from dmccb.render.terminal.screen import screen
from dmccb.render.view import View

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_INDENT = (0, 0, 0, 2)


def render(problems: Sequence[Problem], view: View) -> str:
    """Return the findings as a terminal shows them."""
    return screen(_page(problems), view)


def _page(problems: Sequence[Problem]) -> Iterator[RenderableType]:
    for problem, hint in hinted(problems):
        yield Text.assemble(
            (display(problem.place), "bold"),
            "  ",
            (problem.severity, _STYLES[problem.severity]),
            (f"  {problem.rule}", "dim"),
        )
        yield Padding(Text(sentence(problem)), _INDENT)
        if hint:
            yield Padding(Text(hint, style="dim"), _INDENT)
