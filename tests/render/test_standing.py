"""Where a record stands, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dmccb.impact.standing import Standing
from dmccb.impact.timing import Margin, Timing
from dmccb.records.dates import Difference
from dmccb.render.standing import member_rows, members_heading, state_text, summary, table
from tests.render.values import TITLE, part, standing

OPEN = Timing(due="2020-12-01", state="open")
OVERDUE = Timing(due="2020-01-01", state="overdue", overdue_days=181)


@pytest.mark.parametrize(
    ("due", "completed", "said"),
    [
        pytest.param("2020-01-31", "2020-01-31", "completed 2020-01-31, on its date", id="on-its-date"),
        pytest.param("2020-01-31", "2020-02-03", "completed 2020-02-03, 3 d after its date", id="late"),
        pytest.param("2020-01-31", "2020-01-01", "completed 2020-01-01, 30 d before its date", id="early"),
        pytest.param(
            "2020-01", "2020-02-03", "completed 2020-02-03, at least 3 d after its date", id="due-in-a-month"
        ),
        pytest.param(
            "2020-01-31", "2020-02", "completed 2020-02, at least 1 d after its date", id="done-in-a-month"
        ),
        pytest.param(
            "2020-02", "2020-01", "completed 2020-01, up to 59 d before its date", id="both-in-a-month"
        ),
        pytest.param("2020-01-31", "[..2020-02-03]", "completed by 2020-02-03", id="done-on-an-unknown-day"),
        pytest.param("", "2020-02-03", "completed 2020-02-03", id="never-due"),
    ],
)
def test_how_late_it_was_completed(due: str, completed: str, said: str) -> None:
    assert state_text(Timing(due=due, completed=completed, state="completed")) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        pytest.param(OPEN, "open", id="open"),
        pytest.param(OVERDUE, "overdue 181 d", id="overdue"),
        pytest.param(Timing(), "", id="no-dates"),
    ],
)
def test_a_state(one: Timing, said: str) -> None:
    assert state_text(one) == said


def alone(one: Timing, **more: object) -> Standing:
    """Return the standing of a milestone."""
    found = replace(standing(), item=("milestones", "M-1"), timing=one, carrier="", members=None)
    return replace(found, **more)  # type: ignore[arg-type]  # whatever the test is about


@pytest.mark.parametrize(
    ("one", "lines"),
    [
        pytest.param(alone(OPEN), ["due 2020-12-01, open"], id="open"),
        pytest.param(
            alone(OVERDUE), ["due 2020-01-01, overdue 181 d as of 2020-06-30"], id="overdue-as-of-a-day"
        ),
        pytest.param(alone(Timing(state="open")), ["no date, open"], id="undated"),
        pytest.param(alone(Timing(state="open", invalid=True)), ["no valid date, open"], id="not-a-date"),
        pytest.param(
            alone(Timing(due="2020-12-01", state="completed", invalid=True)),
            ["due 2020-12-01, completed, no date"],
            id="completed-on-no-date",
        ),
        pytest.param(alone(Timing()), [], id="no-dates"),
        pytest.param(
            alone(OPEN, carrier="milestone R-1"),
            ["due 2020-12-01 (milestone R-1), open"],
            id="dated-by-another",
        ),
        pytest.param(
            alone(OPEN, groups=(), group_nouns=("release", "box")),
            [
                "due 2020-12-01, open",
                "listed in no release or box; dmccb impact M-1 shows what waits for it",
            ],
            id="in-no-group",
        ),
        pytest.param(
            alone(Timing(due="2020-01-01", completed="2020-01-01", state="completed"), groups=()),
            ["due 2020-01-01, completed 2020-01-01, on its date"],
            id="done-and-in-no-group",
        ),
        pytest.param(
            alone(OPEN, groups=(part(9, OVERDUE), part(8, Timing()))),
            [
                "due 2020-12-01, open",
                "in milestone M-9 (features): due 2020-01-01, overdue 181 d",
                "in milestone M-8 (features)",
            ],
            id="in-two-groups",
        ),
    ],
)
def test_the_lines_of_a_record(one: Standing, lines: list[str]) -> None:
    assert summary(one) == lines


@pytest.mark.parametrize(
    ("between", "said"),
    [
        pytest.param(Difference(12, 12), "margin +12 d", id="days"),
        pytest.param(Difference(-12, -12), "margin -12 d", id="lost"),
        pytest.param(Difference(-5, 25), "margin -5 to +25 d", id="a-month"),
        pytest.param(Difference(None, 3), "margin not known", id="unknown"),
    ],
)
def test_a_margin(between: Difference, said: str) -> None:
    margin = Margin(waits_for=("milestones", "M-3"), due="2020-11", between=between)
    assert summary(alone(replace(OPEN, margin=margin)))[1] == f"{said}: waits for M-3, open and due 2020-11"


def test_the_members_by_state() -> None:
    assert members_heading(standing()) == (
        "5 features: 1 completed, 2 open, 1 overdue as of 2020-06-30, 1 not in these records"
    )
    assert [row.state for row in member_rows(standing())] == [
        "completed 2020-01-30, 1 d before its date",
        "overdue 30 d",
        "open",
        "open, no date",
        "not in these records",
    ]


def test_a_member_with_a_text_in_place_of_its_date() -> None:
    one = replace(standing(), members=(part(1, Timing(state="open", invalid=True)),))
    assert [row[:3] for row in member_rows(one)] == [("M-1", "", "open, no valid date")]


def test_one_member_is_one_member() -> None:
    one = replace(standing(), members=(part(1, OPEN),))
    assert members_heading(one) == "1 feature: 1 open"
    assert table(member_rows(one)) == [f"M-1  due 2020-12-01  open  {TITLE}"]


def test_no_members_are_no_heading() -> None:
    one = replace(standing(), members=())
    assert (members_heading(one), member_rows(one)) == ("", [])
