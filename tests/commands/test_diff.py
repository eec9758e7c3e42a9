"""Two names -> the change record between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.filters import Filters
from dmccb.commands.diff import Question, compare_snapshots, diff
from dmccb.commands.session import session
from dmccb.errors import RecordFileError, RepositoryError, UsageError
from dmccb.repository.resolve import Resolved
from dmccb.repository.working_tree import WorkingTree
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

ALL = Question()


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> tuple[str, str]:
    return plan.two_baselines(repo, dmccb)


def changes(record: ChangeRecord) -> list[str]:
    return [f"{one.change} {one.collection} {one.id}" for one in record.changeset.changes]


SLIP = ["changed milestones M-1", "changed milestones R-1", "changed releases R-1"]
WHOLE = [SLIP[0], "changed milestones M-9", SLIP[1], "added register v1.1", SLIP[2]]


def outside(record: ChangeRecord) -> list[str]:
    return [change.id for change in record.outside.changes]


@pytest.mark.parametrize(
    ("sides", "names", "expected"),
    [
        pytest.param(["v1.0", "v1.1"], ("v1.0", "v1.1"), WHOLE, id="two-baselines"),
        pytest.param(["v1.1"], ("v1.1", "working tree"), [], id="a-baseline-and-the-working-tree"),
        pytest.param([], ("v1.1", "working tree"), [], id="the-last-baseline-and-the-working-tree"),
        pytest.param(["v1.0"], ("v1.0", "working tree"), WHOLE, id="an-older-one"),
    ],
)
def test_the_sides(
    sides: Sequence[str], names: tuple[str, str], expected: list[str], repo: Repo, two: tuple[str, str]
) -> None:
    found = diff(repo.root, sides, ALL)
    assert (found.changeset.old.name, found.changeset.new.name) == names
    assert changes(found) == expected


def test_everything_is_compared_and_the_document_comes_first(repo: Repo, two: tuple[str, str]) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], ALL)
    assert [f"{one.change} {one.collection} {one.id}" for one in found.inside.changes] == SLIP
    assert outside(found) == ["M-9", "v1.1"]
    assert found.changeset.document == "PLAN-1"
    assert found.changeset.digest


def test_a_comparison_is_narrowed_on_purpose_and_says_so(repo: Repo, two: tuple[str, str]) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], Question(document="PLAN-1"))
    assert changes(found) == SLIP
    assert found.outside.is_empty
    assert found.changeset.not_shown == {"milestones": 1, "register": 1}
    assert found.changeset.digest == ""


def test_a_document_that_nobody_knows_is_refused(repo: Repo, two: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="no document 'PLAN-2' on either side") as error:
        diff(repo.root, two, Question(document="PLAN-2"))
    assert "PLAN-1" in error.value.hint


@pytest.mark.parametrize(
    ("filters", "expected", "not_shown"),
    [
        pytest.param(
            Filters(collections=("milestones",)),
            ["changed milestones M-1", "changed milestones M-9", "changed milestones R-1"],
            {"register": 1, "releases": 1},
            id="a-collection-in-the-document-and-outside",
        ),
        pytest.param(
            Filters(patterns=("M-9",)),
            ["changed milestones M-9"],
            {"milestones": 2, "register": 1, "releases": 1},
            id="an-id",
        ),
        pytest.param(
            Filters(control="note"),
            ["changed milestones R-1"],
            {"milestones": 2, "register": 1, "releases": 1},
            id="notes",
        ),
        pytest.param(
            Filters(min_slip=30),
            ["changed milestones M-1"],
            {"milestones": 2, "register": 1, "releases": 1},
            id="large-slips",
        ),
        pytest.param(
            Filters(releases=("R-1",), collections=("milestones",)),
            ["changed milestones M-1", "changed milestones R-1"],
            {"milestones": 1, "register": 1, "releases": 1},
            id="a-release-and-its-features",
        ),
    ],
)
def test_what_is_shown(
    filters: Filters, expected: list[str], not_shown: dict[str, int], repo: Repo, two: tuple[str, str]
) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], Question(filters=filters))
    assert (changes(found), found.changeset.not_shown) == (expected, not_shown)
    assert found.changeset.filtered == filters.given
    assert found.changeset.digest == ""


def test_a_feature_that_leaves_a_release_and_joins_none_moves_to_nowhere(
    repo: Repo, two: tuple[str, str]
) -> None:
    repo.records("releases/PLAN-1.yaml", "release", plan.release("R-1", ["M-1"]))
    for grouping in (True, False):
        found = diff(repo.root, ["v1.1"], Question(grouping=grouping)).changeset
        assert [move.as_json() for move in found.moves] == [{"feature": "M-2", "from": ["R-1"], "to": []}]


def test_an_invalid_record_is_shown_and_marked(repo: Repo, two: tuple[str, str]) -> None:
    text = repo.read("baselines/milestones.yaml").replace("due: 2020-02-01", "due: 2020-02-31")
    repo.write("baselines/milestones.yaml", text)
    (change,) = diff(repo.root, ["v1.1"], ALL).changeset.changes
    assert change.id == "M-2"
    assert change.invalid == (
        "working tree: due: '2020-02-31' is not a day of the calendar (February 2020 has 29 days)",
    )


def test_a_milestone_that_no_release_names_can_slip_and_is_shown(repo: Repo, two: tuple[str, str]) -> None:
    text = repo.read("baselines/milestones.yaml").replace("due: 2020-09-02", "due: 2020-11-16")
    repo.write("baselines/milestones.yaml", text)
    found = diff(repo.root, ["v1.1"], ALL)
    assert [slip.moved.days for slip in found.outside.slips] == [75]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param([], id="an-empty-folder"),
        pytest.param(["baselines/README.txt"], id="no-record-file"),
        pytest.param(["baselines/frobs/a.yaml"], id="no-file-that-a-kind-holds"),
    ],
)
def test_a_side_without_records_is_not_equal_to_another(files: list[str], tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name / "baselines").mkdir(parents=True)
        for file in files:
            path = tmp_path / name / file
            path.parent.mkdir(exist_ok=True)
            path.write_text("X: 1\n", encoding="utf-8")
    with pytest.raises(RepositoryError, match="holds no record"):
        diff(tmp_path, ["old", "new"], ALL)


def test_every_change_is_in_one_group_headed_by_its_release(repo: Repo, two: tuple[str, str]) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], ALL)
    assert [(group.id, group.title) for group in found.inside.groups] == [("R-1", "Title of R-1")]
    grouped = [change for group in found.inside.groups for change in group.changes]
    assert sorted(grouped) == sorted(found.inside.changes)


def test_without_grouping_a_change_of_one_milestone_reads_no_release(
    repo: Repo, two: tuple[str, str]
) -> None:
    """The releases are broken on both sides, and it is not noticed: the cost follows the change."""
    repo.write("baselines/releases/PLAN-1.yaml", "R-1:\n  features: [\n")
    repo.commit()
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    found = diff(repo.root, ["HEAD"], Question(filters=Filters(patterns=("M-1",)), grouping=False))
    assert changes(found) == ["changed milestones M-1"]
    with pytest.raises(RecordFileError, match=r"releases/PLAN-1\.yaml"):
        diff(repo.root, ["HEAD"], Question(filters=Filters(patterns=("M-1",))))


def test_two_folders_are_compared_outside_of_git(tmp_path: Path) -> None:
    for name, title in (("old", "One"), ("new", "Uno")):
        (tmp_path / name / "baselines").mkdir(parents=True)
        (tmp_path / name / "baselines/milestones.yaml").write_text(plan.milestone("M-1", title))
    with session(tmp_path / "old") as old, session(tmp_path / "new") as new:
        found = compare_snapshots(old, (old.open(None), new.open(None)), ALL)
        same = compare_snapshots(old, (old.open(None), Resolved(snapshot=WorkingTree(tmp_path / "old"))), ALL)
    assert (changes(found), changes(same)) == (["changed milestones M-1"], [])
    assert found.changeset.new.commit == ""


def test_a_collection_that_does_not_exist_is_not_an_empty_one(repo: Repo, two: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="no collection 'milestone'") as error:
        diff(repo.root, ["v1.0"], Question(filters=Filters(collections=("milestone",))))
    assert "milestones" in error.value.hint


def test_without_a_register_there_is_no_last_baseline(repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    with pytest.raises(UsageError, match="no baseline to compare with") as error:
        diff(repo.root, [], ALL)
    assert "dmccb diff" in error.value.hint


def test_roles_are_held_as_of_the_date_of_the_baseline_not_of_its_commit(repo: Repo, dmccb: Dmccb) -> None:
    organization = "baselines/organization"
    repo.write(f"{organization}/wbs.yaml", "W.1:\n  title: Pipelines\n  manager: lead\n")
    repo.write(
        f"{organization}/roles.yaml",
        "lead:\n  title: Lead\n  holders:\n    - person: ada\n      from: 2021-01-01\n",
    )
    repo.write(f"{organization}/persons.yaml", "ada:\n  name: Ada\n")
    releases = [plan.release("R-1", ["M-1"])]
    for name, due, day in (("v1", "2020-01-01", "2020-06-01"), ("v2", "2020-01-31", "2021-05-10")):
        others = [plan.milestone("R-1", due="2020-03-01")]
        plan.write(repo, [plan.milestone("M-1", due=due, wbs="W.1"), *others], releases)
        assert dmccb("baselines", "record", name, "--document", plan.DOCUMENT, "--date", day).code == 0
        repo.commit(name)
    (row,) = diff(repo.root, ["v1", "v2"], ALL).inside.elements
    assert repo.git("log", "-1", "--format=%cs") < "2021-01-01"
    assert row.who is not None
    assert row.who.holders == ("Ada",)
