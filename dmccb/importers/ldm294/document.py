"""Title page and Appendix F -> the record of LDM-294, and of the documents it cites.

Pure.  Cites LDM-294 (2017-06-28) title page, "Change Record" and Appendix F
("References").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from dmccb.importers.bibliography import HANDLE as SERIES
from dmccb.importers.bibliography import Bibliography, documents, references
from dmccb.importers.importresult import Records, Remark, remark, unread
from dmccb.importers.ldm294.text import DOCUMENTS, HANDLE, Manuscript, Part
from dmccb.importers.lines import Line, plain, split_at
from dmccb.importers.previous import existing, merged
from dmccb.importers.titlepage import COLUMNS, DRAFT, TABLE_HEAD, Row, TitlePage

_PROJECT = re.compile(r"Large Synoptic Survey Telescope \(LSST\) (?P<title>.+)")
_INTERFACE = re.compile(rf"- (?P<handle>{SERIES}) (?P<title>[A-Z].+)")


def documents_of(text: Manuscript, previous: Records) -> Part:
    """Read the title page, the change record and the references."""
    old = existing(previous, DOCUMENTS, HANDLE)
    page, own_remarks = _title_page(text)
    own = merged(old, page.fields(str(old.get("title", HANDLE))))
    section = text.section("F")
    cited = references(section.lines)
    records, cited_remarks = documents(cited.references, {**previous.get(DOCUMENTS, {}), HANDLE: own})
    gaps = [remark("missing", section.line, "", f"no reference {number}") for number in cited.gaps()]
    return Part(
        records={DOCUMENTS: dict(sorted({**records, HANDLE: own}.items()))},
        remarks=(*own_remarks, *cited_remarks, *unread(cited.unread), *gaps, *_titles(text, cited)),
        counts={"references": len(cited.references)},
    )


def _titles(text: Manuscript, cited: Bibliography) -> Iterator[Remark]:
    """Compare the titles of the references with Table 2, and with each other."""
    entries = cited.by_handle()
    for line in text.section("2.1").lines:
        match = _INTERFACE.fullmatch(line.text)
        if not match:
            continue
        entry = entries.get(match["handle"])
        if not entry:
            yield remark("missing", line.number, match["handle"], "in Table 2, but not in the references")
        elif entry.title != match["title"]:
            said = f"title {match['title']!r} in Table 2, {entry.title!r} in the references"
            yield remark("contradiction", line.number, match["handle"], said)
    first: dict[str, str] = {}
    for handle, entry in entries.items():
        other = first.setdefault(entry.title, handle)
        if other != handle:
            yield remark("contradiction", entry.line, handle, f"the references give {other} the same title")


def _title_page(text: Manuscript) -> tuple[TitlePage, list[Remark]]:
    title, authors = _title(text.front)
    rows, strange = _rows(text.front)
    remarks = unread(strange)
    if not title:
        remarks.append(remark("missing", 0, HANDLE, "no title and no authors on the title page"))
    for row in rows:
        remarks.extend(remark("missing", row.line, HANDLE, gap) for gap in row.gaps())
    last = str(rows[-1].fields().get("date", "")) if rows else text.edition
    if last != text.edition:
        said = (
            f"the last row of the change record is dated {last or 'nothing'}, the title page {text.edition}"
        )
        remarks.append(remark("contradiction", rows[-1].line, HANDLE, said))
    page = TitlePage(
        handle=HANDLE,
        title=title,
        authors=authors,
        date=text.edition,
        draft=any(line.text.startswith(DRAFT) for line in text.front),
        rows=tuple(rows),
    )
    return page, remarks


def _title(front: Sequence[Line]) -> tuple[str, tuple[str, ...]]:
    """Return the title, and the authors from the line below it; of several, the last."""
    _, blocks = split_at(front, lambda line: bool(_PROJECT.fullmatch(line.text.strip())))
    if not blocks:
        return "", ()
    heading, body = blocks[-1]
    match = _PROJECT.fullmatch(heading.text.strip())
    authors = re.split(r", | and ", body[0].text.strip()) if body else []
    return match["title"] if match else "", tuple(authors)


def _rows(front: Sequence[Line]) -> tuple[list[Row], list[Line]]:
    """Return the rows of the change record, wrapped cells joined, and lines not understood."""
    rows: list[Row] = []
    strange: list[Line] = []
    for line, cells in _tabular(front):
        if len(cells) > len(COLUMNS):
            strange.append(line)
        elif len(cells) == len(COLUMNS) and (cells[0] or cells[1]):
            rows.append(Row(cells=cells, line=line.number))
        elif rows:
            rows[-1] = _continued(rows[-1], cells)
        else:
            strange.append(line)
    return rows, strange


def _tabular(front: Sequence[Line]) -> Iterator[tuple[Line, tuple[str, ...]]]:
    """Yield the lines of the change record with their cells; text without cells ends it."""
    _, tables = split_at(front, lambda line: line.text == TABLE_HEAD)
    lines: Iterable[Line] = [line for _, table in tables for line in table]
    for line in takewhile(lambda line: "\t" in line.text or not line.text.strip(), lines):
        cells = tuple(plain(cell) for cell in line.text.split("\t"))
        if any(cells):
            yield line, cells


def _continued(row: Row, cells: Sequence[str]) -> Row:
    wrapped = (*cells, "", "", "")
    joined = tuple(plain(f"{old} {new}") for old, new in zip(row.cells, wrapped, strict=False))
    return Row(cells=joined, line=row.line)
