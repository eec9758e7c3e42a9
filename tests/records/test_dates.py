"""The days between two dates, and what is not a date of ours."""

from __future__ import annotations

import pytest

from dmccb.records.dates import date_fault, day, days_between


@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        pytest.param("2019-01-01", "2019-01-31", 30, id="later-is-positive"),
        pytest.param("2019-03-01", "2019-02-01", -28, id="earlier-is-negative"),
        pytest.param("2020-02-28", "2020-03-01", 2, id="leap-day-counts"),
        pytest.param(None, "2020-03-01", None, id="a-date-that-is-new"),
        pytest.param("soon", "2020-03-01", None, id="no-date"),
        pytest.param("20200101", "2020-03-01", None, id="basic-format"),
        pytest.param("2020-W01-1", "2020-03-01", None, id="week-date"),
        pytest.param("2020-03-01\n", "2020-03-01", None, id="line-feed-behind-it"),
        pytest.param("٢٠٢٠-03-01", "2020-03-01", None, id="other-digits"),
        pytest.param("2019-02-29", "2020-03-01", None, id="no-such-day"),
        pytest.param("0000-01-01", "2020-03-01", None, id="year-zero"),
        pytest.param("0001-01-01", "0001-01-02", 1, id="the-first-year"),
        pytest.param(20200101, "2020-03-01", None, id="a-number"),
    ],
)
def test_days(old: object, new: object, days: int | None) -> None:
    assert days_between(old, new) == days


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("soon", "is not a date (want YYYY-MM-DD)", id="another-form"),
        pytest.param("2027-6-3", "is not a date (want YYYY-MM-DD)", id="digits-missing"),
        pytest.param(
            "2027-06-31", "is not a day of the calendar (June 2027 has 30 days)", id="a-short-month"
        ),
        pytest.param("2027-06-00", "is not a day of the calendar (June 2027 has 30 days)", id="day-zero"),
        pytest.param(
            "2100-02-29", "is not a day of the calendar (February 2100 has 28 days)", id="no-leap-year"
        ),
        pytest.param("2019-13-02", "is not a day of the calendar (months are 01 to 12)", id="month-13"),
        pytest.param("2019-00-02", "is not a day of the calendar (months are 01 to 12)", id="month-zero"),
        pytest.param("0000-01-01", "is not a day of the calendar (years begin at 0001)", id="year-zero"),
    ],
)
def test_why_a_text_gives_no_day(text: str, said: str) -> None:
    assert day(text) is None
    assert date_fault(text) == said


def test_each_month_has_its_name() -> None:
    said = [date_fault(f"2027-{number:02}-32").partition("(")[2].partition(" ")[0] for number in range(1, 13)]
    names = "January February March April May June July August September October November December"
    assert " ".join(said) == names
