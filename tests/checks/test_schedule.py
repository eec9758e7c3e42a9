"""Dates against today, and against what must come first: only what is certain is said."""

from __future__ import annotations

import pytest

from dmccb.checks.schedule import days_text
from dmccb.records.dates import Difference
from tests.checks.plan import Records, assert_found, check, milestone

# As of 2020-01-01.


def due_first(first: str, then: str, **relation: object) -> Records:
    """M-1 is due on the first date, and M-2, which waits for it, on the second."""
    link = {"milestone": "M-1", **relation} if relation else "M-1"
    held = {"M-1": milestone(due=first), "M-2": milestone(due=then, predecessors=[link])}
    return {"milestones": held}


GOOD = [
    pytest.param({"milestones": {"A": milestone(due="2020-01-01")}}, id="due-today"),
    pytest.param({"milestones": {"A": milestone(due="2020-01")}}, id="due-this-month"),
    pytest.param({"milestones": {"A": milestone(due="2019-01-01", completed="2019-06-01")}}, id="done-late"),
    pytest.param(
        {"milestones": {"A": milestone(due="2019-01-01", completed="[..2019-06-01]")}}, id="done-on-some-day"
    ),
    pytest.param({"milestones": {"A": milestone(forecast="2019-01-01")}}, id="only-a-forecast-is-past"),
    pytest.param(due_first("2020-05-01", "2020-05-01"), id="on-the-same-day"),
    pytest.param(due_first("2020-05-31", "2020-05"), id="the-month-may-end-after"),
    pytest.param(due_first("2020-05", "2020-05-01"), id="the-month-may-begin-before"),
    pytest.param(due_first("2020-06-01", "2020-05-01", type="SS"), id="it-need-only-begin"),
    pytest.param(due_first("2020-06-01", "2020-05-01", type="SF"), id="it-need-only-begin-before-the-end"),
    pytest.param(due_first("2020-06-01", "2020-05-01", lag=-80), id="a-lead"),
    pytest.param(
        {"milestones": {"M-2": milestone(due="2020-05-01", predecessors=["X-1"])}}, id="outside-these-records"
    ),
    pytest.param(
        {
            "milestones": {
                "M-1": milestone(due="2020-06-01", completed="2019-05-01"),
                "M-2": milestone(due="2020-05-01", predecessors=["M-1"]),
            }
        },
        id="what-it-waits-for-is-done",
    ),
    pytest.param(
        {
            "milestones": {
                "M-1": milestone(due="2020-06-01"),
                "M-2": milestone(due="2019-05-01", completed="2019-05-01", predecessors=["M-1"]),
            }
        },
        id="what-is-done-waits-no-more",
    ),
]

BAD = [
    pytest.param(
        {"milestones": {"A": milestone(due="2019-12-31")}},
        ["overdue 5:8 A: due: 2019-12-31 was 1 day before 2020-01-01, and the milestone is not completed"],
        id="overdue",
    ),
    pytest.param(
        {"milestones": {"A": milestone(due="2019-11")}},
        ["overdue 5:8 A: due: 2019-11 was 32 days before 2020-01-01, and the milestone is not completed"],
        id="a-month-is-due-at-its-end",
    ),
    pytest.param(
        due_first("2020-06-01", "2020-05-01"),
        [
            (
                "due-before-predecessor 11:7 M-2: predecessors: 'M-1' is due 2020-06-01, "
                "31 days after this milestone (2020-05-01)"
            )
        ],
        id="due-before-its-predecessor",
    ),
    pytest.param(
        due_first("2020-06", "2020-05", type="FF", lag=8),
        [
            (
                "due-before-predecessor 11:18 M-2: predecessors.milestone: 'M-1' is due 2020-06, "
                "1 to 60 days after this milestone (2020-05)"
            )
        ],
        id="a-month-after-another",
    ),
    pytest.param(
        {
            "milestones": {
                "M-1": milestone(due="2020-06-01", successors=["M-2"]),
                "M-2": milestone(due="2020-05-01"),
            }
        },
        [
            (
                "due-before-predecessor 7:7 M-1: successors: 'M-2' is due 2020-05-01, "
                "31 days before this milestone (2020-06-01)"
            )
        ],
        id="due-after-its-successor",
    ),
]


@pytest.mark.parametrize("records", GOOD)
def test_nothing_is_said(records: Records) -> None:
    assert check(records) == []


@pytest.mark.parametrize(("records", "expected"), BAD)
def test_what_is_wrong_is_found(records: Records, expected: list[str]) -> None:
    assert_found(records, expected)


def test_findings_of_one_kind_have_one_cause() -> None:
    held = {f"M-{number}": milestone(due="2019-12-31") for number in range(3)}
    assert {one.cause for one in check({"milestones": held})} == {
        "milestones are past their date and not completed"
    }


@pytest.mark.parametrize(
    ("least", "most", "text"),
    [
        pytest.param(1, 1, "1 day", id="one"),
        pytest.param(1005, 1005, "1,005 days", id="many"),
        pytest.param(1, 30, "1 to 30 days", id="later-by-a-range"),
        pytest.param(-30, -1, "1 to 30 days", id="earlier-by-a-range"),
        pytest.param(5, None, "at least 5 days", id="without-end"),
    ],
)
def test_how_far_apart(least: int, most: int | None, text: str) -> None:
    assert days_text(Difference(least, most)) == text
