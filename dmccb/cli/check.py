"""``dmccb check``: what is wrong with the records."""

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
@click.option(
    "--since", metavar="REF", help="Report only what was not already wrong at this revision or baseline."
)
@click.option(
    "--ref", metavar="REF", help="Check this revision, baseline or folder instead of the working tree."
)
@click.option("--as-of", type=Day(), help="Judge dates as of this day; today by default.")
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
    """Report what is wrong with the records.

    Each finding comes with its file, line and column, and the rule that was
    broken. Exits with 1 if any finding is an error.

    Severities are set in dmccb.toml at the top of the working tree, also for
    --ref. With --since, the settings of the old side apply, and any change to
    them is reported. Records that cannot be read are always errors.

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
