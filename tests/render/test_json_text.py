"""JSON that says the same, and does nothing to a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.render.json_text import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(VALUES)
def test_it_is_read_back_as_it_was(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == json.loads(json.dumps(value))
    assert text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Jurić → 日本 👩‍🚀", '"Jurić → 日本 👩‍🚀"', id="letters-stay"),
        pytest.param("\x1b\x7f\x9b", '"\\u001b\\u007f\\u009b"', id="control-characters"),
        pytest.param("\u202e\u2028\u200b", '"\\u202e\\u2028\\u200b"', id="unseen"),
        pytest.param("caf\udce9", '"caf\\udce9"', id="a-byte-that-is-not-utf-8"),
        pytest.param("##[group]", '"##\\u005bgroup]"', id="command-of-a-log"),
    ],
)
def test_what_is_escaped(text: str, expected: str) -> None:
    assert json_text(text) == f"{expected}\n"
