"""--color and --no-pager: before the command or after it."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from dmccb.cli.screen_options import colour_option, pager_option, wanted_colour, wants_pager


@click.group()
@colour_option
@pager_option
def group() -> None:
    """Hold the command."""


@group.command("command")
@colour_option
@pager_option
def command() -> None:
    """Print what was understood."""
    click.echo(f"{wanted_colour()} {wants_pager()}")


@pytest.mark.parametrize(
    ("args", "understood"),
    [
        pytest.param("command", "None True", id="nothing"),
        pytest.param("--color always command", "True True", id="colour-before"),
        pytest.param("command --color never", "False True", id="colour-after"),
        pytest.param("command --color=always", "True True", id="as-git-writes-it"),
        pytest.param("--color always command --color never", "False True", id="the-command-wins"),
        pytest.param("--color always command --color auto", "None True", id="auto-takes-it-back"),
        pytest.param("--no-pager command", "None False", id="no-pager-before"),
        pytest.param("command --no-pager", "None False", id="no-pager-after"),
        pytest.param("--no-pager --color never command", "False False", id="both"),
    ],
)
def test_understood(args: str, understood: str) -> None:
    result = CliRunner().invoke(group, args.split())
    assert (result.exit_code, result.output) == (0, f"{understood}\n")


def test_any_other_word_is_refused() -> None:
    result = CliRunner().invoke(group, ["command", "--color", "red"])
    assert result.exit_code == 2
    assert "'red' is not one of" in result.output


def test_outside_of_a_command_nothing_was_asked_for() -> None:
    assert (wanted_colour(), wants_pager()) == (None, True)
