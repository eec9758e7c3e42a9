"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import click

from dmccb.cli.file_format import file_format
from dmccb.cli.screen_options import colour_option, pager_option
from dmccb.render import RENDERERS

Command = TypeVar("Command", bound=Callable[..., object])


def answer_format(kind: str) -> Callable[[Command], Command]:
    """Add ``--format`` and ``--json`` to a command, and the options of the terminal.

    The command is called with a format: the one that was asked for, else the
    one that the suffix of the file stands for, else ``terminal``.

    Parameters
    ----------
    kind
        What the command answers with, a key of ``RENDERERS``.
    """

    def add(command: Command) -> Command:
        @functools.wraps(command)
        def with_format(*args: object, fmt: str | None, **options: object) -> object:
            output = options.get("output")
            if fmt is None and isinstance(output, Path):
                fmt = file_format(output, RENDERERS[kind])
            return command(*args, fmt=fmt or "terminal", **options)

        choice = click.option(
            "--format",
            "fmt",
            type=click.Choice(list(RENDERERS[kind])),
            help="Format of the output; terminal by default.",
        )
        short = click.option("--json", "fmt", flag_value="json", help="Same as --format json.")
        return choice(short(colour_option(pager_option(cast("Command", with_format)))))

    return add


def output_file(command: Command) -> Command:
    """Add ``-o`` to a command; the name ``-`` is standard output."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, allow_dash=True),
        callback=_file,
        help="Write to this file, in the format of its suffix (.json, .txt, ...) unless --format is given; "
        "- is standard output.",
    )(command)


def _file(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    name = named(ctx, param, value)
    return None if name in (None, "-") else Path(name)


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty name, which is what an unset variable in a script gives."""
    if value == "":
        raise click.BadParameter("the name is empty", ctx, param)
    return value
