"""Where words go: what a terminal or a log would obey, what an encoding lacks, where there is no room."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dmccb.cli import output
from dmccb.errors import UsageError
from dmccb.render import FOR_PEOPLE, RENDERERS
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo, Result
from tests.cli.test_main import PROGRAM, ROOT, program

ESCAPE = "\x1b]0;owned\x07"
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such file names")


def obeyed(result: Result) -> list[str]:
    """Return what a terminal or GitHub's runner would obey in what was printed."""
    said = result.out + result.err
    return [*OBEYED.findall(said), *COMMAND.findall(said)]


# ------------------------------------------------- nothing reaches a terminal raw


HOSTILE = [
    pytest.param(ESCAPE, id="terminal-title"),
    pytest.param("\x9b2J", id="eight-bit-control"),
    pytest.param("\u202e", id="right-to-left"),
    pytest.param("\r", id="carriage-return"),
    pytest.param("\n::stop-commands::x", id="a-line-of-its-own"),
    pytest.param("##[add-mask]x", id="old-command"),
]


@linux
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("fmt", sorted(RENDERERS["Problems"]))
def test_a_file_name(text: str, fmt: str, repo: Repo, dmccb: Dmccb) -> None:
    (repo.root / f"baselines/a{text.replace('/', '')}.yaml").write_text("A: [\n", encoding="utf-8")
    result = dmccb("check", "--format", fmt)
    assert result.code in (1, 3)
    found = obeyed(result)
    assert found == (["::"] * result.out.count("\n") if fmt == "github" else [])


@linux
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "line",
    [
        pytest.param(["fmt", "--check"], id="fmt"),
        pytest.param(["fmt", "--diff"], id="fmt-diff"),
        pytest.param(["diff", "HEAD"], id="diff"),
        pytest.param(["show", "A"], id="show"),
        pytest.param(["show", "A", "--json"], id="show-json"),
        pytest.param(["impact", "A"], id="impact"),
    ],
)
def test_a_file_name_wherever_it_is_said(text: str, line: list[str], repo: Repo, dmccb: Dmccb) -> None:
    repo.commit()
    name = f"a{text.replace('/', '')}.yaml"
    repo.records(f"milestones/{name}", "milestone", "A:\n  title:   B\n")
    assert obeyed(dmccb(*line)) == []
    repo.write(f"baselines/milestones/{name}", "A: [\n")
    assert obeyed(dmccb(*line)) == []


@pytest.mark.parametrize("key", ["\\u001b]0;x\\u0007", "\\u202e", "\\n::stop-commands::x", "##[group]"])
@pytest.mark.parametrize(
    "table",
    [
        pytest.param("check.severity", id="rule"),
        pytest.param("", id="top"),
        pytest.param("check", id="table"),
    ],
)
def test_a_key_of_the_settings(key: str, table: str, repo: Repo, dmccb: Dmccb) -> None:
    head = f"[{table}]\n" if table else ""
    repo.write("dmccb.toml", f'{head}"{key}" = "error"\n')
    result = dmccb("check")
    assert (result.code, obeyed(result)) == (3, [])


@linux
@pytest.mark.parametrize("text", HOSTILE)
def test_the_name_of_a_schema(text: str, repo: Repo, dmccb: Dmccb) -> None:
    name = text.replace("/", "")
    repo.write(f"schemas/{name}.schema.json", "[]")
    result = dmccb("check")
    assert result.code == 3
    assert obeyed(result) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_kind_and_its_fields(text: str, repo: Repo, dmccb: Dmccb) -> None:
    """The title of a schema, the names of its properties and of its collection."""
    record = {"type": "object", "properties": {text: {"type": "string"}, "title": {"type": "string"}}}
    body = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"frob{text}",
        "x-collection": f"frobs{text}",
        "type": "object",
        "additionalProperties": record,
    }
    repo.write("schemas/frob.schema.json", json.dumps(body))
    repo.commit()
    for line in (["check"], ["diff", "HEAD"], ["show", "A"], ["show", "A", "--collection", "x"]):
        assert obeyed(dmccb(*line)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_what_git_says(text: str, repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    from dmccb.errors import RepositoryError

    def refused(*args: object) -> None:
        raise RepositoryError(f"git log: fatal: {text}", f"git {text}")

    monkeypatch.setattr("dmccb.commands.show.load_kinds", refused)
    result = dmccb("show", "M-1")
    assert (result.code, obeyed(result)) == (3, [])


@linux
@pytest.mark.parametrize("text", HOSTILE)
def test_what_the_operating_system_says(
    text: str, repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failed(*args: object) -> None:
        raise OSError(5, f"Input/output error{text}", f"disk{text}")

    monkeypatch.setattr("dmccb.commands.show.load_kinds", failed)
    result = dmccb("show", "M-1")
    assert (result.code, obeyed(result)) == (3, [])
    assert "Input/output error" in result.err
    assert "disk" in result.err


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{}", id="command"),
        pytest.param("show --at {} A", id="revision"),
        pytest.param("show {}", id="record"),
        pytest.param("show A {}", id="extra-argument"),
        pytest.param("show --{}", id="option"),
        pytest.param("show A --format {}", id="choice"),
        pytest.param("diff {} HEAD", id="side"),
        pytest.param("diff --collection {}", id="collection"),
        pytest.param("diff HEAD HEAD --id {}", id="pattern"),
        pytest.param("diff HEAD HEAD -o {}/x", id="output"),
        pytest.param("fmt {}", id="path"),
        pytest.param("check --as-of {}", id="date"),
        pytest.param("baselines restore {}", id="baseline"),
        pytest.param("baselines record {} --document D", id="new-baseline"),
        pytest.param("baselines record v1 --document {}", id="document"),
        pytest.param("baselines {}", id="subcommand"),
        pytest.param("import {} x", id="import-document"),
        pytest.param("import ldm-564 {}", id="import-file"),
        pytest.param("-C {} show A", id="folder"),
        pytest.param("diff --driver {}", id="driver"),
    ],
)
def test_an_argument(text: str, line: str, repo: Repo, dmccb: Dmccb) -> None:
    repo.commit()
    words = [f"a{word.format(text)}" if word == "{}" else word.format(text) for word in line.split()]
    result = dmccb(*words)
    assert obeyed(result) == []
    assert "Traceback" not in result.err


@pytest.mark.parametrize("text", HOSTILE)
def test_a_bug_report(text: str, repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ValueError(text)

    monkeypatch.setattr("dmccb.commands.show.load_kinds", broken)
    result = dmccb("show", "M-1")
    assert (result.code, obeyed(result)) == (70, [])
    assert "\n  File " in result.err


@linux
@pytest.mark.parametrize("text", HOSTILE)
def test_the_lines_of_git_diff(text: str, repo: Repo, dmccb: Dmccb) -> None:
    name = f"baselines/frobs/a{text.replace('/', '')}.yaml"
    for side, content in (("old", "a: 1\n"), ("new", f"a: {text}\n")):
        repo.write(side, content)
    result = dmccb("diff", "--driver", name, "old", "0" * 40, "100644", "new", "1" * 40, "100644")
    assert (result.code, obeyed(result)) == (0, [])


@linux
def test_a_file_without_utf_8_in_the_lines_of_git_diff(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("old", b"a: \xff\x1b[2J\r\n")
    result = dmccb(
        "diff", "--driver", "baselines/frobs/a.yaml", "old", "0" * 40, "100644", os.devnull, ".", "."
    )
    assert (result.code, obeyed(result)) == (0, [])
    assert "-a: \N{REPLACEMENT CHARACTER}<U+001B>[2J<U+000D>\n" in result.out


def test_a_wrapped_title_begins_no_command(repo: Repo, dmccb: Dmccb) -> None:
    """GitHub trims blanks before it looks for ``::``."""
    repo.records("milestones.yaml", "milestone", "M-2:\n  title: Two\n")
    repo.commit()
    title = "word " * 19 + "::stop-commands::token " + "word " * 17 + "##[add-mask]x"
    repo.records("milestones.yaml", "milestone", f"M-1:\n  title: '{title}'\n")
    for line in (["diff", "HEAD"], ["show", "M-1"], ["impact", "M-1"]):
        result = dmccb(*line)
        assert obeyed(result) == []
        assert "stop-commands::token" in result.out


def test_in_a_log_of_github_only_findings_are_commands(repo: Repo, dmccb: Dmccb) -> None:
    record = "M-1:\n  title: '::error::x'\n  '::warning::': 50% ##[group]\n"
    repo.records("milestones.yaml", "milestone", record)
    result = dmccb("check", "--format", "github")
    assert all(line.startswith(("::error file=", "::warning file=")) for line in result.out.splitlines())
    assert COMMAND.findall(result.err) == []


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("fmt", sorted(RENDERERS["ChangeRecord"]))
def test_any_encoding_of_standard_output(
    encoding: str, fmt: str, repo: Repo, dmccb: Dmccb, tmp_path: Path
) -> None:
    repo.records("milestones.yaml", "milestone", "M-1:\n  title: Jurić\n")
    repo.commit()
    repo.records("milestones.yaml", "milestone", "M-1:\n  title: Ωmega 👩‍🚀\n")
    file = tmp_path / "answer"
    line = ("diff", "HEAD", "--format", fmt)
    shown = program(*line, cwd=repo.root, PYTHONIOENCODING=f"{encoding}:strict")
    written = program(*line, "-o", str(file), cwd=repo.root, PYTHONIOENCODING=f"{encoding}:strict")
    assert (shown.returncode, shown.stderr) == (written.returncode, written.stderr) == (0, b"")
    text = file.read_bytes().decode()
    if fmt in FOR_PEOPLE:
        assert shown.stdout.decode(encoding) == text.encode(encoding, "backslashreplace").decode(encoding)
    else:
        assert shown.stdout.decode() == text


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("show M-1", id="show"),
        pytest.param("show é", id="error"),
        pytest.param("impact M-1", id="impact"),
        pytest.param("history M-1", id="history"),
        pytest.param("check", id="check"),
        pytest.param("fmt --diff", id="fmt"),
        pytest.param("baselines --help", id="help"),
    ],
)
@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="c-locale"),
        pytest.param({"PYTHONIOENCODING": "ascii"}, id="ascii"),
        pytest.param({"PYTHONIOENCODING": "cp1252"}, id="cp1252"),
    ],
)
def test_no_traceback_for_want_of_a_letter(line: str, env: dict[str, str], repo: Repo) -> None:
    repo.write("baselines/milestones.yaml", "M-1:\n    title: Jurić → Ω\n    dew: ’\n")
    repo.commit("Jurić’s")
    done = program(*line.split(), cwd=repo.root, stdout=subprocess.PIPE, **env)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)


@linux
@pytest.mark.parametrize("fmt", sorted(RENDERERS["Problems"]))
def test_a_file_name_that_is_not_utf_8(fmt: str, repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    repo.write(os.fsdecode(b"baselines/milestones/caf\xe9.yaml"), "A: [\n")
    done = program("check", "--format", fmt, cwd=repo.root)
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    said = done.stdout.decode("utf-8")
    if fmt == "sarif":
        place = json.loads(said)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "baselines/milestones/caf%E9.yaml"
    elif fmt == "json":
        assert os.fsencode(json.loads(said)["problems"][0]["path"]).endswith(b"caf\xe9.yaml")
    else:
        assert "caf<U+DCE9>.yaml" in said
    file = tmp_path / "answer"
    assert program("check", "--format", fmt, "-o", str(file), cwd=repo.root).returncode == 1
    assert file.read_bytes() == done.stdout


# ------------------------------------------------------------ where it is written


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("fmt", ["terminal", "html"])
def test_a_file_on_a_full_disk(fmt: str, repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", "M-2:\n  title: Two\n")
    repo.commit()
    result = dmccb("diff", "HEAD", "HEAD", "--format", fmt, "-o", "/dev/full")
    assert result == Result(3, "", "dmccb: /dev/full: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("fmt", ["terminal", "json"])
def test_standard_output_on_a_full_disk(fmt: str, repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    with Path("/dev/full").open("wb") as full:
        done = program("show", "M-1", "--format", fmt, cwd=repo.root, stdout=full.fileno())
    assert (done.returncode, done.stderr) == (3, b"dmccb: No space left on device\n")


@pytest.mark.parametrize(
    "line", [pytest.param("show M-77", id="no"), pytest.param("show M-1 --foo", id="usage")]
)
def test_an_error_that_nobody_hears_keeps_its_exit_code(line: str, repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    heard = program(*line.split(), cwd=repo.root).returncode
    for redirect in ("2>&-", "2>/dev/full"):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {redirect}', "sh", *PROGRAM, *line.split()],
            cwd=repo.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            check=False,
        )
        assert (done.returncode, done.stdout) == (heard, b"")


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        output.refuse_missing_folder(tmp_path / "nowhere" / "x")
    output.refuse_missing_folder(tmp_path / "x")
    output.refuse_missing_folder(None)


# ------------------------------------------------------------------ a terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "term", "expected"),
    [
        pytest.param(Screen(), "xterm", True, id="terminal"),
        pytest.param(Screen(), "dumb", False, id="one-that-only-prints-lines"),
        pytest.param(io.StringIO(), "xterm", False, id="pipe"),
        pytest.param(None, "xterm", False, id="closed"),
    ],
)
def test_is_terminal(
    stream: io.StringIO | None, term: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    assert output.is_terminal(stream) is expected


RICH = """
import sys
from dmccb.cli.main import run
code = run(sys.argv[1:])
print("rich" in sys.modules, code)
"""


@pytest.mark.parametrize(
    "line", ["show M-1", "diff v1.0 v1.1", "history M-1", "impact M-1", "check", "baselines"]
)
def test_a_pipe_costs_no_tables(line: str, repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    done = subprocess.run(
        [sys.executable, "-c", RICH, *line.split()],
        cwd=repo.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == b"False 0"
