"""``dmccb history``: every change of one record, through the repository's history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.options import answer_format, named
from dmccb.errors import YES

if TYPE_CHECKING:
    from dmccb.commands.session import Session
    from dmccb.compare.event import Event


@click.command("history")
@click.argument("key", metavar="ID")
@click.option(
    "--at",
    "ref",
    metavar="REF",
    default="HEAD",
    callback=named,
    show_default=True,
    help="Begin here and go back.",
)
@click.option("--collection", default="", metavar="NAME", help="Only in this collection.")
@answer_format
@click.pass_obj
def command(folder: Path, *, key: str, ref: str, collection: str, fmt: str) -> int:
    """Show every change of the record with this ID, newest first.

    Each with its commit, date and slip; earlier IDs of the record are
    followed, and a record that is gone, or has another ID now, is found in
    the past. Only committed states count, along the first parents: a change
    is dated by the merge that made it real.

    \b
    Examples:
      dmccb history LDM-503-08b
      dmccb history DM-AP-15 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.session import session
    from dmccb.render.history import history_json, history_text

    with session(folder) as here:
        found = _events(here, key, ref, collection)
        names = _baselines(here)
        shallow = here.needs_repository().shallow
    render = history_json if fmt == "json" else history_text
    click.echo(render(found, names), nl=False)
    if shallow:
        click.echo("earlier changes are unknown: this clone is shallow (git fetch --unshallow)", err=True)
    return YES


def _events(here: Session, key: str, ref: str, collection: str) -> list[tuple[str, list[Event]]]:
    """Return the events of each record with the ID, by collection."""
    from dmccb.commands.find import RecordNotFoundError, records_of
    from dmccb.commands.history import events
    from dmccb.repository import schemas as shipped
    from dmccb.repository.read import read_records

    repository = here.needs_repository()
    objects = here.needs_objects()
    snapshot = here.open(ref).snapshot
    kinds = shipped.kinds(snapshot)

    def told(place: str) -> list[Event]:
        return list(events(repository, objects, kinds, snapshot.commit, place, key))

    try:
        here_now = records_of(read_records(snapshot, kinds), kinds, key, collection)
    except RecordNotFoundError:
        gone = [(place, found) for place in kinds if collection in ("", place) and (found := told(place))]
        if not gone:
            raise
        return gone
    return [(place, told(place)) for place, _ in here_now]


def _baselines(here: Session) -> dict[str, tuple[str, str]]:
    """Return commit -> name and date for the baselines of the register that this repository has."""
    from dmccb.errors import DmccbError
    from dmccb.repository.resolve import text

    names: dict[str, tuple[str, str]] = {}
    for name in sorted(here.names.register):
        try:
            day = text(here.names.register[name], "date")
            names[here.open(name).snapshot.commit] = (name, day)
        except DmccbError:
            continue  # a baseline that cannot be found names no commit; `dmccb baselines` says why
    return names
