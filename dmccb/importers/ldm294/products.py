"""Rows of Appendix A -> products, and the persons who manage and own them.

Pure.  Cites LDM-294 (2017-06-28) section 5 ("Products") and Appendix A ("DM
Product List").  The text has lost the indentation of the table, and with it
which product belongs to which; so no product gets a parent.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dmccb.importers.importresult import Records, Remark, clipped, remark, unread
from dmccb.importers.ldm294.rows import CODE, Row, Words, broken, doubtful, rows, shared_names, words
from dmccb.importers.ldm294.text import PRODUCTS, Manuscript, Part, key, slug
from dmccb.importers.ldm294.wbs import Breakdown
from dmccb.importers.lines import Line
from dmccb.importers.previous import existing, merged
from dmccb.records.record import Fields, Value

_GIVEN = r"(?:[A-Z]['\u2019])?[A-Z][^\W\d_A-Z][^\W\d_]*"
PERSON = re.compile(rf"{_GIVEN}(?: {_GIVEN}){{1,2}}")
_NOT_OF_NAMES = re.compile(r"[^\w'\u2019 ]")
_PACKAGE = re.compile(r"[A-Za-z][\w*-]*")
_WORD = re.compile(r"[A-Za-z]+")
_CERTAIN_ROWS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """What is known beside the row that is read.

    Attributes
    ----------
    words
        Words of the text and of all whole rows.
    persons
        Names that are certain.
    placed
        Key of a product's title -> the elements under which Appendix B lists
        it.
    breakdown
        The WBS elements.
    """

    words: Words
    persons: frozenset[str]
    placed: Mapping[str, frozenset[str]]
    breakdown: Breakdown


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
    lines = [line for line in text.section("A").lines if line.number < breakdown.start or not breakdown.start]
    found, strange = rows(lines)
    known = _known(text, lines, found, breakdown, others)
    certain, left_out = _certain(found, known)
    records, doubts = _records(certain, known, previous)
    return Products(
        part=Part(
            records={PRODUCTS: records},
            remarks=(*unread(strange), *left_out, *doubts, *_general(found, breakdown, records)),
            counts=_counts(found, records),
        ),
        persons=known.persons & {name for row in certain for name in (row.manager, row.owner)},
    )


def _counts(found: Sequence[Row], records: Mapping[str, Fields]) -> dict[str, int]:
    return {
        "product rows": len(found),
        "product rows left out": len(found) - len(records),
        "products": len(records),
        "products with wbs": sum("wbs" in fields for fields in records.values()),
        "products with manager": sum("manager" in fields for fields in records.values()),
        "products with owner": sum("owner" in fields for fields in records.values()),
    }


def _known(
    text: Manuscript,
    lines: Sequence[Line],
    found: Sequence[Row],
    breakdown: Breakdown,
    others: frozenset[str],
) -> _Known:
    whole = [row for row in found if not broken(row)]
    inside = {line.number for line in lines}
    outside = [line for line in (*text.front, *text.lines()) if line.number not in inside]
    placed: dict[str, set[str]] = defaultdict(set)
    for listing in breakdown.listings:
        placed[key(listing.title)].add(listing.element)
    return _Known(
        words=words([*outside, *(Line(number=row.line, text=row.text) for row in whole)]),
        persons=others | _persons(whole),
        placed={title: frozenset(elements) for title, elements in placed.items()},
        breakdown=breakdown,
    )


def _certain(found: Sequence[Row], known: _Known) -> tuple[list[Row], list[Remark]]:
    """Return the rows that are certain, and remarks on those that are left out."""
    certain: list[Row] = []
    remarks: list[Remark] = []
    for row, after in zip(found, [*found[1:], None], strict=True):
        rest = after.title if after and broken(after) else ""
        reason = broken(row) or doubtful(row, rest, known.words, known.placed.keys())
        if reason:
            said = f"product row left out, {reason}: {clipped(row.text)}"
            remarks.append(remark("unread", row.line, "", said))
        else:
            certain.append(row)
    shared = shared_names(certain)
    for row in certain:
        if key(row.name) in shared:
            said = (
                f"product row left out, another row has the same name and another title: {clipped(row.text)}"
            )
            remarks.append(remark("contradiction", row.line, slug(row.name), said))
    return [row for row in certain if key(row.name) not in shared], remarks


def _persons(whole: Sequence[Row]) -> frozenset[str]:
    """Return the names that rows without visible damage print at least twice."""
    sound = [row for row in whole if not row.wbs or CODE.match(row.wbs)]
    printed: Counter[str] = Counter()
    for row in sound:
        printed.update({*_runs(row.manager), *_runs(row.owner)})
    cells = {cell for row in sound for cell in (row.manager, row.owner)}
    return frozenset(cell for cell in cells if PERSON.fullmatch(cell) and printed[cell] >= _CERTAIN_ROWS)


def _runs(cell: str) -> Iterator[str]:
    """Yield each two and three words of a cell, as many as a name has."""
    for part in _NOT_OF_NAMES.split(cell):
        each = part.split(" ")
        for length in (2, 3):
            for at in range(len(each) - length + 1):
                yield " ".join(each[at : at + length])


def _records(
    certain: Sequence[Row], known: _Known, previous: Records
) -> tuple[dict[str, Fields], list[Remark]]:
    records: dict[str, Fields] = {}
    remarks: list[Remark] = []
    for row in certain:
        name = slug(row.name)
        if name in records:
            remarks.append(remark("note", row.line, name, "printed twice; the first row is used"))
            continue
        fields, doubts = _fields(row, known)
        records[name] = merged(existing(previous, PRODUCTS, name), fields)
        remarks.extend(doubts)
    return dict(sorted(records.items())), remarks


def _fields(row: Row, known: _Known) -> tuple[dict[str, Value], list[Remark]]:
    """Return what of a row is certain, and remarks on the rest."""
    wbs, wbs_doubts = _wbs(row, known)
    holders, holder_doubts = _holders(row, known)
    packages, package_doubts = _packages(row, known)
    fields: dict[str, Value] = {"title": row.title}
    if wbs:
        fields["wbs"] = wbs
    fields.update(holders)
    if packages:
        fields["packages"] = [*sorted(set(packages))]
    return fields, [*wbs_doubts, *holder_doubts, *package_doubts]


def _doubt(row: Row, text: str) -> Remark:
    return remark("missing", row.line, slug(row.name), text)


def _wbs(row: Row, known: _Known) -> tuple[str, list[Remark]]:
    """Return the element: as printed here, or the one under which Appendix B lists the title."""
    wbs = "" if row.spill else known.breakdown.find(row.wbs)
    listed = known.placed.get(key(row.title), frozenset()) - {""}
    placed = next(iter(listed)) if len(listed) == 1 else ""
    printed = f"{row.wbs} {row.spill}".strip()
    if wbs and placed and not f"{wbs}.".startswith(f"{placed}."):
        text = f"WBS element {wbs} in Appendix A, which is used, {placed} in Appendix B"
        return wbs, [remark("contradiction", row.line, slug(row.name), text)]
    if wbs or not printed:
        return wbs or placed, []
    instead = f"taken from Appendix B: {placed}" if placed else "Appendix B does not give it either"
    return placed, [_doubt(row, f"WBS code {printed!r} is damaged or not in Appendix B; {instead}")]


def _holders(row: Row, known: _Known) -> tuple[dict[str, Value], list[Remark]]:
    fields: dict[str, Value] = {}
    doubts: list[Remark] = []
    for part, cell in (("manager", row.manager), ("owner", row.owner)):
        if cell in known.persons:
            fields[part] = slug(cell)
        elif cell:
            doubts.append(_doubt(row, f"{part} {cell!r} is not a name that is certain"))
    return fields, doubts


def _packages(row: Row, known: _Known) -> tuple[list[str], list[Remark]]:
    """Return the packages of which every word is printed on another line too."""
    found: list[str] = []
    doubts: list[Remark] = []
    for package in filter(None, (part.strip() for part in row.packages.split("/"))):
        is_printed = all(known.words.printed(word, row.line) for word in _WORD.findall(package))
        if is_printed and _PACKAGE.fullmatch(package):
            found.append(package)
        else:
            doubts.append(_doubt(row, f"package {package!r} is not certain: no other line confirms it"))
    return found, doubts


def _general(found: Sequence[Row], breakdown: Breakdown, records: Mapping[str, Fields]) -> Iterator[Remark]:
    if found:
        text = "the indentation of the table is lost: no product gets a parent, or inherits from one"
        yield remark("missing", found[0].line, "", text)
    titles = {key(str(fields["title"])) for fields in records.values()}
    for listing in breakdown.listings:
        if listing.certain and key(listing.title) not in titles:
            text = f"product {listing.title!r} has no row in Appendix A that is certain"
            yield remark("missing", listing.line, listing.element, text)
