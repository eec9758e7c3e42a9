"""ChangeRecord -> Markdown, as a GitHub pull request shows it.

Pure.  GitHub takes no comment of more than 65,536 characters.  What does not
fit is counted, from the least important section upwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.layout import shown_rows
from dmccb.render.changerecord.linked import linked
from dmccb.render.changerecord.markdown_text import markdown_text
from dmccb.render.changerecord.page import Cell, Column, Page, Section, Table
from dmccb.render.changerecord.pages import page_of
from dmccb.render.changerecord.phrases import Phrase
from dmccb.render.plural import counted

LIMIT = 65_536
"""The most characters of a comment on GitHub."""

_RESERVE = 400
"""Characters kept for what says how much was cut."""

Links = Mapping[str, str]
"""Names of documents and tickets -> their addresses."""

_MARKS = {"number": "--:", "id": "---", "text": "---"}


def render(record: ChangeRecord) -> str:
    """Return the change record as Markdown."""
    page = page_of(record)
    return page_markdown(page._replace(subject=f"Change record: {page.subject}"), "change record", _WHOLE)


def page_markdown(page: Page, what: str, elsewhere: str) -> str:
    """Return a page as Markdown.

    Parameters
    ----------
    page
        The page.
    what
        What it is, in words.
    elsewhere
        What to say of where the whole is, if it does not fit.
    """
    room = _Room(LIMIT - _RESERVE, page.links)
    lines = [line for line in _first_screen(page) if room.takes_or_counts(line)]
    for section in page.sections:
        lines += _section(section, 3, room)
    if room.cut:
        lines.append("")
        lines.append(_cut(room.cut, what, elsewhere))
    return "\n".join(lines) + "\n"


_WHOLE = "The whole record is attached, or comes from dmccb diff --format html."


def _cut(number: int, what: str, elsewhere: str) -> str:
    """Return what says that something did not fit, and where it is."""
    return (
        f"{counted(number, 'entry', 'entries')} of this {what} did not fit here, since GitHub takes "
        f"{LIMIT:,} characters at most. {elsewhere}"
    )


class _Room:
    """Counts the characters that are left, and the entries for which there were none."""

    def __init__(self, left: int, links: Links) -> None:
        self.left, self.cut, self.links = left, 0, links

    def takes(self, line: str) -> bool:
        """Take a line, or tell that there is no room for it."""
        needed = len(line) + 1
        if needed > self.left:
            return False
        self.left -= needed
        return True

    def takes_or_counts(self, line: str) -> bool:
        """Take a line, or count it as cut."""
        taken = self.takes(line)
        self.cut += not taken
        return taken


def _first_screen(page: Page) -> Iterator[str]:
    links = page.links
    yield f"## {_text(page.subject, links)}"
    for line in (page.states, *page.about):
        if line:
            yield from ("", _text(line, links))
    if page.sources:
        yield from ("", f"Sources: {_text('; '.join(page.sources), links)}")
    yield ""
    yield from (f"- {_said(phrase, links)}" for phrase in page.counts)
    for section in page.first:
        yield from ("", f"### {markdown_text(section.title)}", "")
        if section.table is not None:
            yield from _table(section.table, links)


def _section(section: Section, level: int, room: _Room) -> list[str]:
    """Return the lines of a section, as far as there is room; what is cut is counted."""
    head, tail = _frame(section, level)
    if section.lead:
        head += [_said(section.lead, room.links), ""]
    table = _table(section.table, room.links) if section.table is not None else []
    heading = [*([""] if section.items and table else []), *table[:2]]
    if not room.takes("\n".join((*head, *heading, *tail))):
        room.cut += shown_rows(section, None)
        return []
    items = _taken([f"- {_said(item, room.links)}" for item in section.items], room)
    lines = [*head, *items, *heading, *_taken(table[2:], room)]
    for part in section.parts:
        lines += _section(part, level + 1, room)
    return [*lines, *tail]


def _taken(lines: Sequence[str], room: _Room) -> list[str]:
    """Return the first lines for which there is room, and count the others."""
    for number, line in enumerate(lines):
        if not room.takes(line):
            room.cut += len(lines) - number
            return list(lines[:number])
    return list(lines)


def _frame(section: Section, level: int) -> tuple[list[str], list[str]]:
    """Return what stands before and after a section; one that is not open is folded."""
    title = markdown_text(section.title)
    if section.is_open:
        return ["", f"{'#' * level} {title}", ""], []
    number = counted(section.records, "entry", "entries")
    summary = f"<summary><b>{title}</b> ({number})</summary>"
    return ["", "<details>", summary, ""], ["", "</details>"]


def _table(table: Table, links: Links) -> list[str]:
    """Return the lines of a table: its heading, the line below it, and its rows."""
    lines = [
        _row([markdown_text(column.title) for column in table.columns]),
        _row([_MARKS[column.kind] for column in table.columns]),
    ]
    lines += [_table_row(row, table.columns, links) for row in table.rows]
    if table.hidden:
        lines += ["", f"… and {table.hidden} more below"]
    return lines


def _table_row(row: Sequence[Cell], columns: Sequence[Column], links: Links) -> str:
    return _row([_cell(cell, column.kind, links) for cell, column in zip(row, columns, strict=True)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, kind: str, links: Links) -> str:
    text = "<br>".join(_said(phrase, links) for phrase in cell)
    return text.replace(" ", "&nbsp;") if kind == "number" else text


def _said(phrase: Phrase, links: Links) -> str:
    """Return a phrase; slips are bold."""
    spans = [(span, _text(span.text, links)) for span in phrase]
    return "".join(f"**{text}**" if span.tone in ("later", "earlier") else text for span, text in spans)


def _text(text: str, links: Links) -> str:
    """Return text in which documents and tickets are links."""
    pieces = [(markdown_text(piece), address) for piece, address in linked(text, links)]
    return "".join(f"[{piece}]({address})" if address else piece for piece, address in pieces)
