"""Judged -> a terminal: its outline, with what keeps it from being merged in colour.

Pure.
"""

from __future__ import annotations

from dmccb.policy.judged import Judged
from dmccb.render.decision import outline
from dmccb.render.terminal.outline import outline_screen
from dmccb.render.view import View


def render(judged: Judged, view: View) -> str:
    """Return the verdict as a terminal shows it."""
    return outline_screen(outline(judged, view), view)
