"""What a reader asked for and has in front of them -> a value that pages for people follow."""

from __future__ import annotations

from typing import NamedTuple

FOLD = 12
"""How many entries of a list are shown, unless the reader asks for all."""


class View(NamedTuple):
    """How much to show, and on what.

    Attributes
    ----------
    fold
        How many entries of a list to show; the others are only counted.
        None shows all.
    full
        Whether the reader asked for everything: also what a document of its
        own would leave out, and each of several findings of one cause.
    summary
        Whether to show the first screen alone.
    columns
        Width of the terminal, in characters.
    colour
        Whether the terminal shows, and the reader wants, colour.
    """

    fold: int | None = None
    full: bool = False
    summary: bool = False
    columns: int = 80
    colour: bool = False


WHOLE = View()
"""Everything, in plain text: for a file."""


def folded(lines: list[str], view: View) -> list[str]:
    """Return the lines to show, and in place of the others how many they are."""
    shown = shown_of(len(lines), view)
    if shown == len(lines):
        return lines
    return [*lines[:shown], more(len(lines) - shown)]


def shown_of(number: int, view: View) -> int:
    """Return how many of a list's entries to show; a single one is never folded away."""
    return shown_within(number, view.fold)


def shown_within(number: int, fold: int | None) -> int:
    """Return how many of a list's entries to show within a fold; None folds nothing."""
    return number if fold is None or number <= fold + 1 else fold


def more(hidden: int) -> str:
    """Return the line in place of what is not shown."""
    return f"… and {hidden} more (--full shows them)"


def more_of_screen(hidden: int, view: View) -> str:
    """Return the line in place of what the first screen has no room for."""
    if view.summary:
        return f"… and {hidden} more (--full instead of --summary shows them)"
    return f"… and {hidden} more below" if view.fold is None else more(hidden)
