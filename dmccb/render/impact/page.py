"""What an item or a change affects -> headings and the lines below them, and both as text.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from dmccb.impact.responsible import Responsible
from dmccb.render.changerecord.phrases import Tone
from dmccb.render.display import display
from dmccb.render.plural import counted

INDENT = 4
"""Columns before a line that is below a heading."""

ANY_WIDTH = 1 << 16
"""Room for every column: in a file, or for a program that looks for words."""


class Line(NamedTuple):
    """A line of an answer.

    Attributes
    ----------
    text
        What it says, in columns where others do as well.
    title
        The title of what it is about, or empty.
    tone
        ``later`` where margin was lost, ``earlier`` where it was gained.
    """

    text: str
    title: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """What belongs under one heading.

    Attributes
    ----------
    heading
        What it is.
    lines
        What there is to say.
    header
        What the columns of the lines are; empty where there are none.
    """

    heading: str
    lines: Sequence[Line] = ()
    header: str = ""


def plain_lines(texts: Iterable[str]) -> list[Line]:
    """Return texts as lines without columns."""
    return [Line(text) for text in texts]


def role_lines(found: Iterable[Responsible]) -> list[Line]:
    """Return each WBS element with the role that answers for it, who holds it, and the institution."""
    return plain_lines(map(_role, found))


def _role(one: Responsible) -> str:
    element = f"{one.wbs}  {one.title}".rstrip()
    led = f", {one.institution}" if one.institution else ""
    return display(f"{element}: {_held(one) or 'no manager on record'}{led}")


def _held(one: Responsible) -> str:
    return f"{one.role} ({', '.join(one.holders)})" if one.holders else one.role


def who_answers(found: Sequence[Responsible]) -> str:
    """Return the roles that answer, each once, and for how many WBS elements nobody does."""
    named = dict.fromkeys(display(_held(one)) for one in found if one.role)
    vacant = sum(not one.role for one in found)
    without = [f"nobody on record for {counted(vacant, 'WBS element')}"] if vacant else []
    return "; ".join([*named, *without])


def filled(found: Iterable[Branch]) -> list[Branch]:
    """Return the branches that have lines."""
    return [branch for branch in found if branch.lines]


def widest(branch: Branch) -> int:
    """Return how many columns come before the titles."""
    texts = (line.text for line in branch.lines if line.title)
    return max(map(len, (branch.header, *texts)))


def indented(head: Sequence[str], below: Iterable[Branch]) -> str:
    """Return an answer as text: its head, then each heading with its lines, each with its title in full."""
    lines = [head[0], *(f"  {line}" for line in head[1:])]
    for branch in below:
        lines.append(f"  {branch.heading}:" if branch.lines else f"  {branch.heading}")
        header = [Line(branch.header)] if branch.header else []
        lines += map(_line, (*header, *branch.lines), repeat(widest(branch)))
    return "\n".join(lines) + "\n"


def _line(line: Line, columns: int) -> str:
    """Return a line with its title beside the others."""
    return f"{' ' * INDENT}{line.text.ljust(columns)}  {line.title}".rstrip()
