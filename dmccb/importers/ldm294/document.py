"""Title page and Appendix F -> the record of LDM-294, and of the documents it cites.

Pure.  Cites LDM-294 (2017-06-28) title page, "Change Record" and Appendix F
("References").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dmccb.importers.bibliography import HANDLE as SERIES
from dmccb.importers.bibliography import Bibliography, documents, references, series
from dmccb.importers.importresult import Records, Remark
from dmccb.importers.ldm294.text import DOCUMENTS, HANDLE, Line, Manuscript, Part, cut, merged, remark
from dmccb.records.record import Fields, Value

_PROJECT = re.compile(r"Large Synoptic Survey Telescope \(LSST\) (?P<title>.+)")
_DRAFT = "Draft Revision NOT YET Approved"
_HEAD = "Version\tDate\tDescription\tOwner name"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RFC = re.compile(r"\bRFC-\d+\b")
_INTERFACE = re.compile(rf"- (?P<handle>{SERIES}) (?P<title>[A-Z].+)")
_CELLS = ("version", "date", "description", "owner")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    line: int


def documents_of(text: Manuscript, previous: Records) -> Part:
    """Read the title page, the change record and the references."""
    remarks: list[Remark] = []
    old = previous.get(DOCUMENTS, {})
    own = merged(old.get(HANDLE, {}), _own(text, remarks))
    section = text.section("F")
    lines = {line.number: line.text for line in section.lines}
    listed = [lines.get(number, "") for number in range(section.line, max(lines, default=section.line) + 1)]
    cited = references(listed, first_line=section.line)
    records: dict[str, Fields]
    records, more = documents(cited.references, {**old, HANDLE: own})
    remarks += more
    remarks += [remark("unread", number, "", cut(unread)) for number, unread in cited.unread]
    remarks += [remark("missing", section.line, "", f"no reference {number}") for number in cited.gaps()]
    remarks += _titles(text, cited)
    return Part(
        records={DOCUMENTS: dict(sorted({**records, HANDLE: own}.items()))},
        remarks=tuple(remarks),
        counts={"references": len(cited.references)},
    )


def _titles(text: Manuscript, cited: Bibliography) -> Iterator[Remark]:
    """Compare the titles of the references with Table 2, and with each other."""
    entries = cited.by_handle()
    for line in text.section("2.1").lines:
        match = _INTERFACE.fullmatch(line.text)
        entry = entries.get(match["handle"]) if match else None
        if match and not entry:
            yield remark("missing", line.number, match["handle"], "in Table 2 and not in the references")
        elif match and entry and entry.title != match["title"]:
            said = f"title {match['title']!r} in Table 2, {entry.title!r} in the references"
            yield remark("contradiction", line.number, match["handle"], said)
    first: dict[str, str] = {}
    for handle, entry in entries.items():
        if other := first.get(entry.title):
            yield remark("contradiction", entry.line, handle, f"the references give {other} the same title")
        first.setdefault(entry.title, handle)


def _own(text: Manuscript, remarks: list[Remark]) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for at, line in enumerate(text.front):
        if match := _PROJECT.fullmatch(line.text.strip()):
            fields["title"] = match["title"]
            names = re.split(r", | and ", text.front[at + 1].text.strip()) if at + 1 < len(text.front) else []
            fields["authors"] = list[Value](names)
    if not fields:
        remarks.append(remark("missing", 0, HANDLE, "no title and no authors on the title page"))
    fields = {"title": HANDLE, **fields, "series": series(HANDLE)}
    if any(line.text.startswith(_DRAFT) for line in text.front):
        fields["status"] = "draft"
    fields["date"] = text.edition
    rows = _rows(text.front, remarks)
    if rows:
        fields["change_record"] = [dict(_fields(row, remarks)) for row in rows]
        if (last := rows[-1].cells[1]) != text.edition:
            said = f"the last row of the change record is dated {last}, the title page {text.edition}"
            remarks.append(remark("contradiction", rows[-1].line, HANDLE, said))
    return fields


def _rows(front: tuple[Line, ...], remarks: list[Remark]) -> list[_Row]:
    """Return the rows of the change record, wrapped cells joined."""
    rows: list[_Row] = []
    inside = False
    for line in front:
        cells = tuple(" ".join(cell.split()) for cell in line.text.split("\t"))
        if line.text == _HEAD:
            inside = True
        elif not inside or not any(cells):
            continue
        elif len(cells) == 1:
            break
        elif len(cells) == len(_CELLS) and (cells[0] or cells[1]):
            rows.append(_Row(cells=cells, line=line.number))
        elif len(cells) <= len(_CELLS) and rows:
            wrapped = (*cells, "", "", "")
            joined = tuple(f"{old} {new}".strip() for old, new in zip(rows[-1].cells, wrapped, strict=False))
            rows[-1] = _Row(cells=joined, line=rows[-1].line)
        else:
            remarks.append(remark("unread", line.number, "", cut(line.text)))
    return rows


def _fields(row: _Row, remarks: list[Remark]) -> Iterator[tuple[str, Value]]:
    for name, cell in zip(_CELLS, row.cells, strict=True):
        if cell and (name != "date" or _DAY.fullmatch(cell)):
            yield name, cell
        else:
            said = f"the change record gives no {name}" + (f" but {cell!r}" if cell else "")
            remarks.append(remark("missing", row.line, HANDLE, said))
        if name == "description" and (found := _RFC.search(cell)):
            yield "rfc", found[0]
