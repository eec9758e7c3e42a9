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
from dmccb.importers.importresult import Records, Remark
from dmccb.importers.lines import Line, is_day, numbered, split_at

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
_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d+)*|[A-G](?:\.\d+)?) [A-Z][^\t]*[^\t.:,;]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading, and the lines up to the next one of any depth."""

    number: str
    title: str
    line: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Manuscript:
    """The text, without furniture: what comes before the first section, and the sections."""

    edition: str
    front: tuple[Line, ...]
    sections: tuple[Section, ...]

    def section(self, number: str) -> Section:
        """Return a section; raise ``SourceError`` if the text lacks it."""
        for section in self.sections:
            if section.number == number:
                return section
        raise SourceError(
            f"not the text of {HANDLE}: it has no section {number}",
            hint="give the published text with its headings",
        )

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
        If the text is not LDM-294, or lacks its date or its sections.
    """
    lines = [Line(number=line.number, text=line.text.rstrip(" ")) for line in numbered(text, HANDLE)]
    edition = _edition(lines)
    if not edition or all(line.text.strip() != HANDLE for line in lines):
        raise SourceError(
            f"not the text of {HANDLE}: its title page does not name it, or has no date",
            hint=f"it should have lines '{HANDLE}' and 'Latest Revision: YYYY-MM-DD'",
        )
    front, blocks = split_at(lines, lambda line: bool(_HEADING.fullmatch(line.text)))
    if not blocks:
        raise SourceError(
            f"not the text of {HANDLE}: it has no section headings",
            hint="give the published text with its headings",
        )
    sections = tuple(_section(heading, body) for heading, body in blocks)
    return Manuscript(edition=edition, front=_kept(front), sections=sections)


def _edition(lines: Iterable[Line]) -> str:
    matches = (_REVISION.fullmatch(line.text.strip()) for line in lines)
    return next((match[1] for match in matches if match and is_day(match[1])), "")


def _section(heading: Line, body: Iterable[Line]) -> Section:
    number, _, title = heading.text.partition(" ")
    return Section(number=number, title=title, line=heading.number, lines=_kept(body))


def _kept(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if not _FURNITURE.fullmatch(line.text.strip(" ")))


def slug(text: str) -> str:
    """Return a name as an ID: ASCII, lower case, words joined by hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['\u2019]", "", ascii_text).lower()).strip("-")


def key(text: str) -> str:
    """Return what two spellings of a title share: letters and digits, ``&`` read as ``and``."""
    return re.sub(r"[^a-z0-9]+", " ", text.replace("&", " and ").lower()).strip()
