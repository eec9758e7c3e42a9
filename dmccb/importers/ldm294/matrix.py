"""Appendices D and E -> Matrix: links between requirements, and titles as printed.

Pure.  Cites LDM-294 (2017-06-28) Appendix D ("Traceability matrix of DMSR
requirements to OSS Requirements") and Appendix E ("Traceability matrix of OSS
requirements to DMSR requirements").  Each has two columns; a requirement in
the left one applies until the next, also over a page break.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dmccb.importers.ldm294.text import Section
from dmccb.importers.lines import Line, plain

_ITEM = re.compile(r"(?P<code>[A-Z]+-REQ-\d{4}) (?P<title>\S.*)")
_CODE = re.compile(r"[A-Z]+-REQ-\d")
_HEADS = frozenset({"DMS", "OSS", ""})
_CONTINUED = re.compile(r"Continued on next \w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A requirement with its title, in the pieces in which the cell wraps it."""

    code: str
    pieces: tuple[str, ...]
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Matrix:
    """One appendix: links (left, right) with their line, left items, titles, lines not understood."""

    links: Mapping[tuple[str, str], int]
    left: frozenset[str]
    mentions: tuple[Mention, ...]
    unread: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A row: a line, and its two cells."""

    line: Line
    left: str
    right: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cell:
    """A cell, read.

    Attributes
    ----------
    code
        The requirement that applies after it; empty where none does.
    since
        Line on which that requirement is first in force.
    piece
        What the cell adds to its title.
    opens
        Whether the cell is the first of the requirement.
    """

    code: str
    since: int
    piece: str = ""
    opens: bool = False
    understood: bool = True


def matrix(section: Section) -> Matrix:
    """Read one matrix.

    On one damaged page a heap of the whole page comes before each row, as a
    third cell; the last two are the row.
    """
    rows, unread = _rows(section.lines)
    left = list(_column([(row.left, row.line.number) for row in rows]))
    right = list(_column([(row.right, row.line.number) for row in rows]))
    links: dict[tuple[str, str], int] = {}
    for row, here, there in zip(rows, left, right, strict=True):
        if there.opens and here.code:
            links.setdefault((here.code, there.code), row.line.number)
        is_unlinked = there.opens and not here.code
        if is_unlinked or not here.understood or not there.understood:
            unread.append(row.line)
    mentions = [*_mentions(left), *_mentions(right)]
    return Matrix(
        links=links,
        left=frozenset(cell.code for cell in left if cell.opens),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.line, mention.code))),
        unread=tuple(unread),
    )


def _rows(lines: Iterable[Line]) -> tuple[list[_Row], list[Line]]:
    """Return the rows, and the lines without cells."""
    rows: list[_Row] = []
    other: list[Line] = []
    for line in lines:
        cells = [_clean(cell) for cell in line.text.split("\t")]
        if set(cells[-2:]) <= _HEADS:
            continue
        if len(cells) > 1:
            rows.append(_Row(line=line, left=cells[-2], right=cells[-1]))
        else:
            other.append(line)
    return rows, other


def _column(cells: Iterable[tuple[str, int]]) -> Iterator[_Cell]:
    """Read the cells of a column, each with the number of its line."""
    code, since = "", 0
    for cell, line in cells:
        item = _ITEM.fullmatch(cell)
        if not cell:
            yield _Cell(code=code, since=since)
        elif item and not _CODE.search(item["title"]):
            code, since = item["code"], line
            yield _Cell(code=code, since=since, piece=item["title"], opens=True)
        elif _CODE.search(cell):
            # it names a requirement that is not read: what follows is not its predecessor's
            code, since = "", 0
            yield _Cell(code=code, since=since, understood=False)
        elif code and re.search(r"[A-Za-z]", cell):
            yield _Cell(code=code, since=since, piece=cell)
        else:
            yield _Cell(code=code, since=since, understood=False)


def _mentions(cells: Iterable[_Cell]) -> list[Mention]:
    """Return the mentions of a column, each with all its pieces."""
    pieces: dict[tuple[int, str], list[str]] = defaultdict(list)
    for cell in cells:
        if cell.piece:
            pieces[cell.since, cell.code].append(cell.piece)
    return [Mention(code=code, pieces=tuple(parts), line=line) for (line, code), parts in pieces.items()]


def _clean(cell: str) -> str:
    cell = plain(cell)
    return cell if re.search(r"\w", cell) and not _CONTINUED.fullmatch(cell) else ""


def joined(pieces: Sequence[str]) -> tuple[str, bool]:
    """Return a title without its line breaks, and whether a hyphen at one of them had to be judged."""
    title, judged = pieces[0], False
    for piece in pieces[1:]:
        if re.search(r"\w-$", title):
            # a hyphen before a capital stays, one before a small letter only split a word
            judged = True
            title = (title if piece[:1].isupper() else title.removesuffix("-")) + piece
        else:
            title = f"{title} {piece}"
    inner = re.sub(r"(?<=[a-z])- (?=[a-z])", "", title)
    return inner, judged or inner != title
