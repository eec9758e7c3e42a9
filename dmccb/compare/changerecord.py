"""What a change means, ready to be rendered: a ChangeSet, grouped, and what the document says of it.

Pure.  A change set is a flat list; a reader of a change record thinks in
releases, and wants the version, date, RFC and owner of the change.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from dmccb.compare.changeset import ChangeSet
from dmccb.compare.groups import Group
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, part_text, rows


class ChangeRecord(NamedTuple):
    """What a change means, ready to be rendered.

    Attributes
    ----------
    changeset
        The whole comparison; each of its changes is in exactly one group.
    kinds
        The kinds of the records, for what a reader calls them.
    groups
        Releases by due date, then the other collections by name.
    document
        Handle of the document whose baseline it is; empty where there is none
        (``--all``, or a repository without a register).
    document_title
        Its title, or empty.
    version
        Version that the change makes (``1.5``), or empty where the new side is
        no registered baseline.
    date
        Date of the new baseline, ISO 8601, or empty.
    rfc
        ``RFC-n``, or empty.
    owner
        Who made the change, or empty.
    outside
        How many changed records are outside the document's scope.
    """

    changeset: ChangeSet
    groups: tuple[Group, ...]
    kinds: Kinds = MappingProxyType({})
    document: str = ""
    document_title: str = ""
    version: str = ""
    date: str = ""
    rfc: str = ""
    owner: str = ""
    outside: int = 0


class VersionRow(NamedTuple):
    """What a document's own change record says of one version; empty where it says nothing."""

    date: str = ""
    rfc: str = ""
    owner: str = ""


def row_of(kind: Kind, document: Record | None, version: str) -> VersionRow:
    """Return the row of a document's change record that made a version."""
    spec = field_with(kind, Role.CHANGE_RECORD)
    for _, row in rows(kind, document, Role.CHANGE_RECORD):
        if version and part_text(spec, row, Role.VERSION) == version:
            return VersionRow(
                date=part_text(spec, row, Role.ISSUED),
                rfc=part_text(spec, row, Role.APPROVAL),
                owner=part_text(spec, row, Role.OWNER),
            )
    return VersionRow()
