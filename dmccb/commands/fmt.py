"""Paths of record files -> their canonical content."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dmccb.checks.record_file import Reader
from dmccb.commands.garbage import no_garbage_collection
from dmccb.commands.session import NO_BASELINES, Session, session
from dmccb.errors import RepositoryError, UsageError
from dmccb.problems import Problem
from dmccb.records.format import formatted
from dmccb.records.kinds import RFCS, Kind, Kinds, kind_of
from dmccb.records.read import no_kind
from dmccb.repository.files import replace
from dmccb.repository.progress import Progress, silent
from dmccb.repository.refused import BASELINES, SUFFIXES
from dmccb.repository.rfcs import rfc_files
from dmccb.repository.schemas import is_shipped, load_kinds_beside


@dataclass(frozen=True, slots=True)
class Formatted:
    """One record file: its name, its content before and after, and why it cannot be read."""

    path: str
    old: bytes
    new: bytes
    problems: tuple[Problem, ...] = ()


def fmt(
    folder: Path, paths: tuple[Path, ...], *, write: bool, progress: Progress = silent
) -> list[Formatted]:
    """Return the record files that the paths name, and write them in canonical form.

    Parameters
    ----------
    folder
        Where the command was started.
    paths
        Files and folders; all record files, and all RFCs, where there is none.
    write
        Whether to write the files that differ.
    progress
        Told how far it is.

    Raises
    ------
    UsageError
        If a path is outside of the baselines and the RFCs, or no schema
        describes it.
    """
    with session(folder, progress) as here, no_garbage_collection():
        files = list(formatted_files(here, tuple(folder / path for path in paths)))
        for file in files:
            if write and file.old != file.new:
                replace(here.root / file.path, file.new)
    return files


def formatted_files(here: Session, paths: tuple[Path, ...]) -> Iterator[Formatted]:
    """Yield the record files that the paths mean, each with its canonical content.

    Raises
    ------
    UsageError
        If a path is outside of the baselines and the RFCs, or no schema says
        what it holds.
    """
    wanted = _wanted(here.root, paths)
    yield from _of_baselines(here, wanted)
    yield from _of_rfcs(here, wanted)


def _of_baselines(here: Session, wanted: list[str]) -> Iterator[Formatted]:
    listing = here.worktree.listing()
    for problem in listing.problems:
        if _meant(problem.path, wanted):
            yield Formatted(problem.path, b"", b"", (problem,))
    readers = {name: Reader(kind, shipped=is_shipped(kind)) for name, kind in here.kinds.items()}
    chosen = [path for path in sorted(listing.files) if _meant(f"{BASELINES}/{path}", wanted)]
    files = zip(chosen, here.worktree.read(chosen, listing), strict=True)
    for path, data in here.progress(files, len(chosen), "formatting"):
        found = _formatted(readers, here.kinds, path, data)
        if found.problems and found.path in wanted and kind_of(here.kinds, path) is None:
            raise UsageError(f"{found.path}: {found.problems[0].message}", found.problems[0].hint)
        yield found


def _of_rfcs(here: Session, wanted: list[str]) -> Iterator[Formatted]:
    if wanted and not any(part.partition("/")[0] == RFCS for part in wanted):
        return
    kind = load_kinds_beside(here.worktree)[RFCS]
    reader = Reader(kind, shipped=is_shipped(kind))
    found = rfc_files(here.worktree)
    unread = [problem for problem in found.problems if problem.path not in found.files]
    for problem in unread:
        if _meant(problem.path, wanted):
            yield Formatted(problem.path, b"", b"", (problem,))
    for path, data in found.files.items():
        if _meant(path, wanted):
            yield _of_kind(reader, kind, path, data)


def _wanted(root: Path, paths: tuple[Path, ...]) -> list[str]:
    """Return the paths relative to the root of the repository.

    Raises
    ------
    RepositoryError
        If there is no such folder.
    UsageError
        If a path is outside of it and of the RFCs, or is not a record file.
    """
    baselines = root / BASELINES
    if not baselines.is_dir():
        raise RepositoryError(f"no folder {BASELINES!r} in {root}", NO_BASELINES)
    wanted = [_below(root, path) for path in paths]
    for part in wanted:
        if (root / part).is_file() and not part.endswith(SUFFIXES):
            raise UsageError(
                f"{part.removeprefix(f'{BASELINES}/')!r} is not a record file",
                f"record files end with {' or '.join(SUFFIXES)}",
            )
    return wanted


def _formatted(readers: Mapping[str, Reader], kinds: Kinds, path: str, data: bytes) -> Formatted:
    """Return one record file with its canonical content."""
    name, kind = f"{BASELINES}/{path}", kind_of(kinds, path)
    if kind is None:
        return Formatted(name, data, data, (no_kind(name, kinds),))
    return _of_kind(readers[kind.collection], kind, name, data)


def _of_kind(reader: Reader, kind: Kind, path: str, data: bytes) -> Formatted:
    if reader.read(path, data).canonical:
        return Formatted(path, data, data)
    new, problems = formatted(kind, path, data)
    return Formatted(path, data, new, problems)


def _below(root: Path, path: Path) -> str:
    """Return a path relative to the root, if it is in one of the folders of records."""
    shown = path.name or str(path)
    if not os.path.lexists(path):
        raise UsageError(f"{shown!r}: no such file or folder")
    for name in (BASELINES, RFCS):
        for folder in (root / name, (root / name).resolve()):
            for full in (Path(os.path.normpath(path)), path.resolve()):
                if full == folder or folder in full.parents:
                    return (name / full.relative_to(folder)).as_posix()
    raise UsageError(
        f"{shown!r} is not below {BASELINES}/ or {RFCS}/", "dmccb fmt takes record files and their folders"
    )


def _meant(path: str, wanted: list[str]) -> bool:
    return not wanted or any(path == part or path.startswith(f"{part}/") for part in wanted)
