"""``dmccb show``: a record, as it is or was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import answer_format, named
from dmccb.cli.output import answer
from dmccb.cli.progress import on_terminal
from dmccb.errors import YES


@click.command("show")
@click.argument("key", metavar="ID")
@click.option(
    "--at",
    "name",
    metavar="REF",
    callback=named,
    help="As of this baseline or revision instead of the working tree.",
)
@click.option("--collection", default="", metavar="NAME", help="Only in this collection.")
@click.option(
    "--as-of",
    type=Day(),
    help="Judge dates as of this day; else the date of the registered baseline, or today.",
)
@answer_format("Records")
@click.pass_obj
def command(
    folder: Path, *, key: str, name: str | None, collection: str, as_of: date | None, fmt: str
) -> int:
    """Show the record with this ID, where it is, and where it stands.

    The record comes with the file and line that hold it, then what follows
    from it and others: whether it is completed, open or overdue; for a
    release, its date, its features with dates and state, and its margin (the
    days between the last open item that it waits for and its own date); for
    any other record, the releases that it is in. The JSON has this apart from
    the fields, under "computed".

    If records in several collections have the ID, as a release and its test
    milestone do, all of them are shown.

    \b
    Examples:
      dmccb show LDM-503-13
      dmccb show LDM-503-12 --collection releases --as-of 2021-06-30
      dmccb show DM-AP-7 --at v1.4 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.as_of import AsOf
    from dmccb.commands.show import show

    judged = AsOf(today=today(), asked=as_of)
    found = show(folder, key, name, judged, collection=collection, progress=on_terminal())
    answer("Records", found, fmt)
    return YES
