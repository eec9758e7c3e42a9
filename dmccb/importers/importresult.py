"""What an importer found in one published text, ready to be written.

Pure values.  An importer is a function ``read(text, previous) -> ImportResult``:
it sees the text of a document and the records as they are now, and says which
records should be written, which should go, and everything that a careful
reader would want to be told about the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dmccb.records.record import Fields

Records: TypeAlias = "Mapping[str, Mapping[str, Fields]]"
"""Collection, then ID, then fields."""

RemarkKind = Literal["missing", "contradiction", "unread", "note"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One thing to know about the text.

    Attributes
    ----------
    kind
        ``missing``: the text lost something; ``contradiction``: two places
        disagree; ``unread``: a line that the importer does not understand;
        ``note``: anything else worth telling.
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
        The records as they should stand after the import, whole (every field
        of each, not only what the text gives).
    removals
        Collection -> IDs that should go.
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
