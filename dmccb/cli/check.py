"""``dmccb check``: what is wrong with the records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import answer_format, output_file
from dmccb.cli.output import answer, columns_of_remarks, remark
from dmccb.cli.progress import on_terminal
from dmccb.errors import NO, YES, UsageError
from dmccb.render import RENDERERS


@click.command("check")
@click.option(
    "--since", metavar="REF", help="Report only what was not already wrong at this revision or baseline."
)
@click.option(
    "--ref", metavar="REF", help="Check this revision, baseline or folder instead of the working tree."
)
@click.option("--as-of", type=Day(), help="Judge dates as of this day; today by default.")
@click.option("--allow-empty", is_flag=True, help="Accept a repository that has no records yet.")
@answer_format("Problems")
@click.option("--full", is_flag=True, help="List each finding, also where several have one cause.")
@output_file
@click.option("--list-rules", is_flag=True, help="Explain the rules and their severities; check nothing.")
@click.pass_obj
def command(
    folder: Path,
    *,
    since: str | None,
    ref: str | None,
    as_of: date | None,
    allow_empty: bool,
    fmt: str,
    full: bool,
    output: Path | None,
    list_rules: bool,
) -> int:
    """Report what is wrong with the records.

    Errors come first, then warnings, then notes. Each finding has its file,
    line and column, and the rule that was broken. Findings of one cause are
    one line with their number; --full lists them, as JSON and SARIF do.
    Exits with 1 if any finding is an error, and with 3 if there is no record
    to check.

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
      dmccb check --list-rules
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands import check

    if list_rules:
        if fmt not in RENDERERS["Rules"]:
            raise UsageError(
                f"--list-rules cannot be written as {fmt}",
                f"leave out --format, or give one of {', '.join(RENDERERS['Rules'])}",
            )
        answer("Rules", check.list_rules(folder), fmt, output=output)
        return YES
    from dmccb.render.problems import all_shown, summary, wrapped

    found = check.check(
        folder,
        since=since,
        ref=ref,
        as_of=as_of or today(),
        allow_empty=allow_empty,
        progress=on_terminal(),
    )
    answer("Problems", found.problems, fmt, full=full, output=output)
    told = summary(found.problems, found.records, full=full or all_shown(found.problems, fmt))
    columns = columns_of_remarks()
    remark(wrapped(told, columns) if columns else told)
    return NO if any(problem.severity == "error" for problem in found.problems) else YES
