"""``dmccb check``: what is wrong with the baselines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import answer_format, output_file
from dmccb.cli.output import answer, remark
from dmccb.cli.progress import on_terminal
from dmccb.errors import NO, YES


@click.command("check")
@click.option("--since", metavar="REF", help="Only what was not already wrong at this revision or baseline.")
@click.option("--ref", metavar="REF", help="Check this revision, baseline or folder, not the working tree.")
@click.option("--as-of", type=Day(), help="The day on which 'now' is; today where it is not given.")
@answer_format("Problems")
@output_file
@click.pass_obj
def command(
    folder: Path,
    *,
    since: str | None,
    ref: str | None,
    as_of: date | None,
    fmt: str,
    output: Path | None,
) -> int:
    """Find what is wrong with the baselines.

    Every finding is reported with its file, line and column, and the name of
    the rule. Exit code 1 says that one of them is an error.

    dmccb.toml at the top of the working tree sets severities, also with --ref;
    with --since, the one of the old side does, and a change of it is told.
    What cannot be read has no severity:

    \b
      [check.severity]
      not-canonical = "error"
      unknown-wbs = "off"

    \b
    Examples:
      dmccb check
      dmccb check --since main --format github
      dmccb check --ref v1.5 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.check import check
    from dmccb.render.problems import summary

    found = check(folder, since=since, ref=ref, as_of=as_of or today(), progress=on_terminal())
    answer("Problems", found.problems, fmt, output=output)
    remark(summary(found.problems, found.records))
    return NO if any(problem.severity == "error" for problem in found.problems) else YES
