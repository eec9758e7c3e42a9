"""An ID -> the records that have it, each with its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.commands.find import RecordNotFoundError
from dmccb.commands.show import show
from dmccb.errors import RepositoryError
from tests.cli import plan
from tests.cli.conftest import Repo


@pytest.fixture
def moved(repo: Repo) -> Repo:
    """Make a commit, and another state of the same release in the working tree."""
    plan.write(repo, [plan.milestone("R-1", "Before")], [plan.release("R-1", [])])
    repo.commit()
    plan.write(repo, [plan.milestone("R-1", "After")], [plan.release("R-1", [])])
    return repo


@pytest.mark.parametrize(
    ("ref", "title"),
    [pytest.param(None, "After", id="the-working-tree"), pytest.param("HEAD", "Before", id="a-commit")],
)
def test_a_record_of_a_state(ref: str | None, title: str, moved: Repo) -> None:
    ((kind, record),) = show(moved.root, "R-1", ref, "milestones")
    assert (kind.name, record.id, record.fields["title"]) == ("milestone", "R-1", title)
    assert (record.path, record.line) == ("baselines/milestones.yaml", 3)


def test_each_collection_that_has_the_id(moved: Repo) -> None:
    assert sorted(kind.name for kind, _ in show(moved.root, "R-1", None)) == ["milestone", "release"]


def test_a_kind_of_the_state_asked_for(moved: Repo) -> None:
    """A schema that came later does not describe what was there before."""
    moved.write(
        "schemas/box.schema.json",
        '{"title": "box", "x-collection": "boxes", "additionalProperties": {"properties": {"size": {}}}}',
    )
    moved.write("baselines/boxes.yaml", "B-1:\n  size: large\n")
    ((kind, _),) = show(moved.root, "B-1", None)
    assert kind.name == "box"
    with pytest.raises(RecordNotFoundError):
        show(moved.root, "B-1", "HEAD")


def test_no_record_and_no_answer_are_told_apart(moved: Repo, tmp_path: Path) -> None:
    with pytest.raises(RecordNotFoundError):
        show(moved.root, "M-9", None)
    with pytest.raises(RepositoryError, match="no folder 'baselines'"):
        show(tmp_path, "R-1", None)
