"""Lines of DMTN-158's "Milestones by WBS" -> sections and milestone entries.

Pure.  Cites DMTN-158 (2021-05-10) "Milestones by WBS": per WBS element a
figure, then per milestone a heading ``CODE: Title``, an attribute list (which
the published text lost for some), and either a description or a warning that
there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dmccb.importers.dmtn158.attributes import ATTRIBUTE, Attributes, attributes, codes, take, uncited
from dmccb.importers.lines import CODE

BULLET = "• "

_SECTION = re.compile(r"(?P<code>\d{2}[A-Z]\.\d{2}): (?P<title>.+)")
_HEADING = re.compile(rf"(?P<code>{CODE}): (?P<title>.+)")
_FIGURE = re.compile(r"_images/\S+|Figure \d+ .+")
_WARNING = ("Warning", "No description available")
_TEST_REPORT = "Test report"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One milestone; ``attributes`` is None where the text lost its list."""

    code: str
    title: str
    deliverable: str
    line: int
    section: str
    attributes: Attributes | None
    description: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One WBS element with a section of its own."""

    code: str
    title: str
    line: int


Unread = list[tuple[int, str]]
"""Lines that were not understood: number and text."""


def by_wbs(
    lines: Sequence[str],
    span: range,
    listed: Collection[tuple[str, str]],
    claimed: int,
) -> tuple[tuple[Section, ...], tuple[Entry, ...], Unread]:
    """Read "Milestones by WBS".

    Parameters
    ----------
    lines
        The whole text, made plain.
    span
        Indices of this part.
    listed
        (code, title) of each milestone in the lists by date: they tell a
        heading from prose.
    claimed
        How many milestones the summary says that there are.
    """
    unread: Unread = []
    heads = _headings(lines, span, listed, claimed)
    unread.extend((at + 1, lines[at]) for at in sorted(set(_shaped(lines, span)) - set(heads)))
    sections = [at for at in span if _SECTION.fullmatch(lines[at])]
    marks = sorted({*heads, *sections})
    found: list[Section] = []
    entries: list[Entry] = []
    for at, end in pairwise([*marks, span.stop]):
        match = _SECTION.fullmatch(lines[at])
        if match:
            found.append(Section(code=match["code"], title=match["title"], line=at + 1))
            unread.extend((n + 1, lines[n]) for n in range(at + 1, end) if not _is_figure(lines[n]))
        else:
            section = found[-1].code if found else ""
            entries.append(_entry(lines, range(at, end), section, unread))
    return tuple(found), tuple(entries), unread


def deliverable(title: str) -> tuple[str, str]:
    """Part ``Test report: X`` into X and "Test report"; other titles have no deliverable."""
    head, _, rest = title.partition(": ")
    return (rest, head) if head == _TEST_REPORT and rest else (title, "")


def _is_figure(line: str) -> bool:
    return not line or bool(_FIGURE.fullmatch(line))


def _headings(
    lines: Sequence[str],
    span: range,
    listed: Collection[tuple[str, str]],
    claimed: int,
) -> list[int]:
    """Find the headings with certainty.

    Certain is what an attribute list or a warning follows (nothing else in
    the text has these), what a list by date names with the same title, and a
    known code that no certain heading has.  If the lines of that shape that
    are left are just as many as the summary counts beside those, they are
    headings too; else they are prose, and the caller tells them as unread.
    """
    shaped = _shaped(lines, span)
    certain = {
        at: match["code"]
        for at, match in shaped.items()
        if _opens_entry(lines, at, span.stop) or (match["code"], deliverable(match["title"])[0]) in listed
    }
    known = {code for code, _ in listed} | set(_linked(lines, span))
    left: dict[str, int] = {}
    for at, match in shaped.items():
        if at not in certain and match["code"] not in certain.values():
            left.setdefault(match["code"], at)
    certain.update({at: code for code, at in left.items() if code in known})
    rest = {code: at for code, at in left.items() if code not in known}
    if len(set(certain.values()) | {code for code, _ in listed}) + len(rest) == claimed:
        certain.update({at: code for code, at in rest.items()})
    return sorted(certain)


def _shaped(lines: Sequence[str], span: range) -> dict[int, re.Match[str]]:
    """Return the lines that could be headings."""
    matches = {at: _HEADING.fullmatch(lines[at]) for at in span if not _is_section(lines[at])}
    return {at: match for at, match in matches.items() if match}


def _is_section(line: str) -> bool:
    return bool(_SECTION.fullmatch(line))


def _opens_entry(lines: Sequence[str], at: int, end: int) -> bool:
    """Tell whether an attribute list or the warning follows."""
    follows = next((lines[n] for n in range(at + 1, end) if lines[n]), "")
    return follows.startswith(f"{BULLET}WBS: ") or follows == _WARNING[0]


def _linked(lines: Sequence[str], span: range) -> Iterator[str]:
    for at in span:
        match = ATTRIBUTE.fullmatch(lines[at])
        if match and match["name"] in {"Predecessors", "Successors"}:
            yield from codes(match["value"])


def _entry(lines: Sequence[str], span: range, section: str, unread: Unread) -> Entry:
    head = _HEADING.fullmatch(lines[span.start])
    code, (title, delivered) = (head["code"], deliverable(head["title"])) if head else ("", ("", ""))
    values: dict[str, str] = {}
    text: list[str] = []
    for at in span[1:]:
        line = lines[at]
        if line.startswith(BULLET) and not text:
            if not take(line, values):
                unread.append((at + 1, line))
        elif line.startswith(BULLET):
            item = f"- {uncited(line.removeprefix(BULLET))}"
            joins = text[-1].startswith("- ")
            text[-1:] = [f"{text[-1]}\n{item}"] if joins else [text[-1], item]
        elif line and line not in _WARNING:
            text.append(uncited(line))
    return Entry(
        code=code,
        title=title,
        deliverable=delivered,
        line=span.start + 1,
        section=section,
        attributes=attributes(values) if values else None,
        description=tuple(text),
    )
