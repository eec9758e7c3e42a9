"""``dmccb show``: a record, as it is or was."""

from __future__ import annotations

from pathlib import Path

import click

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
@answer_format("Records")
@click.pass_obj
def command(folder: Path, *, key: str, name: str | None, collection: str, fmt: str) -> int:
    """Show the record with this ID, and the file and line that hold it.

    If records in several collections have the ID, as a release and its test
    milestone do, all of them are shown.

    \b
    Examples:
      dmccb show LDM-503-13
      dmccb show DM-AP-7 --at v1.4 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.show import show

    answer("Records", show(folder, key, name, collection, on_terminal()), fmt)
    return YES
