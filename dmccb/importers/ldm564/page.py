"""Title page of LDM-564 -> TitlePage, with the change record.

Pure.  Cites LDM-564 (2018-04-13, 2019-12-09, 2023-04-24): title page and
"Change Record".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dmccb.errors import SourceError
from dmccb.importers.lines import DAY, Line, is_day, split_at
from dmccb.importers.release import PLAN
from dmccb.importers.titlepage import COLUMNS, DRAFT, TABLE_HEAD, Row, TitlePage, names

HANDLE = PLAN

RUNNING = frozenset({"", "Draft", HANDLE})
"""Running heads of the document, beside its title."""

_REVISION = re.compile(rf"Latest Revision: ({DAY})")
_SOURCE = re.compile(r"Document source location: <?(?P<url>https?://[^\s<>]+?)>?")


def title_page(page: Sequence[Line], contents: Sequence[Line], running: str) -> tuple[TitlePage, list[Line]]:
    """Read the lines before the table of contents; return also those of its table not understood.

    Parameters
    ----------
    contents
        The table of contents, which may have the document's location.
    running
        The title as a running head, which is taken if the title page has it.

    Raises
    ------
    SourceError
        If the page does not name the document, or has no date.
    """
    rows, unread = _rows(page)
    found = TitlePage(
        handle=HANDLE,
        title=_title(page, running),
        authors=_authors(page),
        date=_latest(page),
        draft=any(line.text.startswith(DRAFT) for line in page),
        repository=_repository((*page, *contents)),
        rows=tuple(rows),
    )
    return found, unread


def _title(page: Sequence[Line], running: str) -> str:
    """Return the title if the title page has it too, else nothing."""
    return running if any(line.text.endswith(running) for line in page[:-1]) else ""


def _authors(page: Sequence[Line]) -> tuple[str, ...]:
    """Read the paragraph before the handle: names separated by commas, on one or more lines."""
    lines = [line.text for line in page]
    if HANDLE not in lines:
        message = f"not the text of {HANDLE}: its title page does not name it"
        raise SourceError(message, hint=f"it should have a line '{HANDLE}'")
    paragraph: list[str] = []
    for line in reversed(lines[: lines.index(HANDLE)]):
        if line:
            paragraph.append(line)
        elif paragraph:
            break
    return names(" ".join(reversed(paragraph)))


def _latest(page: Sequence[Line]) -> str:
    for line in page:
        match = _REVISION.fullmatch(line.text)
        if match and is_day(match[1]):
            return match[1]
    message = f"the title page of {HANDLE} gives no date"
    raise SourceError(message, hint="it should say 'Latest Revision: YYYY-MM-DD'")


def _repository(lines: Sequence[Line]) -> str:
    matches = (_SOURCE.fullmatch(line.text) for line in lines)
    return next((match["url"] for match in matches if match), "")


def _rows(page: Sequence[Line]) -> tuple[list[Row], list[Line]]:
    """Read the change record, which ends at the document's location or the contents."""
    rows: list[Row] = []
    unread: list[Line] = []
    _, tables = split_at(page, lambda line: line.text == TABLE_HEAD)
    for line in [line for _, table in tables for line in table]:
        if _SOURCE.fullmatch(line.text):
            break
        cells = tuple(cell.strip() for cell in line.text.split("\t"))
        if len(cells) == len(COLUMNS):
            rows.append(Row(cells=cells, line=line.number))
        elif line.text.strip() not in RUNNING:
            unread.append(line)
    return rows, unread
