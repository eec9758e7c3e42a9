"""``dmccb baselines``: list them, restore their tags, record a new one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import answer_format
from dmccb.cli.output import replace
from dmccb.errors import NO, YES, UsageError

if TYPE_CHECKING:
    from dmccb.baseline.status import RegisteredStatus
    from dmccb.commands.session import Session
    from dmccb.records.kinds import Kind
    from dmccb.records.record import Record


@click.group("baselines", invoke_without_command=True)
@answer_format
@click.pass_context
def command(ctx: click.Context, fmt: str) -> int | None:
    """List the registered baselines, and where their content is.

    A baseline's digest covers every record, so that a tag that was moved is
    seen, and one that is missing can be restored.

    \b
    Examples:
      dmccb baselines
      dmccb baselines restore
      dmccb baselines record v1.6 --document LDM-564 --source "LDM-564 of 2024-01-15"

    Exits with 1 where a tag has other content than its baseline, or none has it.
    """  # noqa: D301 - click reads this letter as: do not wrap
    if ctx.invoked_subcommand is not None:
        return None
    from dmccb.commands.session import session
    from dmccb.render.baselines import standings_json, standings_text

    with session(ctx.obj) as here:
        found = _standings(here)
    click.echo((standings_json if fmt == "json" else standings_text)(found), nl=False)
    return NO if _complain(found) else YES


@command.command("restore")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.pass_obj
def restore(folder: Path, names: tuple[str, ...]) -> int:
    """Make the missing tags of registered baselines anew.

    The commit is the one whose records have the digest that the register
    records. A tag that is there is never touched: with other content, it is
    an error that names both digests.

    \b
    Example:
      dmccb baselines restore
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.session import session
    from dmccb.repository.registered import restore as make_tag

    with session(folder) as here:
        found = _standings(here, names)
        if not found:
            click.echo("no baseline is registered")
        for one in found:
            if one.state == "untagged":
                make_tag(here.needs_repository(), one)
                click.echo(f"{one.tag}  {one.commit[:10]}  restored")
            elif one.state == "tagged":
                click.echo(f"{one.tag}  {one.commit[:10]}  was there")
    return NO if _complain(found) else YES


@command.command("record")
@click.argument("name")
@click.option("--document", required=True, metavar="HANDLE", help="Document whose baseline it is.")
@click.option("--date", "day", type=Day(), default=None, help="Date of the baseline; today when absent.")
@click.option("--rfc", default="", help="Request for comments that approved it, such as RFC-781.")
@click.option("--source", default="", help="Where its content comes from.")
@click.option("--note", default="", help="What should be known about it.")
@click.pass_obj
def record(
    folder: Path, *, name: str, document: str, day: date | None, rfc: str, source: str, note: str
) -> int:
    """Write the working tree's content into the register as baseline NAME.

    Commit baselines/register.yaml together with the content, then make the
    tag with 'dmccb baselines restore'.

    \b
    Example:
      dmccb baselines record v1.6 --document LDM-564 --rfc RFC-900
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.baseline.baseline import REGISTER, digest
    from dmccb.commands.session import session
    from dmccb.commands.write_records import plan
    from dmccb.repository.read import read_records

    given = {"rfc": rfc, "source": source, "note": note}
    with session(folder) as here:
        _named(name, here.kinds[REGISTER])
        records = read_records(here.worktree, here.kinds)
        if document not in records.get("documents", {}):
            raise UsageError(f"no document {document!r} on record", "add it to baselines/documents/")
        fields = {"document": document, "date": (day or today()).isoformat(), "digest": digest(records)}
        fields |= {part: value for part, value in given.items() if value}
        known = records.get(REGISTER, {}).get(name)
        if known is not None:
            _unchanged(known, fields, dated=day is not None)
            click.echo(f"{name} is registered already, with this content", err=True)
            return YES
        planned = plan(here.root, here.kinds, {REGISTER: {name: fields}})
    for path, data in planned.files.items():
        replace(path, data)
    click.echo(f"{name}  {fields['digest']}")
    click.echo("now commit the register with the content, then: dmccb baselines restore", err=True)
    return YES


def _named(name: str, kind: Kind) -> None:
    """Refuse what the register's schema allows no baseline to be called."""
    pattern = kind.schema.get("propertyNames", {}).get("pattern", "")
    if not re.search(pattern, name) or not name.isprintable():
        raise UsageError(f"{name!r} cannot be the name of a baseline", "names are like v1.6 or LDM-564/v1.6")


def _unchanged(known: Record, fields: dict[str, str], *, dated: bool) -> None:
    """Refuse to say anything else of a registered baseline."""
    told = {part: value for part, value in fields.items() if part != "date" or dated}
    for part, value in sorted(told.items(), key=lambda item: (item[0] != "digest", item[0])):
        recorded = known.fields.get(part)
        if recorded != value:
            what = "content" if part == "digest" else part
            raise UsageError(
                f"baseline {known.id} is registered with other {what} ({recorded or 'none'})",
                "a baseline does not change: choose another name",
            )


def _standings(here: Session, names: tuple[str, ...] = ()) -> list[RegisteredStatus]:
    """Return the state of the named baselines, or of all."""
    from dmccb.repository.registered import registered_status

    repository, objects = here.needs_repository(), here.needs_objects()
    entries = [entry for name in names if (entry := here.names.entry(name))]
    unknown = [name for name in names if here.names.entry(name) is None]
    if unknown:
        known = ", ".join(sorted(here.names.register))
        raise UsageError(f"no baseline {unknown[0]!r} in the register", f"baselines: {known or 'none'}")
    chosen = entries or sorted(
        here.names.register.values(), key=lambda entry: (str(entry.fields.get("date")), entry.id)
    )
    return [registered_status(repository, objects, entry) for entry in chosen]


def _complain(found: list[RegisteredStatus]) -> bool:
    """Say what is wrong on standard error; tell whether anything is."""
    for one in found:
        if one.message:
            click.echo(f"dmccb: {one.message}", err=True)
            click.echo(f"hint: {one.hint}", err=True)
    return any(one.message for one in found)
