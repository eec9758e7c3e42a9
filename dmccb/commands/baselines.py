"""The register -> where the content of its baselines is; a new entry; missing tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dmccb.baseline.baseline import digest
from dmccb.baseline.register import REGISTER, by_date, entry_named, name_taken, refuse_other_content
from dmccb.baseline.status import RegisteredStatus
from dmccb.checks.validator import Validator
from dmccb.commands.checker import Checker
from dmccb.commands.session import Session, session
from dmccb.commands.write_records import plan
from dmccb.errors import InvalidRecordsError, RepositoryError, UsageError
from dmccb.records.characters import ESCAPED
from dmccb.records.nearest import did_you_mean
from dmccb.records.record import Record
from dmccb.render.plural import counted
from dmccb.repository.files import replace as write_whole
from dmccb.repository.git import Repository
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.registered_status import registered_status
from dmccb.repository.schemas import is_shipped
from dmccb.repository.settings import read_settings
from dmccb.repository.write import make_tag


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """A baseline in the register: the digest of its content, and whether its entry is new."""

    digest: str
    new: bool


def statuses(folder: Path, names: Sequence[str] = (), progress: Progress = silent) -> list[RegisteredStatus]:
    """Return where the content of registered baselines is, the oldest baseline first.

    Parameters
    ----------
    folder
        Where the command was started.
    names
        Which baselines; all where empty.
    progress
        Told how far a search is.

    Raises
    ------
    UsageError
        If a name is not in the register.
    """
    with session(folder, progress) as here:
        return _statuses(here, names)


def restore(folder: Path, names: Sequence[str] = (), progress: Progress = silent) -> list[RegisteredStatus]:
    """Make the missing tags of registered baselines; return the state of each before that.

    Parameters
    ----------
    folder, names, progress
        As for ``statuses``.
    """
    with session(folder, progress) as here:
        repository = here.needs_repository()
        return [_restored(repository, one) for one in _statuses(here, names)]


def _restored(repository: Repository, one: RegisteredStatus) -> RegisteredStatus:
    """Make the tag of a baseline where it is missing and can be made."""
    if one.state != "untagged":
        return one
    try:
        make_tag(repository, one)
    except RepositoryError as error:
        return one._replace(message=error.message, hint=error.hint)
    return one


def record(
    folder: Path,
    name: str,
    told: Mapping[str, str],
    *,
    day: date | None,
    today: date,
    progress: Progress = silent,
) -> Recorded:
    """Write the working tree's content into the register.

    Parameters
    ----------
    folder
        Where the command was started.
    name
        Name of the baseline.
    told
        What its entry says: ``document``, ``rfc``, ``source``, ``note``.
    day
        Date of the baseline; None for today.
    today
        The day on which "now" is.
    progress
        Told how far the reading is.

    Raises
    ------
    UsageError
        If no baseline can have that name, the document is unknown, or the
        baseline is registered with anything else.
    InvalidRecordsError
        If the records have errors: a baseline keeps them for ever.
    """
    with session(folder, progress) as here:
        dated = {**told, "date": (day or today).isoformat()}
        _refuse(here, Record(id=name, fields={**dated, "digest": _ANY_DIGEST}))
        records = read_records(here.worktree, here.kinds, progress=progress)
        document = told["document"]
        if document not in records.get("documents", {}):
            near = did_you_mean(document, sorted(records.get("documents", {})))
            raise UsageError(f"no document {document!r} on record", near or "add it to baselines/documents/")
        content = digest(records)
        known = records.get(REGISTER, {}).get(name)
        if known is not None:
            refuse_other_content(known, {**(dated if day else told), "digest": content})
            return Recorded(digest=content, new=False)
        _refuse_errors(here, today, progress)
        planned = plan(here.root, here.kinds, {REGISTER: {name: {**dated, "digest": content}}})
        for path, data in planned.files.items():
            write_whole(path, data)
    return Recorded(digest=content, new=True)


_ANY_DIGEST = f"sha256:{'0' * 64}"


def _refuse(here: Session, entry: Record) -> None:
    """Refuse an entry that the register's schema does not allow, or whose name means something else."""
    refs = here.repository.refs() if here.repository else []
    if fault := name_taken(entry, refs):
        raise UsageError(f"{entry.id!r} cannot be the name of a baseline: {fault}", _NAMES)
    for value in entry.fields.values():
        if found := re.search(ESCAPED, str(value)):
            raise UsageError(
                f"character U+{ord(found[0]):04X} is not allowed in {str(value)[:60]!r}", "leave it out"
            )
    kind = here.kinds[REGISTER]
    for finding in Validator(kind, shipped=is_shipped(kind)).findings(entry):
        field = str(finding.at[0]) if finding.at else ""
        raise UsageError(finding.message, finding.hint or _EXAMPLES.get(field, ""))


def _refuse_errors(here: Session, today: date, progress: Progress) -> None:
    """Refuse to register records in which ``check`` finds errors."""
    # Without git: where other baselines are does not matter to this one.
    found = Checker(as_of=today, progress=progress).check(here.worktree)
    told = read_settings(here.worktree).apply(found.problems)
    errors = [problem for problem in told if problem.severity == "error"]
    if not errors:
        return
    shown = [f"{problem.place}: {problem.message}" for problem in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        shown.append(f"and {counted(len(errors) - _SHOWN, 'more error')}")
    raise InvalidRecordsError(
        "\n  ".join([f"not registered: the records have {counted(len(errors), 'error')}", *shown]),
        "dmccb check says more; correct these first, since a baseline does not change afterwards",
    )


_SHOWN = 3
"""Errors that are quoted; ``check`` lists all."""

_NAMES = "names are like v1.6 or LDM-564/v1.6"

_EXAMPLES = {"": _NAMES, "rfc": "give the request for comments by its number, as in: --rfc RFC-900"}
"""Field of an entry, or empty for its name -> what it is like."""


def _statuses(here: Session, names: Sequence[str]) -> list[RegisteredStatus]:
    finder, register = here.needs_finder(), here.register
    chosen: list[Record] = []
    for name in names:
        entry = entry_named(register, name)
        if entry is None:
            known = ", ".join(sorted(register))
            raise UsageError(f"no baseline {name!r} in the register", f"baselines: {known or 'none'}")
        chosen.append(entry)
    return [registered_status(finder, entry) for entry in chosen or by_date(register)]
