"""What the README tells a newcomer to type works as written, in a repository of their own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(heading: str) -> list[str]:
    """Return the indented blocks of a section, without their indentation."""
    section = f"\n{README}".partition(f"\n{heading}\n")[2].partition("\n#")[0]
    found: list[list[str]] = [[]]
    for line in section.splitlines():
        if line.startswith("    ") or not line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [text for lines in found if (text := dedent("\n".join(lines)).strip("\n"))]


def sh(commands: str, folder: Path) -> str:
    person = {"NAME": "A. Author", "EMAIL": "author@example.org"}
    done = subprocess.run(
        ["sh", "-e", "-c", commands],
        cwd=folder,
        env={
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONUTF8": "1",
            **{f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in person.items()},
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


VERDICTS = [text for text in blocks("## Who must agree") if text.startswith("$ dmccb gate")]


@pytest.mark.parametrize("session", VERDICTS, ids=("in-the-middle-of-the-week", "what-if"))
def test_a_verdict_is_what_the_gate_says(session: str) -> None:
    words, _, shown = session.replace("\\\n", "").partition("\n")
    code = 0 if shown.startswith("PASS") else 1
    assert sh(f"{words.removeprefix('$ ')} || [ $? -eq {code} ]", ROOT).rstrip("\n") == shown


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """Return a repository in which the commands of the section were typed."""
    (commands, _) = blocks("## Start a repository of your own")
    sh(commands, tmp_path)
    return tmp_path


def test_a_repository_is_started_and_a_slip_is_shown(started: Path) -> None:
    _, session = blocks("## Start a repository of your own")
    command, _, shown = session.partition("\n")
    milestones = started / "baselines" / "milestones.yaml"
    text = milestones.read_text(encoding="utf-8")
    milestones.write_text(text.replace("2036-09-01", "2036-10-15"), encoding="utf-8")
    out = sh(command.removeprefix("$ "), started)
    assert_shown(out, shown)


def assert_shown(out: str, shown: str) -> None:
    """Assert that an output begins as README shows it, which leaves out what stands beside ``…``."""
    for line, told in zip(out.splitlines(), shown.splitlines(), strict=False):
        if told == "…":
            return
        assert line == told or (told.endswith("…") and line.startswith(told.removesuffix("…")))
    raise AssertionError("README shows an end that there is not")


def test_the_first_example_is_the_first_screen_of_the_shipped_baselines() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this checkout is no git repository, and the real baselines are in its history")
    (shown, *_) = blocks("# dmccb")
    command, _, screen = shown.partition("\n")
    out = sh(command.removeprefix("$ "), ROOT)
    commit = re.compile(r"\([0-9a-f]{7}\)")
    assert commit.sub("", out).rstrip("\n") == commit.sub("", screen)


def test_a_kind_of_its_own_is_compared_in_the_scope_of_its_document(started: Path) -> None:
    schema, records = blocks("### A kind of your own")
    (started / "schemas").mkdir()
    (started / "schemas" / "interface.schema.json").write_text(schema, encoding="utf-8")
    interfaces = started / "baselines" / "interfaces.yaml"
    interfaces.write_text(records + "\n", encoding="utf-8")
    sh("dmccb fmt && dmccb check && git add . && git commit -q -m interfaces", started)
    interfaces.write_text(records.replace("2036-05-01", "2036-06-01") + "\n", encoding="utf-8")
    assert "agreed by 2036-05-01 → 2036-06-01 (+31 d)" in sh("dmccb diff HEAD", started)
    out = sh("dmccb diff", started)
    assert "1 interface and 1 schema new" in out
    assert "ICD-7  Shutter timing" in out


def test_an_editor_can_explain_every_property_of_the_example() -> None:
    schema, _ = blocks("### A kind of your own")
    record = json.loads(schema)["additionalProperties"]
    assert [name for name, spec in record["properties"].items() if not spec.get("description")] == []


def test_the_schemas_are_copied_to_where_the_first_line_points(started: Path) -> None:
    commands = next(block for block in blocks("## Record files") if "cp " in block)
    sh(commands, started)
    first = (started / "baselines" / "releases.yaml").read_text(encoding="utf-8").splitlines()[0]
    place = started / "baselines" / first.partition("$schema=")[2]
    assert place.resolve() == started / "schemas" / "release.schema.json"
    assert place.is_file()
    sh("dmccb check", started)
