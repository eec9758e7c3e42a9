"""Options that choose records, the same words in every command that lists -> Filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

from dmccb.errors import UsageError

if TYPE_CHECKING:
    from dmccb.changerecord.filters import Filters
    from dmccb.records.field import Control

Command = TypeVar("Command", bound=Callable[..., object])


class Asked(TypedDict):
    """What the options were given."""

    releases: tuple[str, ...]
    elements: tuple[str, ...]
    institutions: tuple[str, ...]
    levels: tuple[int, ...]
    open_only: bool
    min_slip: int | None
    collections: tuple[str, ...]
    patterns: tuple[str, ...]
    control: Control | None


_OPTIONS = (
    click.option(
        "--release", "releases", multiple=True, metavar="ID", help="Only this release and its features."
    ),
    click.option(
        "--wbs", "elements", multiple=True, metavar="CODE", help="Only this WBS element and those below it."
    ),
    click.option(
        "--institution",
        "institutions",
        multiple=True,
        metavar="NAME",
        help="Only WBS elements led by an institution of this name, or part of it.",
    ),
    click.option(
        "--level", "levels", type=int, multiple=True, metavar="N", help="Only records of this level."
    ),
    click.option("--open", "open_only", is_flag=True, help="Only what is not completed."),
    click.option(
        "--min-slip",
        type=click.IntRange(min=1),
        metavar="DAYS",
        help="Only what is, or may be, later by this much.",
    ),
    click.option("--collection", "collections", multiple=True, metavar="NAME", help="Only this collection."),
    click.option(
        "--id", "patterns", multiple=True, metavar="PATTERN", help="Only IDs that match, such as 'LDM-503-*'."
    ),
    click.option(
        "--control",
        type=click.Choice(["controlled", "status", "note"]),
        help="Only fields with this level of control.",
    ),
)


def filter_options(command: Command) -> Command:
    """Add the options that choose records; those with a value may be repeated."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def filters_of(asked: Asked) -> Filters:
    """Return the filters that the options ask for.

    Raises
    ------
    UsageError
        If a value is empty, as an unset variable of a script is.
    """
    from dmccb.changerecord.filters import Filters

    filters = Filters(**asked)
    for name, values in filters.given.items():
        if "" in values:
            raise UsageError(
                f"--{name.replace('_', '-')}: the value is empty", "is a variable of your script not set?"
            )
    return filters
