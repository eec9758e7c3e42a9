"""Rows of Appendix A -> products, and the persons who manage and own them.

Pure.  Cites LDM-294 (2017-06-28) section 5 ("Products") and Appendix A ("DM
Product List").  The text has lost the indentation of the table, and with it
which product belongs to which; so no product gets a parent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dmccb.importers.importresult import Records, Remark
from dmccb.importers.ldm294.rows import (
    CODE,
    Row,
    Words,
    broken,
    doubtful,
    rows,
    shared_names,
    words,
)
from dmccb.importers.ldm294.text import (
    PRODUCTS,
    Line,
    Manuscript,
    Part,
    cut,
    key,
    merged,
    remark,
    slug,
)
from dmccb.importers.ldm294.wbs import Breakdown, Listing
from dmccb.records.record import Fields, Value

_GIVEN = r"(?:[A-Z]['\u2019])?[A-Z][^\W\d_A-Z][^\W\d_]*"
PERSON = re.compile(rf"{_GIVEN}(?: {_GIVEN}){{1,2}}")
_PACKAGE = re.compile(r"[A-Za-z][\w*-]*")
_WORD = re.compile(r"[A-Za-z]+")
_CERTAIN_ROWS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    """Appendix A, read: its rows, those that are certain, and what is known beside them."""

    rows: Sequence[Row]
    certain: Sequence[Row]
    words: Words
    persons: frozenset[str]
    listings: Mapping[str, Sequence[Listing]]
    breakdown: Breakdown
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Products:
    """The products, and the names of those who manage or own one."""

    part: Part
    persons: frozenset[str]


def products(text: Manuscript, breakdown: Breakdown, others: frozenset[str], previous: Records) -> Products:
    """Read Appendix A.

    Parameters
    ----------
    others
        Names of persons whom the text names outside the table.
    """
    table = _table(text, breakdown, others)
    records: dict[str, Fields] = {}
    for row in table.certain:
        name = slug(row.name)
        if name in records:
            table.remarks.append(remark("note", row.line, name, "printed twice; the first row is taken"))
            continue
        records[name] = merged(previous.get(PRODUCTS, {}).get(name, {}), dict(_fields(row, name, table)))
    table.remarks.extend(_general(table, records))
    held = {row.manager for row in table.certain} | {row.owner for row in table.certain}
    counts = {
        "product rows": len(table.rows),
        "product rows left out": len(table.rows) - len(records),
        "products": len(records),
        "products with wbs": sum("wbs" in fields for fields in records.values()),
        "products with manager": sum("manager" in fields for fields in records.values()),
        "products with owner": sum("owner" in fields for fields in records.values()),
    }
    part = Part(
        records={PRODUCTS: dict(sorted(records.items()))}, remarks=tuple(table.remarks), counts=counts
    )
    return Products(part=part, persons=table.persons & held)


def _table(text: Manuscript, breakdown: Breakdown, others: frozenset[str]) -> _Table:
    lines = [line for line in text.section("A").lines if line.number < breakdown.start or not breakdown.start]
    found, unread = rows(lines)
    whole = [row for row in found if not broken(row)]
    inside = {line.number for line in lines}
    outside = [line for line in (*text.front, *text.lines()) if line.number not in inside]
    known = words([*outside, *(Line(number=row.line, text=row.text) for row in whole)])
    listings: dict[str, list[Listing]] = defaultdict(list)
    for listing in breakdown.listings:
        listings[key(listing.title)].append(listing)
    remarks = [remark("unread", line.number, "", cut(line.text)) for line in unread]
    certain: list[Row] = []
    for row, after in zip(found, [*found[1:], None], strict=True):
        rest = after.title if after and broken(after) else ""
        reason = broken(row) or doubtful(row, rest, known, frozenset(listings))
        if reason:
            remarks.append(remark("unread", row.line, "", f"product row left out, {reason}: {cut(row.text)}"))
        else:
            certain.append(row)
    return _Table(
        rows=found,
        certain=_unshared(certain, remarks),
        words=known,
        persons=others | _persons(whole),
        listings=listings,
        breakdown=breakdown,
        remarks=remarks,
    )


def _unshared(certain: Sequence[Row], remarks: list[Remark]) -> list[Row]:
    """Return the rows without those whose name another product has too."""
    shared = shared_names(certain)
    for row in certain:
        if key(row.name) in shared:
            said = f"product row left out, another row has the same name and another title: {cut(row.text)}"
            remarks.append(remark("contradiction", row.line, slug(row.name), said))
    return [row for row in certain if key(row.name) not in shared]


def _persons(whole: Sequence[Row]) -> frozenset[str]:
    """Return the names that rows without visible damage print at least twice."""
    sound = [row for row in whole if not row.wbs or CODE.match(row.wbs)]
    cells = {cell for row in sound for cell in (row.manager, row.owner) if PERSON.fullmatch(cell)}
    return frozenset(
        name for name in cells if sum(name in f"{row.manager}\t{row.owner}" for row in sound) >= _CERTAIN_ROWS
    )


def _fields(row: Row, name: str, table: _Table) -> Iterator[tuple[str, Value]]:
    yield "title", row.title
    if wbs := _wbs(row, name, table):
        yield "wbs", wbs
    for part, cell in (("manager", row.manager), ("owner", row.owner)):
        if cell in table.persons:
            yield part, slug(cell)
        elif cell:
            text = f"{part} {cell!r} is no name that is certain"
            table.remarks.append(remark("missing", row.line, name, text))
    packages: list[Value] = []
    packages += sorted(set(_packages(row, name, table)))
    if packages:
        yield "packages", packages


def _wbs(row: Row, name: str, table: _Table) -> str:
    """Return the element: as printed here, or the one under which Appendix B lists the title."""
    wbs = "" if row.spill else table.breakdown.find(row.wbs)
    listed = {listing.element for listing in table.listings.get(key(row.title), ())} - {""}
    placed = listed.pop() if len(listed) == 1 else ""
    printed = f"{row.wbs} {row.spill}".strip()
    if wbs:
        if placed and not f"{wbs}.".startswith(f"{placed}."):
            text = f"WBS element {wbs} in Appendix A, which is taken, {placed} in Appendix B"
            table.remarks.append(remark("contradiction", row.line, name, text))
        return wbs
    if printed:
        instead = f"taken from Appendix B: {placed}" if placed else "Appendix B does not tell it either"
        text = f"WBS code {printed!r} is damaged or not in Appendix B; {instead}"
        table.remarks.append(remark("missing", row.line, name, text))
    return placed


def _packages(row: Row, name: str, table: _Table) -> Iterator[str]:
    """Yield the packages of which every word is printed on another line too."""
    for package in (part.strip() for part in row.packages.split("/")):
        if _PACKAGE.fullmatch(package) and all(
            table.words.printed(word, row.line) for word in _WORD.findall(package)
        ):
            yield package
        elif package:
            text = f"package {package!r} is not certain: no other line confirms it"
            table.remarks.append(remark("missing", row.line, name, text))


def _general(table: _Table, records: Mapping[str, Fields]) -> Iterator[Remark]:
    first = table.rows[0].line if table.rows else 0
    if table.rows:
        text = "the indentation of the table is lost: no product gets a parent, or inherits from one"
        yield remark("missing", first, "", text)
    titles = {key(str(fields["title"])) for fields in records.values()}
    for listing in table.breakdown.listings:
        if listing.certain and key(listing.title) not in titles:
            text = f"product {listing.title!r} has no row in Appendix A that is certain"
            yield remark("missing", listing.line, listing.element, text)
