"""Rules in force -> a terminal: each with its severity, what it asks and its source.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dmccb.checks.rules import RuleInForce
from dmccb.render.rules import said_of_severity, source
from dmccb.render.terminal.problems import STYLES
from dmccb.render.terminal.screen import screen
from dmccb.render.view import View

_INDENT = (0, 0, 0, 2)


def render(rules: Sequence[RuleInForce], view: View) -> str:
    """Return the rules as a terminal shows them."""
    return screen(_page(rules), view)


def _page(rules: Sequence[RuleInForce]) -> Iterator[RenderableType]:
    for each in rules:
        yield Text.assemble(
            (each.rule.id, "bold"),
            "  ",
            (each.severity, STYLES[each.severity]),
            (f"  {said_of_severity(each)}".rstrip(), "dim"),
        )
        yield Padding(Text(each.rule.description), _INDENT)
        yield Padding(Text(source(each), style="dim"), _INDENT)
