"""Lines of DMTN-158's "Milestones by WBS" -> sections and milestone entries.

Pure.  Cites DMTN-158 (2021-05-10) "Milestones by WBS": per WBS element a
figure, then per milestone a heading ``CODE: Title``, an attribute list (which
the published text lost for some), and either a description or a warning that
there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dmccb.importers.dmtn158.attributes import ATTRIBUTE, Attributes, attributes, listed_codes, uncited
from dmccb.importers.lines import CODE, Line, split_at

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


@dataclass(frozen=True, kw_only=True, slots=True)
class ByWbs:
    """The part "Milestones by WBS", and its lines that were not understood."""

    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    unread: tuple[Line, ...]


def by_wbs(lines: Sequence[Line], listed: Collection[tuple[str, str]], claimed: int) -> ByWbs:
    """Read "Milestones by WBS".

    Parameters
    ----------
    lines
        The lines of this part, made plain.
    listed
        (code, title) of each milestone in the lists by date: they tell a
        heading from prose.
    claimed
        How many milestones there are according to the summary.
    """
    shaped = _shaped(lines)
    headings = _headings(lines, shaped, listed, claimed)
    sections: list[Section] = []
    entries: list[Entry] = []
    prose = shaped.keys() - headings
    before, blocks = split_at(lines, lambda line: line.number in headings or _is_section(line.text))
    unread = [line for line in lines if line.number in prose]
    unread.extend(line for line in before if line.number not in prose and not _is_figure(line.text))
    for heading, body in blocks:
        if match := _SECTION.fullmatch(heading.text):
            sections.append(Section(code=match["code"], title=match["title"], line=heading.number))
            unread.extend(line for line in body if not _is_figure(line.text))
        else:
            entry, strange = _entry(shaped[heading.number], body, sections[-1].code if sections else "")
            entries.append(entry)
            unread.extend(strange)
    return ByWbs(sections=tuple(sections), entries=tuple(entries), unread=tuple(unread))


def deliverable(title: str) -> tuple[str, str]:
    """Split ``Test report: X`` into X and "Test report"; other titles have no deliverable."""
    head, _, rest = title.partition(": ")
    return (rest, head) if head == _TEST_REPORT and rest else (title, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heading:
    """A line with the shape of a milestone's heading."""

    code: str
    title: str
    deliverable: str
    line: int


def _shaped(lines: Iterable[Line]) -> dict[int, _Heading]:
    """Return the lines that could be headings, by number."""
    found: dict[int, _Heading] = {}
    for line in lines:
        match = None if _is_section(line.text) else _HEADING.fullmatch(line.text)
        if match:
            title, delivered = deliverable(match["title"])
            found[line.number] = _Heading(
                code=match["code"], title=title, deliverable=delivered, line=line.number
            )
    return found


def _is_section(line: str) -> bool:
    return bool(_SECTION.fullmatch(line))


def _is_figure(line: str) -> bool:
    return not line or bool(_FIGURE.fullmatch(line))


def _headings(
    lines: Sequence[Line],
    shaped: Mapping[int, _Heading],
    listed: Collection[tuple[str, str]],
    claimed: int,
) -> frozenset[int]:
    """Find the headings with certainty.

    Certain is what an attribute list or a warning follows (nothing else in
    the text has these), what a list by date names with the same title, and a
    known code that no certain heading has.  If the remaining lines of that
    shape are just as many as the summary counts beside those, they are
    headings too; else they are prose, and are reported as unread.
    """
    follows = _following(lines)
    certain = {
        number: heading.code
        for number, heading in shaped.items()
        if _opens_entry(follows[number]) or (heading.code, heading.title) in listed
    }
    taken = set(certain.values())
    left: dict[str, int] = {}
    for number, heading in shaped.items():
        if heading.code not in taken:
            left.setdefault(heading.code, number)
    listed_here = {code for code, _ in listed}
    known = left.keys() & (listed_here | set(_linked(lines)))
    rest = left.keys() - known
    counted = len(taken | known | listed_here) + len(rest)
    chosen = left.keys() if counted == claimed else known
    return frozenset(certain) | {left[code] for code in chosen}


def _following(lines: Sequence[Line]) -> dict[int, str]:
    """Return for each line the next one that is not empty."""
    follows: dict[int, str] = {}
    text = ""
    for line in reversed(lines):
        follows[line.number] = text
        text = line.text or text
    return follows


def _opens_entry(follows: str) -> bool:
    """Say whether an attribute list or the warning follows a heading."""
    return follows.startswith(f"{BULLET}WBS: ") or follows == _WARNING[0]


def _linked(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        match = ATTRIBUTE.fullmatch(line.text)
        if match and match["name"] in {"Predecessors", "Successors"}:
            yield from listed_codes(match["value"])


def _entry(heading: _Heading, body: Sequence[Line], section: str) -> tuple[Entry, list[Line]]:
    """Read an entry; return also the lines of its attribute list that are not understood."""
    spoken = [line for line in body if line.text and line.text not in _WARNING]
    bullets = list(takewhile(lambda line: line.text.startswith(BULLET), spoken))
    own, unread = attributes(bullets)
    entry = Entry(
        code=heading.code,
        title=heading.title,
        deliverable=heading.deliverable,
        line=heading.line,
        section=section,
        attributes=own,
        description=_description(spoken[len(bullets) :]),
    )
    return entry, unread


def _description(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the paragraphs; the bullets of a list make one."""
    paragraphs: list[list[str]] = []
    in_list = False
    for line in lines:
        is_bullet = line.text.startswith(BULLET)
        text = f"- {uncited(line.text.removeprefix(BULLET))}" if is_bullet else uncited(line.text)
        if is_bullet and in_list:
            paragraphs[-1].append(text)
        else:
            paragraphs.append([text])
        in_list = is_bullet
    return tuple("\n".join(paragraph) for paragraph in paragraphs)
