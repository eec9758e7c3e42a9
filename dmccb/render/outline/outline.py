"""An outline as a value: lines by depth, before any format writes it.

Pure.  A decision, a policy and a route are read as outlines: each line says
one thing, and what stands below it belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dmccb.render.changerecord.phrases import Phrase, Span, Tone


class Line(NamedTuple):
    """One line, and how deep it stands.

    Attributes
    ----------
    phrase
        What it says.
    depth
        0 for what stands by itself, 1 for what belongs to it, and so on.
    """

    phrase: Phrase
    depth: int = 0


class Part(NamedTuple):
    """Lines under one heading.

    Attributes
    ----------
    title
        The heading.
    lines
        What stands below it.
    """

    title: str
    lines: tuple[Line, ...] = ()


class Outline(NamedTuple):
    """A page of lines.

    Attributes
    ----------
    head
        The first line, which alone must be read.
    about
        Lines below it, in small print.
    parts
        All else, in the order of importance.
    """

    head: Phrase
    about: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def line(text: str, depth: int = 0, *, status: str = "", tone: Tone = "plain") -> Line:
    """Return a line; a status stands before its text, in its tone."""
    spans = (
        (Span(text=f"{status}  ", tone=tone), Span(text=text)) if status else (Span(text=text, tone=tone),)
    )
    return Line(spans, depth)


def part(title: str, lines: Iterable[Line]) -> tuple[Part, ...]:
    """Return a part with some lines; none where there are no lines."""
    found = tuple(lines)
    return (Part(title, found),) if found else ()
