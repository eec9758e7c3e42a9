"""Plan -> remarks: what LDM-564's text lacks, or says in two ways.

Pure.  Cites LDM-564 (2018-04-13, 2019-12-09, 2023-04-24): "Change Record",
"Contents" against the headings of section 3, and each listing of a milestone
against the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dmccb.importers.importresult import Remark, RemarkKind
from dmccb.importers.ldm564.text import HANDLE, Listing, Plan, Row
from dmccb.importers.lines import is_day
from dmccb.records.record import Fields, Value

_RFC = re.compile(r"\bRFC-\d+\b")


def differences(read_plan: Plan, old: Fields) -> Iterator[Remark]:
    """Tell what the text lacks or says in two ways; ``old`` is LDM-564's record as it stands."""
    for line, text in read_plan.unread:
        yield _remark("unread", line, "", text)
    if not read_plan.title:
        yield _remark("missing", 0, HANDLE, "the title page and the first section do not agree on a title")
    yield from _row_remarks(read_plan, old)
    yield from _contents_remarks(read_plan)
    yield from _section_remarks(read_plan)
    yield from _twice_remarks(read_plan)


def _row_remarks(read_plan: Plan, old: Fields) -> Iterator[Remark]:
    rows = old.get("change_record", [])
    dated = {
        str(row.get("version")): row.get("date")
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    }
    for row in read_plan.rows:
        fields = row_fields(row)
        for name in ("version", "date", "description", "owner"):
            if name not in fields:
                printed = getattr(row, name)
                text = f"the change record gives no {name}" + (f" but {printed!r}" if printed else "")
                yield _remark("note", row.line, HANDLE, text)
        if "rfc" not in fields and _RFC.search(row.description):
            yield _remark("note", row.line, HANDLE, "several RFCs in one row of the change record")
        then = dated.get(row.version)
        if then and then != row.date:
            text = f"the change record dates version {row.version} {row.date}, the record before {then}"
            yield _remark("note", row.line, HANDLE, text)


def _contents_remarks(read_plan: Plan) -> Iterator[Remark]:
    """Compare the table of contents with the sections."""
    sections = {section.number: section.head for section in read_plan.sections}
    entries = {entry.number: entry for entry in read_plan.contents}
    for number, entry in entries.items():
        head = sections.get(number)
        if head is None:
            text = f"section {number} is in the table of contents only"
            yield _remark("contradiction", entry.line, entry.code, text)
        elif (head.title, head.code) != (entry.title, entry.code):
            text = (
                f"section {number} is '{entry.title}: {entry.code}' in the table of contents"
                f" and '{head.title}: {head.code}' on line {head.line}"
            )
            yield _remark("contradiction", entry.line, entry.code, text)
    for number, head in sections.items():
        if number not in entries:
            text = f"section {number} is not in the table of contents"
            yield _remark("contradiction", head.line, head.code, text)


def _section_remarks(read_plan: Plan) -> Iterator[Remark]:
    for section in read_plan.sections:
        head = section.head
        if not head.due:
            yield _remark("missing", head.line, head.code, "no due date")
        if section.features and section.nothing_new:
            text = "says that no new functionality is associated, and lists features"
            yield _remark("contradiction", head.line, head.code, text)
        if not section.features and not section.nothing_new:
            yield _remark(
                "note", head.line, head.code, "lists no feature and does not say that there is none"
            )


def _twice_remarks(read_plan: Plan) -> Iterator[Remark]:
    """Compare each listing of a milestone with the one that was taken."""
    named = named_first(read_plan)
    seen: set[str] = set()
    for section in read_plan.sections:
        if section.head.code in seen:
            yield _remark(
                "contradiction", section.head.line, section.head.code, "a release with two sections"
            )
        seen.add(section.head.code)
    for listing in _listings(read_plan):
        first = named[listing.code]
        for name in ("title", "due", "completed"):
            here, there = getattr(listing, name), getattr(first, name)
            if here != there:
                text = f"{name} {here or 'none'} here, {there or 'none'} on line {first.line}, which is taken"
                yield _remark("contradiction", listing.line, listing.code, text)


def _listings(read_plan: Plan) -> Iterator[Listing]:
    for section in read_plan.sections:
        yield section.head
        yield from section.features


def named_first(read_plan: Plan) -> dict[str, Listing]:
    """Return the first listing of each milestone, a release's own heading before any other."""
    first: dict[str, Listing] = {}
    for section in read_plan.sections:
        first.setdefault(section.head.code, section.head)
    for listing in _listings(read_plan):
        first.setdefault(listing.code, listing)
    return first


def row_fields(row: Row) -> dict[str, Value]:
    """Return the fields of a change-record row; a placeholder or an empty cell gives none."""
    fields: dict[str, Value] = {}
    if row.version and row.version != "TBD":
        fields["version"] = row.version
    if is_day(row.date):
        fields["date"] = row.date
    if row.description:
        fields["description"] = row.description
    approvals = set(_RFC.findall(row.description))
    if len(approvals) == 1:
        fields["rfc"] = approvals.pop()
    if row.owner:
        fields["owner"] = row.owner
    return fields


def _remark(kind: RemarkKind, line: int, subject: str, text: str) -> Remark:
    return Remark(kind=kind, line=line, subject=subject, text=text)
