"""The record of a request and its pull request, read from JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import msgspec
import pytest

from dmccb.rfc.request import CLASSES, Request, Rfc, RfcClass


def rfc(**more: Any) -> Rfc:
    return msgspec.convert({"id": "RFC-17", **more}, Rfc)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("RFC-017", id="leading-zero"),
        pytest.param("RFC-0", id="zero"),
        pytest.param("rfc-17", id="small-letters"),
        pytest.param("RFC-17a", id="more-than-a-number"),
        pytest.param("LCR-17", id="another-series"),
        pytest.param("RFC-17\n", id="a-line-end"),
    ],
)
def test_what_is_no_number(number: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        rfc(id=number)


def test_a_record_that_says_nothing() -> None:
    empty = rfc()
    assert (empty.rfc_class, empty.planned_end, empty.affected, empty.release) == (None, None, None, None)


def test_a_record_calls_its_class_class() -> None:
    assert rfc(**{"class": "major"}).rfc_class == "major"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("class", "minor", id="an-unknown-class"),
        pytest.param("planned_end", "soon", id="no-day"),
        pytest.param("affected", "LDM-503-1", id="one-for-a-list"),
        pytest.param("release", {"name": "x"}, id="an-unknown-field-of-a-release"),
        pytest.param("verdict", "PASS", id="an-unknown-field"),
    ],
)
def test_what_is_refused(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        rfc(**{field: value})


def test_a_release_has_a_day() -> None:
    release = rfc(release={"id": "v1.0", "date": "2026-04-01"}).release
    assert release is not None
    assert release.date == date(2026, 4, 1)


def test_the_stricter_class_comes_first() -> None:
    assert CLASSES == ("major", "ordinary")
    assert set(CLASSES) == set(get_args(RfcClass))


@pytest.mark.parametrize(
    ("field", "value"), [pytest.param("number", 0, id="no-number"), pytest.param("base", "", id="no-base")]
)
def test_what_is_no_request(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"number": 17, "author": None, field: value}, Request)
