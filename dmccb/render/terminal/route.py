"""RoutedChange -> a terminal: its page, with what needs a decision in colour.

Pure.
"""

from __future__ import annotations

from dmccb.impact.routed import RoutedChange
from dmccb.render.route import page_of
from dmccb.render.terminal.changerecord import page_screen
from dmccb.render.view import View


def render(found: RoutedChange, view: View) -> str:
    """Return the route as a terminal shows it."""
    return page_screen(page_of(found, view), view._replace(fold=None))
