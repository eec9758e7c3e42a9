"""Published text -> its lines; and the shapes of a code and of a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from dmccb.errors import SourceError
from dmccb.records.characters import IN_VALUE
from dmccb.records.dates import day

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]*"
"""A milestone's code."""

DAY = r"\d{4}-\d{2}-\d{2}"
"""The shape of a date; ``is_day`` knows whether the calendar has it."""

_FORBIDDEN = re.compile(IN_VALUE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of a text; ``number`` counts from 1."""

    number: int
    text: str


Block: TypeAlias = "tuple[Line, tuple[Line, ...]]"
"""A heading, and the lines below it."""


def numbered(text: str, handle: str) -> tuple[Line, ...]:
    """Number the lines of the text of a document.

    Page breaks, line ends of other systems and a byte order mark are of the
    file and not of the text; they are dropped.

    Raises
    ------
    SourceError
        If a line holds a character that no record may hold.
    """
    bare = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\f", " ").replace("\xa0", " ")
    if _FORBIDDEN.search(bare):
        raise _forbidden(bare.split("\n"), handle)
    return tuple(Line(number=number, text=line) for number, line in enumerate(bare.split("\n"), start=1))


def _forbidden(lines: Sequence[str], handle: str) -> SourceError:
    found = [
        (number, match[0]) for number, line in enumerate(lines, start=1) if (match := _FORBIDDEN.search(line))
    ]
    number, character = found[0]
    others = f"; so do {len(found) - 1} more lines" if len(found) > 1 else ""
    what = f"line {number} holds U+{ord(character):04X}, which no record may hold{others}"
    return SourceError(
        f"cannot read the text of {handle}: {what}", hint="remove the control characters from the text"
    )


def plain(line: str) -> str:
    """Return a line with single spaces, and none at its ends."""
    return " ".join(line.split())


def split_at(
    lines: Sequence[Line], is_heading: Callable[[Line], bool]
) -> tuple[tuple[Line, ...], tuple[Block, ...]]:
    """Return the lines before the first heading, and each heading with the lines below it."""
    headings = [at for at, line in enumerate(lines) if is_heading(line)]
    bounds = [*headings, len(lines)]
    blocks = tuple((lines[at], tuple(lines[at + 1 : end])) for at, end in pairwise(bounds))
    return tuple(lines[: bounds[0]]), blocks


def is_day(text: str) -> bool:
    """Say whether a text is a date of the calendar, as YYYY-MM-DD."""
    return day(text) is not None
