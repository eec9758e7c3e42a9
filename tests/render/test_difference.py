"""The difference of two dates, as a reader sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.records.dates import Difference, difference
from dmccb.render.difference import days_text, difference_text, range_text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("2019-02-28", "2020-11-30", "+641 d", id="later-has-a-plus"),
        pytest.param("2020-01-02", "2020-01-01", "-1 d", id="earlier-has-a-minus"),
        pytest.param("2020-01-01", "2020-01-01", "+0 d", id="equal"),
        pytest.param("2019-02-28", "2020-11", "+612 to +641 d, later", id="to-a-month"),
        pytest.param("2020-11-30", "2020-01", "-334 to -304 d, earlier", id="to-an-earlier-month"),
        pytest.param("2020-11-15", "2020-11", "-14 to +15 d, unclear", id="to-its-own-month"),
        pytest.param("2020-11", "2020-11", "-29 to +29 d, unclear", id="between-equal-months"),
        pytest.param("2020-01-11", "[..2020-01-01]", "at most -10 d, earlier", id="to-that-day-or-earlier"),
        pytest.param("2020-01-01", "[..2020-01-11]", "at most +10 d, unclear", id="which-may-be-either"),
        pytest.param("[..2020-01-01]", "2020-01-11", "at least +10 d, later", id="from-that-day-or-earlier"),
        pytest.param("[..2020-01-01]", "[..2021-01-01]", "unclear", id="where-nothing-is-known"),
    ],
)
def test_difference_text(old: str, new: str, said: str) -> None:
    apart = difference(old, new)
    assert apart is not None
    assert difference_text(apart) == said


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        pytest.param(5, 5, "+5 d", id="one-number"),
        pytest.param(-5, -5, "-5 d", id="one-that-is-earlier"),
        pytest.param(0, 0, "+0 d", id="none"),
        pytest.param(-3, 12, "-3 to +12 d", id="a-range"),
        pytest.param(358.5, 358.5, "+358.5 d", id="half-a-day"),
        pytest.param(-0.5, 12.0, "-0.5 to +12 d", id="half-a-day-of-a-range"),
        pytest.param(1234567.5, 1234567.5, "+1234567.5 d", id="however-many"),
        pytest.param(100000.0, 100000.0, "+100000 d", id="whole-days-have-no-fraction"),
    ],
)
def test_range_text(least: float, most: float, said: str) -> None:
    assert range_text(least, most) == said


@given(st.integers(-9999, 9999))
def test_a_number_of_days_has_its_sign_and_its_unit(days: int) -> None:
    number, unit = days_text(days).split(" ")
    assert (int(number), unit, number[0]) == (days, "d", "-" if days < 0 else "+")
    assert difference_text(Difference(days, days)) == range_text(days, days) == days_text(days)
