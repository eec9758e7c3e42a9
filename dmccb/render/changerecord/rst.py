"""ChangeRecord -> reStructuredText that docutils reads without a complaint.

Pure.  A title, the counts, and a ``list-table`` for each section.  There is
one heading only, so that the page can be included under any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.page import Page, Section, Table
from dmccb.render.changerecord.pages import page_of
from dmccb.render.changerecord.phrases import Phrase, plain

_INLINE = re.compile(r"[\\*`|_:@<>\[\]]|(?<=-)-|(?<=\.)\.")
_FIRST = re.compile(r"[!-/;=?^{}~]|\(?(?:\d+|\#|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?=\s|$)")


def render(record: ChangeRecord) -> str:
    """Return the change record as reStructuredText."""
    return "\n".join(_lines(page_of(record))) + "\n"


def _lines(page: Page) -> Iterator[str]:
    title = f"Change record: {rst_text(page.subject)}"
    yield title
    yield "=" * (2 * len(title))  # no sign is wider than two columns
    yield ""
    about = [("Compared", page.states), *(("About", line) for line in page.about)]
    about += [("Source", line) for line in page.sources]
    yield from (f":{name}: {rst_text(line)}" for name, line in about if line)
    yield ""
    yield from (f"- {_said(phrase)}" for phrase in page.counts)
    for section in (*page.first, *page.sections):
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f".. rubric:: {rst_text(section.title)}", "")
    if section.lead:
        yield from (_said(section.lead), "")
    yield from (f"- {_said(item)}" for item in section.items)
    if section.table is not None:
        yield from ("", *_table(section.table))
    for part in section.parts:
        yield from _section(part)


def _table(table: Table) -> Iterator[str]:
    yield from (".. list-table::", "   :header-rows: 1", "")
    yield from _row([[rst_text(column.title)] for column in table.columns])
    for row in table.rows:
        yield from _row([list(map(_said, cell)) for cell in row])
    if table.hidden:
        yield from ("", f"… and {table.hidden} more below")


def _row(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a row; each line of a cell is a paragraph of its own."""
    for number, lines in enumerate(cells):
        mark = "   *" if number == 0 else "    "
        first, *others = lines or [""]
        yield f"{mark} - {first}".rstrip()
        for line in others:
            yield from ("", f"       {line}")
        if others:
            yield ""


def _said(phrase: Phrase) -> str:
    return rst_text(plain(phrase))


def rst_text(text: str) -> str:
    """Return one line of text so that it is text wherever a paragraph may begin."""
    escaped = _INLINE.sub(r"\\\g<0>", text)
    if text and not text.strip("\\"):
        return "\\ " + escaped  # else a line of one sign, which is taken for a rule
    return "\\" + escaped if _FIRST.match(escaped) else escaped
