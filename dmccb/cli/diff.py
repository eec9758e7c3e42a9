"""``dmccb diff``: what changed between two baselines, and what it means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.options import answer_format, output_file
from dmccb.cli.output import answer, remark
from dmccb.cli.progress import on_terminal
from dmccb.errors import NO, YES, UsageError
from dmccb.render import RENDERERS, UNGROUPED

if TYPE_CHECKING:
    from dmccb.records.field import Control

MOST_SIDES = 2


@click.command("diff")
@click.argument("sides", nargs=-1, metavar="[A [B]]")
@click.option(
    "--all", "everything", is_flag=True, help="Compare all records, not only those of the document."
)
@click.option(
    "--collection",
    "collections",
    multiple=True,
    metavar="NAME",
    help="Only this collection, all of it; may be repeated.",
)
@click.option(
    "--id",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    help="Only IDs that match, such as 'LDM-503-*'; may be repeated.",
)
@click.option(
    "--control",
    type=click.Choice(["controlled", "status", "note"]),
    help="Only fields with this level of control.",
)
@answer_format("ChangeRecord")
@click.option("--stat", is_flag=True, help="Show counts only.")
@click.option("--full", is_flag=True, help="Show long lists in full.")
@output_file
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
@click.option("--driver", is_flag=True, help="Run as git's diff driver, with the arguments that git passes.")
@click.pass_obj
def command(
    folder: Path,
    sides: tuple[str, ...],
    *,
    everything: bool,
    collections: tuple[str, ...],
    patterns: tuple[str, ...],
    control: Control | None,
    fmt: str,
    stat: bool,
    full: bool,
    output: Path | None,
    exit_code: bool,
    driver: bool,
) -> int:
    """Show what changed between A and B, and what it means.

    A and B are baselines, tags, other git revisions, or folders. Without B,
    the new side is the working tree; without A, the old side is the
    registered baseline with the latest date. If a side is a registered
    baseline, only records of its document are compared, unless you give
    --all, --collection or --id.

    \b
    Examples:
      dmccb diff v1.4 v1.5
      dmccb diff v1.4 v1.5 --format latex -o change-record.tex
      dmccb diff HEAD~1 HEAD --all --format json
      dmccb diff --exit-code
    """  # noqa: D301 - click reads this letter as: do not wrap
    if driver:
        from dmccb.cli.driver import drive

        return drive(folder, sides)
    kind = "ChangeCounts" if stat else "ChangeRecord"
    if len(sides) > MOST_SIDES:
        raise UsageError(f"diff compares two sides, not {len(sides)}", "dmccb diff v1.4 v1.5")
    if fmt not in RENDERERS[kind]:
        raise UsageError(f"--stat cannot be written as {fmt}", "leave out --stat or --format")
    from dmccb.commands.diff import diff
    from dmccb.compare.selection import Selection

    selection = Selection(collections=collections, patterns=patterns, control=control)
    grouping = fmt not in UNGROUPED
    found = diff(folder, sides, selection, everything=everything, grouping=grouping, progress=on_terminal())
    changes = found.changeset
    answer(kind, found, fmt, full=full, output=output)
    if found.outside and output is None:
        remark(_left_out(found.outside, found.document))
    if patterns and not changes.changes:
        remark(f"no record that changed has an ID like {' or '.join(patterns)}")
    return NO if exit_code and (changes.changes or changes.moves) else YES


def _left_out(number: int, document: str) -> str:
    """Return the remark that says how many changes are outside the document's scope."""
    from dmccb.render.plural import counted

    return f"not shown: {counted(number, 'changed record')} outside {document} (--all shows everything)"
