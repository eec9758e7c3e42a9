"""A day on the command line."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import click
import pytest

from dmccb.cli.clock import Day, today


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2020-02-29", date(2020, 2, 29), id="leap-day-counts"),
        pytest.param(date(2020, 1, 1), date(2020, 1, 1), id="a-default-is-a-date-already"),
    ],
)
def test_a_day(value: object, expected: date) -> None:
    assert Day().convert(value, None, None) == expected


@pytest.mark.parametrize(
    ("value", "want"),
    [
        pytest.param("2021-02-29", "February 2021 has 28 days", id="no-leap-year"),
        pytest.param("0000-01-01", "years begin at 0001", id="the-calendar-has-no-year-0"),
        pytest.param("today", "want YYYY-MM-DD", id="a-word"),
        pytest.param("01.02.2020", "want YYYY-MM-DD", id="day-first"),
        pytest.param("20200201", "want YYYY-MM-DD", id="a-form-that-records-do-not-have-either"),
        pytest.param("2020-01-01T00:00:00", "want YYYY-MM-DD", id="a-time"),
        pytest.param("", "want YYYY-MM-DD", id="nothing"),
    ],
)
def test_what_is_not_a_day_is_told_with_what_a_day_looks_like(value: str, want: str) -> None:
    with pytest.raises(click.BadParameter) as error:
        Day().convert(value, None, None)
    assert error.value.message.startswith(f"{value!r} is not a da")
    assert f"({want})" in error.value.message


@pytest.fixture(params=["UTC+12", "UTC-14"], ids=["far-west", "far-east"])
def _far_away(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("_far_away")
def test_today_is_the_same_everywhere() -> None:
    """One of the two is a day ahead of UTC or behind it at any hour; midnight may pass meanwhile."""
    before = datetime.now(UTC).date()  # noqa: TID251 - the clock is what is tested
    assert before <= today() <= datetime.now(UTC).date()  # noqa: TID251 - as above
