"""A kind of a repository's own, whose fields have other names, gets all that follows from roles.

Interfaces between subsystems are agreed by a date and signed; an agreement
groups them.  No name of a field or kind here is one that the shipped schemas
use for the same thing.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dmccb.cli.main import run

Json = dict[str, Any]
"""A part of a JSON Schema, or of an answer in JSON."""

TEXT: Json = {"type": "string", "minLength": 1}
DAY: Json = {"type": "string", "format": "date", "x-compare": "date"}
SET: Json = {"type": "array", "x-order": "set", "x-compare": "set", "items": TEXT}


def schema(name: str, properties: Mapping[str, Json], **annotations: str) -> str:
    """Return the schema of a kind; its collection is its name with an s."""
    return json.dumps(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": name,
            "x-collection": f"{name}s",
            **annotations,
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "properties": properties,
            },
        },
        indent=2,
    )


INTERFACE: dict[str, Json] = {
    "heading": {**TEXT, "x-role": "title", "x-compare": "text"},
    "team": {**TEXT, "x-role": "element", "x-ref": "team"},
    "agreed_by": {**DAY, "x-role": "due"},
    "hoped_for": {**DAY, "x-role": "forecast", "x-control": "status"},
    "signed": {**DAY, "x-role": "completed", "x-control": "status"},
    "formerly": {**SET, "x-role": "former-ids", "x-control": "note"},
    "awaits": {**SET, "x-ref": "interface", "x-ref-external": True},
    "held_up": {**SET, "x-role": "successors", "x-ref": "interface", "x-ref-external": True},
    "proof": {**TEXT, "x-role": "test-spec", "x-control": "note"},
}
AGREEMENT: dict[str, Json] = {
    "heading": {**TEXT, "x-role": "title", "x-compare": "text"},
    "plan": {**TEXT, "x-role": "document", "x-ref": "document"},
    "agreed_by": {**DAY, "x-role": "due"},
    "signed": {**DAY, "x-role": "completed", "x-control": "status"},
    "covers": {**SET, "x-role": "members", "x-ref": "interface"},
    "stage": {**TEXT, "x-role": "status"},
    "minutes": {**TEXT, "x-role": "identification"},
}
TEAM: dict[str, Json] = {
    "label": {**TEXT, "x-role": "title"},
    "within": {**TEXT, "x-role": "parent", "x-ref": "team"},
    "lead": {**TEXT, "x-role": "manager", "x-ref": "person"},
}
SCHEMAS = {
    "interface": schema("interface", INTERFACE),
    "agreement": schema("agreement", AGREEMENT),
    "team": schema("team", TEAM),
}

DOCUMENTS = "ICP-1:\n  title: Interface Control Plan\n"
PERSONS = "jo:\n  name: Jo Field\n"
TEAMS = """\
camera:
  label: Camera
  lead: jo

shutter:
  label: Shutter
  within: camera
"""
AGREEMENTS = """\
AG-1:
  heading: First light
  plan: ICP-1
  agreed_by: 2024-06-01
  covers:
    - ICD-1
    - ICD-2

AG-2:
  heading: Survey
  plan: ICP-1
  agreed_by: 2025-06-01
  covers:
    - ICD-3
"""
INTERFACES = """\
ICD-1:
  heading: Shutter timing
  team: shutter
  agreed_by: 2024-01-01
  proof: LSE-71 §4

ICD-2:
  heading: Coolant lines
  team: camera
  agreed_by: 2024-02-01
  awaits:
    - ICD-1

ICD-3:
  heading: Power
  agreed_by: 2024-03-01

ICD-9:
  heading: Of no agreement
  agreed_by: 2024-03-01
"""


class Repository:
    """A git repository with the kinds above, and records of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in SCHEMAS.items():
            self.write(f"schemas/{name}.schema.json", text)
        for name, text in (
            ("documents", DOCUMENTS),
            ("organization/persons", PERSONS),
            ("teams", TEAMS),
            ("agreements", AGREEMENTS),
            ("interfaces", INTERFACES),
        ):
            self.write(f"baselines/{name}.yaml", text)
        self.git("init", "--quiet")
        self.commit()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def git(self, *args: str) -> None:
        person = ["-c", "user.name=A. Author", "-c", "user.email=author@example.org"]
        subprocess.run(["git", *person, "-C", self.root, *args], check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change")

    def edit(self, name: str, *edits: tuple[str, str]) -> None:
        """Replace parts of a record file, and commit."""
        path = self.root / "baselines" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        self.commit()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return Repository(tmp_path)


Said = Callable[..., str]


@pytest.fixture
def said(repository: Repository, capfd: pytest.CaptureFixture[str]) -> Said:
    """Run a command and return what it says: its answer, or its error where it has none."""

    def call(*args: str) -> str:
        capfd.readouterr()
        run(["-C", str(repository.root), *args])
        out, err = capfd.readouterr()
        return out or err

    return call


def problems(said: Said) -> list[tuple[str, str, str]]:
    """Return rule, ID and message of what `check` finds, but for the form of the files."""
    found = json.loads(said("check", "--as-of", "2024-01-01", "--format", "json"))["problems"]
    return [
        (problem["rule"], problem["id"], problem["message"])
        for problem in found
        if problem["rule"] != "not-canonical"
    ]


AT_FIRST = ("unplanned", "ICD-9", "no agreement plans this interface, and it is not completed")


def test_one_interface_is_of_no_agreement(repository: Repository, said: Said) -> None:
    assert problems(said) == [AT_FIRST]


def test_slips_and_completions_are_counted(repository: Repository, said: Said) -> None:
    repository.edit(
        "interfaces",
        ("2024-01-01", "2024-01-11\n  signed: 2024-01-09"),
        ("2024-02-01", "2024-03-02"),
        ("ICD-9:", "ICD-8:\n  heading: Glycol\n\nICD-9:"),
    )
    page = said("diff", "HEAD~1", "HEAD", "--format", "text")
    later = "- 2 interfaces later (1 open: ICD-2 +30 d), 1 completed (1 reported late by the source)\n"
    assert later in page
    assert "- 1 interface new\n" in page
    assert "agreed by 2024-01-01 → 2024-01-11 (+10 d)\n" in page
    assert "      signed 2024-01-09\n" in page


def test_the_history_adds_up_the_slips(repository: Repository, said: Said) -> None:
    repository.edit("interfaces", ("2024-01-01", "2024-01-11"))
    repository.edit("interfaces", ("2024-01-11", "2024-01-21"))
    assert "in all agreed by 2024-01-01 → 2024-01-21 (+20 d)\n" in said("history", "ICD-1")


def test_members_stand_under_their_group(repository: Repository, said: Said) -> None:
    repository.edit("interfaces", ("2024-02-01", "2024-03-02"), ("Of no agreement", "Of none"))
    page = said("diff", "HEAD~1", "HEAD", "--format", "text")
    assert "\nAG-1: First light\n-----------------\ndue 2024-06-01\n  ICD-2  Coolant lines\n" in page
    assert "\nInterfaces\n----------\n  ICD-9  Of none\n" in page


def test_a_member_that_changes_its_group_has_moved(repository: Repository, said: Said) -> None:
    repository.edit("agreements", ("    - ICD-2\n", ""), ("    - ICD-3", "    - ICD-2\n    - ICD-3"))
    assert "1 cover moved to another agreement" in said("diff", "HEAD~1", "HEAD", "--format", "text")
    assert json.loads(said("diff", "HEAD~1", "HEAD", "--json"))["moves"] == [
        {"feature": "ICD-2", "from": ["AG-1"], "to": ["AG-2"]}
    ]


def test_the_baseline_of_a_document_is_what_it_plans(repository: Repository, said: Said) -> None:
    said("baselines", "record", "ICP-1/v1", "--document", "ICP-1")
    repository.commit()
    repository.git("tag", "ICP-1/v1")
    repository.edit(
        "interfaces", ("2024-02-01", "2024-03-02"), ("Of no agreement", "Of none"), ("Power", "Mains power")
    )
    repository.edit("documents", ("Interface Control Plan", "Plan of Interfaces"))
    found = json.loads(said("diff", "v1", "HEAD", "--json"))
    assert [change["id"] for change in found["changes"] if not change["in_scope"]] == ["ICD-9"]
    assert [(change["collection"], change["id"]) for change in found["changes"] if change["in_scope"]] == [
        ("documents", "ICP-1"),
        ("interfaces", "ICD-2"),
        ("interfaces", "ICD-3"),
    ]


def test_an_earlier_id_makes_a_renumbering(repository: Repository, said: Said) -> None:
    repository.edit(
        "interfaces",
        ("ICD-3:\n  heading: Power\n", "ICD-30:\n  heading: Mains power\n  formerly:\n    - ICD-3\n"),
    )
    repository.edit("agreements", ("    - ICD-3", "    - ICD-30"))
    found = json.loads(said("diff", "HEAD~2", "HEAD", "--json"))
    (change,) = found["changes"]
    assert (change["id"], change["old_id"], change["evidence"]) == ("ICD-30", "ICD-3", "formerly")
    assert "it is an earlier ID of ICD-30 (formerly, in interfaces)" in said("show", "ICD-3")


def test_impact_follows_both_directions(repository: Repository, said: Said) -> None:
    repository.edit("interfaces", ("team: shutter\n", "team: shutter\n  held_up:\n    - ICD-3\n"))
    (found,) = json.loads(said("impact", "ICD-1", "--json"))
    assert [(link["id"], link["field"]) for link in found["needed_by"]] == [
        ("ICD-2", "awaits"),
        ("ICD-3", "held_up"),
    ]
    assert [(link["id"], link["distance"]) for link in found["releases"]] == [("AG-1", 1), ("AG-2", 2)]
    assert found["documents"] == ["ICP-1", "LSE-71"]
    assert found["tests"] == ["ICD-1: LSE-71 §4"]
    (waiting,) = json.loads(said("impact", "ICD-2", "--json"))
    assert [link["id"] for link in waiting["needs"]] == ["ICD-1"]


def test_responsible_is_who_leads_the_team_or_the_one_above(repository: Repository, said: Said) -> None:
    (found,) = json.loads(said("impact", "ICD-1", "--json"))
    assert [(one["wbs"], one["title"], one["role"], one["holders"]) for one in found["responsible"]] == [
        ("camera", "Camera", "lead", ["Jo Field"]),
        ("shutter", "Shutter", "lead", ["Jo Field"]),
    ]
    assert "shutter  Shutter: lead (Jo Field)\n" in said("impact", "ICD-1")


@pytest.mark.parametrize(
    ("name", "edit", "expected"),
    [
        pytest.param(
            "interfaces",
            ("ICD-9:\n", "ICD-9:\n  formerly:\n    - ICD-1\n"),
            ("aka-alive", "ICD-9", "formerly: 'ICD-1' is the ID of a record"),
            id="an-earlier-id-that-is-in-use",
        ),
        pytest.param(
            "interfaces",
            ("agreed_by: 2024-02-01\n", "agreed_by: 2024-06-11\n"),
            (
                "feature-after-release",
                "AG-1",
                "covers: 'ICD-2' is due 2024-06-11, 10 days after the agreement (2024-06-01)",
            ),
            id="a-member-after-its-group",
        ),
        pytest.param(
            "interfaces",
            ("ICD-9:\n", "ICD-9:\n  signed: 2999-01-01\n"),
            (
                "future-completion",
                "ICD-9",
                "signed: '2999-01-01' is in the future (want a date up to 2024-01-01)",
            ),
            id="signed-in-the-future",
        ),
        pytest.param(
            "agreements",
            ("AG-2:\n", "AG-2:\n  stage: released\n"),
            ("incomplete-identification", "AG-2", "stage: is released but lacks minutes"),
            id="released-without-its-identification",
        ),
        pytest.param(
            "agreements",
            ("AG-2:\n", "AG-2:\n  signed: 2024-01-01\n"),
            ("open-feature", "AG-2", "covers: 'ICD-3' is not completed, but the agreement is (2024-01-01)"),
            id="signed-with-an-open-member",
        ),
        pytest.param(
            "interfaces",
            ("agreed_by: 2024-01-01\n", "agreed_by: 2024-02-11\n"),
            (
                "due-before-predecessor",
                "ICD-2",
                "awaits: 'ICD-1' is due 2024-02-11, 10 days after this interface (2024-02-01)",
            ),
            id="due-before-what-it-awaits",
        ),
        pytest.param(
            "interfaces",
            ("heading: Power\n", "heading: Power\n  held_up:\n    - ICD-1\n"),
            (
                "due-before-predecessor",
                "ICD-3",
                "held_up: 'ICD-1' is due 2024-01-01, 60 days before this interface (2024-03-01)",
            ),
            id="due-after-what-it-holds-up",
        ),
        pytest.param(
            "interfaces",
            ("Of no agreement\n  agreed_by: 2024-03-01\n", "Of no agreement\n  agreed_by: 2023-12-31\n"),
            (
                "overdue",
                "ICD-9",
                "agreed_by: 2023-12-31 was 1 day before 2024-01-01, and the interface is not completed",
            ),
            id="past-its-date",
        ),
        pytest.param(
            "teams",
            ("  lead: jo\n", ""),
            ("unattended-product", "camera", "no lead, neither its own nor one of a team above it"),
            id="nobody-leads-it",
        ),
    ],
)
def test_checks_follow_from_roles(
    repository: Repository, said: Said, name: str, edit: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    repository.edit(name, edit)
    assert [problem for problem in problems(said) if problem != AT_FIRST] == [expected]
