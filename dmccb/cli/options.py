"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from dmccb.render import RENDERERS

Command = TypeVar("Command", bound=Callable[..., object])


def answer_format(kind: str) -> Callable[[Command], Command]:
    """Add ``--format`` and ``--json`` to a command.

    Parameters
    ----------
    kind
        What the command answers with, a key of ``RENDERERS``.
    """

    def add(command: Command) -> Command:
        choice = click.option(
            "--format",
            "fmt",
            type=click.Choice(list(RENDERERS[kind])),
            default="terminal",
            show_default=True,
            help="Format of the output.",
        )
        short = click.option("--json", "fmt", flag_value="json", help="Same as --format json.")
        return choice(short(command))

    return add


def output_file(command: Command) -> Command:
    """Add ``-o`` to a command."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file instead of standard output.",
    )(command)


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty name, which is what an unset variable in a script gives."""
    if value == "":
        raise click.BadParameter("the name is empty", ctx, param)
    return value
