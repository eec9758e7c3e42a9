"""What rich can set -> the text that shows it on a terminal.

Pure: width and colour come with the view, and nothing is read from the
environment.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.text import Text

from dmccb.render.changerecord.phrases import Phrase
from dmccb.render.inert import visible
from dmccb.render.view import View

STYLES = {"plain": "", "later": "bold red", "earlier": "bold green", "came": "cyan", "went": "magenta"}
"""Tone of a span -> its style."""


ROOM = 32
"""Columns that a title must have beside what else is said; with less, it gets a line of its own."""

_HEIGHT = 25
"""Nothing depends on it, but without one rich takes the width of a dumb terminal from its name."""


def screen(parts: Iterable[RenderableType], view: View) -> str:
    """Return the parts one below the other.

    Only what rich puts between the letters is obeyed by the terminal: the
    letters themselves are spelled out where they would be.
    """
    console = Console(
        file=io.StringIO(),
        width=view.columns,
        height=_HEIGHT,
        force_terminal=True,
        force_jupyter=False,
        legacy_windows=False,
        color_system="standard" if view.colour else None,
        no_color=not view.colour,
        highlight=False,
        markup=False,
        emoji=False,
    )
    segments = [
        Segment(_visible_lines(segment.text), segment.style, segment.control)
        for segment in console.render(Group(*parts))
    ]
    with console.capture() as capture:
        console.print(Segments(segments), end="")
    return capture.get()


def padded(text: Text, columns: int, *, cut: bool = False) -> Padding:
    """Return a text that begins some columns to the right; a title is cut, and nothing else."""
    text.no_wrap, text.overflow = (True, "ellipsis") if cut else (False, "fold")
    return Padding(text, (0, 0, 0, columns), expand=False)


def phrase_text(phrase: Phrase) -> Text:
    """Return a phrase with its spans in the styles of their tones."""
    return Text.assemble(*((span.text, STYLES[span.tone]) for span in phrase))


def _visible_lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
