"""Part of a change record -> the tables of its first screen: releases, and slips by WBS element.

Pure.
"""

from __future__ import annotations

from dmccb.changerecord.changerecord import Part
from dmccb.changerecord.elements import ElementRow
from dmccb.changerecord.releases import ReleaseRow
from dmccb.changerecord.slips import Slip
from dmccb.impact.timing import Margin
from dmccb.render.changerecord.page import Cell, Column, Section, Table
from dmccb.render.changerecord.phrases import Phrase, Span, Tone, slip_phrase
from dmccb.render.difference import difference_text, range_text
from dmccb.render.display import display

RELEASES = (
    Column("Release", "id"),
    Column("Title", room=10),
    Column("Old", "id"),
    Column("New", "id"),
    Column("Slip", "number"),
    Column("State", "id"),
    Column("Margin", "id", room=1),
)

BY_ELEMENT = "By WBS"
"""Heading of the slips by WBS element."""

ELEMENTS = (
    Column("WBS", "id"),
    Column("Title", room=10),
    Column("Later", "number"),
    Column("Open", "number"),
    Column("Median", "number"),
    Column("Worst open", "id"),
    Column("Who answers", room=24),
)


def releases(part: Part, heading: str, most: int | None = None) -> Section | None:
    """Return the table of releases; None where none is touched.

    Parameters
    ----------
    part
        The part of the change record.
    heading
        What the releases are called.
    most
        How many rows to show; the others are counted.  None shows all.
    """
    if not part.releases:
        return None
    rows = tuple(_release(row) for row in part.releases)
    return _section(heading, RELEASES, rows, most)


def elements(part: Part, most: int | None = None) -> Section | None:
    """Return the table of slips by WBS element; None where nothing is later."""
    if not part.elements:
        return None
    rows = tuple(_element(row) for row in part.elements)
    return _section(BY_ELEMENT, ELEMENTS, rows, most)


def _section(
    title: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], most: int | None
) -> Section:
    shown = rows if most is None or len(rows) <= most + 1 else rows[:most]
    hidden = len(rows) - len(shown)
    return Section(title=title, table=Table(columns, shown, hidden), records=len(rows))


def _release(row: ReleaseRow) -> tuple[Cell, ...]:
    was = f" (was {display(row.old_id)})" if row.old_id else ""
    return (
        text_cell(display(row.id) + was),
        text_cell(display(row.title)),
        text_cell(row.due_old),
        text_cell(row.due_new),
        (_slip(row),),
        (_state(row),),
        (_margin(row.timing.margin),),
    )


def _slip(row: ReleaseRow) -> Phrase:
    if row.moved is not None:
        return slip_phrase(row.moved)
    if row.fate != "kept":
        return ()
    if row.due_old and not row.due_new:
        return (Span(text="no date now", tone="later"),)
    return (Span(text="dated"),) if row.due_new and not row.due_old else ()


def _state(row: ReleaseRow) -> Phrase:
    if row.fate == "dropped":
        return (Span(text="dropped", tone="went"),)
    state = _progress(row)
    if row.fate == "new":
        return (Span(text="new", tone="came"), Span(text=f", {state.text}", tone=state.tone))
    return (state,)


def _progress(row: ReleaseRow) -> Span:
    """Return how far a release has come; one that is done with open features says so."""
    if row.timing.completed:
        left = f", {row.open_members} open" if row.open_members else ""
        return Span(text=f"done{left}", tone="later" if left else "plain")
    if row.timing.overdue_days:
        return Span(text=f"overdue {row.timing.overdue_days} d", tone="later")
    return Span(text="open")


def _margin(margin: Margin | None) -> Phrase:
    """Return how long before its date a release has what it waits for, and what that is."""
    if margin is None:
        return ()
    short = difference_text(margin.between).partition(",")[0]
    tone: Tone = "later" if margin.between.direction == "earlier" else "plain"
    return (Span(text=short, tone=tone), Span(text=f", {display(margin.waits_for[1])}"))


def _element(row: ElementRow) -> tuple[Cell, ...]:
    who = row.who
    return (
        text_cell(display(row.code) or "no WBS"),
        text_cell(display(who.title) if who else ""),
        text_cell(str(row.later)),
        text_cell(str(row.open)),
        text_cell(range_text(*row.median) if row.median else ""),
        (_worst(row.worst),),
        text_cell(display(who.named) or "nobody on record") if who else (),
    )


def _worst(slip: Slip | None) -> Phrase:
    if slip is None:
        return ()
    return (Span(text=f"{display(slip.change.id)} "), *slip_phrase(slip.moved))


def text_cell(text: str) -> Cell:
    """Return a cell of plain text."""
    return ((Span(text=text),),) if text else ()
