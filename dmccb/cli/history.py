"""``dmccb history``: every change to a record, under each of its IDs."""

from __future__ import annotations

from pathlib import Path

import click

from dmccb.cli.options import answer_format, named
from dmccb.cli.output import answer, remark
from dmccb.cli.progress import on_terminal
from dmccb.errors import YES


@click.command("history")
@click.argument("key", metavar="ID")
@click.option(
    "--at",
    "ref",
    metavar="REF",
    default="HEAD",
    callback=named,
    show_default=True,
    help="Start from this revision and go back.",
)
@click.option("--collection", default="", metavar="NAME", help="Only in this collection.")
@answer_format("History")
@click.pass_obj
def command(folder: Path, *, key: str, ref: str, collection: str, fmt: str) -> int:
    """Show every change to the record with this ID, newest first.

    Each change comes with its date, commit, slip and author, the baseline
    that the commit is, and the RFC: that of the baseline, else what the
    commit's message names. The first line says how far the record moved in
    all.

    Any ID will do that the record has or ever had; all give the same answer.
    Where an ID was first one record's and then another's, both are shown.
    History is read along first parents, so a change is dated by the merge
    that brought it in. Uncommitted changes are not shown.

    \b
    Examples:
      dmccb history LDM-503-8b
      dmccb history DM-AP-15 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.history import history

    found = history(folder, key, ref, collection, on_terminal())
    answer("History", found, fmt)
    if found.shallow:
        remark("earlier changes are unknown: this clone is shallow (git fetch --unshallow)")
    return YES
