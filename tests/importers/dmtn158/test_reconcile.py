from __future__ import annotations

import pytest

from dmccb.importers.dmtn158.read import read
from tests.importers.dmtn158.builder import (
    JULY,
    LOST,
    bullets,
    entry,
    text,
)
from tests.importers.results import said


@pytest.mark.parametrize(
    ("months", "overdue", "certain"),
    [
        pytest.param("Due in March 2021\n\n  • DM-A-1: Alpha", "", True, id="past-month-not-overdue"),
        pytest.param(
            "Due in March 2021\n\n  • DM-A-1: Alpha",
            "  • DM-A-1: Alpha [Due 2021-03-04]",
            False,
            id="overdue",
        ),
        pytest.param("Due in May 2021\n\n  • DM-A-1: Alpha", "", False, id="month-of-the-document"),
        pytest.param("Due in July 2021\n\n  • DM-A-1: Alpha", "", False, id="future"),
        pytest.param("", "", False, id="month-unknown"),
    ],
)
def test_completed_where_the_list_is_lost(months: str, overdue: str, *, certain: bool) -> None:
    result = read(text(LOST, months=months, overdue=overdue), {})
    lost = "DM-A-1: completed, but the day is lost; [..2021-05-10] is written"
    assert (lost in said(result, "missing")) is certain
    assert result.counts["completed on an unknown day"] == certain
    assert ("completed" in result.records["milestones"]["DM-A-1"]) is certain


@pytest.mark.parametrize(
    ("before", "due", "certain"),
    [
        pytest.param("2019-01-01", "2020-01-01", True, id="next-in-the-section-is-past"),
        pytest.param("2021-01-01", "2022-01-01", False, id="next-in-the-section-is-future"),
        pytest.param("2021-01-01", "2020-01-01", False, id="section-out-of-order"),
    ],
)
def test_completed_by_the_order_of_the_section(before: str, due: str, *, certain: bool) -> None:
    around = [
        entry(code, bullets=bullets(due=day, completed=day)) for code, day in (("B-1", before), ("B-2", due))
    ]
    result = read(text(around[0], LOST, around[1]), {})
    assert result.counts["completed on an unknown day"] == certain


def test_nothing_is_certain_where_the_overdue_list_is_short() -> None:
    published = text(LOST, months="Due in March 2021\n\n  • DM-A-1: Alpha").replace(
        "0 are late", "1 are late"
    )
    result = read(published, {})
    assert result.counts["completed on an unknown day"] == 0
    assert "overdue: 1 according to the summary, 0 found" in said(result, "contradiction")


def test_a_milestone_known_only_from_a_list_by_date() -> None:
    result = read(text(entry("DM-A-2"), months=JULY, claims="tracking 2 milestones."), {})
    assert result.records["milestones"]["DM-A-1"] == {"title": "Alpha", "due": "2021-07"}
    assert "DM-A-1: WBS element lost" in said(result, "missing")
