"""What depends on an item, and what a change affects, in a real repository."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dmccb.commands.as_of import AsOf
from dmccb.commands.diff import Question
from dmccb.commands.impact import impact_of_change, impact_of_item, records_before
from dmccb.commands.session import session
from dmccb.repository.read import read_changed, read_records
from dmccb.repository.schemas import load_kinds

AS_OF = AsOf(today=date(2020, 6, 1))

Files = Mapping[str, str]
"""Path below ``baselines`` -> text."""

FIRST: Files = {
    "milestones/one.yaml": "M-1:\n  title: One\n\nM-2:\n  title: Two\n  predecessors:\n    - M-1\n",
    "milestones/two.yaml": "M-3:\n  title: Three\n  predecessors:\n    - M-2\n",
    "documents.yaml": "D-1:\n  title: Plan\n",
}


def commit(root: Path, tag: str, files: Files) -> None:
    """Commit these record files, and no others, under a tag."""
    for path in (root / "baselines").rglob("*.yaml"):
        path.unlink()
    for name, text in files.items():
        (root / "baselines" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "baselines" / name).write_text(text, encoding="utf-8")
    who = ["-c", "user.name=A. Author", "-c", "user.email=author@example.org"]
    for command in (["add", "--all"], ["commit", "--quiet", "--allow-empty", "-m", tag], ["tag", tag]):
        subprocess.run(["git", "-C", str(root), *who, *command], check=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a repository with the baseline ``v1``."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    commit(tmp_path, "v1", FIRST)
    return tmp_path


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(FIRST, id="nothing-changed"),
        pytest.param({**FIRST, "milestones/two.yaml": "M-3:\n  title: Third\n"}, id="a-record-changed"),
        pytest.param({**FIRST, "milestones/one.yaml": "M-1:\n  title: One\n"}, id="a-record-removed"),
        pytest.param({**FIRST, "milestones/three.yaml": "M-9:\n  title: Nine\n"}, id="a-record-added"),
        pytest.param(
            {
                "documents.yaml": FIRST["documents.yaml"],
                "milestones.yaml": f"{FIRST['milestones/one.yaml']}\n{FIRST['milestones/two.yaml']}",
            },
            id="records-in-another-file",
        ),
        pytest.param({"milestones/one.yaml": FIRST["milestones/one.yaml"]}, id="a-collection-removed"),
        pytest.param({**FIRST, "organization/wbs.yaml": "'1':\n  title: All\n"}, id="a-collection-added"),
        pytest.param({"documents.yaml": "D-2:\n  title: Another\n"}, id="everything-replaced"),
    ],
)
def test_the_old_records_follow_from_the_new_ones_and_what_differs(second: Files, root: Path) -> None:
    commit(root, "v2", second)
    with session(root) as here:
        old, new = here.open("v1").snapshot, here.open("v2").snapshot
        kinds = load_kinds(new)
        found = records_before(read_records(new, kinds), *read_changed(old, new, kinds))
        whole = read_records(old, kinds)
    assert {name: records for name, records in found.items() if records} == whole


def test_of_a_change(root: Path) -> None:
    commit(root, "v2", {**FIRST, "milestones/one.yaml": "M-1:\n  title: One\n"})
    found = impact_of_change(root, ["v1", "v2"], AS_OF, Question(grouping=False))
    assert [(one.item[1], one.change) for one in found.changed] == [("M-2", "removed")]
    assert [link.item[1] for link in found.depending] == ["M-3"]


def test_of_an_item_at_a_baseline(root: Path) -> None:
    commit(root, "v2", {"documents.yaml": FIRST["documents.yaml"]})
    (found,) = impact_of_item(root, "M-1", "v1", AS_OF)
    assert [(link.item[1], link.distance) for link in found.needed_by] == [("M-2", 1), ("M-3", 2)]
