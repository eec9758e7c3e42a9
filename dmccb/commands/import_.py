"""The text of a published document -> records, written beside those that are there."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dmccb.commands.session import Session, session
from dmccb.commands.write_records import Plan, plan, wanted
from dmccb.errors import SourceError, UsageError
from dmccb.importers import DOCUMENTS
from dmccb.importers.importresult import ImportResult
from dmccb.records.field import Field
from dmccb.records.kinds import Kinds
from dmccb.records.nearest import did_you_mean
from dmccb.records.record import Fields
from dmccb.repository.files import replace
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What an importer found, and what that makes of the files."""

    result: ImportResult
    plan: Plan


def import_document(
    folder: Path,
    document: str,
    file: Path,
    without: tuple[str, ...] = (),
    *,
    write: bool,
    progress: Progress = silent,
) -> Imported:
    """Read a published document into the working tree's records.

    Parameters
    ----------
    folder
        Where the command was started.
    document
        A key of ``DOCUMENTS``.
    file
        Its text.
    without
        Fields to leave out.
    write
        Whether to write the files that change.
    progress
        Told how far it is.

    Raises
    ------
    SourceError
        If the file is not the text of that document.
    """
    with session(folder, progress) as here:
        _known(without, here.kinds)
        result = extracted(document, file, here)
        planned = plan(here.root, here.kinds, wanted(result, here.kinds, without))
    if write:
        for path, data in planned.files.items():
            replace(path, data)
        for path in planned.emptied:
            path.unlink()
    return Imported(result=result, plan=planned)


def extracted(document: str, file: Path, here: Session) -> ImportResult:
    """Read the published text beside the records as they are.

    Raises
    ------
    SourceError
        If the file is not the text of that document.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}: byte {error.start} is not UTF-8", "save the text as UTF-8") from None
    previous: dict[str, dict[str, Fields]] = {}
    for collection, records in read_records(here.worktree, here.kinds).items():
        held = {key: record.fields for key, record in records.items()}
        previous[collection] = previous[here.kinds[collection].folder] = held
    importer = importlib.import_module(f"dmccb.importers.{DOCUMENTS[document]}.read")
    try:
        result: ImportResult = importer.read(text, previous)
    except SourceError as error:
        raise SourceError(f"{file}: {error.message}", error.hint) from None
    return result


def _known(names: tuple[str, ...], kinds: Kinds) -> None:
    """Refuse to leave out what no record has: it would be a slip of the pen."""
    known = {name for kind in kinds.values() for name in _names(kind.fields)}
    for name in names:
        if name not in known:
            raise UsageError(f"no record has a field {name!r}", did_you_mean(name, sorted(known)))


def _names(fields: Mapping[str, Field]) -> Iterator[str]:
    for name, field in fields.items():
        yield name
        yield from _names(field.fields)
        yield from _names(field.items.fields if field.items else {})
