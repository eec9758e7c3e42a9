"""Text of DMTN-158 -> Report: its counts, lists by date, and milestone entries.

Pure; nothing is decided here, only read.  Cites DMTN-158 (2021-05-10):
"Summary", "Currently overdue milestones", "Milestones by due date",
"Milestones by WBS" and "Bibliography".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dmccb.errors import SourceError
from dmccb.importers.bibliography import Bibliography, references
from dmccb.importers.dmtn158.entries import BULLET, Entry, Section, by_wbs, deliverable
from dmccb.importers.lines import CODE, Line, is_day, numbered, plain, split_at
from dmccb.importers.titlepage import TitlePage, names

HANDLE = "DMTN-158"

_TITLE = re.compile(rf"{HANDLE}: (?P<title>.+)")
_REVISION = re.compile(r"Latest Revision: (\S+)")
_LISTED = re.compile(rf"• (?P<code>{CODE}): (?P<title>.+?)(?: \[Due (?P<due>[\d-]+)\])?")
_MONTH = re.compile(r"Due in (?P<month>[A-Z][a-z]+) (?P<year>\d{4})")
_EMPTY = "• No milestones due."
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_COUNTS: Mapping[str, str] = {
    "milestones": r"tracking (\d+) milestones",
    "level 1": r"(\d+) at Level 1",
    "level 2": r"(\d+) at Level 2",
    "level 3": r"(\d+) at Level 3",
    "level 4": r"(\d+) at Level 4",
    "without level": r"(\d+) have no level defined",
    "completed": r"(\d+) have been completed",
    "overdue": r"(\d+) are late",
}
_TITLE_PAGE = ""
_PARTS = (
    "Provenance",
    "Notation",
    "Summary",
    "Currently overdue milestones",
    "Milestones by due date",
    "Milestones by WBS",
    "Bibliography",
)
_HANDLES = re.compile(r"\b(?:LDM|LSE|LPM|LTS|DMTN|DMTR|SQR|ITTN|RTN|PSTN|Document)-\d+\b(?![-.]?\w)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A milestone as a list by date names it; ``due`` is empty in a month list."""

    code: str
    title: str
    deliverable: str
    due: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """One month: ``month`` is ``2021-06``, ``name`` is ``June 2021``.

    ``lost`` means that it lists nothing and does not say that nothing is due.
    """

    month: str
    name: str
    line: int
    listed: tuple[Listed, ...]
    lost: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """All that the text says; ``counts`` is what its summary claims."""

    page: TitlePage
    provenance: tuple[Line, ...]
    counts: Mapping[str, int]
    summary_line: int
    overdue: tuple[Listed, ...]
    months: tuple[Month, ...]
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    bibliography: Bibliography
    handles: Mapping[str, int]
    unread: tuple[Line, ...]


def report(text: str) -> Report:
    """Read the text of DMTN-158.

    Raises
    ------
    SourceError
        If it is not DMTN-158, or a part that must be there is not.
    """
    lines = [Line(number=line.number, text=plain(line.text)) for line in numbered(text, HANDLE)]
    parts = _parts(lines)
    page, unread_page = _title_page(parts[_TITLE_PAGE])
    overdue, unread_overdue = _listed(parts["Currently overdue milestones"])
    months, unread_months = _months(parts["Milestones by due date"])
    summary = parts["Summary"]
    counts = _counts(summary)
    dated = {(listed.code, listed.title) for listed in [*overdue, *in_months(months)]}
    body = by_wbs(parts["Milestones by WBS"], dated, counts.get("milestones", 0))
    bibliography = references(parts["Bibliography"])
    above = lines[: len(lines) - len(parts["Bibliography"])]
    return Report(
        page=page,
        provenance=parts["Provenance"],
        counts=counts,
        summary_line=next((line.number for line in summary if "tracking" in line.text), 0),
        overdue=tuple(overdue),
        months=tuple(months),
        sections=body.sections,
        entries=body.entries,
        bibliography=bibliography,
        handles=_handles(above),
        unread=(*unread_page, *unread_overdue, *unread_months, *body.unread, *bibliography.unread),
    )


def in_months(months: Iterable[Month]) -> Iterator[Listed]:
    """Yield what the month lists name, in their order."""
    for month in months:
        yield from month.listed


def _parts(lines: Sequence[Line]) -> dict[str, tuple[Line, ...]]:
    """Return the lines of each part of the document, without its heading."""
    starts: list[int] = []
    for name in _PARTS:
        start = starts[-1] if starts else 0
        found = next((at for at in range(start, len(lines)) if lines[at].text == name), None)
        if found is None:
            message = f"not the text of {HANDLE}: no line {name!r} after line {start + 1}"
            raise SourceError(message, hint="give the published text with its headings")
        starts.append(found)
    spans = zip(_PARTS, pairwise([*starts, len(lines)]), strict=True)
    parts = {name: tuple(lines[start + 1 : end]) for name, (start, end) in spans}
    return {_TITLE_PAGE: tuple(lines[: starts[0]]), **parts}


def _title_page(lines: Sequence[Line]) -> tuple[TitlePage, list[Line]]:
    title, authors, day = "", "", ""
    unread: list[Line] = []
    for line in lines:
        named = _TITLE.fullmatch(line.text)
        dated = _revision(line.text)
        if named and not title:
            title = named["title"]
        elif line.text.startswith(BULLET) and not authors:
            authors = line.text.removeprefix(BULLET)
        elif dated:
            day = dated
        elif line.text:
            unread.append(line)
    if not title or not day:
        message = f"not the text of {HANDLE}: its title page lacks a title or a date"
        raise SourceError(message, hint=f"it should say '{HANDLE}: ...' and 'Latest Revision: YYYY-MM-DD'")
    return TitlePage(handle=HANDLE, title=title, authors=names(authors), date=day), unread


def _revision(line: str) -> str:
    match = _REVISION.fullmatch(line)
    return match[1] if match and is_day(match[1]) else ""


def _counts(summary: Iterable[Line]) -> dict[str, int]:
    text = " ".join(line.text for line in summary)
    found = {name: re.search(pattern, text) for name, pattern in _COUNTS.items()}
    return {name: int(match[1]) for name, match in found.items() if match}


def _listed(lines: Iterable[Line]) -> tuple[list[Listed], list[Line]]:
    found: list[Listed] = []
    unread: list[Line] = []
    for line in lines:
        match = _LISTED.fullmatch(line.text)
        if match and (match["due"] is None or is_day(match["due"])):
            title, delivered = deliverable(match["title"])
            found.append(
                Listed(
                    code=match["code"],
                    title=title,
                    deliverable=delivered,
                    due=match["due"] or "",
                    line=line.number,
                )
            )
        elif line.text not in {"", _EMPTY}:
            unread.append(line)
    return found, unread


def _months(lines: Sequence[Line]) -> tuple[list[Month], list[Line]]:
    found: list[Month] = []
    before, blocks = split_at(lines, lambda line: bool(_MONTH.fullmatch(line.text)))
    unread = [line for line in before if line.text]
    for heading, body in blocks:
        match = _MONTH.fullmatch(heading.text)
        if match is None or match["month"] not in _MONTHS:
            unread.extend(line for line in (heading, *body) if line.text)
            continue
        listed, strange = _listed(body)
        unread.extend(strange)
        says_none = any(line.text == _EMPTY for line in body)
        found.append(
            Month(
                month=f"{match['year']}-{_MONTHS.index(match['month']) + 1:02}",
                name=f"{match['month']} {match['year']}",
                line=heading.number,
                listed=tuple(listed),
                lost=not listed and not says_none,
            )
        )
    return found, unread


def _handles(lines: Iterable[Line]) -> dict[str, int]:
    """Return the documents that the text names, each with the first line that does."""
    first: dict[str, int] = {}
    for line in lines:
        for handle in _HANDLES.findall(line.text):
            first.setdefault(handle, line.number)
    return dict(sorted(first.items()))
