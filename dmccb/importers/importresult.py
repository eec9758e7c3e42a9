"""What an importer found in one published text, ready to be written.

Pure values.  An importer is a function ``read(text, previous) -> ImportResult``:
it sees the text of a document and the existing records, and says which
records should be written, which should be removed, and everything that a
careful reader would want to know about the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dmccb.importers.lines import Line
from dmccb.records.record import Fields

Records: TypeAlias = "Mapping[str, Mapping[str, Fields]]"
"""Collection, then ID, then fields."""

RemarkKind = Literal["missing", "contradiction", "unread", "note"]

_WIDTH = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One thing to know about the text.

    Attributes
    ----------
    kind
        ``missing``: the text lost something; ``contradiction``: two places
        disagree; ``unread``: a line that the importer does not understand;
        ``note``: anything else worth knowing.
    line
        Line of the text, from 1; 0 where no single line is meant.
    subject
        The ID or the place that it is about, or empty.
    text
        One sentence; lower case, no full stop.
    """

    kind: RemarkKind
    line: int
    subject: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportResult:
    """The records of one published text.

    Attributes
    ----------
    document
        Handle of the document that was read (``LDM-564``).
    edition
        Its date (``2019-12-09``).
    records
        The records as they should be after the import, whole (every field
        of each, not only what the text gives).
    removals
        Collection -> IDs to remove.
    remarks
        Sorted by line, then subject.
    counts
        What was read, in the order in which to print it
        (``{"releases": 28, "features": 131}``).
    """

    document: str
    edition: str
    records: Records
    removals: Mapping[str, tuple[str, ...]]
    remarks: tuple[Remark, ...]
    counts: Mapping[str, int]


def remark(kind: RemarkKind, line: int, subject: str, text: str) -> Remark:
    """Return a remark."""
    return Remark(kind=kind, line=line, subject=subject, text=text)


def unread(lines: Iterable[Line]) -> list[Remark]:
    """Return a remark on each line that was not understood."""
    return [remark("unread", line.number, "", clipped(line.text)) for line in lines]


def clipped(text: str) -> str:
    """Return a line as a remark shows it: cells set apart, not too long."""
    return text.replace("\t", " | ").strip()[:_WIDTH]


def in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return remarks in the order of the text."""
    return tuple(sorted(remarks, key=lambda one: (one.line, one.subject, one.text)))
