from __future__ import annotations

from typing import Any

import pytest

from dmccb.importers.previous import codes, existing, merged


@pytest.mark.parametrize(
    ("old", "new", "owned", "expected"),
    [
        pytest.param({"a": "1"}, {"a": "2"}, (), {"a": "2"}, id="the-new-value-wins"),
        pytest.param({"a": "1"}, {"b": "2"}, (), {"a": "1", "b": "2"}, id="what-the-text-leaves-out-stays"),
        pytest.param({"a": "1"}, {"b": "2"}, ("a",), {"b": "2"}, id="unless-the-text-decides-on-it"),
    ],
)
def test_merged(
    old: dict[str, Any], new: dict[str, Any], owned: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert merged(old, new, owned=owned) == expected


def test_existing_is_empty_where_nothing_is_on_record() -> None:
    assert existing({"milestones": {"A": {"title": "T"}}}, "milestones", "A") == {"title": "T"}
    assert existing({"milestones": {}}, "milestones", "A") == {}
    assert existing({}, "milestones", "A") == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, [], id="none"),
        pytest.param("A", [], id="not-a-list"),
        pytest.param(["A", {"milestone": "B", "type": "SS", "lag": 2}], ["A", "B"], id="plain-and-typed"),
    ],
)
def test_codes(value: Any, expected: list[str]) -> None:
    assert codes(value) == expected
