"""ChangeRecord -> str: the same change record, written for seven readers.

Pure.  After ``changerecord``, before ``cli``.  A format's module, and what it
needs in turn, is imported when the format is first used, so that naming the
formats costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dmccb.compare.changerecord import ChangeRecord

_MODULES = {
    "csv": "csv_table",
    "html": "html_page",
    "json": "json_text",
    "latex": "latex",
    "markdown": "markdown",
    "rst": "rst",
    "text": "plain_text",
}


def _renderer(module: str) -> Callable[[ChangeRecord], str]:
    """Return a function that imports its module when it is called."""

    def render(record: ChangeRecord) -> str:
        renderer: Callable[[ChangeRecord], str] = import_module(f"dmccb.render.changerecord.{module}").render
        return renderer(record)

    return render


RENDERERS: Mapping[str, Callable[[ChangeRecord], str]] = MappingProxyType(
    {name: _renderer(module) for name, module in _MODULES.items()}
)
"""Name of a format -> the function that writes a change record in it."""
