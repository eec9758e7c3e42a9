"""``dmccb diff``: what changed between two baselines, and what it means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from dmccb.cli.clock import today
from dmccb.cli.filters import Asked, filter_options, filters_of
from dmccb.cli.options import answer_format, output_file
from dmccb.cli.output import answer, complain, remark
from dmccb.cli.progress import on_terminal
from dmccb.cli.sides import side_names
from dmccb.errors import NO, UNKNOWN, YES, UsageError
from dmccb.render import RENDERERS, UNGROUPED

if TYPE_CHECKING:
    from dmccb.changerecord.changerecord import ChangeRecord

MOST_SIDES = 2


@click.command("diff")
@click.argument("sides", nargs=-1, metavar="[A [B] | A..B]")
@click.option("--document", default="", metavar="HANDLE", help="Only what belongs to this document.")
@click.option(
    "--all", "everything", is_flag=True, help="Show what is outside the baseline's document in full too."
)
@filter_options
@answer_format("ChangeRecord")
@click.option("--summary", is_flag=True, help="Show the first screen only.")
@click.option("--stat", is_flag=True, help="Show counts only.")
@click.option("--full", is_flag=True, help="Show everything; in LaTeX, add the details.")
@output_file
@click.option("--description", default="", metavar="TEXT", help="What the new version changes, for its row.")
@click.option("--owner", default="", metavar="NAME", help="Who makes the change, for its row.")
@click.option("--rfc", default="", metavar="RFC-n", help="The request for comments, for its row.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
@click.option("--allow-invalid", is_flag=True, help="Do not exit with 3 if a changed record is invalid.")
@click.option("--driver", is_flag=True, help="Run as git's diff driver, with the arguments that git passes.")
@click.pass_obj
def command(
    folder: Path,
    sides: tuple[str, ...],
    *,
    document: str,
    everything: bool,
    fmt: str,
    summary: bool,
    stat: bool,
    full: bool,
    output: Path | None,
    description: str,
    owner: str,
    rfc: str,
    exit_code: bool,
    allow_invalid: bool,
    driver: bool,
    **asked: Unpack[Asked],
) -> int:
    """Show what changed between A and B, and what it means.

    A and B are baselines, tags, other git revisions, or folders. Without B,
    the new side is the working tree; without A, the old side is the
    registered baseline with the latest date. Everything under control is
    compared. If a side is a registered baseline, what belongs to its document
    comes first; --document HANDLE leaves out the rest.

    A..B is the same as A B. As in git, a name left out beside the dots is
    HEAD: with A.. the new side is the last commit, not the working tree.

    \b
    Examples:
      dmccb diff v1.4 v1.5
      dmccb diff v1.4 v1.5 --wbs 02C.04 --open --min-slip 30
      dmccb diff v1.4..v1.5 -o change-record.tex
      dmccb diff HEAD~1 HEAD --format json
      dmccb diff --exit-code
    """  # noqa: D301 - click reads this letter as: do not wrap
    if driver:
        from dmccb.cli.driver import drive

        return drive(folder, sides)
    sides = side_names(sides, lambda word: (folder / word).exists())
    kind = "ChangeCounts" if stat else "ChangeRecord"
    if len(sides) > MOST_SIDES:
        raise UsageError(f"diff compares two sides, not {len(sides)}", "dmccb diff v1.4 v1.5")
    if fmt not in RENDERERS[kind]:
        raise UsageError(f"--stat cannot be written as {fmt}", "leave out --stat, or choose plain text")
    from dmccb.changerecord.head import VersionRow
    from dmccb.commands.diff import Question, diff

    question = Question(
        filters=filters_of(asked),
        document=document,
        everything=everything,
        grouping=fmt not in UNGROUPED,
        as_of=today(),
        row=VersionRow(rfc=rfc, owner=owner, description=description),
    )
    found = diff(folder, sides, question, progress=on_terminal())
    answer(kind, found, fmt, full=full, summary=summary, output=output)
    if fmt == "csv":
        _say_left_out(found)
    return _exit_code(found, exit_code=exit_code, allow_invalid=allow_invalid)


def _say_left_out(found: ChangeRecord) -> None:
    """Say on standard error what is not shown: such a table has no room for a sentence."""
    from dmccb.render.changerecord.headline import left_out

    for line in left_out(found):
        remark(line)


def _exit_code(found: ChangeRecord, *, exit_code: bool, allow_invalid: bool) -> int:
    from dmccb.render.plural import counted

    changes = found.changeset
    invalid = sum(bool(change.invalid) for change in changes.changes)
    if invalid and not allow_invalid:
        verb = "is" if invalid == 1 else "are"
        complain(
            f"{counted(invalid, 'changed record')} {verb} invalid",
            "dmccb check says where and why; --allow-invalid accepts it here",
        )
        return UNKNOWN
    differs = changes.changes or changes.moves or (changes.not_shown and not changes.filtered)
    return NO if exit_code and differs else YES
