"""``--color`` and ``--no-pager``: kept in click's context by the command or the group, and read from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

_COLOUR = {"auto": None, "always": True, "never": False}
"""Value of ``--color`` -> what click's context keeps."""

_NO_PAGER = "dmccb.cli.no_pager"
"""Where click's context keeps that the reader wants no pager."""


def colour_option(command: Command) -> Command:
    """Add ``--color`` to a command or a group; what a command is given wins."""
    return click.option(
        "--color",
        type=click.Choice(list(_COLOUR)),
        expose_value=False,
        callback=_keep_colour,
        help="Whether to use colour; auto, the default, does on a terminal.",
    )(command)


def pager_option(command: Command) -> Command:
    """Add ``--no-pager`` to a command or a group."""
    return click.option(
        "--no-pager",
        is_flag=True,
        expose_value=False,
        callback=_keep_no_pager,
        help="Print answers that are longer than the screen without a pager.",
    )(command)


def wanted_colour() -> bool | None:
    """Return whether the reader wants colour; None where ``--color`` leaves it open."""
    context = click.get_current_context(silent=True)
    return context.color if context is not None else None


def wants_pager() -> bool:
    """Tell whether a long answer may go through a pager."""
    context = click.get_current_context(silent=True)
    return context is None or _NO_PAGER not in context.meta


def _keep_colour(ctx: click.Context, param: click.Parameter, value: str | None) -> None:  # noqa: ARG001
    if value is not None:
        ctx.color = _COLOUR[value]


def _keep_no_pager(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value:
        ctx.meta[_NO_PAGER] = True
