"""``dmccb impact``: what an item or a change depends on, and what depends on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import answer_format, named
from dmccb.cli.output import answer
from dmccb.cli.progress import on_terminal
from dmccb.errors import YES, UsageError

BOTH = 2


@click.command("impact")
@click.argument("names", nargs=-1, metavar="ID | A B", required=True)
@click.option(
    "--at", "ref", metavar="REF", callback=named, help="With an ID: as of this baseline or revision."
)
@click.option("--collection", default="", metavar="NAME", help="With an ID: only in this collection.")
@click.option(
    "--all", "everything", is_flag=True, help="With A and B: all records, not only those of the document."
)
@click.option("--as-of", type=Day(), help="Who holds a role on this day; today by default.")
@click.option("--full", is_flag=True, help="List everything, however indirect the connection.")
@answer_format("Impact")
@click.pass_obj
def command(
    folder: Path,
    *,
    names: tuple[str, ...],
    ref: str | None,
    collection: str,
    everything: bool,
    as_of: date | None,
    full: bool,
    fmt: str,
) -> int:
    """Show what a record depends on, what depends on it, and who is responsible.

    With two names, show what a change from A to B affects as a whole:
    releases, what depends on what changed, documents, tests, WBS elements and
    the people responsible. Only changes to controlled fields count. The JSON
    also has each changed record with its direct references; what is further
    away from one of them, dmccb impact ID shows.

    \b
    Examples:
      dmccb impact DM-AP-15
      dmccb impact v1.4 v1.5
      dmccb impact LDM-503-13 --at v1.4 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.impact import impact_of_change, impact_of_item

    if len(names) > BOTH:
        raise UsageError(
            f"impact takes an ID, or two names to compare, not {len(names)} names", "dmccb impact v1.4 v1.5"
        )
    day = as_of or today()
    if len(names) == BOTH:
        affected = impact_of_change(folder, names, day, everything=everything, progress=on_terminal())
        answer("ImpactOfChange", affected, fmt, full=full)
    else:
        found = impact_of_item(folder, names[0], ref, day, collection=collection, progress=on_terminal())
        answer("Impact", found, fmt, full=full)
    return YES
