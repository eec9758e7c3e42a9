"""ChangeRecord -> plain text: what a terminal shows, without colour.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from dmccb.compare.changerecord import ChangeRecord
from dmccb.render.changerecord.headline import headline, particulars
from dmccb.render.changerecord.phrases import move_phrases, plain
from dmccb.render.changerecord.sections import Row, Section, sections
from dmccb.render.view import WHOLE, View, folded, more, shown_of

WIDTH = 100
_MARKS = {"added": "+", "removed": "-", "changed": "~", "renumbered": "="}


def render(record: ChangeRecord, view: View = WHOLE) -> str:
    """Return the change record as plain text."""
    return "\n".join(_lines(record, view)) + "\n"


def rows(record: ChangeRecord, view: View) -> int:
    """Return how many rows the tables of the change record have."""
    return sum(shown_of(len(group.changes), view) for group in record.groups)


def _lines(record: ChangeRecord, view: View) -> Iterator[str]:
    head = headline(record)
    yield head.subject
    yield "=" * len(head.subject)
    for name, value in particulars(record):
        yield from _wrapped(f"{name + ':':<11}{value}", "", " " * 11)
    yield ""
    for clause in head.clauses:
        yield from _wrapped(clause, "- ", "  ")
    moves = move_phrases(record.changeset.moves)
    if moves:
        yield from ("", "Moves", "-----")
        for move in folded(moves, view):
            yield from _wrapped(move, "  ", "    ")
    for section in sections(record, view.fold):
        yield from _section_lines(section)


def _section_lines(section: Section) -> Iterator[str]:
    yield ""
    heading = section.heading
    yield from _wrapped(heading, "", "")
    yield "-" * min(len(heading), WIDTH)
    if section.due:
        yield plain(section.due)
    for row in section.rows:
        yield from _row_lines(row)
    if section.hidden:
        yield f"  {more(section.hidden)}"


def _row_lines(row: Row) -> Iterator[str]:
    yield from _wrapped(f"{row.item}  {row.title}".rstrip(), f"  {_MARKS[row.change]} ", " " * 6)
    for phrase in row.phrases:
        yield from _wrapped(plain(phrase), " " * 6, " " * 8)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Return the text in lines of bounded length; never breaks a word."""
    if len(first) + len(text) <= WIDTH:
        return [first + text]
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
