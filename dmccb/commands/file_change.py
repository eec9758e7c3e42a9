"""Two versions of one record file -> what changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dmccb.changerecord.background import Background
from dmccb.changerecord.changerecord import ChangeRecord, change_record
from dmccb.changerecord.head import Head
from dmccb.compare.changed_records import FilePair, all_records, changed_records
from dmccb.compare.changeset import Side
from dmccb.compare.compare import compare
from dmccb.problems import Problem
from dmccb.records.kinds import kind_of
from dmccb.repository.folder import Folder
from dmccb.repository.git import discover
from dmccb.repository.refused import BASELINES
from dmccb.repository.schemas import load_kinds


@dataclass(frozen=True, kw_only=True, slots=True)
class FileChange:
    """What changed in one file.

    Attributes
    ----------
    record
        The change; None where the file holds no records, or cannot be read.
    problems
        Why it cannot be read, sorted by place.
    """

    record: ChangeRecord | None = None
    problems: tuple[Problem, ...] = ()


def file_change(folder: Path, path: str, old: bytes, new: bytes) -> FileChange:
    """Return what changed in a file of the working tree's repository.

    Parameters
    ----------
    folder
        Where the command was started.
    path
        The file, relative to the root of the repository.
    old, new
        Its content before and after; empty where it does not exist.
    """
    repository = discover(folder)
    kinds = load_kinds(Folder(repository.root if repository else folder, "working tree"))
    kind = kind_of(kinds, path.removeprefix(f"{BASELINES}/"))
    if kind is None:
        return FileChange()
    pair = FilePair(path=path, old=old, new=new)
    found = changed_records(kind, [pair]) or all_records(kind, pair)
    if found.problems:
        return FileChange(problems=tuple(sorted(found.problems)))
    sides = (Side(name=path), Side(name=path))
    before, after = {kind.collection: found.old}, {kind.collection: found.new}
    changes = compare(before, after, kinds, sides)
    return FileChange(record=change_record(changes, Head(), Background(before, after, kinds)))
