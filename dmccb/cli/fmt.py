"""``dmccb fmt``: record files in their canonical form."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.output import replace
from dmccb.errors import NO, YES, RepositoryError, UsageError

if TYPE_CHECKING:
    from dmccb.commands.session import Session
    from dmccb.problems import Problem


@dataclass(frozen=True, slots=True)
class Formatted:
    """One record file: its name, its content before and after, and why it cannot be read."""

    path: str
    old: bytes
    new: bytes
    problems: tuple[Problem, ...] = ()


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; list the files that differ. Exit 1 if any does.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change. Exit 1 if anything does.")
@click.pass_obj
def command(folder: Path, *, paths: tuple[Path, ...], check: bool, diff: bool) -> int:
    """Write record files in their canonical form.

    Without PATH, all files below baselines/; a folder stands for all files in
    it. Comments are kept, and what a record means is never changed. A file
    that cannot be read is reported and left as it is; exit code 1 then.

    \b
    Examples:
      dmccb fmt
      dmccb fmt --check
      dmccb fmt --diff baselines/releases
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.check import no_garbage_collection
    from dmccb.commands.session import session
    from dmccb.render.problems import terminal

    dry = check or diff
    with session(folder) as here, no_garbage_collection():
        files = list(formatted_files(here, tuple(folder / path for path in paths)))
    problems = sorted(problem for file in files for problem in file.problems)
    changed = [file for file in files if file.old != file.new]
    for file in changed:
        if diff:
            click.echo(_diff(file), nl=False)
        elif check:
            click.echo(file.path)
        else:
            replace(here.root / file.path, file.new)
    click.echo(terminal(problems), nl=False, err=True)
    unread = len({problem.path for problem in problems})
    click.echo(_summary(len(changed), len(files) - len(changed) - unread, unread, dry=dry), err=True)
    return NO if problems or (changed and dry) else YES


def formatted_files(here: Session, paths: tuple[Path, ...]) -> Iterator[Formatted]:
    """Yield the record files that the paths mean, each with its canonical content.

    Raises
    ------
    UsageError
        If a path is outside of the baselines, or no schema says what it holds.
    """
    from dmccb.checks.record_file import Reader
    from dmccb.records.format import formatted
    from dmccb.records.kinds import kind_of
    from dmccb.records.read import no_kind
    from dmccb.repository.progress import watched
    from dmccb.repository.snapshot import BASELINES, SUFFIXES

    if not (here.root / BASELINES).is_dir():
        raise RepositoryError(f"no folder {BASELINES!r} in {here.root}", "dmccb -C FOLDER fmt")
    wanted = [_below(here.root / BASELINES, path) for path in paths]
    listing = here.worktree.listing()
    for problem in listing.problems:
        if _meant(problem.path.removeprefix(f"{BASELINES}/"), wanted):
            yield Formatted(problem.path, b"", b"", (problem,))
    readers = {name: Reader(kind) for name, kind in here.kinds.items()}
    for part in wanted:
        if (here.root / BASELINES / part).is_file() and not part.endswith(SUFFIXES):
            raise UsageError(f"{part!r} is no record file", f"record files end with {' or '.join(SUFFIXES)}")
    chosen = [path for path in sorted(listing.files) if _meant(path, wanted)]
    files = zip(chosen, here.worktree.read(chosen, listing), strict=True)
    for path, data in watched(files, len(chosen), "formatting"):
        name, kind = f"{BASELINES}/{path}", kind_of(here.kinds, path)
        if kind is None:
            nothing = no_kind(name, here.kinds)
            if path in wanted:
                raise UsageError(f"{name}: {nothing.message}", nothing.hint)
            yield Formatted(name, data, data, (nothing,))
        elif readers[kind.collection].read(name, data).canonical:
            yield Formatted(name, data, data)
        else:
            new, problems = formatted(kind, name, data)
            yield Formatted(name, data, new, problems)


def _below(baselines: Path, path: Path) -> str:
    """Return a path relative to the baselines folder; empty for the folder itself."""
    shown = path.name or str(path)
    if not os.path.lexists(path):
        raise UsageError(f"{shown!r}: no such file or folder")
    for root in (baselines, baselines.resolve()):
        for full in (Path(os.path.normpath(path)), path.resolve()):
            if full == root or root in full.parents:
                return full.relative_to(root).as_posix().removeprefix(".")
    raise UsageError(
        f"{shown!r} is not below {baselines.name}/", "dmccb fmt takes record files and their folders"
    )


def _meant(path: str, wanted: list[str]) -> bool:
    return not wanted or any(not part or path == part or path.startswith(f"{part}/") for part in wanted)


def _diff(file: Formatted) -> str:
    old, new = (data.decode("utf-8").splitlines(keepends=True) for data in (file.old, file.new))
    lines = difflib.unified_diff(old, new, f"a/{file.path}", f"b/{file.path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _summary(changed: int, same: int, unread: int, *, dry: bool) -> str:
    verb = "would change" if dry else "changed"
    parts = [f"{changed} file{'' if changed == 1 else 's'} {verb}", f"{same} unchanged"]
    if unread:
        parts.append(f"{unread} with problems")
    return ", ".join(parts)
