"""``dmccb diff``: what changed between two baselines, and what it means."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.output import write
from dmccb.cli.progress import on_terminal
from dmccb.errors import NO, YES, UsageError
from dmccb.render import RENDERERS

if TYPE_CHECKING:
    from dmccb.compare.changerecord import ChangeRecord
    from dmccb.records.field import Control
FOLD = 12
"""How many rows of a section a terminal shows, unless --full asks for all."""

MOST_SIDES = 2

FORMATS = ("terminal", *RENDERERS)


@click.command("diff")
@click.argument("sides", nargs=-1, metavar="[A [B]]")
@click.option(
    "--all", "everything", is_flag=True, help="Compare everything, not the document's baseline alone."
)
@click.option(
    "--collection",
    "collections",
    multiple=True,
    metavar="NAME",
    help="Only this collection, in full; may be repeated.",
)
@click.option(
    "--id",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    help="Only IDs that match, such as 'LDM-503-*'; may be repeated.",
)
@click.option(
    "--control", type=click.Choice(["controlled", "status", "note"]), help="Only fields of this control."
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="How to write the answer.",
)
@click.option("--json", "fmt", flag_value="json", help="The same as --format json.")
@click.option("--stat", is_flag=True, help="Counts only.")
@click.option("--full", is_flag=True, help="Show every row of a long list.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything differs.")
@click.option("--driver", is_flag=True, help="Be git's diff driver: git gives the arguments.")
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
    """Say what changed between A and B, and what it means.

    A and B are names of baselines, tags, any git revision, or folders. Without
    B, the working tree is the new side; without A, the last baseline of the
    register is the old one. Where a side is a registered baseline, only what
    belongs to its document is compared; --all, --collection and --id lift that.

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
    if len(sides) > MOST_SIDES:
        raise UsageError(f"diff takes two sides at most, not {len(sides)}", "dmccb diff v1.4 v1.5")
    if stat and fmt not in ("terminal", "text"):
        raise UsageError(f"--stat counts for a reader, and is not written as {fmt}", "leave one of them out")
    from dmccb.commands.diff import diff
    from dmccb.compare.selection import Selection

    selection = Selection(collections=collections, patterns=patterns, control=control)
    found = diff(
        folder, sides, selection, everything=everything, grouping=fmt != "json", progress=on_terminal()
    )
    changes = found.changeset
    write(rendered(found, fmt, stat=stat, full=full, output=output), output)
    if found.outside and output is None:
        click.echo(left_out(found.outside, found.document), err=True)
    if patterns and not changes.changes:
        click.echo(f"no record that changed has an ID like {' or '.join(patterns)}", err=True)
    return NO if exit_code and (changes.changes or changes.moves) else YES


def left_out(number: int, document: str) -> str:
    """Return the remark that says how many changes are outside the document's scope."""
    if number == 1:
        return f"1 changed record outside {document} is not shown; --all shows it"
    return f"{number} changed records outside {document} are not shown; --all shows them"


def rendered(record: ChangeRecord, fmt: str, *, stat: bool, full: bool, output: Path | None) -> str:
    """Return the answer in a format; the terminal's is set by rich where it is one."""
    if stat:
        from dmccb.render.changerecord.stat import render_stat

        return render_stat(record)
    if fmt != "terminal":
        return RENDERERS[fmt](record)
    fold = None if full else FOLD
    if output is not None or not sys.stdout.isatty():
        from dmccb.render.changerecord import plain_text

        return plain_text.render(record, fold if output is None else None)
    from rich.console import Console

    from dmccb.render.changerecord.terminal import render_terminal

    console = Console(highlight=False)
    with console.capture() as capture:
        render_terminal(record, console, fold)
    return capture.get()
