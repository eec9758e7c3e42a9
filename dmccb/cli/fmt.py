"""``dmccb fmt``: record files in their canonical form."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.progress import on_terminal
from dmccb.errors import NO, YES

if TYPE_CHECKING:
    from dmccb.commands.fmt import Formatted


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
    from dmccb.commands.fmt import fmt
    from dmccb.render.problems import terminal

    dry = check or diff
    files = fmt(folder, paths, write=not dry, progress=on_terminal())
    problems = sorted(problem for file in files for problem in file.problems)
    changed = [file for file in files if file.old != file.new]
    for file in changed:
        if diff:
            click.echo(_diff(file), nl=False)
        elif check:
            click.echo(file.path)
    click.echo(terminal(problems), nl=False, err=True)
    unread = len({problem.path for problem in problems})
    click.echo(_summary(len(changed), len(files) - len(changed) - unread, unread, dry=dry), err=True)
    return NO if problems or (changed and dry) else YES


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
