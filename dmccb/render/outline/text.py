"""Outline -> plain text, or Markdown as GitHub shows it.

Pure.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from dmccb.render.changerecord.markdown_text import markdown_text
from dmccb.render.changerecord.phrases import plain
from dmccb.render.outline.outline import Line, Outline
from dmccb.render.view import View

WIDTH = 100
"""Columns of plain text that goes nowhere in particular."""

LIMIT = 65_000
"""Characters after which Markdown is cut, and says so: a comment on GitHub has no more."""


def outline_text(page: Outline, view: View) -> str:  # noqa: ARG001 - as every writer is called
    """Return an outline as plain text, 100 columns wide."""
    return "\n".join(_text_lines(page)) + "\n"


def _text_lines(page: Outline) -> Iterator[str]:
    yield from _wrapped(plain(page.head), "", "  ")
    for about in page.about:
        yield from _wrapped(about, "", "  ")
    for part in page.parts:
        yield ""
        yield part.title
        for one in part.lines:
            yield from _text_line(one)


def _text_line(one: Line) -> list[str]:
    indent = "  " * (one.depth + 1)
    return _wrapped(plain(one.phrase), indent, f"{indent}  ")


def _wrapped(text: str, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def rows(page: Outline) -> int:
    """Return how many lines an outline has."""
    return sum(len(part.lines) for part in page.parts)


def outline_markdown(page: Outline) -> str:
    """Return an outline as Markdown; what does not fit is counted."""
    lines = list(_markdown_lines(page))
    size = 0
    for number, one in enumerate(lines):
        size += len(one) + 1
        if size > LIMIT:
            return "\n".join([*lines[:number], "", f"… and {len(lines) - number} more lines"]) + "\n"
    return "\n".join(lines) + "\n"


def _markdown_lines(page: Outline) -> Iterator[str]:
    yield f"### {markdown_text(plain(page.head))}"
    yield ""
    yield from (f"{markdown_text(about)}<br>" for about in page.about[:-1])
    yield from (markdown_text(about) for about in page.about[-1:])
    for part in page.parts:
        yield ""
        yield f"#### {markdown_text(part.title)}"
        yield ""
        yield from (f"{'  ' * one.depth}- {_markdown(one)}" for one in part.lines)


def _markdown(one: Line) -> str:
    first, *others = one.phrase
    if not others:
        return markdown_text(first.text)
    said = "".join(markdown_text(span.text) for span in others)
    return f"**{markdown_text(first.text.strip())}** {said.strip()}"
