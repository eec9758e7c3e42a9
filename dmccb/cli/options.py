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
