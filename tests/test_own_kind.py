"""A repository adds a kind of its own with a schema alone: nothing else is needed."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dmccb.cli.main import run

SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "example/interface/1",
    "title": "interface",
    "description": "Interfaces between two subsystems.",
    "x-collection": "interfaces",
    "type": "object",
    "propertyNames": {"description": "Number of the interface.", "pattern": "^ICD-[0-9]+$"},
    "additionalProperties": {"$ref": "#/definitions/interface"},
    "definitions": {
        "interface": {
            "type": "object",
            "required": ["title", "provider", "user", "status"],
            "additionalProperties": False,
            "properties": {
                "title": {
                    "type": "string",
                    "x-role": "title",
                    "x-control": "controlled",
                    "x-compare": "text",
                },
                "provider": {"$ref": "#/definitions/side"},
                "user": {"$ref": "#/definitions/side"},
                "status": {"type": "string", "x-control": "controlled", "enum": ["draft", "agreed"]},
                "agreed": {
                    "type": "string",
                    "x-control": "controlled",
                    "format": "date",
                    "x-compare": "date",
                },
                "reviewed": {"type": "string", "x-control": "status", "format": "date", "x-compare": "date"},
                "version": {"type": "string", "x-control": "controlled", "x-compare": "version"},
                "documents": {
                    "type": "array",
                    "x-control": "controlled",
                    "x-order": "set",
                    "x-compare": "set",
                    "items": {"type": "string"},
                },
                "milestones": {
                    "type": "array",
                    "x-control": "controlled",
                    "x-order": "set",
                    "x-compare": "set",
                    "x-ref": "milestone",
                    "items": {"type": "string"},
                },
            },
        },
        "side": {
            "type": "object",
            "x-control": "controlled",
            "required": ["subsystem"],
            "additionalProperties": False,
            "properties": {
                "subsystem": {"type": "string"},
                "signals": {"type": "integer", "minimum": 0},
            },
        },
    },
}

MODELINE = "# yaml-language-server: $schema=../../schemas/{kind}.schema.json\n"

MILESTONES = f"""{MODELINE.format(kind="milestone")}
CAM-1:
  title: Camera is on the telescope
  due: 2024-03-01

TEL-1:
  title: Telescope points
  due: 2023-09-01
"""

# As somebody writes it: in no order, with comments, in brackets.
OLD = """# what two subsystems owe each other
ICD-7:
  version: 1.10
  status: agreed
  title: Shutter timing
  user: {signals: 4, subsystem: TEL}   # the one that asks
  provider:
    subsystem: CAM
  documents: [LSE-71, LSE-130]
  agreed: 2019-11-08
  milestones: [TEL-1, CAM-1]
ICD-10:
  title: Coolant lines
  provider: {subsystem: TEL}
  user: {subsystem: CAM}
  status: draft
"""

FORMATTED = f"""{MODELINE.format(kind="interface")}
ICD-10:
  title: Coolant lines
  provider:
    subsystem: TEL
  user:
    subsystem: CAM
  status: draft

# what two subsystems owe each other
ICD-7:
  title: Shutter timing
  provider:
    subsystem: CAM
  user:
    subsystem: TEL  # the one that asks
    signals: 4
  status: agreed
  agreed: 2019-11-08
  version: "1.10"
  documents:
    - LSE-130
    - LSE-71
  milestones:
    - CAM-1
    - TEL-1
"""

EDITS = [
    ("agreed: 2019-11-08", "agreed: 2020-02-06\n  reviewed: 2020-02-01"),
    ("signals: 4", "signals: 6"),
    ("    - LSE-71\n", "    - LSE-71\n    - LSE-209\n"),
    ('"1.10"', '"1.11"'),
    ("    - TEL-1\n", ""),
    ("ICD-10:", "ICD-010:"),
]


class Repository:
    """A git repository with milestones, and a schema beside them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.interfaces = root / "baselines" / "interfaces" / "camera.yaml"
        for path, text in (
            ("schemas/interface.schema.json", json.dumps(SCHEMA, indent=2)),
            ("baselines/milestones/all.yaml", MILESTONES),
            ("baselines/interfaces/camera.yaml", OLD),
        ):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        self.git("init", "--quiet")

    def git(self, *args: str) -> None:
        person = ["-c", "user.name=A. Author", "-c", "user.email=author@example.org"]
        subprocess.run(["git", *person, "-C", self.root, *args], check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return Repository(tmp_path)


@pytest.fixture
def dmccb(repository: Repository, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*args: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["-C", str(repository.root), *args])
        return (code, *capfd.readouterr())

    return call


def test_it_is_formatted(repository: Repository, dmccb: Callable[..., tuple[int, str, str]]) -> None:
    repository.commit()
    assert dmccb("fmt", "--check")[0] == 1
    assert dmccb("fmt")[0] == 0
    assert repository.interfaces.read_text(encoding="utf-8") == FORMATTED
    assert dmccb("fmt", "--check")[0] == 0
    repository.commit()
    code, out, _ = dmccb("diff", "HEAD~1", "HEAD", "--all", "--format", "json")
    assert (code, json.loads(out)["changes"]) == (0, [])


def test_it_is_checked(repository: Repository, dmccb: Callable[..., tuple[int, str, str]]) -> None:
    repository.interfaces.write_text(FORMATTED, encoding="utf-8")
    repository.commit()
    assert dmccb("check", "--format", "json")[0] == 0
    wrong = FORMATTED.replace("status: draft", "status: maybe").replace("- TEL-1", "- TEL-9")
    repository.interfaces.write_text(wrong.replace("signals: 4", "signals: many"), encoding="utf-8")
    code, out, _ = dmccb("check", "--format", "json")
    assert code == 1
    found = [problem for problem in json.loads(out)["problems"] if problem["severity"] == "error"]
    assert [(problem["id"], problem["line"]) for problem in found] == [
        ("ICD-10", 9),
        ("ICD-7", 27),
        ("ICD-7", 18),
    ]


def test_it_is_compared(repository: Repository, dmccb: Callable[..., tuple[int, str, str]]) -> None:
    repository.interfaces.write_text(FORMATTED, encoding="utf-8")
    repository.commit()
    text = FORMATTED
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    repository.interfaces.write_text(text, encoding="utf-8")
    repository.commit()
    code, out, _ = dmccb("diff", "HEAD~1", "HEAD", "--all", "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert found["summary"] == {
        "interfaces": {"added": 0, "removed": 0, "changed": 1, "renumbered": 1, "first_recorded": 0}
    }
    renumbered, changed = found["changes"]
    assert (renumbered["id"], renumbered["old_id"], renumbered["title"]) == (
        "ICD-010",
        "ICD-10",
        "Coolant lines",
    )
    fields = {field.pop("field"): field for field in changed["fields"]}
    assert list(fields) == ["user.signals", "agreed", "reviewed", "version", "documents", "milestones"]
    assert fields["user.signals"] == {"control": "controlled", "news": "changed", "old": 4, "new": 6}
    assert fields["agreed"]["days"] == 90
    assert fields["reviewed"]["control"] == "status"
    assert (fields["documents"]["added"], fields["documents"]["removed"]) == (["LSE-209"], [])
    assert (fields["milestones"]["added"], fields["milestones"]["removed"]) == ([], ["TEL-1"])


def test_it_is_rendered(repository: Repository, dmccb: Callable[..., tuple[int, str, str]]) -> None:
    repository.interfaces.write_text(FORMATTED, encoding="utf-8")
    repository.commit()
    repository.interfaces.write_text(FORMATTED.replace("2019-11-08", "2020-02-06"), encoding="utf-8")
    repository.commit()
    code, out, _ = dmccb("diff", "HEAD~1", "HEAD", "--all", "--format", "markdown")
    assert code == 0
    for shown in ("ICD-7", "Shutter timing", "2019-11-08", "2020-02-06", "90"):
        assert shown in out
