"""Text of LDM-564 -> Plan: its title page, contents, releases, features.

Pure; nothing is decided here, only read.  Cites LDM-564 (2018-04-13,
2019-12-09, 2023-04-24): "Contents", section 3
("Functionality in DM releases") and section 4 ("References").  Sections 1, 2
and 5 are prose and a glossary and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dmccb.errors import SourceError
from dmccb.importers.bibliography import Bibliography, references
from dmccb.importers.ldm564.page import HANDLE, RUNNING, title_page
from dmccb.importers.lines import CODE, DAY, Line, is_day, numbered, plain, split_at
from dmccb.importers.titlepage import TitlePage

_STATE = rf"Due: (?P<due>{DAY}); (?:completed (?P<completed>{DAY})|currently incomplete)"
_DUE = re.compile(rf"\*?{_STATE}\.?\*?")
_FEATURE = re.compile(rf"- (?P<code>{CODE}): (?P<title>.+?) \*?\(\*?{_STATE}\*?\)\*?")
_HEADING = re.compile(rf"(?:#+ )?(?P<number>3\.\d+(?:\.\d+)*) (?P<title>.+): (?P<code>{CODE})")
_ENTRY = re.compile(r"(?P<number>\d+(?:\.\d+)*) (?P<title>.+?)[ .]*\s(?P<page>\d+)")
_NAMED = re.compile(rf"(?P<title>.+): (?P<code>{CODE})")
_NOTHING_NEW = re.compile(r"No new functionality is associated with this milestone\b.*")
_DAMAGED = re.compile(r"\d+[.,]\d.*|(?!- |FIGURE ).+: [A-Z][A-Z0-9]*-[\w.-]*\d[\w.-]*")
"""A line that begins with the number of a section, or ends with a code as its heading does."""
_CAPTION = re.compile(r"FIGURE \d+: .*")


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
class Plan:
    """All that the text says, and the lines that were not understood."""

    page: TitlePage
    contents: tuple[Entry, ...]
    sections: tuple[Section, ...]
    bibliography: Bibliography
    unread: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Parts:
    """The lines of each part of the document, without its heading."""

    page: tuple[Line, ...]
    contents: tuple[Line, ...]
    releases: tuple[Line, ...]
    references: tuple[Line, ...]


def plan(text: str) -> Plan:
    """Read the text of LDM-564.

    Raises
    ------
    SourceError
        If it is not LDM-564, or a part that must be there is not.
    """
    parts = _parts([Line(number=line.number, text=_bare(line.text)) for line in numbered(text, HANDLE)])
    running = _running_title(parts)
    furniture = RUNNING | {running}
    page, unread_page = title_page(parts.page, parts.contents, running)
    contents, unread_contents = _contents(parts.contents, furniture)
    sections, unread_sections = _sections(parts.releases, furniture)
    bibliography = references(parts.references, furniture)
    return Plan(
        page=page,
        contents=tuple(contents),
        sections=tuple(sections),
        bibliography=bibliography,
        unread=(*unread_page, *unread_contents, *unread_sections, *bibliography.unread),
    )


def _bare(line: str) -> str:
    """Drop what only dresses a line: heading marks, bold, spaces at its ends (a tab may open a row)."""
    line = re.sub(r"^#+ |</?b>|\*\*", "", line.strip(" "))
    return line.replace("*", "") if line.startswith("*") else line


def _parts(lines: Sequence[Line]) -> _Parts:
    contents = _find(lines, r"Contents", 0)
    body = _find(lines, r"1 Introduction", contents)
    releases = _find(lines, r"3 Functionality in .*", body)
    cited = _find(lines, r"4 References", releases)
    end = next((at for at in range(cited, len(lines)) if lines[at].text == "5 Acronyms"), len(lines))
    return _Parts(
        page=tuple(lines[:contents]),
        contents=tuple(lines[contents + 1 : body]),
        releases=tuple(lines[releases + 1 : cited]),
        references=tuple(lines[cited + 1 : end]),
    )


def _find(lines: Sequence[Line], pattern: str, start: int) -> int:
    for at in range(start, len(lines)):
        if re.fullmatch(pattern, lines[at].text):
            return at
    message = f"not the text of {HANDLE}: no line {pattern!r} after line {start}"
    raise SourceError(message, hint="give the published text with its headings")


def _running_title(parts: _Parts) -> str:
    """Return the last line before section 1, which is the document's title as a running head."""
    before = [*(line.text for line in parts.page), "Contents", *(line.text for line in parts.contents)]
    return next(line for line in reversed(before) if line and line != "Draft")


def _contents(lines: Sequence[Line], furniture: Collection[str]) -> tuple[list[Entry], list[Line]]:
    """Read the table of contents; what is not of section 3 is passed over."""
    entries: list[Entry] = []
    unread: list[Line] = []
    for line in lines:
        match = _ENTRY.fullmatch(line.text)
        is_other = match and not match["number"].startswith("3.")
        named = match and not is_other and _NAMED.fullmatch(match["title"])
        if match and named:
            entry = Entry(number=match["number"], title=named["title"], code=named["code"], line=line.number)
            entries.append(entry)
        elif not is_other and line.text not in furniture:
            unread.append(line)
    return entries, unread


def _sections(lines: Sequence[Line], furniture: Collection[str]) -> tuple[list[Section], list[Line]]:
    sections: list[Section] = []
    unread: list[Line] = []
    _, blocks = split_at(lines, lambda line: bool(_HEADING.fullmatch(line.text)))
    for heading, body in blocks:
        section, strange = _section(heading, body)
        sections.append(section)
        unread.extend(line for line in strange if line.text not in furniture)
    return sections, unread


def _section(heading: Line, body: Sequence[Line]) -> tuple[Section, list[Line]]:
    """Read a section; return also the lines that are none of its parts.

    Where the heading of another section seems to be damaged, the rest is not
    read: its features belong to a release that is not known.
    """
    state: re.Match[str] | None = None
    features: list[Listing] = []
    unread: list[Line] = []
    nothing_new = False
    for at, line in enumerate(body):
        feature = _dated(_FEATURE, line)
        due = _dated(_DUE, line)
        if _DAMAGED.fullmatch(line.text) or (due and state):
            unread.extend(body[at:])
            break
        if feature:
            features.append(_listing(feature["code"], feature["title"], feature, line.number))
        elif due:
            state = due
        elif _NOTHING_NEW.fullmatch(line.text):
            nothing_new = True
        elif not _CAPTION.fullmatch(line.text):
            unread.append(line)
    number, title, code = _heading(heading)
    head = _listing(code, title, state, heading.number)
    return Section(number=number, head=head, features=tuple(features), nothing_new=nothing_new), unread


def _heading(line: Line) -> tuple[str, str, str]:
    match = _HEADING.fullmatch(line.text)
    return (match["number"], match["title"], match["code"]) if match else ("", "", "")


def _dated(pattern: re.Pattern[str], line: Line) -> re.Match[str] | None:
    """Match a line if the calendar has its days."""
    match = pattern.fullmatch(line.text)
    if match and is_day(match["due"]) and (match["completed"] is None or is_day(match["completed"])):
        return match
    return None


def _listing(code: str, title: str, state: re.Match[str] | None, line: int) -> Listing:
    return Listing(
        code=code,
        title=plain(title),
        due=state["due"] if state else "",
        completed=(state["completed"] or "") if state else "",
        line=line,
    )
