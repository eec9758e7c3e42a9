"""What no release plans, and where that is worth saying."""

from __future__ import annotations

import pytest

from dmccb.checks.plans import planned_kinds, planners
from tests.checks.plan import DOCUMENTS, KINDS, Records, assert_found, check, milestone, release

PLAN: Records = {
    "documents": DOCUMENTS,
    "milestones": {"M-1": milestone(), "M-2": milestone(), "R-1": milestone()},
    "releases": {"R-1": release(features=["M-1"])},
}

GOOD = [
    pytest.param({**PLAN, "releases": {"R-1": release(features=["M-1", "M-2"])}}, id="a-feature"),
    pytest.param(
        {**PLAN, "releases": {"R-1": release(features=["M-1"]), "R-2": release(milestone="M-2")}},
        id="a-test-milestone",
    ),
    pytest.param(
        {**PLAN, "milestones": {**PLAN["milestones"], "M-2": milestone(completed="[..2019-01-01]")}},
        id="done",
    ),
    pytest.param({"milestones": PLAN["milestones"]}, id="nothing-plans-anything"),
]


@pytest.mark.parametrize("records", GOOD)
def test_nothing_is_said(records: Records) -> None:
    assert check(records) == []


def test_what_nothing_plans_is_found() -> None:
    assert_found(PLAN, ["unplanned 6:1 M-2: no release plans this milestone, and it is not completed"])
    (found,) = check(PLAN)
    assert found.cause == "milestones are not completed, and no release plans them"
    assert found.hint == "add it to a release, complete it, or remove it"


def test_nothing_is_said_where_a_plan_cannot_be_read() -> None:
    broken = {**PLAN["releases"], "R-2": {**release(), "features": "M-2"}}
    assert "unplanned" not in {one.rule for one in check({**PLAN, "releases": broken})}


def test_which_kinds_plan_which() -> None:
    assert [kind.name for kind in planners(KINDS, "milestone")] == ["release"]
    assert planners(KINDS, "product") == []
    assert planned_kinds(KINDS["releases"]) == {"milestone"}
    assert planned_kinds(KINDS["products"]) == frozenset()
