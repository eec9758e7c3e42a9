"""ChangeRecord -> plain text: the terminal's content without colour, fast.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from dmccb.compare.changerecord import ChangeRecord
from dmccb.render.changerecord.headline import headline, particulars
from dmccb.render.changerecord.phrases import move_phrases, plain
from dmccb.render.changerecord.sections import Row, Section, sections

WIDTH = 100
_MARKS = {"added": "+", "removed": "-", "changed": "~", "renumbered": "="}


def render(record: ChangeRecord, fold: int | None = None) -> str:
    """Return the change record as plain text.

    Parameters
    ----------
    fold
        How many rows of a section to show.  None shows all.
    """
    return "\n".join(_lines(record, fold)) + "\n"


def folded_text(hidden: int) -> str:
    """Return what stands for the rows that are not shown."""
    return f"… and {hidden} more (--full shows them)"


def _lines(record: ChangeRecord, fold: int | None) -> Iterator[str]:
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
        shown = moves if fold is None or len(moves) <= fold + 1 else moves[:fold]
        for move in shown:
            yield from _wrapped(move, "  ", "    ")
        if len(shown) < len(moves):
            yield "  " + folded_text(len(moves) - len(shown))
    for section in sections(record, fold):
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
        yield "  " + folded_text(section.hidden)


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
