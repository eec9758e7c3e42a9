"""``dmccb impact``: what depends on an item or a change, in both directions."""

from __future__ import annotations

from pathlib import Path

import click

from dmccb.cli.options import answer_format, named
from dmccb.cli.output import answer
from dmccb.cli.progress import on_terminal
from dmccb.errors import YES, UsageError

BOTH = 2


@click.command("impact")
@click.argument("names", nargs=-1, metavar="ID | A B", required=True)
@click.option("--at", "ref", metavar="REF", callback=named, help="With ID: at this baseline or revision.")
@click.option("--collection", default="", metavar="NAME", help="With ID: only in this collection.")
@click.option(
    "--all", "everything", is_flag=True, help="With A B: everything, not the document's baseline alone."
)
@click.option("--full", is_flag=True, help="List everything that can be reached, however far.")
@answer_format("Impact")
@click.pass_obj
def command(
    folder: Path,
    *,
    names: tuple[str, ...],
    ref: str | None,
    collection: str,
    everything: bool,
    full: bool,
    fmt: str,
) -> int:
    """Say what an item needs, what needs it, and who answers for it.

    With two names, the items are those that a change from A to B controls:
    releases, documents, tests, WBS elements and roles that it affects.

    \b
    Examples:
      dmccb impact DM-AP-15
      dmccb impact v1.4 v1.5
      dmccb impact LDM-503-13 --at v1.4 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.impact import impact_of_change, impact_of_item

    if len(names) > BOTH:
        raise UsageError(
            f"impact takes an ID, or two names to compare, not {len(names)}", "dmccb impact v1.4 v1.5"
        )
    if len(names) == BOTH:
        found = impact_of_change(folder, names, everything=everything, progress=on_terminal())
        answer("ImpactOfChange", found, fmt, full=full)
    else:
        found = impact_of_item(folder, names[0], ref, collection, on_terminal())
        answer("Impact", found, fmt, full=full)
    return YES
