"""Two snapshots × a document -> Head: what the register and the document say of the comparison."""

from __future__ import annotations

from dmccb.baseline.register import text
from dmccb.changerecord.head import Head, VersionRow, joined, notes_of, row_of, version_of
from dmccb.commands.session import Session
from dmccb.compare.scope import document_collections
from dmccb.records.kinds import Kinds
from dmccb.records.vocabulary import title
from dmccb.repository.lookup import find
from dmccb.repository.resolve import Resolved
from dmccb.repository.snapshot import Snapshot


def head_of(
    here: Session, sides: tuple[Resolved, Resolved], kinds: Kinds, document: str, said: VersionRow
) -> Head:
    """Return what is compared, and what the register and the document say of it.

    Parameters
    ----------
    here
        Where.
    sides
        The old and the new side.
    kinds
        The kinds of both.
    document
        Handle of the document whose baselines are compared, or empty.
    said
        What the reader says of the new version; it fills the gaps that the
        document's own change record leaves.
    """
    old, new = sides
    version, notes = version_of(new.entry), notes_of((new.entry, old.entry))
    if not document:
        return Head(version=version, notes=notes, row=said)
    rows: list[VersionRow] = []
    name = ""
    for snapshot in (new.snapshot, *(newest(here) if version else ())):
        for collection in document_collections(kinds):
            record = find(snapshot, kinds[collection], [document]).get(document)
            if record is not None:
                name = name or title(kinds[collection], record)
                rows.append(row_of(kinds[collection], record, version))
    registered = VersionRow(date=text(new.entry, "date"), rfc=text(new.entry, "rfc"))
    row = joined(*rows, said, registered)
    return Head(document=document, title=name, version=version, row=row, notes=notes)


def newest(here: Session) -> list[Snapshot]:
    """Return where more may be said of a version than in its own baseline: its row is often written later."""
    bare = here.repository is not None and here.repository.bare
    return [] if bare or not here.worktree.has_baselines else [here.worktree]
