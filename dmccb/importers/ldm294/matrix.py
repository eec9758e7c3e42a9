"""Appendices D and E -> Matrix: links between requirements, and titles as printed.

Pure.  Cites LDM-294 (2017-06-28) Appendix D ("Traceability matrix of DMSR
requirements to OSS Requirements") and Appendix E ("Traceability matrix of OSS
requirements to DMSR requirements").  Each has two columns; a requirement in
the left one stays in force until the next, also over a page break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dmccb.importers.importresult import Remark
from dmccb.importers.ldm294.text import Section, cut, remark

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

    links: dict[tuple[str, str], int]
    left: frozenset[str]
    mentions: tuple[Mention, ...]
    remarks: tuple[Remark, ...]


@dataclass(kw_only=True, slots=True)
class _Column:
    """The requirement that a column is at, with the pieces of its title so far."""

    code: str = ""
    line: int = 0
    pieces: list[str] = field(default_factory=list)
    done: list[Mention] = field(default_factory=list)

    def take(self, cell: str, line: int) -> bool:
        """Take a cell; return whether it is understood."""
        if not cell:
            return True
        item = _ITEM.fullmatch(cell)
        if item and not _CODE.search(item["title"]):
            self.close()
            self.code, self.line, self.pieces = item["code"], line, [item["title"]]
            return True
        if _CODE.search(cell) or not re.search(r"[A-Za-z]", cell) or not self.pieces:
            return False
        self.pieces.append(cell)
        return True

    def close(self) -> None:
        """Finish the title; text that follows belongs to nothing."""
        if self.pieces:
            self.done.append(Mention(code=self.code, pieces=tuple(self.pieces), line=self.line))
        self.pieces = []


def matrix(section: Section) -> Matrix:
    """Read one matrix."""
    left, right = _Column(), _Column()
    links: dict[tuple[str, str], int] = {}
    remarks: list[Remark] = []
    for line in section.lines:
        cells = [_clean(cell) for cell in line.text.split("\t")]
        if set(cells[-2:]) <= _HEADS:
            continue
        understood = len(cells) > 1 and _row(cells[-2:], line.number, (left, right), links)
        if not understood:
            remarks.append(remark("unread", line.number, "", cut("\t".join(cells))))
    left.close()
    right.close()
    return Matrix(
        links=links,
        left=frozenset(mention.code for mention in left.done),
        mentions=tuple(sorted((*left.done, *right.done), key=lambda mention: (mention.line, mention.code))),
        remarks=tuple(remarks),
    )


def _row(
    cells: Sequence[str], line: int, columns: tuple[_Column, _Column], links: dict[tuple[str, str], int]
) -> bool:
    """Take both cells of a row; return whether they are understood.

    On one damaged page a heap of the whole page stands before each row, as a
    third cell; the last two are the row.
    """
    left, right = columns
    here, there = cells
    understood = left.take(here, line)
    if not understood and _CODE.search(here):
        # it names a requirement that is not read: what follows is not its predecessor's
        left.close()
        left.code = ""
    before = right.line
    understood = right.take(there, line) and understood
    if right.line == before:
        return understood
    if left.code:
        links.setdefault((left.code, right.code), line)
    return understood and bool(left.code)


def _clean(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell if re.search(r"\w", cell) and not _CONTINUED.fullmatch(cell) else ""


def joined(pieces: Sequence[str]) -> tuple[str, bool]:
    """Return a title without its line breaks, and whether a hyphen at one of them had to be judged."""
    title, judged = pieces[0], False
    for piece in pieces[1:]:
        if re.search(r"\w-$", title):
            # a hyphen before a capital stays, one before a small letter only parted a word
            judged = True
            title = (title if piece[:1].isupper() else title.removesuffix("-")) + piece
        else:
            title = f"{title} {piece}"
    inner = re.sub(r"(?<=[a-z])- (?=[a-z])", "", title)
    return inner, judged or inner != title
