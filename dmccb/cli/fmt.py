"""``dmccb fmt``: record files in canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.output import remark, tell_all
from dmccb.cli.progress import on_terminal
from dmccb.cli.screen_options import pager_option
from dmccb.errors import NO, YES

if TYPE_CHECKING:
    from dmccb.commands.fmt import Formatted
    from dmccb.problems import Problem


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; list files not in canonical form, and exit with 1 if there are any.",
)
@click.option(
    "--diff", is_flag=True, help="Write nothing; show what would change, and exit with 1 if anything would."
)
@pager_option
@click.pass_obj
def command(folder: Path, *, paths: tuple[Path, ...], check: bool, diff: bool) -> int:
    """Rewrite record files in canonical form.

    Takes files and folders; without PATH, everything below baselines/ and
    rfcs/.
    Comments are kept, and the meaning of a record never changes. A file that
    cannot be read is reported and left alone, and the exit code is 1.

    \b
    Examples:
      dmccb fmt
      dmccb fmt --check
      dmccb fmt --diff baselines/releases
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.fmt import fmt
    from dmccb.render import RENDERERS
    from dmccb.render.view import View

    dry = check or diff
    files = fmt(folder, paths, write=not dry, progress=on_terminal())
    changed = [file for file in files if file.old != file.new]
    if diff:
        tell_all(_differences(changed))
    elif check:
        tell_all("".join(f"{file.path}\n" for file in changed))
    problems = sorted(problem for file in files for problem in file.problems)
    told = RENDERERS["Problems"]["text"](problems, View(full=True))
    remark(told + _summary(files, len(changed), problems, dry=dry))
    return NO if problems or (changed and dry) else YES


def _differences(changed: list[Formatted]) -> str:
    from dmccb.render.unified_diff import unified_diff

    return "".join(unified_diff(file.path, file.old, file.new) for file in changed)


def _summary(files: list[Formatted], changed: int, problems: list[Problem], *, dry: bool) -> str:
    from dmccb.render.plural import counted

    unread = len({problem.path for problem in problems})
    same = len(files) - changed - unread
    verb = "would change" if dry else "changed"
    parts = [f"{counted(changed, 'file')} {verb}", f"{same} unchanged"]
    if unread:
        parts.append(f"{unread} with problems")
    return ", ".join(parts)
