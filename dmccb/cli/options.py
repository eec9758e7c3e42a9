"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])


def answer_format(command: Command) -> Command:
    """Add ``--format terminal|json`` and ``--json`` to a command."""
    choice = click.option(
        "--format",
        "fmt",
        type=click.Choice(["terminal", "json"]),
        default="terminal",
        show_default=True,
        help="How to write the answer.",
    )
    short = click.option("--json", "fmt", flag_value="json", help="The same as --format json.")
    return choice(short(command))


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse a name that is empty, as an unset variable of a script makes it.

    Without the option there is none: the working tree.
    """
    if value == "":
        raise click.BadParameter("the name is empty", ctx, param)
    return value
