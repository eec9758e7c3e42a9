"""``dmccb route``: who controls a change, and whom it affects."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import answer_format, named, output_file
from dmccb.cli.output import answer, complain
from dmccb.cli.progress import on_terminal
from dmccb.cli.sides import side_names
from dmccb.errors import UNKNOWN, YES, UsageError

MOST_SIDES = 2


@click.command("route")
@click.argument("sides", nargs=-1, metavar="[A [B] | A..B]")
@click.option(
    "--as-of",
    type=Day(),
    help="Name those who hold roles on this day; else that of the baseline, or today.",
)
@click.option(
    "--policy", metavar="REF", callback=named, help="Judge by the policy of this state; else that of A."
)
@answer_format("RoutedChange")
@click.option("--summary", is_flag=True, help="Show the first screen only.")
@click.option("--full", is_flag=True, help="List every item.")
@output_file
@click.pass_obj
def command(
    folder: Path,
    *,
    sides: tuple[str, ...],
    as_of: date | None,
    policy: str | None,
    fmt: str,
    summary: bool,
    full: bool,
    output: Path | None,
) -> int:
    """Show who controls the change from A to B, by which rule, and whom it affects.

    A and B are baselines, tags, other git revisions, or folders. Without B,
    the new side is the working tree; without A, the old side is the
    registered baseline with the latest date. A..B is the same as A B.

    The rules are those of the policy of A: what is judged never chooses its
    judge. Each changed item takes the strictest route that a rule gives it,
    under its old ID or its new one, and the change takes the strictest of all. Schemas, settings, workflows
    and the tests of the policy are items too.

    \b
    Examples:
      dmccb route v1.4 v1.5 --policy HEAD
      dmccb route main.. --full
      dmccb route v1.4..v1.5 --as-of 2021-06-03 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.as_of import AsOf
    from dmccb.commands.route import route

    names = side_names(sides, lambda word: (folder / word).exists())
    if len(names) > MOST_SIDES:
        raise UsageError(f"route compares two sides, not {len(names)}", "dmccb route v1.4 v1.5")
    judged = AsOf(today=today(), asked=as_of)
    found = route(folder, names, judged, policy, progress=on_terminal())
    answer("RoutedChange", found, fmt, full=full, summary=summary, output=output)
    if found.invalid:
        complain(
            "the change has invalid records, so its route is not certain", "dmccb check says where and why"
        )
        return UNKNOWN
    return YES
