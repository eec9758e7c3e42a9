"""Text of DMTN-158 -> Survey: its counts, lists by date, and milestone entries.

Pure; nothing is decided here, only read.  Cites DMTN-158 (2021-05-10):
"Summary", "Currently overdue milestones", "Milestones by due date",
"Milestones by WBS" and "Bibliography".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dmccb.errors import SourceError
from dmccb.importers.bibliography import CUT, Bibliography, references
from dmccb.importers.dmtn158.entries import Entry, Section, Unread, by_wbs, deliverable
from dmccb.importers.lines import CODE, is_day, plain

HANDLE = "DMTN-158"

_TITLE = re.compile(rf"{HANDLE}: (?P<title>.+)")
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
_PARTS = (
    "Provenance",
    "Notation",
    "Summary",
    "Currently overdue milestones",
    "Milestones by due date",
    "Milestones by WBS",
    "Bibliography",
)


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
class Survey:
    """All that the text says; ``counts`` is what its summary claims."""

    title: str
    authors: tuple[str, ...]
    date: str
    counts: Mapping[str, int]
    summary_line: int
    overdue: tuple[Listed, ...]
    months: tuple[Month, ...]
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    bibliography: Bibliography
    handles: Mapping[str, int]
    unread: tuple[tuple[int, str], ...]


def survey(text: str) -> Survey:
    """Read the text of DMTN-158.

    Raises
    ------
    SourceError
        If it is not DMTN-158, or a part that must be there is not.
    """
    lines = [plain(line) for line in text.split("\n")]
    parts = _parts(lines)
    unread: Unread = []
    summary = _span(parts, "Summary")
    overdue = tuple(_listed(lines, _span(parts, "Currently overdue milestones"), unread))
    months = tuple(_months(lines, _span(parts, "Milestones by due date"), unread))
    titles = {(listed.code, listed.title) for listed in [*overdue, *_all(months)]}
    counts = _claims(" ".join(lines[at] for at in summary))
    claimed = counts.get("milestones", 0)
    sections, entries, strange = by_wbs(lines, _span(parts, "Milestones by WBS"), titles, claimed)
    bibliography = references(lines[parts["Bibliography"][0] + 1 :], first_line=parts["Bibliography"][0] + 2)
    page = lines[: parts["Provenance"][0]]
    title, authors, day = _title_page(page, unread)
    return Survey(
        title=title,
        authors=authors,
        date=day,
        counts=counts,
        summary_line=next((at + 1 for at in summary if "tracking" in lines[at]), 0),
        overdue=overdue,
        months=months,
        sections=sections,
        entries=entries,
        bibliography=bibliography,
        handles=_handles(lines[: parts["Bibliography"][0]]),
        unread=tuple(sorted((at, line[:CUT]) for at, line in [*unread, *strange, *bibliography.unread])),
    )


def _all(months: Sequence[Month]) -> Iterator[Listed]:
    for month in months:
        yield from month.listed


def _parts(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the first and last+1 index of each part of the document."""
    starts: list[int] = []
    for name in _PARTS:
        start = starts[-1] if starts else 0
        found = next((at for at in range(start, len(lines)) if lines[at] == name), None)
        if found is None:
            message = f"not the text of {HANDLE}: no line {name!r} after line {start + 1}"
            raise SourceError(message, hint="give the published text with its headings")
        starts.append(found)
    return dict(zip(_PARTS, pairwise([*starts, len(lines)]), strict=True))


def _span(parts: Mapping[str, tuple[int, int]], name: str) -> range:
    return range(parts[name][0] + 1, parts[name][1])


def _title_page(page: Sequence[str], unread: Unread) -> tuple[str, tuple[str, ...], str]:
    title, authors, day = "", "", ""
    for number, line in enumerate(page, start=1):
        named = _TITLE.fullmatch(line)
        dated = re.fullmatch(r"Latest Revision: (\S+)", line)
        if named and not title:
            title = named["title"]
        elif line.startswith("• ") and not authors:
            authors = line.removeprefix("• ")
        elif dated and is_day(dated[1]):
            day = dated[1]
        elif line:
            unread.append((number, line))
    if not (title and day):
        message = f"not the text of {HANDLE}: its title page lacks a title or a date"
        raise SourceError(message, hint=f"it should say '{HANDLE}: ...' and 'Latest Revision: YYYY-MM-DD'")
    return title, tuple(name.strip() for name in authors.split(",") if name.strip()), day


def _claims(summary: str) -> dict[str, int]:
    found = {name: re.search(pattern, summary) for name, pattern in _COUNTS.items()}
    return {name: int(match[1]) for name, match in found.items() if match}


def _listed(lines: Sequence[str], span: range, unread: Unread) -> Iterator[Listed]:
    for at in span:
        match = _LISTED.fullmatch(lines[at])
        if match and (match["due"] is None or is_day(match["due"])):
            title, delivered = deliverable(match["title"])
            yield Listed(
                code=match["code"],
                title=title,
                deliverable=delivered,
                due=match["due"] or "",
                line=at + 1,
            )
        elif lines[at] not in {"", _EMPTY}:
            unread.append((at + 1, lines[at]))


def _months(lines: Sequence[str], span: range, unread: Unread) -> Iterator[Month]:
    heads = [at for at in span if _MONTH.fullmatch(lines[at])]
    unread.extend((at + 1, lines[at]) for at in range(span.start, (heads or [span.stop])[0]) if lines[at])
    for at, end in pairwise([*heads, span.stop]):
        match = _MONTH.fullmatch(lines[at])
        if match is None or match["month"] not in _MONTHS:
            unread.append((at + 1, lines[at]))
            continue
        says_none = any(lines[line] == _EMPTY for line in range(at, end))
        listed = tuple(_listed(lines, range(at + 1, end), unread))
        yield Month(
            month=f"{match['year']}-{_MONTHS.index(match['month']) + 1:02}",
            name=f"{match['month']} {match['year']}",
            line=at + 1,
            listed=listed,
            lost=not listed and not says_none,
        )


def _handles(lines: Sequence[str]) -> dict[str, int]:
    """Return the documents that the text names, each with the first line that does."""
    first: dict[str, int] = {}
    pattern = re.compile(r"\b(?:LDM|LSE|LPM|LTS|DMTN|DMTR|SQR|ITTN|RTN|PSTN|Document)-\d+\b(?![-.]?\w)")
    for number, line in enumerate(lines, start=1):
        for handle in pattern.findall(line):
            first.setdefault(handle, number)
    return dict(sorted(first.items()))
