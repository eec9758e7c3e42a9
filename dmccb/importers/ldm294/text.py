"""Text of LDM-294 -> Manuscript: its lines without page furniture, by section.

Pure.  Running heads, footers, page breaks and "continued" notes are known by
their shape and dropped; a line keeps its number in the text.  Cites LDM-294
(2017-06-28): title page and section headings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dmccb.errors import SourceError
from dmccb.importers.bibliography import CUT
from dmccb.importers.importresult import Records, Remark, RemarkKind
from dmccb.records.record import Fields, Value

HANDLE = "LDM-294"

ROLES = "organization/roles"
PERSONS = "organization/persons"
BOARDS = "organization/boards"
WBS = "organization/wbs"
PRODUCTS = "products"
REQUIREMENTS = "requirements"
DOCUMENTS = "documents"

_REVISION = re.compile(r"Latest Revision: (\d{4}-\d\d-\d\d)")
_FURNITURE = re.compile(
    r"DRAFT NOT YET APPROVED .*|(?:DM PMP|LDM-294|Latest Revision \d{4}-\d\d-\d\d|[\s·])*"
    r"|Continued on next \w+"
)
_HEADING = re.compile(r"(?P<number>\d{1,2}(?:\.\d+)*|[A-G](?:\.\d+)?) (?P<title>[A-Z][^\t]*[^\t.:,;])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the text; ``number`` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading, and the lines up to the next one of any depth."""

    number: str
    title: str
    line: int
    lines: tuple[Line, ...]

    def citation(self) -> str:
        """Return the section as it is cited, without the document."""
        return f"§{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Manuscript:
    """The text, without furniture: what stands before section 1, and the sections."""

    edition: str
    front: tuple[Line, ...]
    sections: tuple[Section, ...]

    def section(self, number: str) -> Section:
        """Return a section; raise ``SourceError`` if the text has lost it."""
        for section in self.sections:
            if section.number == number:
                return section
        raise SourceError(f"{HANDLE} without section {number}")

    def within(self, number: str) -> tuple[Section, ...]:
        """Return the sections below one, at any depth, in order."""
        return tuple(section for section in self.sections if section.number.startswith(f"{number}."))

    def lines(self) -> tuple[Line, ...]:
        """Return all lines of all sections."""
        return tuple(line for section in self.sections for line in section.lines)

    def cite(self, *numbers: str) -> str:
        """Return ``LDM-294 (2017-06-28) §6.1, §7.4``."""
        return f"{HANDLE} ({self.edition}) " + ", ".join(f"§{number}" for number in numbers)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What one part of the text gave: records by collection, remarks, counts."""

    records: Records
    remarks: tuple[Remark, ...]
    counts: Mapping[str, int]


def manuscript(text: str) -> Manuscript:
    """Split the text of LDM-294.

    Raises
    ------
    SourceError
        If the text is not LDM-294, or has no date or no sections.
    """
    lines = [
        Line(number=number, text=raw.rstrip(" \r"))
        for number, raw in enumerate(text.replace("\xa0", " ").split("\n"), start=1)
    ]
    edition = next((match[1] for line in lines if (match := _REVISION.fullmatch(line.text.strip()))), "")
    if not edition or all(line.text.strip() != HANDLE for line in lines):
        raise SourceError(
            f"not the text of {HANDLE}", "lines with the handle and the latest revision are wanted"
        )
    heads = [(at, match) for at, line in enumerate(lines) if (match := _HEADING.fullmatch(line.text))]
    if not heads:
        raise SourceError(f"{HANDLE} without a single section heading")
    ends = [at for at, _ in heads[1:]] + [len(lines)]
    sections = tuple(
        Section(
            number=match["number"],
            title=match["title"],
            line=lines[at].number,
            lines=_kept(lines[at + 1 : end]),
        )
        for (at, match), end in zip(heads, ends, strict=True)
    )
    return Manuscript(edition=edition, front=_kept(lines[: heads[0][0]]), sections=sections)


def _kept(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if not _FURNITURE.fullmatch(line.text.strip(" ")))


def remark(kind: RemarkKind, line: int, subject: str, text: str) -> Remark:
    """Return a remark."""
    return Remark(kind=kind, line=line, subject=subject, text=text)


def cut(text: str) -> str:
    """Return a line as it is shown in a remark: cells set apart, not too long."""
    return text.replace("\t", " | ").strip()[:CUT]


def slug(text: str) -> str:
    """Return a name as an ID: ASCII, lower case, words joined by hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['\u2019]", "", ascii_text).lower()).strip("-")


def key(text: str) -> str:
    """Return what two spellings of a title share: letters and digits, ``&`` read as ``and``."""
    return re.sub(r"[^a-z0-9]+", " ", text.replace("&", " and ").lower()).strip()


def merged(old: Fields, new: Mapping[str, Value]) -> Fields:
    """Return a record with new values, and the old ones of which the text says nothing."""
    return {**new, **{name: value for name, value in old.items() if name not in new}}
