"""The register -> where the content of its baselines is; a new entry; missing tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dmccb.baseline.baseline import digest
from dmccb.baseline.register import REGISTER, by_date, entry_named, refuse_other_content
from dmccb.baseline.status import RegisteredStatus
from dmccb.commands.session import Session, session
from dmccb.commands.write_records import plan
from dmccb.errors import UsageError
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.repository.files import replace
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.registered import make_tag, registered_status


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
        found = _statuses(here, names)
        for one in found:
            if one.state == "untagged":
                make_tag(here.needs_repository(), one)
    return found


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
    """
    with session(folder, progress) as here:
        _refuse_name(name, here.kinds[REGISTER])
        records = read_records(here.worktree, here.kinds, progress=progress)
        document = told["document"]
        if document not in records.get("documents", {}):
            raise UsageError(f"no document {document!r} on record", "add it to baselines/documents/")
        content = digest(records)
        known = records.get(REGISTER, {}).get(name)
        if known is not None:
            dated = {"date": day.isoformat()} if day else {}
            refuse_other_content(known, {**told, **dated, "digest": content})
            return Recorded(digest=content, new=False)
        fields = {**told, "date": (day or today).isoformat(), "digest": content}
        planned = plan(here.root, here.kinds, {REGISTER: {name: fields}})
        for path, data in planned.files.items():
            replace(path, data)
    return Recorded(digest=content, new=True)


def _refuse_name(name: str, kind: Kind) -> None:
    """Refuse what the register's schema allows no baseline to be called."""
    pattern = kind.schema.get("propertyNames", {}).get("pattern", "")
    if not re.search(pattern, name) or not name.isprintable():
        raise UsageError(f"{name!r} cannot be the name of a baseline", "names are like v1.6 or LDM-564/v1.6")


def _statuses(here: Session, names: Sequence[str]) -> list[RegisteredStatus]:
    repository, objects = here.needs_repository(), here.needs_objects()
    register = here.names.register
    chosen: list[Record] = []
    for name in names:
        entry = entry_named(register, name)
        if entry is None:
            known = ", ".join(sorted(register))
            raise UsageError(f"no baseline {name!r} in the register", f"baselines: {known or 'none'}")
        chosen.append(entry)
    return [registered_status(repository, objects, entry) for entry in chosen or by_date(register)]
