"""Plan -> remarks: what LDM-564's text lacks, or says in two ways.

Pure.  Cites LDM-564 (2018-04-13, 2019-12-09, 2023-04-24): "Change Record",
"Contents" against the headings of section 3, and each listing of a milestone
against the first one.
"""

from __future__ import annotations

from collections.abc import Iterator

from dmccb.importers.importresult import Remark, remark
from dmccb.importers.ldm564.page import HANDLE
from dmccb.importers.ldm564.text import Listing, Plan, Section
from dmccb.records.record import Fields


def contradictions(plan: Plan, old: Fields) -> Iterator[Remark]:
    """Report what the text lacks or says in two ways; ``old`` is LDM-564's existing record."""
    if not plan.page.title:
        text = "the title page and the heads of its pages do not agree on a title"
        yield remark("missing", 0, HANDLE, text)
    yield from _change_record(plan, old)
    yield from _contents(plan)
    for section in plan.sections:
        yield from _section(section)
    yield from _repeated_sections(plan)
    yield from _repeated_listings(plan)


def _change_record(plan: Plan, old: Fields) -> Iterator[Remark]:
    recorded = _dates(old)
    for row in plan.page.rows:
        for gap in row.gaps():
            yield remark("note", row.line, HANDLE, gap)
        version, date = row.cells[:2]
        before = recorded.get(version)
        if before and before != date:
            text = f"the change record dates version {version} {date}, the existing record {before}"
            yield remark("note", row.line, HANDLE, text)


def _dates(old: Fields) -> dict[str, str]:
    """Return version -> date of the existing change record."""
    rows = old.get("change_record")
    if not isinstance(rows, list):
        return {}
    return {str(row.get("version")): str(row.get("date", "")) for row in rows if isinstance(row, dict)}


def _contents(plan: Plan) -> Iterator[Remark]:
    """Compare the table of contents with the sections."""
    sections = {section.number: section.head for section in plan.sections}
    entries = {entry.number: entry for entry in plan.contents}
    for number, entry in entries.items():
        head = sections.get(number)
        if head is None:
            text = f"section {number} is in the table of contents only"
            yield remark("contradiction", entry.line, entry.code, text)
        elif (head.title, head.code) != (entry.title, entry.code):
            text = (
                f"section {number} is '{entry.title}: {entry.code}' in the table of contents"
                f" and '{head.title}: {head.code}' on line {head.line}"
            )
            yield remark("contradiction", entry.line, entry.code, text)
    for number, head in sections.items():
        if number not in entries:
            text = f"section {number} is not in the table of contents"
            yield remark("contradiction", head.line, head.code, text)


def _section(section: Section) -> Iterator[Remark]:
    head = section.head
    if not head.due:
        yield remark("missing", head.line, head.code, "no due date")
    if section.features and section.nothing_new:
        text = "says that no new functionality is associated, but lists features"
        yield remark("contradiction", head.line, head.code, text)
    if not section.features and not section.nothing_new:
        text = "lists no features, but does not say that there are none"
        yield remark("note", head.line, head.code, text)


def _repeated_sections(plan: Plan) -> Iterator[Remark]:
    first: dict[str, int] = {}
    for section in plan.sections:
        line = first.setdefault(section.head.code, section.head.line)
        if line != section.head.line:
            text = f"second section for this release; the one on line {line} is used"
            yield remark("contradiction", section.head.line, section.head.code, text)


def _repeated_listings(plan: Plan) -> Iterator[Remark]:
    """Compare each listing of a milestone with the one that is used."""
    used = named_first(plan)
    for listing in _listings(plan):
        first = used[listing.code]
        pairs = {
            "title": (listing.title, first.title),
            "due": (listing.due, first.due),
            "completed": (listing.completed, first.completed),
        }
        for name, (here, there) in pairs.items():
            if here != there:
                text = f"{name} {here or 'none'} here, {there or 'none'} on line {first.line}, which is used"
                yield remark("contradiction", listing.line, listing.code, text)


def _listings(plan: Plan) -> Iterator[Listing]:
    for section in plan.sections:
        yield section.head
        yield from section.features


def named_first(plan: Plan) -> dict[str, Listing]:
    """Return the first listing of each milestone, a release's own heading before any other."""
    first: dict[str, Listing] = {}
    for section in plan.sections:
        first.setdefault(section.head.code, section.head)
    for listing in _listings(plan):
        first.setdefault(listing.code, listing)
    return first
