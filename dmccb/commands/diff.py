"""Two names -> the change record between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dmccb.baseline.register import text
from dmccb.changerecord.background import Background
from dmccb.changerecord.changerecord import ChangeRecord, change_record
from dmccb.changerecord.filters import Filters, filtered
from dmccb.changerecord.groups import with_titles
from dmccb.changerecord.head import VersionRow
from dmccb.changerecord.links import links_of
from dmccb.commands.around import Around, around
from dmccb.commands.compared import compared, compared_kinds, opened
from dmccb.commands.filter_values import refuse_meaningless
from dmccb.commands.find import no_collection
from dmccb.commands.heads import head_of, newest
from dmccb.commands.session import Session, session
from dmccb.compare.changeset import ChangeSet
from dmccb.compare.moves import moves_to_nowhere
from dmccb.compare.scope import document_collections, marked, narrowed, planned, scope
from dmccb.errors import UsageError
from dmccb.records.dates import day
from dmccb.records.kinds import Kinds
from dmccb.records.nearest import did_you_mean
from dmccb.records.roles import Role
from dmccb.records.vocabulary import ids
from dmccb.repository.lookup import find
from dmccb.repository.progress import Progress, silent
from dmccb.repository.resolve import Resolved
from dmccb.repository.schemas import load_kinds


class Question(NamedTuple):
    """What a reader wants to know of a change.

    Attributes
    ----------
    filters
        What to show.
    document
        Handle of the document to which the comparison is narrowed; empty for
        everything under control.
    everything
        Whether to tell what is outside the baseline's document in full too.
    grouping
        Whether to say what belongs to which release and who answers for it,
        which takes reading more records.
    as_of
        The day on which dates are past and roles are held, where the new side
        has no date; without one, nothing is past.
    row
        What the reader says of the new version; it fills the gaps that the
        document's own change record leaves.
    """

    filters: Filters = Filters()
    document: str = ""
    everything: bool = False
    grouping: bool = True
    as_of: date | None = None
    row: VersionRow = VersionRow()


def diff(
    folder: Path, sides: Sequence[str], question: Question, *, progress: Progress = silent
) -> ChangeRecord:
    """Compare two baselines, or a baseline with the working tree.

    Parameters
    ----------
    folder
        Where the command was started.
    sides
        The old and the new name; without the new one, the working tree;
        without any, the last baseline of the register and the working tree.
    question
        What the reader wants to know.
    progress
        Told how far the reading is.

    Raises
    ------
    UsageError
        If a collection or a document is asked for that does not exist.
    """
    with session(folder, progress) as here:
        return compare_snapshots(here, opened(here, sides), question, progress=progress)


def compare_snapshots(
    here: Session, sides: tuple[Resolved, Resolved], question: Question, *, progress: Progress = silent
) -> ChangeRecord:
    """Compare two snapshots and say what the difference means.

    Parameters
    ----------
    here
        Where.
    sides
        The old and the new one.
    question
        What the reader wants to know.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordFileError
        If what differs cannot be read.
    RepositoryError
        If a side holds no records.
    UsageError
        If a collection or a document is asked for that does not exist.
    """
    old, new = sides
    own_kinds = load_kinds(old.snapshot), load_kinds(new.snapshot)
    kinds = compared_kinds(*own_kinds)
    _refuse_unknown(question.filters, kinds)
    found, changed = compared(sides, own_kinds, kinds, progress=progress)
    document = question.document or _document(old, new)
    as_of = day(found.new.date) or question.as_of
    told = around(sides, kinds, found, changed, _wanted(question, document, as_of or date.max))
    refuse_meaningless(question.filters, told, sides)
    found = _complete(found, told.background, kinds, document)
    if question.document:
        _refuse_unknown_document(sides, kinds, question.document, told.background)
        found = narrowed(found)
    found = filtered(found, question.filters, told.background, told.who)
    head = head_of(here, sides, kinds, document, question.row)
    if not question.grouping:
        return ChangeRecord(changeset=found, head=head, kinds=kinds)
    from dmccb.repository.settings import read_settings

    record = change_record(
        found, head, told.background, told.who, as_of=as_of or date.min, everything=question.everything
    )
    (snapshot, *_) = (*newest(here), new.snapshot)
    return record._replace(links=links_of(found.changes, head, kinds, read_settings(snapshot).links))


def _wanted(question: Question, document: str, as_of: date) -> Around:
    """Return how much of the records around a change must be read."""
    filters = question.filters
    return Around(
        groups=question.grouping or bool(document or filters.releases or filters.levels or filters.open_only),
        members=question.grouping,
        who=question.grouping or bool(filters.institutions),
        as_of=as_of,
    )


def _complete(found: ChangeSet, background: Background, kinds: Kinds, document: str) -> ChangeSet:
    """Add what only the records around a change say: titles, moves to nowhere, the scope."""
    nowhere = moves_to_nowhere(found.changes, background.new, kinds)
    moves = sorted((*found.moves, *nowhere), key=lambda move: (move.collection, move.feature))
    found = with_titles(found._replace(moves=tuple(moves)), background)
    if not document:
        return found
    return marked(found, document, scope(document, (background.old, background.new), kinds))


def _refuse_unknown(filters: Filters, kinds: Kinds) -> None:
    for name in filters.collections:
        if name not in kinds:
            raise no_collection(name, kinds)


def _refuse_unknown_document(
    sides: tuple[Resolved, Resolved], kinds: Kinds, document: str, background: Background
) -> None:
    """Refuse to narrow a comparison to a document that neither side knows: it would come out empty."""
    places = [kinds[name] for name in document_collections(kinds)]
    if any(find(side.snapshot, kind, [document]) for side in sides for kind in places):
        return
    known = {
        key
        for records in (background.old, background.new)
        for name in planned(kinds)
        for record in records.get(name, {}).values()
        for key in ids(kinds[name], record, Role.DOCUMENT)
    }
    near = did_you_mean(document, sorted(known)) or f"documents that plan records: {', '.join(sorted(known))}"
    raise UsageError(f"no document {document!r} on either side", near)


def _document(old: Resolved, new: Resolved) -> str:
    return text(new.entry, "document") or text(old.entry, "document")
