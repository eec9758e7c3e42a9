"""Two names -> the two sides, and what changed between them, whole."""

from __future__ import annotations

import pytest

from dmccb.commands.compared import compared, compared_kinds, opened
from dmccb.commands.session import session
from dmccb.compare.change import SCHEMAS
from dmccb.errors import RepositoryError, UsageError
from dmccb.repository.schemas import load_kinds
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

KINDS = load_kinds()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([], ["v1.1", "working tree"], id="none"),
        pytest.param(["v1.0"], ["v1.0", "working tree"], id="one"),
        pytest.param(["v1.0", "v1.1"], ["v1.0", "v1.1"], id="both"),
    ],
)
def test_what_names_mean(names: list[str], expected: list[str], repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    with session(repo.root) as here:
        assert [side.snapshot.name for side in opened(here, names)] == expected


def test_without_a_baseline_there_is_no_last_one(repo: Repo) -> None:
    plan.write(repo, [plan.milestone("M-1")], [])
    repo.commit()
    with session(repo.root) as here, pytest.raises(UsageError, match="no baseline to compare with"):
        opened(here, [])


def test_what_differs(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    with session(repo.root) as here:
        sides = opened(here, ["v1.0", "v1.1"])
        found = compared(sides, (KINDS, KINDS), compared_kinds(KINDS, KINDS))
    assert [change.id for change in found.changes.changes if change.collection == "milestones"] == [
        "M-1",
        "M-9",
        "R-1",
    ]
    assert set(found.records[0]["milestones"]) == {"M-1", "M-9", "R-1"}
    assert found.changes.is_whole


def test_a_side_without_records_is_refused(repo: Repo) -> None:
    repo.write("baselines/README.md", "nothing yet")
    repo.commit(tag="empty")
    plan.write(repo, [plan.milestone("M-1")], [])
    with session(repo.root) as here:
        sides = opened(here, ["empty"])
        with pytest.raises(RepositoryError, match="empty holds no record"):
            compared(sides, (KINDS, KINDS), compared_kinds(KINDS, KINDS))


def test_the_second_side_says_what_fields_mean() -> None:
    kind = KINDS["milestones"]
    bare = {**KINDS, "milestones": kind._replace(roles={})}
    assert compared_kinds(bare, KINDS)["milestones"].roles == kind.roles
    assert compared_kinds(KINDS, bare)["milestones"].roles == {}
    assert SCHEMAS in compared_kinds(KINDS, KINDS)
