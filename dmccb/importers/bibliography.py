"""Lines of a reference list -> references; references -> document records.

Pure.  Three shapes are known: the numbered lists of LDM-564 (2018-04-13)
section 4, "References", and of LDM-294 (2017-06-28) Appendix F,
"References", which print authors by family name and the year before the
title; and DMTN-158 (2021-05-10), "Bibliography", which prints authors by
given name and the year after the title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dmccb.importers.importresult import Remark, remark
from dmccb.importers.lines import Line, plain
from dmccb.records.record import Fields, Value

HANDLE = r"[A-Z][A-Za-z]*-[0-9]+"

_URL = r"(?:URL[:,]? +<?(?P<url>https?: ?//[^<>]*?)>?)"
_NUMBER = r"(?:- +)?\[(?P<number>\d+)\]"
_FAMILY_FIRST = re.compile(
    rf"{_NUMBER} +\**\[(?P<handle>{HANDLE})\]\**, +(?P<authors>.+?), +(?P<year>\d{{4}}), +"
    rf"(?P<title>\*.+\*|[^*]+), +(?P=handle)(?:, +{_URL})?",
)
_GIVEN_FIRST = re.compile(
    rf"{_NUMBER} *(?:\([\d, ]+\) *)?\[(?P<handle>{HANDLE})\]\. +(?P<authors>.+?(?<![ .-][A-Z]))\. +"
    rf"(?P<title>.+)\. +(?P<year>\d{{4}})\.(?P<draft> Draft version\.)?(?: {_URL})?\.?",
)
_WITHOUT_HANDLE = re.compile(rf"{_NUMBER} +(?P<rest>[^\[*].*\b(?P<year>\d{{4}})\b.*)")
_HEADING = re.compile(r"(?:#+ *)?(?:\w+ )?(?:References|Bibliography)")
_FURNITURE = re.compile(rf"Draft|DRAFT NOT YET APPROVED.*|{HANDLE}")
_INITIALS = re.compile(r"(?:-?[A-Z][a-z]?\.-?)+")
_ANONYMOUS = "Unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """One entry of a reference list.

    Attributes
    ----------
    number
        Its number in the list.
    line
        Line of the text, from 1.
    handle, title
        Empty for an entry without a document handle.
    authors
        Each as printed; ``et al.`` last where the text leaves some out;
        empty where it names nobody.
    year
        Four digits.
    url
        Empty where the text gives none.
    draft
        Whether the entry says that it cites a draft.
    """

    number: int
    line: int
    handle: str
    title: str
    authors: tuple[str, ...]
    year: str
    url: str
    draft: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Bibliography:
    """A reference list: its entries in order, and the lines not understood."""

    references: tuple[Reference, ...]
    unread: tuple[Line, ...]

    def by_handle(self) -> dict[str, Reference]:
        """Return the first entry of each handle, sorted by handle."""
        first: dict[str, Reference] = {}
        for reference in self.references:
            if reference.handle:
                first.setdefault(reference.handle, reference)
        return dict(sorted(first.items()))

    def gaps(self) -> tuple[int, ...]:
        """Return the numbers that the list skips."""
        numbers = {reference.number for reference in self.references}
        return tuple(number for number in range(1, max(numbers, default=0)) if number not in numbers)


def references(lines: Iterable[Line], furniture: Collection[str] = ()) -> Bibliography:
    """Read a reference list, from its heading (or after it) to its end.

    Parameters
    ----------
    lines
        The section's lines.
    furniture
        Running heads between the entries, beside those that every document
        has (its handle, "Draft").
    """
    found: list[Reference] = []
    unread: list[Line] = []
    for raw in lines:
        line = Line(number=raw.number, text=plain(raw.text))
        if not line.text or line.text in furniture or _is_furniture(line.text):
            continue
        reference = _reference(line)
        if reference:
            found.append(reference)
        else:
            unread.append(line)
    return Bibliography(references=tuple(found), unread=tuple(unread))


def _is_furniture(line: str) -> bool:
    return bool(_HEADING.fullmatch(line) or _FURNITURE.fullmatch(line))


def documents(
    entries: Iterable[Reference],
    previous: Mapping[str, Fields],
) -> tuple[dict[str, Fields], list[Remark]]:
    """Complete the document records that a reference list adds something to.

    Nothing is overwritten: a reference list speaks about other documents,
    which know their own titles better.

    Returns
    -------
    tuple
        Whole records, only of documents that gain a field, sorted by handle;
        and remarks on titles that differ, and on entries without a handle.
    """
    records: dict[str, Fields] = {}
    remarks: list[Remark] = []
    for entry in entries:
        if not entry.handle:
            text = f"reference {entry.number} has no document handle, so it makes no record"
            remarks.append(remark("note", entry.line, "", text))
            continue
        old = records.get(entry.handle) or previous.get(entry.handle, {})
        title = old.get("title", entry.title)
        if title != entry.title:
            text = f"title {entry.title!r} in the references, {title!r} on record; the record is kept"
            remarks.append(remark("contradiction", entry.line, entry.handle, text))
        new = _filled(old, entry)
        if new != old:
            records[entry.handle] = new
    return dict(sorted(records.items())), remarks


def _filled(old: Fields, entry: Reference) -> Fields:
    new = {**_fields(entry), **old}
    if "date" in old and "year" not in old:
        del new["year"]
    return new


def series(handle: str) -> str:
    """Return the series of a handle: ``LDM`` of ``LDM-564``."""
    return handle.rpartition("-")[0]


def _reference(line: Line) -> Reference | None:
    by_family = _FAMILY_FIRST.fullmatch(line.text)
    match = by_family or _GIVEN_FIRST.fullmatch(line.text)
    if not match:
        other = _WITHOUT_HANDLE.fullmatch(line.text)
        return other and Reference(
            number=int(other["number"]),
            line=line.number,
            handle="",
            title="",
            authors=(),
            year=other["year"],
            url="",
            draft=False,
        )
    return Reference(
        number=int(match["number"]),
        line=line.number,
        handle=match["handle"],
        title=match["title"].strip("*").strip(),
        authors=_family_first(match["authors"]) if by_family else _given_first(match["authors"]),
        year=match["year"],
        url=re.sub(r"\s", "", match["url"] or "").removesuffix("."),
        draft=not by_family and bool(match["draft"]),
    )


def _family_first(text: str) -> tuple[str, ...]:
    """Split ``Lim, K.T., Bosch, J., et al.``: initials belong to the name before them."""
    authors: list[str] = []
    for part in text.split(", "):
        if authors and _INITIALS.fullmatch(part):
            authors[-1] = f"{authors[-1]}, {part}"
        else:
            authors.append(part)
    return () if authors == [_ANONYMOUS] else tuple(authors)


def _given_first(text: str) -> tuple[str, ...]:
    """Split ``A. Lim, B. Bosch, and C. Guy``; "others" becomes "et al."."""
    authors = [part for part in re.split(r",? and |, ", text) if part]
    return tuple("et al." if author == "others" else author for author in authors)


def _fields(entry: Reference) -> dict[str, Value]:
    fields: dict[str, Value] = {"title": entry.title}
    if entry.authors:
        fields["authors"] = list(entry.authors)
    fields["series"] = series(entry.handle)
    fields["year"] = entry.year
    if entry.url:
        fields["archive_url"] = entry.url
    return fields
