"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dmccb.cli.options import answer_format, named, output_file
from dmccb.errors import UsageError
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
        pytest.param(["-o", "a"], "None text a", id="file"),
        pytest.param(["-o", "a.json"], "None json a.json", id="the-suffix-says-the-format"),
        pytest.param(["-o", "a.json", "--format", "text"], "None text a.json", id="the-format-wins"),
        pytest.param(["--format", "text", "-o", "a.docx"], "None text a.docx", id="any-suffix-with-a-format"),
        pytest.param(["--json", "-o", "a.txt"], "None json a.txt", id="json-wins"),
        pytest.param(["-o", "-"], "None terminal None", id="standard-output"),
        pytest.param(["-o", "-", "--json"], "None json None", id="standard-output-in-a-format"),
        pytest.param(["-o", "./-"], "None text -", id="a-file-named-so-with-its-folder"),
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
        pytest.param(["-o", ""], "the name is empty", id="an-unset-variable-for-a-file"),
    ],
)
def test_wrong_usage(args: list[str], said: str) -> None:
    result = called(*args)
    assert result.exit_code == 2
    assert said in result.output


def test_a_suffix_of_another_answer_is_wrong_usage() -> None:
    error = called("-o", "a.tex").exception
    assert isinstance(error, UsageError)
    assert "'a.tex' (want .json, .txt)" in error.message
