"""What the schema forbids in a record, in a few lines."""

from __future__ import annotations

import pytest

from dmccb.checks.faults import MOST, faults
from dmccb.checks.validator import Validator
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

VALIDATOR = Validator(load_kinds()["milestones"], shipped=True)


def told(fields: Fields) -> list[str]:
    return list(faults(VALIDATOR, Record(id="M-1", fields={"title": "M", **fields})))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"due": "2036-12-01"}, [], id="nothing"),
        pytest.param(
            {"due": "2036-13-01"},
            ["due: '2036-13-01' is not a day of the calendar (months are 01 to 12)"],
            id="no-day",
        ),
        pytest.param({"dew": "red"}, ["unknown field 'dew' (did you mean 'due'?)"], id="unknown-field"),
    ],
)
def test_each_is_told(fields: Fields, expected: list[str]) -> None:
    assert told(fields) == expected


def test_of_many_the_first_few_are_told() -> None:
    many = told({f"colour{letter}": "red" for letter in "abcdefgh"})
    assert (len(many), many[-1]) == (MOST + 1, "and more")
