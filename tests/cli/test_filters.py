"""Options that choose records -> filters."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from dmccb.changerecord.filters import Filters
from dmccb.cli.filters import Asked, filter_options, filters_of
from dmccb.errors import UsageError


def asked(*options: str) -> Filters:
    """Return the filters of a command that was called with some options."""
    found: list[Filters] = []

    @click.command()
    @filter_options
    def command(**options: object) -> None:
        found.append(filters_of(options))  # type: ignore[arg-type]  # click passes what the options name

    done = CliRunner().invoke(command, options, standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return found[0]


@pytest.mark.parametrize(
    ("options", "filters"),
    [
        pytest.param((), Filters(), id="nothing"),
        pytest.param(
            ("--release", "R-1", "--release", "R-2"), Filters(releases=("R-1", "R-2")), id="release"
        ),
        pytest.param(("--wbs", "02C.04"), Filters(elements=("02C.04",)), id="wbs"),
        pytest.param(("--institution", "Princeton"), Filters(institutions=("Princeton",)), id="institution"),
        pytest.param(("--level", "1", "--level", "2"), Filters(levels=(1, 2)), id="level"),
        pytest.param(("--open",), Filters(open_only=True), id="open"),
        pytest.param(("--min-slip", "30"), Filters(min_slip=30), id="min-slip"),
        pytest.param(("--collection", "milestones"), Filters(collections=("milestones",)), id="collection"),
        pytest.param(("--id", "LDM-503-*"), Filters(patterns=("LDM-503-*",)), id="id"),
        pytest.param(("--control", "status"), Filters(control="status"), id="control"),
    ],
)
def test_options(options: tuple[str, ...], filters: Filters) -> None:
    assert asked(*options) == filters


@pytest.mark.parametrize("option", ["--release", "--wbs", "--institution", "--collection", "--id"])
def test_an_empty_value_is_that_of_an_unset_variable(option: str) -> None:
    with pytest.raises(UsageError, match=f"{option}: the value is empty"):
        asked(option, "")


def test_every_filter_has_an_option() -> None:
    assert set(Asked.__annotations__) == set(Filters._fields)
