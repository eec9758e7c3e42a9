"""``dmccb baselines``: list them, register a new one, restore missing tags."""

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


_DONE = {"untagged": "restored", "tagged": "already there"}
"""State of a baseline before its tag was restored -> what is printed."""


@click.group("baselines", invoke_without_command=True)
@answer_format("Baselines")
@click.pass_context
def command(ctx: click.Context, fmt: str) -> int | None:
    """List the registered baselines, and the commits that hold them.

    The register keeps a digest of all the records of a baseline. A tag that was
    moved, or an entry that was changed, is therefore noticed, and a tag that is
    missing can be restored.

    \b
    Examples:
      dmccb baselines
      dmccb baselines restore
      dmccb baselines record v1.6 --document LDM-564 --source "LDM-564 of 2024-01-15"

    Exits with 1 if a tag does not match its baseline, or if no commit does.
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
    """Recreate missing tags of registered baselines.

    A tag is put on the commit whose records have the registered digest. An
    existing tag is never moved: if it does not match its baseline, the error
    gives both digests.

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
@click.option(
    "--document",
    required=True,
    metavar="HANDLE",
    help="Document that the baseline belongs to, such as LDM-564.",
)
@click.option("--date", "day", type=Day(), default=None, help="Date of the baseline; today by default.")
@click.option("--rfc", default="", help="Request for comments that approved it, such as RFC-781.")
@click.option("--source", default="", help="Where the records come from.")
@click.option("--note", default="", help="Anything else a reader should know.")
@click.pass_obj
def record(
    folder: Path, *, name: str, document: str, day: date | None, rfc: str, source: str, note: str
) -> int:
    """Register the records in the working tree as baseline NAME.

    Records in which 'dmccb check' finds errors are refused, since a baseline
    does not change afterwards. Commit baselines/register.yaml together with
    the records, then create the tag with 'dmccb baselines restore'.

    \b
    Example:
      dmccb baselines record v1.6 --document LDM-564 --rfc RFC-900
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.baselines import record as record_baseline

    told = {"document": document, "rfc": rfc, "source": source, "note": note}
    fields = {part: value for part, value in told.items() if value}
    found = record_baseline(folder, name, fields, day=day, today=today(), progress=on_terminal())
    if not found.new:
        remark(f"{name} is already registered, with these records")
        return YES
    tell(f"{name}  {found.digest}\n")
    remark("next: commit the register together with the records, then run dmccb baselines restore")
    return YES


def _complain(found: list[RegisteredStatus]) -> bool:
    """Report baselines that git does not bear out; return whether there are any."""
    for one in found:
        if one.message:
            complain(one.message, one.hint)
    return any(one.message for one in found)
