"""An ID -> the records that have it, each with its kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dmccb.commands import show as module
from dmccb.commands.as_of import AsOf
from dmccb.commands.find import RecordNotFoundError
from dmccb.commands.show import show
from dmccb.errors import RecordFileError, RepositoryError
from dmccb.impact.standing import Standing
from tests.cli import plan
from tests.cli.conftest import Repo

TODAY = AsOf(today=date(2020, 6, 30))


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
    (one,) = show(moved.root, "R-1", ref, TODAY, collection="milestones")
    record = one.record
    assert (one.kind.name, record.id, record.fields["title"]) == ("milestone", "R-1", title)
    assert (record.path, record.line) == ("baselines/milestones.yaml", 3)


def test_each_collection_that_has_the_id(moved: Repo) -> None:
    assert sorted(one.kind.name for one in show(moved.root, "R-1", None, TODAY)) == ["milestone", "release"]


def test_a_kind_of_the_state_asked_for(moved: Repo) -> None:
    """A schema that came later does not describe what was there before."""
    moved.write(
        "schemas/box.schema.json",
        '{"title": "box", "x-collection": "boxes", "additionalProperties": {"properties": {"size": {}}}}',
    )
    moved.write("baselines/boxes.yaml", "B-1:\n  size: large\n")
    (one,) = show(moved.root, "B-1", None, TODAY)
    assert (one.kind.name, one.standing) == ("box", None)
    with pytest.raises(RecordNotFoundError):
        show(moved.root, "B-1", "HEAD", TODAY)


def test_no_record_and_no_answer_are_told_apart(moved: Repo, tmp_path: Path) -> None:
    with pytest.raises(RecordNotFoundError):
        show(moved.root, "M-9", None, TODAY)
    with pytest.raises(RepositoryError, match="no folder 'baselines'"):
        show(tmp_path, "R-1", None, TODAY)


def standing(repo: Repo, key: str, collection: str) -> Standing:
    (one,) = show(repo.root, key, None, TODAY, collection=collection)
    assert one.standing is not None
    return one.standing


@pytest.fixture
def planned(repo: Repo) -> Repo:
    """Write a release with a feature in each state, whose milestone waits for something else as well."""
    milestones = [
        plan.milestone("M-1", due="2020-01-01", completed="2020-01-03"),
        plan.milestone("M-2", due="2020-05"),
        plan.milestone("M-3", due="2020-11"),
        plan.milestone("M-4"),
        plan.milestone("M-5", due="2020-12-15"),
        plan.milestone("M-6", due="2020-08-01"),
        plan.milestone("R-1", due="2020-12-31", predecessors=["M-5"]),
        plan.milestone("R-2", due="2021-03-31"),
    ]
    releases = [
        plan.release("R-1", ["M-1", "M-2", "M-3", "M-4", "M-9"]),
        plan.release("R-2", ["M-2", "R-1"]),
    ]
    plan.write(repo, milestones, releases)
    return repo


def test_a_release_with_its_features_and_its_margin(planned: Repo) -> None:
    found = standing(planned, "R-1", "releases")
    assert (found.timing.due, found.timing.state, found.carrier) == ("2020-12-31", "open", "milestone R-1")
    assert [(part.item[1], part.timing.state) for part in found.members or ()] == [
        ("M-1", "completed"),
        ("M-2", "overdue"),
        ("M-3", "open"),
        ("M-4", "open"),
        ("M-9", ""),
    ]
    margin = found.timing.margin
    assert margin is not None
    assert (margin.waits_for, margin.between.days) == (("milestones", "M-5"), 16)


@pytest.mark.parametrize(
    ("key", "groups"),
    [
        pytest.param("M-1", [("R-1", "features", "2020-12-31")], id="a-feature"),
        pytest.param(
            "M-2",
            [("R-1", "features", "2020-12-31"), ("R-2", "features", "2021-03-31")],
            id="of-two-releases",
        ),
        pytest.param(
            "R-1",
            [("R-1", "milestone", "2020-12-31"), ("R-2", "features", "2021-03-31")],
            id="a-test-milestone-and-a-feature",
        ),
        pytest.param("M-6", [], id="of-none"),
    ],
)
def test_the_releases_of_a_milestone(key: str, groups: list[tuple[str, str, str]], planned: Repo) -> None:
    found = standing(planned, key, "milestones")
    named = [(part.item[1], part.field.name, part.timing.due) for part in found.groups or ()]
    assert (named, found.members) == (groups, None)


def test_a_margin_follows_the_direct_predecessors(planned: Repo) -> None:
    margin = standing(planned, "R-1", "milestones").timing.margin
    assert margin is not None
    assert margin.between.days == 16


def test_many_features_are_the_same_as_few(planned: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    few = standing(planned, "R-1", "releases")
    monkeypatch.setattr(module, "MANY", 1)
    assert standing(planned, "R-1", "releases") == few


def test_a_feature_that_cannot_be_read_is_not_taken_for_none(planned: Repo) -> None:
    text = planned.read("baselines/milestones.yaml").replace("  title: Title of M-3\n", "  title: [\n")
    planned.write("baselines/milestones.yaml", text)
    with pytest.raises(RecordFileError, match=r"milestones\.yaml"):
        show(planned.root, "R-1", None, TODAY, collection="releases")
    assert show(planned.root, "M-6", None, TODAY)


def test_a_kind_of_the_repository_groups_by_its_roles_alone(repo: Repo) -> None:
    repo.write(
        "schemas/box.schema.json",
        """{"title": "box", "x-collection": "boxes", "additionalProperties": {"properties": {
            "until": {"x-role": "due", "format": "date", "type": "string"},
            "holds": {"x-role": "members", "x-ref": "thing", "type": "array", "items": {"type": "string"}}
        }}}""",
    )
    repo.write(
        "schemas/thing.schema.json",
        """{"title": "thing", "x-collection": "things", "additionalProperties": {"properties": {
            "until": {"x-role": "due", "format": "date", "type": "string"},
            "done": {"x-role": "completed", "format": "date", "type": "string"}
        }}}""",
    )
    repo.write("baselines/boxes.yaml", "B-1:\n  until: 2020-12-31\n  holds: [T-1]\n")
    repo.write("baselines/things.yaml", "T-1:\n  until: 2020-12-01\n")
    box, thing = standing(repo, "B-1", "boxes"), standing(repo, "T-1", "things")
    assert box.timing.margin is not None
    assert box.timing.margin.between.days == 30
    assert [(part.noun, part.item[1], part.field.name) for part in thing.groups or ()] == [
        ("box", "B-1", "holds")
    ]
