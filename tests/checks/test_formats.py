"""Text × a format that a schema names."""

from __future__ import annotations

import pytest

from dmccb.checks.formats import is_day


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2020-02-29", True, id="leap-day-counts"),
        pytest.param("2021-02-29", False, id="no-leap-year"),
        pytest.param("0000-01-01", False, id="the-calendar-has-no-year-0"),
        pytest.param("0001-01-01", True, id="the-first-day"),
        pytest.param("20200101", False, id="without-hyphens"),
        pytest.param("2020-W01-1", False, id="a-week"),
        pytest.param("2020-01-01T00:00:00", False, id="a-time"),
        pytest.param("\uff12\uff10\uff12\uff10-01-01", False, id="digits-of-another-script"),
        pytest.param("", False, id="nothing"),
        pytest.param(20200101, True, id="a-number-is-for-its-type-to-refuse"),
        pytest.param(None, True, id="so-is-null"),
    ],
)
def test_is_day(value: object, *, expected: bool) -> None:
    assert is_day(value) is expected
