"""Impact, Affected -> a terminal: a tree for each item, or one for the whole change.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from rich.tree import Tree

from dmccb.impact.affected import Affected
from dmccb.impact.impact import Impact
from dmccb.render.impact import (
    NO_CHANGE,
    Branch,
    branches,
    heading,
    summary_branches,
    summary_heading,
)
from dmccb.render.terminal.screen import screen
from dmccb.render.view import View


def render(found: tuple[Impact, ...], view: View) -> str:
    """Return a tree for each item."""
    return screen((_tree(heading(one), branches(one, view)) for one in found), view)


def render_change(found: Affected, view: View) -> str:
    """Return one tree for what a change affects."""
    if not found.changed:
        return f"{NO_CHANGE}\n"
    return screen([_tree(summary_heading(found), summary_branches(found, view))], view)


def _tree(head: str, below: Iterable[Branch]) -> Tree:
    tree = Tree(Text(head, style="bold"), guide_style="dim")
    for branch in below:
        part = tree.add(Text(branch.heading))
        for line in branch.lines:
            part.add(Text(line))
    return tree
