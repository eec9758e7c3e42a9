"""A value on one line that a reader can trust."""

from __future__ import annotations

import pytest

from dmccb.render.display import display, members_text, value_text
from tests.render.changerecord import cases


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(
            {"version": "1.5", "description": "One, two"}, "version 1.5, description “One, two”", id="row"
        ),
        pytest.param([{"a": 1}, {"b": True}], "a 1; b yes", id="list-of-objects"),
        pytest.param({"a": {"b": ["c", "d"]}}, "a (b (c, d))", id="deep"),
        pytest.param([], "", id="empty-list"),
        pytest.param("a\r\n\n  b\tc", "a b c", id="one-line"),
        pytest.param("a\u202eb\u200bc\x07", "a<U+202E>b<U+200B>c<U+0007>", id="hidden-is-shown"),
        pytest.param("\u06cc\u200c\u062e", "\u06cc\u200c\u062e", id="joiners-stay"),
    ],
)
def test_value_text(value: object, said: str) -> None:
    assert value_text(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param({"milestone": "DM-AP-7"}, "DM-AP-7", id="plain"),
        pytest.param({"milestone": "A", "type": "SS", "lag": -8}, "A (SS, -8 h)", id="with-lead"),
        pytest.param(
            {"milestone": "A", "why": "x"}, "milestone A, why x", id="with-more-than-the-schema-has"
        ),
    ],
)
def test_a_relation_is_read_as_its_schema_says(value: object, said: str) -> None:
    assert value_text([value], cases.spec_of("predecessors")) == said


def test_lone_surrogate_can_be_written() -> None:
    assert display("a\ud800").encode() == b"a<U+D800>"


def test_members_are_folded_with_a_count() -> None:
    assert members_text(["A", "B", "C", "D"], fold=2) == "A, B … and 2 more"
    assert members_text(["A", "B", "C"], fold=2) == "A, B, C"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(" two\n lines ", "two lines", id="one-line"),
        pytest.param("a  \t\r\n b", "a b", id="blanks-around-a-break"),
        pytest.param("a  b", "a  b", id="blanks-alone-stay"),
        pytest.param("a\x1b[2Jb", "a<U+001B>[2Jb", id="escape"),
        pytest.param("\u202egnp", "<U+202E>gnp", id="right-to-left"),
        pytest.param("caf\udce9", "caf<U+DCE9>", id="a-byte-that-is-not-utf-8"),
    ],
)
def test_display(text: str, shown: str) -> None:
    assert display(text) == shown
