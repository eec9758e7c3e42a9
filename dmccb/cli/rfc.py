"""``dmccb rfc``: the requests for comments on record, and one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dmccb.cli.options import Command, answer_format, named
from dmccb.cli.output import answer
from dmccb.cli.progress import on_terminal
from dmccb.errors import YES


def _at(command: Command) -> Command:
    """Add ``--at`` to a command."""
    add: Callable[[Command], Command] = click.option(
        "--at",
        "name",
        metavar="REF",
        callback=named,
        help="As of this baseline or revision instead of the working tree.",
    )
    return add(command)


@click.group("rfc")
def command() -> None:
    """List requests for comments, or show one.

    A request for comments is a file rfcs/RFC-n.yaml beside the baselines. Its
    state is not in the file: it follows from what people did and said.

    \b
    Examples:
      dmccb rfc list
      dmccb rfc show RFC-17
    """  # noqa: D301 - click reads this letter as: do not wrap


@command.command("list")
@_at
@answer_format("Rfcs")
@click.pass_obj
def list_all(folder: Path, *, name: str | None, fmt: str) -> int:
    """List the requests for comments, the newest first.

    \b
    Examples:
      dmccb rfc list
      dmccb rfc list --at main --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.rfc import list_rfcs

    answer("Rfcs", list_rfcs(folder, name, on_terminal()), fmt)
    return YES


@command.command("show")
@click.argument("key", metavar="RFC-n")
@_at
@answer_format("Rfc")
@click.pass_obj
def show(folder: Path, *, key: str, name: str | None, fmt: str) -> int:
    """Show a request for comments, and what it names.

    The record comes with the file and line that hold it, then the people, the
    release and the affected items that it names, with their titles. Exits
    with 1 if there is no such request.

    \b
    Examples:
      dmccb rfc show RFC-17
      dmccb rfc show RFC-17 --at HEAD~1 --json
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.rfc import show_rfc

    answer("Rfc", show_rfc(folder, key, name, on_terminal()), fmt)
    return YES
