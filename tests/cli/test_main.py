"""The command line as a whole: exit codes, help, start-up, and how a run ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from dmccb import __version__
from dmccb.cli.main import COMMANDS, commands
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-c", "from dmccb.cli.start import main; main()")
HEAVY = ("git", "github", "jsonschema", "jsonschema_rs", "rich", "yaml", "jinja2", "tempfile")


def program(
    *args: str, cwd: Path, stdout: int = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    known |= {"PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **env}
    return subprocess.run(
        [*PROGRAM, *args], cwd=cwd, env=known, stdout=stdout, stderr=subprocess.PIPE, check=False
    )


def every_command() -> list[tuple[str, ...]]:
    """Return the words of each command and subcommand."""
    found: list[tuple[str, ...]] = [()]
    context = click.Context(commands)
    for name in sorted(COMMANDS):
        command = commands.get_command(context, name)
        assert command is not None
        found.append((name,))
        if isinstance(command, click.Group):
            found += [(name, below) for below in sorted(command.commands)]
    return found


EVERY = [pytest.param(words, id=" ".join(words) or "dmccb") for words in every_command()]


# --------------------------------------------------------------------- help


@pytest.mark.parametrize("words", EVERY)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_needs_no_repository(words: Sequence[str], option: str, dmccb: Dmccb, tmp_path: Path) -> None:
    result = dmccb(*words, option, cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Usage: dmccb")


@pytest.mark.parametrize("words", EVERY)
def test_help_has_an_example_on_a_line_of_its_own(words: Sequence[str], dmccb: Dmccb, tmp_path: Path) -> None:
    lines = [line.strip() for line in dmccb(*words, "--help", cwd=tmp_path).out.splitlines()]
    heads = [index for index, line in enumerate(lines) if line in ("Example:", "Examples:")]
    assert heads
    assert lines[heads[0] + 1].startswith(" ".join(["dmccb", *words]))
    assert not [line for line in lines if "\\b" in line]


def test_help_tells_the_exit_codes(dmccb: Dmccb, tmp_path: Path) -> None:
    said = " ".join(dmccb("--help", cwd=tmp_path).out.split())
    assert "Exit codes: 0 yes; 1 the answer is no; 2 wrong usage; 3 no answer was possible; 70 a bug." in said


@pytest.mark.parametrize("words", EVERY)
def test_every_option_says_what_it_is(words: Sequence[str]) -> None:
    command: click.Command = commands
    for word in words:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word) or command
    unsaid = [one.name for one in command.params if isinstance(one, click.Option) and not one.help]
    assert not unsaid


def test_version(dmccb: Dmccb, tmp_path: Path) -> None:
    assert dmccb("--version", cwd=tmp_path) == (0, f"dmccb {__version__}\n", "")


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_starting_imports_nothing_heavy(option: str, tmp_path: Path) -> None:
    code = (
        "import contextlib, io, json, sys\n"
        "from dmccb.cli.main import run\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    code = run([{option!r}])\n"
        f"print(json.dumps([code, [name for name in {HEAVY!r} if name in sys.modules]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert json.loads(done.stdout) == [0, []]


# --------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("code", "line"),
    [
        pytest.param(0, "baselines", id="baselines-all-found"),
        pytest.param(0, "baselines restore", id="restore-made-or-there"),
        pytest.param(2, "baselines restore v7", id="restore-unknown-name"),
        pytest.param(2, "baselines record", id="record-without-name"),
        pytest.param(2, "baselines record v2 --document NO-1", id="record-unknown-document"),
        pytest.param(2, "baselines record v2 --document PLAN-1 --date 2020-02-30", id="record-no-date"),
        pytest.param(0, "check", id="check-without-error"),
        pytest.param(2, "check --format tables", id="check-unknown-format"),
        pytest.param(3, "check --ref nowhere", id="check-unknown-revision"),
        pytest.param(0, "diff v1.0 v1.1", id="diff-differs"),
        pytest.param(1, "diff v1.0 v1.1 --exit-code", id="diff-differs-and-is-asked"),
        pytest.param(0, "diff v1.1 v1.1 --exit-code", id="diff-same-and-is-asked"),
        pytest.param(2, "diff a b c", id="diff-three-sides"),
        pytest.param(2, "diff --collection nothing", id="diff-unknown-collection"),
        pytest.param(3, "diff nowhere", id="diff-unknown-name"),
        pytest.param(2, "diff --driver", id="driver-by-hand"),
        pytest.param(0, "fmt --check", id="fmt-canonical"),
        pytest.param(2, "fmt --no-such-option", id="fmt-unknown-option"),
        pytest.param(0, "history M-1", id="history"),
        pytest.param(1, "history M-77", id="history-unknown-record"),
        pytest.param(2, "history", id="history-of-nothing"),
        pytest.param(3, "history M-1 --at nowhere", id="history-unknown-revision"),
        pytest.param(0, "impact M-1", id="impact"),
        pytest.param(0, "impact v1.0 v1.1", id="impact-of-a-change"),
        pytest.param(1, "impact M-77", id="impact-unknown-record"),
        pytest.param(2, "impact", id="impact-of-nothing"),
        pytest.param(2, "impact a b c", id="impact-three-names"),
        pytest.param(3, "impact nowhere v1.1", id="impact-unknown-name"),
        pytest.param(2, "import ldm-999 text", id="import-unknown-document"),
        pytest.param(2, "import ldm-564 nowhere.txt", id="import-no-file"),
        pytest.param(3, "import ldm-564 empty.txt", id="import-not-that-document"),
        pytest.param(0, "show M-1", id="show"),
        pytest.param(1, "show M-77", id="show-unknown-record"),
        pytest.param(2, "show M-1 --collection nothing", id="show-unknown-collection"),
        pytest.param(3, "show M-1 --at nowhere", id="show-unknown-revision"),
        pytest.param(2, "", id="nothing"),
        pytest.param(2, "frobnicate", id="no-such-command"),
        pytest.param(2, "--frobnicate", id="no-such-option"),
    ],
)
def test_exit_code(
    code: int, line: str, repo: Repo, dmccb: Dmccb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan.two_baselines(repo, dmccb)
    (tmp_path / "empty.txt").touch()
    monkeypatch.chdir(
        tmp_path
    )  # a file to import is named from here, or from -C: both hold none of that name
    repo.write("empty.txt", "")
    result = dmccb(*line.split())
    assert result.code == code, result
    assert "Traceback" not in result.err
    if code > 1:
        assert (result.out, bool(result.err)) == ("", True)


@pytest.mark.parametrize("command", ["baselines", "history M-1", "diff HEAD HEAD"])
def test_outside_of_git_there_is_no_answer(command: str, tmp_path: Path, dmccb: Dmccb) -> None:
    result = dmccb(*command.split(), cwd=tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "not in a git repository" in result.err
    assert "hint: " in result.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("dif", "diff", id="letter-missing"),
        pytest.param("histroy", "history", id="letters-swapped"),
        pytest.param("baseline", "baselines", id="singular"),
        pytest.param("imapct", "impact", id="typo"),
    ],
)
def test_an_unknown_command_suggests_the_nearest(
    typed: str, meant: str, dmccb: Dmccb, tmp_path: Path
) -> None:
    result = dmccb(typed, cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert repr(typed) in result.err
    assert repr(meant) in result.err


def test_an_unknown_command_like_no_other_suggests_none(dmccb: Dmccb, tmp_path: Path) -> None:
    result = dmccb("zzzzzz", cwd=tmp_path)
    assert result.code == 2
    assert "mean" not in result.err


def test_a_bug_says_so_and_shows_where(repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))

    def broken(found: object, view: object) -> str:
        raise ZeroDivisionError(found)

    monkeypatch.setattr("dmccb.render.record.record_text", broken)
    result = dmccb("show", "M-1")
    assert (result.code, result.out) == (70, "")
    assert result.err.startswith("dmccb: this is a bug in dmccb")
    assert "Traceback (most recent call last)" in result.err
    assert "ZeroDivisionError" in result.err


# --------------------------------------------------------- where it is run


def test_minus_c_is_as_if_started_there(repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.two_baselines(repo, dmccb)
    monkeypatch.chdir(repo.root.parent)
    assert dmccb("diff", "v1.0", "v1.1", "-o", "answer.txt").code == 0
    assert (repo.root / "answer.txt").is_file()
    assert Path.cwd() == repo.root.parent


def test_minus_c_wants_a_folder(dmccb: Dmccb, tmp_path: Path) -> None:
    assert dmccb("diff", cwd=tmp_path / "nowhere").code == 2


def test_a_folder_below_the_top_is_as_good(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    below = repo.root / "baselines" / "releases"
    assert dmccb("diff", "v1.0", "v1.1", cwd=below) == dmccb("diff", "v1.0", "v1.1")
    assert dmccb("show", "M-1", cwd=below) == dmccb("show", "M-1")


# ----------------------------------------------------- how its output ends


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("show M-1", 0, id="show"),
        pytest.param("diff v1.0 v1.1", 0, id="diff"),
        pytest.param("diff v1.0 v1.1 --exit-code", 1, id="the-answer-stays-the-same"),
        pytest.param("--help", 0, id="help"),
        pytest.param("history M-1", 0, id="history"),
        pytest.param("diff v1.0 v1.1 --format html", 0, id="a-document"),
    ],
)
def test_a_reader_who_has_seen_enough_is_no_error(line: str, code: int, repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    reading, writing = os.pipe()
    os.close(reading)
    done = program(*line.split(), cwd=repo.root, stdout=writing)
    os.close(writing)
    said = [row for row in done.stderr.decode().splitlines() if "outside" not in row]
    assert (done.returncode, said) == (code, [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_no_answer(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    with Path("/dev/full").open("wb") as full:
        done = program("show", "M-1", cwd=repo.root, stdout=full.fileno())
    assert (done.returncode, done.stderr) == (3, b"dmccb: No space left on device\n")


def test_nobody_listens_at_all(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, "show", "M-1"],
        cwd=repo.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_color_is_kept(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    for forced in ("", "1"):
        done = program("diff", "v1.0", "v1.1", cwd=repo.root, NO_COLOR="1", FORCE_COLOR=forced)
        assert b"M-1" in done.stdout
        assert b"\x1b" not in done.stdout


def on_terminal(*args: str, cwd: Path, **env: str) -> tuple[int, bytes]:
    """Run the program on a terminal, without a pager; return its exit code and what the terminal was sent."""
    from tests.cli.terminal import terminal  # only where there are terminals

    with terminal("--no-pager", *args, cwd=cwd, env=env) as shown:
        return shown.end()


terminals = pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
SHOWN = ["diff v1.0 v1.1", "show M-1", "history M-1", "impact M-1", "impact v1.0 v1.1", "baselines", "check"]


@terminals
@pytest.mark.parametrize(
    ("line", "env", "coloured"),
    [
        *(pytest.param(line, {}, True, id=f"{line}-in-colour") for line in SHOWN),
        pytest.param("diff v1.0 v1.1", {"NO_COLOR": "1"}, False, id="none-where-they-are-not-wanted"),
        pytest.param("check", {"TERM": "dumb"}, False, id="none-where-they-cannot-be-shown"),
    ],
)
def test_a_terminal(line: str, env: dict[str, str], coloured: bool, repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", "word " * 60 + "end", dew="soon"))
    code, shown = on_terminal(*line.split(), cwd=repo.root, **env)
    assert code == (1 if line == "check" else 0)
    assert (b"\x1b[" in shown) == coloured
    if "TERM" in env:
        assert shown.decode() == dmccb(*line.split()).out
    else:
        plain = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode())
        assert max(map(len, plain.splitlines())) <= 80


COLOURED = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("options", "env"),
    [
        pytest.param(["--color", "always"], {}, id="option"),
        pytest.param(["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, id="option-over-environment"),
        pytest.param([], {"FORCE_COLOR": "1"}, id="force-color"),
        pytest.param([], {"CLICOLOR_FORCE": "1"}, id="clicolor-force"),
    ],
)
@pytest.mark.parametrize("line", SHOWN)
def test_colour_through_a_pipe(
    line: str, options: list[str], env: dict[str, str], repo: Repo, dmccb: Dmccb
) -> None:
    plan.two_baselines(repo, dmccb)
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", "word " * 60 + "end", dew="soon"))
    said = program(*line.split(), *options, cwd=repo.root, stdout=subprocess.PIPE, **env).stdout.decode()
    assert COLOURED.search(said)
    assert max(map(len, COLOURED.sub("", said).splitlines())) <= 100
    assert (
        program(*options, *line.split(), cwd=repo.root, stdout=subprocess.PIPE, **env).stdout.decode() == said
    )


@pytest.mark.parametrize(
    ("env", "columns"),
    [
        pytest.param({}, 100, id="a-hundred"),
        pytest.param({"TERM": "dumb"}, 100, id="whatever-the-terminal"),
        pytest.param({"COLUMNS": "60"}, 60, id="as-columns-says"),
    ],
)
def test_the_width_of_colour_through_a_pipe(
    env: dict[str, str], columns: int, repo: Repo, dmccb: Dmccb
) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", "word " * 60 + "end"))
    said = program(
        "show", "M-1", "--color", "always", cwd=repo.root, stdout=subprocess.PIPE, **env
    ).stdout.decode()
    assert columns - 10 < max(map(len, COLOURED.sub("", said).splitlines())) <= columns


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--format", "text"], id="plain-text"),
        pytest.param(["--json"], id="data"),
        pytest.param(["-o", "answer.txt"], id="a-file"),
    ],
)
def test_what_never_has_colour(options: list[str], repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    done = program("diff", "v1.0", "v1.1", "--color", "always", *options, cwd=repo.root)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    if "-o" in options:
        assert b"\x1b" not in (repo.root / "answer.txt").read_bytes()


@terminals
def test_never_is_a_terminal_without_colour(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    line = ("diff", "v1.0", "v1.1")
    assert on_terminal(*line, "--color", "never", cwd=repo.root) == on_terminal(
        *line, cwd=repo.root, NO_COLOR="1"
    )
    bright = on_terminal(*line, cwd=repo.root)[1].decode()
    dark = on_terminal(*line, "--color", "never", cwd=repo.root)[1].decode()
    assert COLOURED.sub("", bright) == dark


def test_a_locale_without_our_letters(repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", title="Jurić"))
    done = program("show", "M-1", cwd=repo.root, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode in (0, 3)
    assert b"Traceback" not in done.stderr
