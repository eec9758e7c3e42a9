"""The days between two dates, and what is not a date of ours."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.records.dates import (
    Difference,
    Direction,
    Period,
    date_fault,
    date_order,
    day,
    difference,
    lateness,
    overdue,
    period,
    refines,
)

DAYS = st.dates(date(2019, 11, 1), date(2021, 3, 1)).map(date.isoformat)
MONTHS = DAYS.map(lambda text: text[:7])
PERIODS = DAYS | MONTHS
ALL = PERIODS | DAYS.map(lambda text: f"[..{text}]")

EARLIEST = date(2018, 1, 1)
"""Stands for the days long ago that ``[..DAY]`` allows."""


def days_of(text: str) -> list[date]:
    """Return the days that a date stands for, those long ago as one."""
    found = period(text)
    assert found is not None
    first = found.first or EARLIEST
    return [first + timedelta(days=number) for number in range((found.last - first).days + 1)]


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
    found = difference(old, new)
    assert (found.days if found else None) == days


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


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2020-11-30", "2020-11-30", "2020-11-30", id="day"),
        pytest.param("2020-11", "2020-11-01", "2020-11-30", id="month"),
        pytest.param("2020-02", "2020-02-01", "2020-02-29", id="february-of-a-leap-year"),
        pytest.param("2020-12", "2020-12-01", "2020-12-31", id="december"),
        pytest.param("[..2021-05-10]", None, "2021-05-10", id="that-day-or-an-earlier-one"),
    ],
)
def test_the_days_that_a_date_stands_for(text: str, first: str | None, last: str) -> None:
    assert period(text) == Period(date.fromisoformat(first) if first else None, date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("2020", id="year"),
        pytest.param("2020-13", id="month-13"),
        pytest.param("2020-1", id="a-digit-missing"),
        pytest.param("0000-11", id="year-zero"),
        pytest.param("2020-11\n", id="line-feed-behind-it"),
        pytest.param("[..2021-02-29]", id="no-such-day"),
        pytest.param("[..2021-05]", id="that-month-or-an-earlier-one"),
        pytest.param("[2021-05-10..]", id="that-day-or-a-later-one"),
        pytest.param("2020-11-30/2020-12-01", id="interval"),
        pytest.param("2020-11~", id="about"),
        pytest.param("٢٠٢٠-11", id="other-digits"),
        pytest.param("", id="empty"),
        pytest.param(None, id="nothing"),
        pytest.param(202011, id="number"),
    ],
)
def test_what_is_not_a_date(value: object) -> None:
    assert period(value) is None
    assert difference(value, "2020-01-01") is None
    assert date_order(value) == (date.max, date.max)
    assert not refines("2020-11", value)
    assert overdue(value, date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("old", "new", "least", "most", "direction"),
    [
        pytest.param("2019-02-28", "2020-11", 612, 641, "later", id="day-to-month"),
        pytest.param("2020-11", "2019-02-28", -641, -612, "earlier", id="month-to-day"),
        pytest.param("2020-11", "2020-11-30", 0, 29, "unclear", id="day-in-its-month"),
        pytest.param("2020-11", "2020-12", 1, 60, "later", id="month-to-the-next"),
        pytest.param("2020-11-30", "2020-11-30", 0, 0, "unclear", id="the-same-day"),
        pytest.param("2020-11-30", "[..2020-11-29]", None, -1, "earlier", id="certainly-before"),
        pytest.param("2020-11-30", "[..2021-05-10]", None, 161, "unclear", id="before-or-after"),
        pytest.param("[..2021-05-10]", "2021-05-11", 1, None, "later", id="certainly-after"),
        pytest.param("[..2021-05-10]", "[..2021-05-11]", None, None, "unclear", id="no-limit"),
    ],
)
def test_differences_of_imprecise_dates(
    old: str, new: str, least: int | None, most: int | None, direction: Direction
) -> None:
    found = difference(old, new)
    assert found == Difference(least, most)
    assert found.direction == direction
    days = least if least == most else None
    assert found.as_json() == {"days": days, "days_min": least, "days_max": most, "direction": direction}


@pytest.mark.parametrize(
    ("found", "middle"),
    [
        pytest.param(Difference(612, 641), 626.5, id="range"),
        pytest.param(Difference(5, 5), 5, id="exact"),
        pytest.param(Difference(None, -3), -3, id="at-most"),
        pytest.param(Difference(4, None), 4, id="at-least"),
        pytest.param(Difference(None, None), 0, id="anything"),
    ],
)
def test_middle(found: Difference, middle: float) -> None:
    assert found.middle == middle


@pytest.mark.parametrize(
    ("due", "done", "days"),
    [
        pytest.param("2019-09-09", "2020-06-30", 295, id="late"),
        pytest.param("2020-06-30", "2020-06-01", -29, id="early"),
        pytest.param("2020-06", "2020-07-02", 2, id="a-month-is-due-at-its-end"),
        pytest.param("2020-06-10", "2020-06", -9, id="a-month-is-done-at-its-start"),
        pytest.param("2020-06", "2020-06", -29, id="the-kinder-reading-of-both"),
        pytest.param("2020-06-10", "[..2021-05-10]", None, id="day-unknown"),
        pytest.param(None, "2020-06-10", None, id="never-due"),
        pytest.param("2020-06-10", None, None, id="not-done"),
    ],
)
def test_lateness(due: str | None, done: str | None, days: int | None) -> None:
    assert lateness(due, done) == days


@pytest.mark.parametrize(
    ("due", "days"),
    [
        pytest.param("2020-06-29", 1, id="yesterday"),
        pytest.param("2020-06-30", None, id="today"),
        pytest.param("2020-07-01", None, id="tomorrow"),
        pytest.param("2020-06", None, id="a-month-is-due-at-its-end"),
        pytest.param("2020-05", 30, id="the-month-before"),
    ],
)
def test_overdue(due: str, days: int | None) -> None:
    assert overdue(due, date(2020, 6, 30)) == days


@pytest.mark.parametrize(
    ("old", "new", "refined"),
    [
        pytest.param("2020-11", "2020-11-30", True, id="day-of-the-month"),
        pytest.param("2020-11", "2020-12-01", False, id="day-of-another-month"),
        pytest.param("2020-11-30", "2020-11", False, id="less-precise"),
        pytest.param("2020-11", "2020-11", False, id="the-same"),
        pytest.param("[..2021-05-10]", "2020-11", True, id="an-earlier-month"),
        pytest.param("[..2021-05-10]", "2021-05", False, id="a-month-that-goes-on-after-it"),
        pytest.param("[..2021-05-10]", "[..2021-05-01]", True, id="an-earlier-limit"),
        pytest.param("2020-11", "[..2020-11-30]", False, id="no-longer-this-month"),
    ],
)
def test_refinement(old: str, new: str, refined: bool) -> None:
    assert refines(old, new) == refined


@given(old=PERIODS, new=PERIODS)
def test_the_range_is_that_of_all_pairs_of_days_and_no_larger(old: str, new: str) -> None:
    days = [(after - before).days for before, after in product(days_of(old), days_of(new))]
    assert difference(old, new) == Difference(min(days), max(days))


@given(old=ALL, new=ALL)
def test_a_direction_holds_for_every_pair_of_days(old: str, new: str) -> None:
    found = difference(old, new)
    assert found is not None
    ends = [(after - before).days for before in days_of(old)[-60:] for after in days_of(new)[-60:]]
    if found.direction == "later":
        assert min(ends) > 0
    if found.direction == "earlier":
        assert max(ends) < 0
    assert found.most is None or max(ends) <= found.most
    assert found.least is None or min(ends) >= found.least


@given(first=PERIODS, second=PERIODS, third=PERIODS)
def test_consecutive_ranges_add_up_to_contain_the_whole(first: str, second: str, third: str) -> None:
    one, two, whole = difference(first, second), difference(second, third), difference(first, third)
    assert one
    assert two
    assert whole
    assert one.least is not None
    assert two.least is not None
    assert whole.least is not None
    assert one.most is not None
    assert two.most is not None
    assert whole.most is not None
    assert one.least + two.least <= whole.least <= whole.most <= one.most + two.most


@given(old=DAYS, new=DAYS)
def test_with_days_alone_the_difference_is_exact(old: str, new: str) -> None:
    found = difference(old, new)
    assert found is not None
    assert found.days == found.least == found.most == (date.fromisoformat(new) - date.fromisoformat(old)).days


@given(old=ALL, new=ALL)
def test_backwards_the_sign_turns(old: str, new: str) -> None:
    forth, back = difference(old, new), difference(new, old)
    assert forth
    assert back
    turned = {"later": "earlier", "earlier": "later", "unclear": "unclear"}
    assert back.direction == turned[forth.direction]
    assert forth.least is None or back.most == -forth.least
    assert not (refines(old, new) and refines(new, old))


@given(old=ALL, new=ALL)
def test_refinement_is_a_part_of_the_days(old: str, new: str) -> None:
    before, after = period(old), period(new)
    assert before
    assert after
    shorter = set(days_of(new)) < set(days_of(old))
    endless = before.first is None and after.first is None
    assert refines(old, new) == (shorter if not endless else after.last < before.last)
