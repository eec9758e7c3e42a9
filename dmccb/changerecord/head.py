"""Document and entries of the register -> Head: what is compared, and what is said of it.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dmccb.baseline.register import text
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, part_text, rows


class VersionRow(NamedTuple):
    """What a document's own change record says of one version; empty where it says nothing."""

    date: str = ""
    rfc: str = ""
    owner: str = ""
    description: str = ""


class Head(NamedTuple):
    """What is compared, and what is said of it; empty where nothing is known.

    Attributes
    ----------
    document, title
        Handle and title of the document whose baselines are compared.
    version
        Version that the change makes (``1.5``).
    row
        Date, RFC, owner and description of that version.
    notes
        What the register says of the sources of either side.
    """

    document: str = ""
    title: str = ""
    version: str = ""
    row: VersionRow = VersionRow()
    notes: tuple[tuple[str, str], ...] = ()


def row_of(kind: Kind, document: Record | None, version: str) -> VersionRow:
    """Return the row of a document's change record that made a version."""
    spec = field_with(kind, Role.CHANGE_RECORD)
    for _, row in rows(kind, document, Role.CHANGE_RECORD):
        if version and part_text(spec, row, Role.VERSION) == version:
            return VersionRow(
                date=part_text(spec, row, Role.ISSUED),
                rfc=part_text(spec, row, Role.APPROVAL),
                owner=part_text(spec, row, Role.OWNER),
                description=part_text(spec, row, Role.REASON),
            )
    return VersionRow()


def joined(*sources: VersionRow) -> VersionRow:
    """Return a row in which each value is the first that some source gives."""
    return VersionRow(*(next(filter(None, values), "") for values in zip(*sources, strict=True)))


def version_of(entry: Record | None) -> str:
    """Return the version that a baseline's name stands for: ``v1.5`` is version 1.5."""
    if entry is None:
        return ""
    name = entry.id.rpartition("/")[2]
    return name[1:] if name[:1] == "v" and name[1:2].isdigit() else name


def notes_of(entries: Iterable[Record | None]) -> tuple[tuple[str, str], ...]:
    """Return name and note of the baselines whose entry has a note."""
    return tuple((entry.id, text(entry, "note")) for entry in entries if entry and text(entry, "note"))
