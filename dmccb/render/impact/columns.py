"""Links, Effects -> lines in columns, as many of these as the reader has room for.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dmccb.impact.effect import ChangedItem, Effect
from dmccb.impact.graph import Item
from dmccb.impact.impact import Link
from dmccb.impact.timing import UNDATED
from dmccb.render.display import display
from dmccb.render.impact import words
from dmccb.render.impact.page import INDENT, Branch, Line
from dmccb.render.view import View, more, shown_of

_GAP = "  "


class Column(NamedTuple):
    """A column of some lines; where not all fit, the one with the highest rank is left out first."""

    header: str
    cells: Sequence[str]
    rank: int = 0

    @property
    def width(self) -> int:
        """How wide the column is."""
        return max(map(len, (self.header, *self.cells)))


def link_branch(
    heading: str, links: Sequence[Link], view: View, rest: str = "", *, collections: bool = False
) -> Branch:
    """Return items with their dates, state and margin.

    Parameters
    ----------
    heading, links
        What they are, and which.
    view
        For how many columns there is room.
    rest
        What to say of others that are not listed.
    collections
        Whether to say which collection each is in.
    """
    now = [link.timing for link in links]
    columns = [
        Column("ID", [display(link.item[1]) for link in links]),
        Column("collection", [display(link.item[0]) if collections else "" for link in links], 2),
        Column("due", list(map(words.due_text, now)), 1),
        Column("state", list(map(words.state_text, now)), 2),
        Column("margin", list(map(words.margin_text, now)), 3),
        Column("waits for", list(map(words.awaited_text, now)), 5),
        Column("steps", _steps(links), 4),
    ]
    header, texts = aligned(columns, view)
    lines = [Line(text, _title(link.item, link.title)) for text, link in zip(texts, links, strict=True)]
    return Branch(heading=heading, lines=[*lines, *_rest(rest)], header=header)


def _steps(links: Sequence[Link]) -> list[str]:
    """Return how far away each item is; that all are direct need not be said."""
    if all(link.distance == 1 for link in links):
        return [""] * len(links)
    return [str(link.distance) for link in links]


def effect_branch(
    heading: str, effects: Sequence[Effect], changed: Mapping[Item, ChangedItem], view: View
) -> Branch:
    """Return items with their dates, state and margin before and after.

    Parameters
    ----------
    heading, effects
        What they are, and which; those beyond the fold are only counted.
    changed
        Those that changed themselves, which is why they are affected.
    view
        How many lines to show, and for how many columns there is room.
    """
    shown = effects[: shown_of(len(effects), view)]
    now = [one.after or UNDATED for one in shown]
    columns = [
        Column("ID", [display(one.item[1]) for one in shown]),
        Column("due", list(map(words.due_text, now)), 1),
        Column("slip", list(map(words.slip_text, shown)), 2),
        Column("state", list(map(words.state_after, shown)), 3),
        Column("margin", list(map(words.margins_text, shown)), 1),
        Column("waits for", list(map(words.awaited_text, now)), 5),
        Column("why", [words.reason(one, changed) for one in shown], 4),
    ]
    header, texts = aligned(columns, view)
    lines = [
        Line(text, _title(one.item, one.title), words.tone(one))
        for text, one in zip(texts, shown, strict=True)
    ]
    hidden = len(effects) - len(shown)
    return Branch(heading=heading, lines=[*lines, *_rest(more(hidden) if hidden else "")], header=header)


def aligned(columns: Sequence[Column], view: View) -> tuple[str, list[str]]:
    """Return the header and the rows of the columns that say something, and for which there is room.

    No cell is cut: a number that is not whole is worse than none.  A single
    column needs no header.
    """
    kept = [column for column in columns if any(column.cells)]
    while len(kept) > 1 and _total(kept) > view.columns - INDENT:
        kept.remove(max(kept, key=lambda column: column.rank))
    header = _row([column.header for column in kept], kept) if len(kept) > 1 else ""
    rows = zip(*(column.cells for column in kept), strict=True)
    return header, [_row(cells, kept) for cells in rows]


def _total(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(_GAP) * (len(columns) - 1)


def _row(cells: Sequence[str], columns: Sequence[Column]) -> str:
    padded = (cell.ljust(column.width) for cell, column in zip(cells, columns, strict=True))
    return _GAP.join(padded).rstrip()


def _rest(text: str) -> list[Line]:
    return [Line(text)] if text else []


def _title(item: Item, title: str) -> str:
    return display(title) if item[0] else "(not in these records)"
