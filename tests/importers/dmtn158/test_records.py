from __future__ import annotations

import pytest

from dmccb.importers.dmtn158.read import read
from tests.importers.dmtn158.builder import (
    JULY,
    LOST,
    LOST_DAY,
    entry,
    milestone,
    text,
)
from tests.importers.results import said


def test_fields_that_the_text_does_not_give_stay() -> None:
    old = {
        "title": "Old",
        "forecast": "2022-01-01",
        "aka": ["A"],
        "completed": "2020-01-01",
        "test_spec": "X",
    }
    written = milestone("DM-A-1", entry("DM-A-1"), previous={"DM-A-1": old})
    assert written["forecast"] == "2022-01-01"
    assert written["aka"] == ["A"]
    assert "completed" not in written
    assert "test_spec" not in written


@pytest.mark.parametrize(
    ("months", "overdue", "old", "due", "comment"),
    [
        pytest.param(JULY, "", {"due": "2021-07-30"}, "2021-07-30", None, id="old-day-in-that-month"),
        pytest.param(JULY, "", {"due": "2021-06-30"}, None, LOST_DAY, id="old-day-in-another-month"),
        pytest.param(JULY, "", {}, None, LOST_DAY, id="no-old-day"),
        pytest.param(JULY, "", {"comment": "Mine."}, None, "Mine.", id="a-comment-of-others-stays"),
        pytest.param(
            JULY, "", {"due": "2021-07-30", "comment": LOST_DAY}, "2021-07-30", None, id="old-comment-goes"
        ),
        pytest.param("Due in July 2021", "", {"due": "2021-07-30"}, "2021-07-30", None, id="month-list-lost"),
        pytest.param("", "", {"due": "2021-07-30"}, "2021-07-30", None, id="no-month-list"),
        pytest.param("", "", {}, None, None, id="nothing-known"),
        pytest.param(
            "Due in July 2021\n\n  • No milestones due.",
            "",
            {"due": "2021-07-30"},
            None,
            "DMTN-158 (2021-05-10) does not list it under July 2021; the day is lost.",
            id="month-list-denies-it",
        ),
        pytest.param(
            JULY.replace("July 2021", "March 2021"),
            "  • DM-A-1: Alpha [Due 2021-03-04]",
            {"due": "2021-03-30"},
            "2021-03-04",
            None,
            id="overdue-list-knows-the-day",
        ),
    ],
)
def test_due_where_the_list_is_lost(
    months: str, overdue: str, old: dict[str, str], due: str | None, comment: str | None
) -> None:
    previous = {"DM-A-1": {"title": "Old", **old}}
    written = milestone("DM-A-1", LOST, months=months, overdue=overdue, previous=previous)
    assert (written.get("due"), written.get("comment")) == (due, comment)
    again = milestone("DM-A-1", LOST, months=months, overdue=overdue, previous={"DM-A-1": written})
    assert again == written


@pytest.mark.parametrize(
    ("old", "wbs", "told"),
    [
        pytest.param({}, "02C.03", True, id="only-the-section"),
        pytest.param({"wbs": "02C.03.05"}, "02C.03.05", False, id="old-element-within-the-section"),
        pytest.param({"wbs": "02C.04"}, "02C.03", True, id="old-element-of-another-section"),
    ],
)
def test_wbs_where_the_list_is_lost(old: dict[str, str], wbs: str, *, told: bool) -> None:
    result = read(text(LOST), {"milestones": {"DM-A-1": {"title": "Old", **old}}})
    assert result.records["milestones"]["DM-A-1"]["wbs"] == wbs
    assert ("DM-A-1: WBS element known only as far as its section, 02C.03" in said(result, "missing")) is told


def test_an_overdue_milestone_is_not_completed() -> None:
    previous = {"milestones": {"DM-A-1": {"title": "A", "completed": "2020-01-01"}}}
    result = read(text(LOST, overdue="  • DM-A-1: Alpha [Due 2021-03-04]"), previous)
    assert "completed" not in result.records["milestones"]["DM-A-1"]
    assert any("overdue on 2021-05-10, but completed" in remark for remark in said(result, "contradiction"))
