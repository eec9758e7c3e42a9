from __future__ import annotations

from typing import Any

import pytest

from dmccb.importers.dmtn158.read import read
from tests.importers.dmtn158.builder import (
    JULY,
    LOST,
    bullets,
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
    ("months", "overdue", "old", "due", "told"),
    [
        pytest.param(
            JULY,
            "",
            "2021-07-30",
            "2021-07-30",
            "due in 2021-07, but the day is lost; 2021-07-30 on record is in it, and stays",
            id="old-day-in-that-month",
        ),
        pytest.param(
            JULY,
            "",
            "2021-06-30",
            "2021-07",
            "due in 2021-07, but the day is lost (2021-06-30 on record)",
            id="old-day-in-another-month",
        ),
        pytest.param(JULY, "", "2021-07", "2021-07", "due in 2021-07, but the day is lost", id="same-month"),
        pytest.param(
            JULY,
            "",
            "2021-08",
            "2021-07",
            "due in 2021-07, but the day is lost (2021-08 on record)",
            id="another-month",
        ),
        pytest.param(JULY, "", None, "2021-07", "due in 2021-07, but the day is lost", id="no-old-date"),
        pytest.param("Due in July 2021", "", "2021-07-30", "2021-07-30", None, id="month-list-lost"),
        pytest.param("", "", "2021-07-30", "2021-07-30", None, id="no-month-list"),
        pytest.param("", "", None, None, "due date lost", id="nothing-known"),
        pytest.param(
            "Due in July 2021\n\n  • No milestones due.",
            "",
            "2021-07-30",
            None,
            "due date lost (2021-07-30 on record), which the text denies",
            id="month-list-denies-it",
        ),
        pytest.param(
            JULY.replace("July 2021", "March 2021"),
            "  • DM-A-1: Alpha [Due 2021-03-04]",
            "2021-03-30",
            "2021-03-04",
            None,
            id="overdue-list-knows-the-day",
        ),
    ],
)
def test_due_where_the_list_is_lost(
    months: str, overdue: str, old: str | None, due: str | None, told: str | None
) -> None:
    previous: dict[str, dict[str, Any]] = {"DM-A-1": {"title": "Old", "comment": "Mine."}}
    if old:
        previous["DM-A-1"]["due"] = old
    published = text(LOST, months=months, overdue=overdue)
    result = read(published, {"milestones": previous})
    written = result.records["milestones"]["DM-A-1"]
    assert (written.get("due"), written["comment"]) == (due, "Mine.")
    assert [line for line in said(result, "missing") if line.startswith("DM-A-1: due")] == (
        [f"DM-A-1: {told}"] if told else []
    )
    again = read(published, {"milestones": {"DM-A-1": written}})
    assert again.records["milestones"]["DM-A-1"] == written


MARCH = JULY.replace("July", "March")


@pytest.mark.parametrize(
    ("months", "old", "completed", "told"),
    [
        pytest.param(
            MARCH,
            None,
            "[..2021-05-10]",
            "completed, but the day is lost; [..2021-05-10] is written",
            id="determined-by-the-text",
        ),
        pytest.param(
            MARCH,
            "2021-03-02",
            "[..2021-05-10]",
            "completed, but the day is lost; [..2021-05-10] is written (2021-03-02 on record)",
            id="determined-by-the-text-and-a-day-on-record",
        ),
        pytest.param(JULY, None, None, None, id="not-determined"),
        pytest.param(JULY, "2021-03-02", "2021-03-02", None, id="not-determined-and-on-record"),
    ],
)
def test_completed_where_the_list_is_lost(
    months: str, old: str | None, completed: str | None, told: str | None
) -> None:
    previous = {"DM-A-1": {"title": "Old", **({"completed": old} if old else {})}}
    result = read(text(LOST, months=months), {"milestones": previous})
    assert result.records["milestones"]["DM-A-1"].get("completed") == completed
    assert [line for line in said(result, "missing") if line.startswith("DM-A-1: completed")] == (
        [f"DM-A-1: {told}"] if told else []
    )


def test_what_stays_is_reported_with_its_value() -> None:
    old: dict[str, Any] = {"title": "Old", "level": 3, "due": "2021-07-30", "completed": "2021-03-02"}
    result = read(text(LOST), {"milestones": {"DM-A-1": old}})
    kept = "completed 2021-03-02, due 2021-07-30, level 3"
    assert said(result, "missing") == [
        "DM-A-1: WBS element known only as far as its section, 02C.03",
        f"DM-A-1: attribute list lost; kept from the existing record: {kept}",
    ]


def test_a_day_known_by_its_place_is_reported() -> None:
    around = [entry(code, bullets=bullets(due="2021-07-09")) for code in ("B-1", "B-2")]
    previous = {"DM-A-1": {"title": "Old", "due": "2020-01-01"}}
    result = read(text(around[0], LOST, around[1]), {"milestones": previous})
    assert result.records["milestones"]["DM-A-1"]["due"] == "2021-07-09"
    assert "DM-A-1: due 2021-07-09 by its place among the others (2020-01-01 on record)" in said(
        result, "note"
    )


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
    assert any(
        "overdue, but completed 2020-01-01 on record" in remark for remark in said(result, "contradiction")
    )
