"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dmccb.cli.options import answer_format, named, output_file
from dmccb.render import RENDERERS


@click.command()
@click.option("--at", callback=named)
@answer_format("Impact")
@output_file
def command(at: str | None, fmt: str, output: Path | None) -> None:
    """Print what was understood."""
    click.echo(f"{at} {fmt} {output}")


def called(*args: str) -> Result:
    return CliRunner().invoke(command, args)


@pytest.mark.parametrize(
    ("args", "understood"),
    [
        pytest.param([], "None terminal None", id="nothing"),
        pytest.param(["--format", "json"], "None json None", id="format"),
        pytest.param(["--json"], "None json None", id="json"),
        pytest.param(["--format", "markdown", "--json"], "None json None", id="the-last-one-counts"),
        pytest.param(["-o", "a.md"], "None terminal a.md", id="file"),
        pytest.param(["--at", "v1.0"], "v1.0 terminal None", id="name"),
        pytest.param(["--at", " "], "  terminal None", id="a-name-of-one-space-is-a-name"),
    ],
)
def test_understood(args: list[str], understood: str) -> None:
    result = called(*args)
    assert (result.exit_code, result.output) == (0, f"{understood}\n")


def test_every_format_of_the_answer_may_be_chosen_and_no_other() -> None:
    (option,) = (param for param in command.params if "--format" in param.opts)
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(RENDERERS["Impact"])
    assert set(RENDERERS["ChangeRecord"]) - set(RENDERERS["Impact"])  # so that there are others


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["--at", ""], "the name is empty", id="an-unset-variable"),
        pytest.param(["--format", "latex"], "'latex' is not one of", id="a-format-of-another-answer"),
        pytest.param(["-o", "."], "is a directory", id="a-folder-is-no-file"),
    ],
)
def test_wrong_usage(args: list[str], said: str) -> None:
    result = called(*args)
    assert result.exit_code == 2
    assert said in result.output
