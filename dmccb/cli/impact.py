"""``dmccb impact``: what an item or a change depends on, and what depends on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.filters import Asked, filter_options, filters_of
from dmccb.cli.options import answer_format, named
from dmccb.cli.output import answer
from dmccb.cli.progress import on_terminal
from dmccb.errors import YES, UsageError

if TYPE_CHECKING:
    from dmccb.changerecord.filters import Filters

BOTH = 2


@click.command("impact")
@click.argument("names", nargs=-1, metavar="ID | A B", required=True)
@click.option(
    "--at", "ref", metavar="REF", callback=named, help="With an ID: as of this baseline or revision."
)
@click.option(
    "--document",
    default="",
    metavar="HANDLE",
    help="With A and B: only what belongs to this document.",
)
@filter_options
@click.option(
    "--as-of",
    type=Day(),
    help="Judge dates and roles as of this day; else that of the baseline or commit, or today.",
)
@click.option("--full", is_flag=True, help="List everything, however indirect the connection.")
@answer_format("Impact")
@click.pass_obj
def command(
    folder: Path,
    *,
    names: tuple[str, ...],
    ref: str | None,
    document: str,
    as_of: date | None,
    full: bool,
    fmt: str,
    **asked: Unpack[Asked],
) -> int:
    """Show which releases a record affects, what depends on it, and who answers.

    A record affects a release that contains it, or whose test milestone waits
    for it, directly or through others. The margin is the days between the
    last open item that a record waits for directly and its own date; it is
    negative where the record is due first.

    With two names, show what a change from A to B affects as a whole: what
    lost most margin first, what is completed last. Records that came, left or
    have a new ID count, and those with another date, link or content, or
    whose completion was withdrawn; a field that is recorded for the first
    time moves nobody, but for a date.

    The filters choose the changes whose effects are shown; with an ID, only
    --collection has a meaning.

    \b
    Examples:
      dmccb impact DM-AP-15
      dmccb impact v1.4 v1.5 --wbs 02C.04
      dmccb impact LDM-503-13 --at v1.4 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.as_of import AsOf
    from dmccb.commands.diff import Question
    from dmccb.commands.impact import impact_of_change, impact_of_item

    if len(names) > BOTH:
        raise UsageError(
            f"impact takes an ID, or two names to compare, not {len(names)} names", "dmccb impact v1.4 v1.5"
        )
    judged = AsOf(today=today(), asked=as_of)
    filters = filters_of(asked)
    if len(names) == BOTH:
        question = Question(filters=filters, document=document, grouping=False)
        affected = impact_of_change(folder, names, judged, question, progress=on_terminal())
        answer("ImpactOfChange", affected, fmt, full=full)
    else:
        collection = _collection(filters)
        found = impact_of_item(folder, names[0], ref, judged, collection=collection, progress=on_terminal())
        answer("Impact", found, fmt, full=full)
    return YES


def _collection(filters: Filters) -> str:
    """Return the collection in which to look for an ID; a filter of changes has no meaning there."""
    others = [name for name in filters.given if name != "collection"]
    if others or len(filters.collections) > 1:
        name = (others or ["collection"])[0].replace("_", "-")
        raise UsageError(
            f"--{name} is for a change, between two names", "dmccb impact v1.4 v1.5 --" + name + " …"
        )
    return filters.collections[0] if filters.collections else ""
