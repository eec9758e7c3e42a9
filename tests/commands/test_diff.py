"""Two names -> the change record between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dmccb.commands.diff import compare_snapshots, diff, with_what_judges
from dmccb.commands.session import session
from dmccb.compare.change import Change, ChangeKind
from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.compare.changeset import ChangeSet, Side
from dmccb.changerecord.filters import Selection
from dmccb.errors import RecordFileError, UsageError
from dmccb.repository.resolve import Resolved
from dmccb.repository.working_tree import WorkingTree
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

ALL = Selection()


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> tuple[str, str]:
    return plan.two_baselines(repo, dmccb)


def changes(record: ChangeRecord) -> list[str]:
    return [f"{one.change} {one.collection} {one.id}" for one in record.changeset.changes]


SLIP = ["changed milestones M-1", "changed milestones R-1", "changed releases R-1"]


@pytest.mark.parametrize(
    ("sides", "names", "expected"),
    [
        pytest.param(["v1.0", "v1.1"], ("v1.0", "v1.1"), SLIP, id="two-baselines"),
        pytest.param(["v1.1"], ("v1.1", "working tree"), [], id="a-baseline-and-the-working-tree"),
        pytest.param([], ("v1.1", "working tree"), [], id="the-last-baseline-and-the-working-tree"),
        pytest.param(["v1.0"], ("v1.0", "working tree"), SLIP, id="an-older-one"),
    ],
)
def test_the_sides(
    sides: Sequence[str], names: tuple[str, str], expected: list[str], repo: Repo, two: tuple[str, str]
) -> None:
    found = diff(repo.root, sides, ALL)
    assert (found.changeset.old.name, found.changeset.new.name) == names
    assert changes(found) == expected


def test_what_the_register_says_of_a_baseline_heads_its_change_record(
    repo: Repo, two: tuple[str, str]
) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], ALL)
    assert (found.document, found.document_title, found.version, found.date) == (
        "PLAN-1",
        "Plan",
        "1.1",
        "2020-01-02",
    )
    assert (found.changeset.old.commit, found.changeset.new.commit) == two
    assert all(side.digest.startswith("sha256:") for side in (found.changeset.old, found.changeset.new))


def test_a_commit_has_no_version(repo: Repo, two: tuple[str, str]) -> None:
    found = diff(repo.root, two, ALL)
    assert (found.document, found.version, found.changeset.new.digest) == ("", "", "")


@pytest.mark.parametrize(
    ("selection", "everything", "expected", "outside"),
    [
        pytest.param(ALL, False, SLIP, 1, id="what-the-document-plans"),
        pytest.param(
            ALL,
            True,
            [SLIP[0], "changed milestones M-9", SLIP[1], "added register v1.1", SLIP[2]],
            0,
            id="everything",
        ),
        pytest.param(
            Selection(collections=("milestones",)),
            False,
            ["changed milestones M-1", "changed milestones M-9", "changed milestones R-1"],
            0,
            id="naming-a-collection-lifts-the-scope",
        ),
        pytest.param(
            Selection(patterns=("M-9",)), False, ["changed milestones M-9"], 0, id="so-does-naming-an-id"
        ),
        pytest.param(
            Selection(control="note"), False, ["changed milestones R-1"], 1, id="notes-only-in-the-scope"
        ),
    ],
)
def test_what_is_shown(
    selection: Selection,
    everything: bool,
    expected: list[str],
    outside: int,
    repo: Repo,
    two: tuple[str, str],
) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], selection, everything=everything)
    assert (changes(found), found.outside) == (expected, outside)


def test_every_change_is_in_one_group_headed_by_its_release(repo: Repo, two: tuple[str, str]) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], ALL)
    assert [(group.id, group.title) for group in found.groups] == [("R-1", "Title of R-1")]
    grouped = [change for group in found.groups for change in group.changes]
    assert sorted(grouped) == sorted(found.changeset.changes)


def test_without_grouping_a_change_of_one_milestone_reads_no_release(
    repo: Repo, two: tuple[str, str]
) -> None:
    """The releases are broken on both sides, and it is not noticed: the cost follows the change."""
    repo.write("baselines/releases/PLAN-1.yaml", "R-1:\n  features: [\n")
    repo.commit()
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    found = diff(repo.root, ["HEAD"], Selection(patterns=("M-1",)), grouping=False)
    assert changes(found) == ["changed milestones M-1"]
    with pytest.raises(RecordFileError, match=r"releases/PLAN-1\.yaml"):
        diff(repo.root, ["HEAD"], Selection(patterns=("M-1",)))


def test_two_folders_are_compared_outside_of_git(tmp_path: Path) -> None:
    for name, title in (("old", "One"), ("new", "Uno")):
        (tmp_path / name / "baselines").mkdir(parents=True)
        (tmp_path / name / "baselines/milestones.yaml").write_text(plan.milestone("M-1", title))
    with session(tmp_path / "old") as old, session(tmp_path / "new") as new:
        found = compare_snapshots((old.open(None), new.open(None)), ALL)
        same = compare_snapshots((old.open(None), Resolved(snapshot=WorkingTree(tmp_path / "old"))), ALL)
    assert (changes(found), changes(same)) == (["changed milestones M-1"], [])
    assert found.changeset.new.commit == ""


def test_a_collection_that_does_not_exist_is_not_an_empty_one(repo: Repo, two: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="no collection 'milestone'") as error:
        diff(repo.root, ["v1.0"], Selection(collections=("milestone",)))
    assert "milestones" in error.value.hint


def test_without_a_register_there_is_no_last_baseline(repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    with pytest.raises(UsageError, match="no baseline to compare with") as error:
        diff(repo.root, [], ALL)
    assert "dmccb diff" in error.value.hint


def change(collection: str, kind: ChangeKind) -> Change:
    return Change(collection=collection, id="x", title="", change=kind, control="controlled", fields=())


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        pytest.param(change("schemas", "changed"), True, id="a-schema"),
        pytest.param(change("register", "changed"), True, id="an-entry-that-was-rewritten"),
        pytest.param(change("register", "removed"), True, id="an-entry-that-was-removed"),
        pytest.param(change("register", "added"), False, id="a-new-entry"),
        pytest.param(change("milestones", "changed"), False, id="any-other-record"),
    ],
)
def test_what_judges_is_shown_whatever_the_scope(one: Change, *, shown: bool) -> None:
    whole = ChangeSet(old=Side(name="a"), new=Side(name="b"), changes=(one,))
    found = with_what_judges(whole._replace(changes=()), whole)
    assert found.changes == ((one,) if shown else ())
