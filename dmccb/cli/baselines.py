"""``dmccb baselines``: list them, restore their tags, record a new one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import answer_format
from dmccb.cli.output import answer, complain, remark, tell
from dmccb.cli.progress import on_terminal
from dmccb.errors import NO, YES

if TYPE_CHECKING:
    from dmccb.baseline.status import RegisteredStatus


_DONE = {"untagged": "restored", "tagged": "was there"}
"""State of a baseline before its tag was restored -> what is said of it."""


@click.group("baselines", invoke_without_command=True)
@answer_format("Baselines")
@click.pass_context
def command(ctx: click.Context, fmt: str) -> int | None:
    """List the registered baselines, and where their content is.

    A baseline's digest covers every record, so that a tag that was moved is
    seen, and one that is missing can be restored.

    \b
    Examples:
      dmccb baselines
      dmccb baselines restore
      dmccb baselines record v1.6 --document LDM-564 --source "LDM-564 of 2024-01-15"

    Exits with 1 where a tag has other content than its baseline, or none has it.
    """  # noqa: D301 - click reads this letter as: do not wrap
    if ctx.invoked_subcommand is not None:
        return None
    from dmccb.commands.baselines import statuses

    found = statuses(ctx.obj, progress=on_terminal())
    answer("Baselines", found, fmt)
    return NO if _complain(found) else YES


@command.command("restore")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.pass_obj
def restore(folder: Path, names: tuple[str, ...]) -> int:
    """Make the missing tags of registered baselines anew.

    The commit is the one whose records have the digest that the register
    records. A tag that is there is never touched: with other content, it is
    an error that names both digests.

    \b
    Example:
      dmccb baselines restore
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.baselines import restore as restore_tags

    found = restore_tags(folder, names, on_terminal())
    if not found:
        tell("no baseline is registered\n")
    for one in found:
        if one.state in _DONE and not one.message:
            tell(f"{one.tag}  {one.commit[:10]}  {_DONE[one.state]}\n")
    return NO if _complain(found) else YES


@command.command("record")
@click.argument("name")
@click.option("--document", required=True, metavar="HANDLE", help="Document whose baseline it is.")
@click.option("--date", "day", type=Day(), default=None, help="Date of the baseline; today when absent.")
@click.option("--rfc", default="", help="Request for comments that approved it, such as RFC-781.")
@click.option("--source", default="", help="Where its content comes from.")
@click.option("--note", default="", help="What should be known about it.")
@click.pass_obj
def record(
    folder: Path, *, name: str, document: str, day: date | None, rfc: str, source: str, note: str
) -> int:
    """Write the working tree's content into the register as baseline NAME.

    Commit baselines/register.yaml together with the content, then make the
    tag with 'dmccb baselines restore'.

    \b
    Example:
      dmccb baselines record v1.6 --document LDM-564 --rfc RFC-900
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.baselines import record as record_baseline

    told = {"document": document, "rfc": rfc, "source": source, "note": note}
    fields = {part: value for part, value in told.items() if value}
    found = record_baseline(folder, name, fields, day=day, today=today(), progress=on_terminal())
    if not found.new:
        remark(f"{name} is already registered, with this content")
        return YES
    tell(f"{name}  {found.digest}\n")
    remark("now commit the register with the content, then: dmccb baselines restore")
    return YES


def _complain(found: list[RegisteredStatus]) -> bool:
    """Say what is wrong on standard error; tell whether anything is."""
    for one in found:
        if one.message:
            complain(one.message, one.hint)
    return any(one.message for one in found)
