"""A pager for what is longer than the screen: on real terminals, with pagers that behave and that do not."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from dmccb.cli.pager import chosen_pager, paged, rows
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

if sys.platform == "win32":
    pytest.skip("this system has no pseudo-terminals", allow_module_level=True)

from tests.cli.terminal import terminal

# --------------------------------------------------------------- which pager


@pytest.mark.parametrize(
    ("environ", "there", "expected"),
    [
        pytest.param({}, True, "less", id="less-where-nothing-is-said"),
        pytest.param({}, False, "", id="none-where-there-is-no-less"),
        pytest.param({"PAGER": "more"}, True, "more", id="the-readers"),
        pytest.param({"PAGER": "less -S +G"}, True, "less -S +G", id="with-arguments"),
        pytest.param({"PAGER": "more"}, False, "more", id="whether-it-is-there-its-start-shows"),
        pytest.param({"PAGER": ""}, True, "", id="empty-is-none"),
        pytest.param({"PAGER": " "}, True, "", id="blank-is-none"),
        pytest.param({"PAGER": "cat"}, True, "", id="cat-is-none"),
        pytest.param({"TERM": "dumb"}, True, "", id="none-on-a-dumb-terminal"),
        pytest.param({"TERM": "dumb", "PAGER": "less"}, True, "", id="not-even-the-readers"),
    ],
)
def test_chosen_pager(environ: dict[str, str], there: bool, expected: str) -> None:
    def which(name: str) -> str | None:
        return f"/bin/{name}" if there else None

    assert chosen_pager({"TERM": "xterm", **environ}, which) == expected


def test_no_pager_where_nobody_says_what_the_terminal_can_do() -> None:
    assert chosen_pager({"PAGER": "less"}) == ""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("a\n", 1, id="line"),
        pytest.param("a\n\nb\n", 3, id="an-empty-line-takes-a-row"),
        pytest.param("a" * 10 + "\n", 1, id="just-fits"),
        pytest.param("a" * 11 + "\n", 2, id="continues-on-the-next-row"),
        pytest.param("\x1b[1;31m" + "a" * 10 + "\x1b[0m\n", 1, id="colour-takes-no-room"),
    ],
)
def test_rows(page: str, expected: int) -> None:
    assert rows(page, 10) == expected


# --------------------------------------------------------- whether it worked


LONG = b"line\n" * 100_000  # more than any pipe holds


@pytest.mark.parametrize(
    ("pager", "worked"),
    [
        pytest.param("cat", True, id="reads-all"),
        pytest.param("head -n 1", True, id="has-seen-enough"),
        pytest.param("true", True, id="looks-at-nothing"),
        pytest.param("kill -INT $$", True, id="stopped-by-the-reader"),
        pytest.param("sh -c 'kill -TERM $$'; exit $?", True, id="stopped-as-its-shell-says"),
        pytest.param("exit 1", False, id="fails"),
        pytest.param("no-such-pager -R", False, id="missing"),
        pytest.param("/dev/null", False, id="no-program"),
        pytest.param("'", False, id="no-command-line"),
    ],
)
def test_paged(pager: str, worked: bool, capfd: pytest.CaptureFixture[str]) -> None:
    assert paged(LONG, pager) is worked
    shown = capfd.readouterr().out
    assert shown == {"cat": LONG.decode(), "head -n 1": "line\n"}.get(pager, "")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        pytest.param({}, "FRX -c\n", id="as-git-sets-them"),
        pytest.param({"LESS": "-S", "LV": ""}, "-S \n", id="what-the-reader-set-stays"),
    ],
)
def test_the_settings_of_pagers(
    environ: dict[str, str],
    expected: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LESS", "LV"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert paged(b"", 'echo "$LESS $LV"')
    assert capfd.readouterr().out == expected


# ------------------------------------------------------------- on a terminal


@pytest.fixture
def slips(repo: Repo, dmccb: Dmccb) -> Repo:
    """Make two baselines in which 60 milestones slip."""
    keys = [f"M-{number}" for number in range(10, 70)]
    for name, due in (("v1.0", "2020-01-01"), ("v1.1", "2020-01-31")):
        plan.write(repo, [plan.milestone(key, due=due) for key in keys], [plan.release("M-10", keys[1:])])
        plan.baseline(repo, dmccb, name)
    return repo


DIFF = ("diff", "v1.0", "v1.1", "--full")
SEEN = "{ echo SEEN; cat; }"
"""A pager that leaves a trace."""


def shown(*args: str, cwd: Path, rows: int = 24, **env: str) -> tuple[int, str]:
    with terminal(*args, cwd=cwd, rows=rows, env=env) as screen:
        code, said = screen.end()
    return code, said.decode()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("diff v1.0 v1.1 --full", id="diff"),
        pytest.param("diff v1.0 v1.1 --format markdown", id="a-document"),
        pytest.param("diff v1.0 v1.1 --json", id="data"),
        pytest.param("impact M-10 --full", id="impact"),
        pytest.param("show M-10 --collection releases", id="show"),
    ],
)
def test_what_is_longer_than_the_screen_is_paged(line: str, slips: Repo) -> None:
    bare = shown("--no-pager", *line.split(), cwd=slips.root, PAGER=SEEN)
    assert bare[1].count("\n") > 24
    assert "SEEN" not in bare[1]
    assert shown(*line.split(), cwd=slips.root, PAGER=SEEN) == (0, f"SEEN\n{bare[1]}")


def test_fmt_has_one_page_for_all_files(slips: Repo) -> None:
    for number in range(3):
        text = "".join(f"A-{number}{key}:\n    title:  A\n" for key in range(10))
        slips.records(f"milestones/{number}.yaml", "milestone", text)
    code, said = shown("fmt", "--diff", cwd=slips.root, PAGER=SEEN)
    assert (code, said.count("SEEN"), said.count("+++ ")) == (1, 1, 3)


@pytest.mark.parametrize(
    ("args", "rows", "env"),
    [
        pytest.param(("show", "M-11"), 24, {}, id="a-short-answer"),
        pytest.param(("--no-pager", *DIFF), 24, {}, id="asked-for-before-the-command"),
        pytest.param((*DIFF, "--no-pager"), 24, {}, id="asked-for-after-the-command"),
        pytest.param(DIFF, 2000, {}, id="a-high-screen"),
        pytest.param(DIFF, 24, {"TERM": "dumb"}, id="a-dumb-terminal"),
        pytest.param((*DIFF, "-o", "answer.txt"), 24, {}, id="a-file"),
    ],
)
def test_what_is_not_paged(args: tuple[str, ...], rows: int, env: dict[str, str], slips: Repo) -> None:
    code, said = shown(*args, cwd=slips.root, rows=rows, PAGER=SEEN, **env)
    assert code == 0
    assert "SEEN" not in said


@pytest.mark.parametrize("height", [-1, 0, 1, 2])
def test_a_page_and_the_prompt_fit_or_there_is_a_pager(height: int, slips: Repo) -> None:
    lines = shown("--no-pager", *DIFF, cwd=slips.root)[1].count("\n")
    said = shown(*DIFF, cwd=slips.root, rows=lines + height, PAGER=SEEN)[1]
    assert ("SEEN" in said) is (height < 1)


def test_a_pipe_has_no_pager(slips: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", SEEN)
    assert "SEEN" not in dmccb(*DIFF).out


def test_gits_driver_leaves_the_pager_to_git(slips: Repo) -> None:
    old, new = slips.write("old", "a: 1\n" * 60), slips.write("new", "b: 1\n" * 60)
    words = ("frobs/a.yaml", str(old), "0" * 40, "100644", str(new), "1" * 40, "100644")
    code, said = shown("diff", "--driver", *words, cwd=slips.root, PAGER=SEEN)
    assert (code, said.count("\n") > 24, "SEEN" in said) == (0, True, False)


def test_colours_pass(slips: Repo) -> None:
    assert "\x1b[" in shown(*DIFF, cwd=slips.root, PAGER=SEEN)[1]
    assert "\x1b[" not in shown(*DIFF, "--color", "never", cwd=slips.root, PAGER=SEEN)[1]


@pytest.mark.parametrize("pager", ["no-such-pager", "exit 1", "/dev/null"])
def test_the_answer_is_complete_without_the_pager(pager: str, slips: Repo) -> None:
    bare = shown("--no-pager", *DIFF, cwd=slips.root)
    with terminal(*DIFF, cwd=slips.root, env={"PAGER": pager}, errors=True) as screen:
        code, said = screen.end()
    assert code == 0
    assert said.decode().endswith(bare[1])
    assert f"dmccb: the pager {pager!r} failed" in said.decode()


def test_the_answer_is_complete_where_there_is_no_less(slips: Repo, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "git").symlink_to(str(shutil.which("git")))
    bare = shown("--no-pager", *DIFF, cwd=slips.root)
    assert shown(*DIFF, cwd=slips.root, PATH=str(programs)) == bare


@pytest.mark.parametrize(
    ("options", "expected"), [pytest.param([], 0, id="yes"), pytest.param(["--exit-code"], 1, id="no")]
)
def test_who_quits_early_changes_no_exit_code(options: list[str], expected: int, slips: Repo) -> None:
    words = ("diff", "v1.0", "v1.1", "--json", *options)
    with terminal(*words, cwd=slips.root, env={"PAGER": "head -n 1"}, errors=True) as screen:
        assert screen.end() == (expected, b"{\n")


INTERRUPTED = """
import signal, sys
def caught(number, frame):
    print("CAUGHT", flush=True)
    sys.exit(0)
signal.signal(signal.SIGINT, caught)
print("READY", flush=True)
sys.stdin.read()
signal.pause()
"""


def test_an_interrupt_belongs_to_the_pager(slips: Repo, tmp_path: Path) -> None:
    script = tmp_path / "pager.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    pager = f"{sys.executable} {script}"
    with terminal(*DIFF, "--exit-code", cwd=slips.root, env={"PAGER": pager}, errors=True) as screen:
        screen.until(b"READY")
        screen.type(b"\x03")
        screen.until(b"CAUGHT")
        code, said = screen.end()
    assert code == 1
    assert b"stopped" not in said
    assert b"Traceback" not in said


def test_less(slips: Repo) -> None:
    if shutil.which("less") is None:
        if "CI" in os.environ:
            pytest.fail("less is missing: install it")
        pytest.skip("less is missing, so no page was shown with it")
    words = ("show", "M-10", "--collection", "releases")
    with terminal(*words, cwd=slips.root, env={}, errors=True) as screen:
        screen.until(b"\n:")  # its prompt, after the first screen
        screen.type(b"q")
        code, said = screen.end()
    assert code == 0
    assert b"M-11" in said
    assert b"M-69" not in said
    assert b"\x1b[" in said
    assert b"ESC[" not in said
