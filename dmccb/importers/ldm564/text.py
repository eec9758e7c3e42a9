"""Text of LDM-564 -> Plan: its title page, change record, releases, features.

Pure; nothing is decided here, only read.  Cites LDM-564 (2018-04-13,
2019-12-09, 2023-04-24): title page, "Change Record", "Contents", section 3
("Functionality in DM releases") and section 4 ("References").  Sections 1, 2
and 5 are prose and a glossary and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dmccb.errors import SourceError
from dmccb.importers.bibliography import CUT, Bibliography, references
from dmccb.importers.lines import CODE, DAY, is_day, plain

HANDLE = "LDM-564"

_STATE = rf"Due: (?P<due>{DAY}); (?:completed (?P<completed>{DAY})|currently incomplete)"
_DUE = re.compile(rf"\*?{_STATE}\.?\*?")
_FEATURE = re.compile(rf"- (?P<code>{CODE}): (?P<title>.+?) \*?\(\*?{_STATE}\*?\)\*?")
_HEADING = re.compile(r"(?:#+ )?(?P<number>\d+(?:\.\d+)*) (?P<title>.+)")
_ENTRY = re.compile(r"(?P<number>\d+(?:\.\d+)*) (?P<title>.+?)[ .]*\s(?P<page>\d+)")
_NAMED = re.compile(rf"(?P<title>.+): (?P<code>{CODE})")
_NOTHING_NEW = re.compile(r"No new functionality is associated with this milestone\b.*")
_CAPTION = re.compile(r"FIGURE \d+: .*")
_TABLE_HEAD = "Version\tDate\tDescription\tOwner name"
_SOURCE = re.compile(r"Document source location: <?(?P<url>https?://[^\s<>]+?)>?")
_COLUMNS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A milestone as one place of the text gives it; empty where it says nothing."""

    code: str
    title: str
    due: str
    completed: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One release: ``3.7 Title: CODE`` and what follows it."""

    number: str
    head: Listing
    features: tuple[Listing, ...]
    nothing_new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the table of contents that names a release."""

    number: str
    title: str
    code: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of the change record, its cells as printed."""

    version: str
    date: str
    description: str
    owner: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """All that the text says; ``unread`` holds (line, text)."""

    title: str
    authors: tuple[str, ...]
    date: str
    draft: bool
    repository: str
    rows: tuple[Row, ...]
    contents: tuple[Entry, ...]
    sections: tuple[Section, ...]
    bibliography: Bibliography
    unread: tuple[tuple[int, str], ...]


Unread = list[tuple[int, str]]


def plan(text: str) -> Plan:
    """Read the text of LDM-564.

    Raises
    ------
    SourceError
        If it is not LDM-564, or a part that must be there is not.
    """
    lines = [_plain(line) for line in text.replace("\xa0", " ").split("\n")]
    contents = _find(lines, r"Contents", 0)
    body = _find(lines, r"1 Introduction", contents)
    releases = _find(lines, r"3 Functionality in .*", body)
    cited = _find(lines, r"4 References", releases)
    end = next((at for at in range(cited, len(lines)) if lines[at] == "5 Acronyms"), len(lines))
    unread: Unread = []
    title = next((line for line in reversed(lines[:body]) if line and line != "Draft"), "")
    furniture = {"", "Draft", HANDLE, title}
    result = Plan(
        title=title if any(line.endswith(title) for line in lines[: contents - 1]) else "",
        authors=_authors(lines[:contents]),
        date=_latest(lines[:contents]),
        draft=any(line.startswith("Draft Revision NOT YET Approved") for line in lines[:contents]),
        repository=next((match["url"] for match in map(_SOURCE.fullmatch, lines[:body]) if match), ""),
        rows=tuple(_rows(lines, unread)),
        contents=tuple(_entries(lines, range(contents + 1, body), furniture, unread)),
        sections=tuple(_sections(lines, range(releases + 1, cited), furniture, unread)),
        bibliography=references(lines[cited:end], first_line=cited + 1, furniture=furniture),
        unread=(),
    )
    unread.extend(result.bibliography.unread)
    return replace(result, unread=tuple(sorted((at, line[:CUT]) for at, line in unread)))


def _plain(line: str) -> str:
    """Drop what only dresses a line: heading marks, bold, spaces at its ends (a tab may open a row)."""
    line = re.sub(r"^#+ |</?b>|\*\*", "", line.strip(" \r\f"))
    return line.replace("*", "") if line.startswith("*") else line


def _find(lines: Sequence[str], pattern: str, start: int) -> int:
    for at in range(start, len(lines)):
        if re.fullmatch(pattern, lines[at]):
            return at
    message = f"not the text of {HANDLE}: no line {pattern!r} after line {start}"
    raise SourceError(message, hint="give the published text with its headings")


def _authors(page: Sequence[str]) -> tuple[str, ...]:
    """Read the paragraph before the handle: names, parted by commas, on one or more lines."""
    if HANDLE not in page:
        message = f"not the text of {HANDLE}: its title page does not name it"
        raise SourceError(message)
    names: list[str] = []
    for line in reversed(page[: page.index(HANDLE)]):
        if line:
            names.insert(0, line)
        elif names:
            break
    return tuple(name.strip() for name in " ".join(names).split(",") if name.strip())


def _latest(page: Sequence[str]) -> str:
    for line in page:
        match = re.fullmatch(rf"Latest Revision: ({DAY})", line)
        if match and is_day(match[1]):
            return match[1]
    message = f"the title page of {HANDLE} gives no date"
    raise SourceError(message, hint="it should say 'Latest Revision: YYYY-MM-DD'")


def _rows(lines: Sequence[str], unread: Unread) -> Iterator[Row]:
    if _TABLE_HEAD not in lines:
        return
    for at in range(lines.index(_TABLE_HEAD) + 1, len(lines)):
        line = lines[at]
        if _SOURCE.fullmatch(line) or line == "Contents":
            return
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) == _COLUMNS:
            yield Row(version=cells[0], date=cells[1], description=cells[2], owner=cells[3], line=at + 1)
        elif line.strip() not in {"", "Draft", HANDLE, _TABLE_HEAD}:
            unread.append((at + 1, line.strip()))


def _entries(lines: Sequence[str], span: range, furniture: set[str], unread: Unread) -> Iterator[Entry]:
    for at in span:
        match = _ENTRY.fullmatch(lines[at])
        named = match and match["number"].startswith("3.") and _NAMED.fullmatch(match["title"])
        if match and named:
            yield Entry(number=match["number"], title=named["title"], code=named["code"], line=at + 1)
        elif lines[at] not in furniture and not (match and not match["number"].startswith("3.")):
            unread.append((at + 1, lines[at]))


def _sections(lines: Sequence[str], span: range, furniture: set[str], unread: Unread) -> Iterator[Section]:
    heads = [at for at in span if _head(lines[at])]
    for at, end in pairwise([*heads, span.stop]):
        yield _section(lines, range(at, end), furniture, unread)


def _head(line: str) -> tuple[str, str, str] | None:
    """Return number, title and code of a release's heading."""
    match = _HEADING.fullmatch(line)
    named = match and match["number"].startswith("3.") and _NAMED.fullmatch(match["title"])
    return (match["number"], named["title"], named["code"]) if match and named else None


def _section(lines: Sequence[str], span: range, furniture: set[str], unread: Unread) -> Section:
    number, title, code = _head(lines[span.start]) or ("", "", "")
    state: re.Match[str] | None = None
    features: list[Listing] = []
    nothing_new = False
    for at in span[1:]:
        line = lines[at]
        due = _DUE.fullmatch(line)
        feature = _FEATURE.fullmatch(line)
        if feature and _days(feature):
            features.append(_listing(feature["code"], feature["title"], feature, at + 1))
        elif due and state is None and _days(due):
            state = due
        elif _NOTHING_NEW.fullmatch(line):
            nothing_new = True
        elif line not in furniture and not _CAPTION.fullmatch(line):
            unread.append((at + 1, line))
    head = _listing(code, title, state, span.start + 1)
    return Section(number=number, head=head, features=tuple(features), nothing_new=nothing_new)


def _days(match: re.Match[str]) -> bool:
    return is_day(match["due"]) and (match["completed"] is None or is_day(match["completed"]))


def _listing(code: str, title: str, state: re.Match[str] | None, line: int) -> Listing:
    return Listing(
        code=code,
        title=plain(title),
        due=state["due"] if state else "",
        completed=(state["completed"] or "") if state else "",
        line=line,
    )
