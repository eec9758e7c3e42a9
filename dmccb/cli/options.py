"""Options that several commands have."""

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
            help="How to write the answer.",
        )
        short = click.option("--json", "fmt", flag_value="json", help="Short for --format json.")
        return choice(short(command))

    return add


def output_file(command: Command) -> Command:
    """Add ``-o`` to a command."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file.",
    )(command)


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse a name that is empty, as an unset variable of a script makes it.

    Without the option there is none: the working tree.
    """
    if value == "":
        raise click.BadParameter("the name is empty", ctx, param)
    return value
