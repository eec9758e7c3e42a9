"""A number and its noun agree."""

from __future__ import annotations

import pytest

from dmccb.render.plural import agreeing, counted, plural


@pytest.mark.parametrize(
    ("number", "nouns", "expected"),
    [
        pytest.param(0, ("file",), "0 files", id="none"),
        pytest.param(1, ("file",), "1 file", id="one"),
        pytest.param(2, ("file",), "2 files", id="two"),
        pytest.param(1023, ("record",), "1,023 records", id="thousands"),
        pytest.param(1, ("person", "people"), "1 person", id="irregular-one"),
        pytest.param(3, ("person", "people"), "3 people", id="irregular-several"),
    ],
)
def test_counted(number: int, nouns: tuple[str, ...], expected: str) -> None:
    assert counted(number, *nouns) == expected
    assert expected.endswith(plural(number, *nouns))


@pytest.mark.parametrize(
    ("many", "one"),
    [("features", "feature"), ("companies", "company"), ("mass", "mass"), ("people", "people")],
)
def test_agreeing(many: str, one: str) -> None:
    assert (agreeing(1, many), agreeing(0, many), agreeing(2, many)) == (one, many, many)
