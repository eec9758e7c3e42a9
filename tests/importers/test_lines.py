from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.errors import SourceError
from dmccb.importers.lines import Line, is_day, numbered, plain, split_at
from dmccb.records.characters import IN_VALUE


def texts(text: str) -> list[str]:
    return [line.text for line in numbered(text, "LDM-1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nb", ["a", "b"], id="lines"),
        pytest.param("a\r\nb\r\n", ["a", "b", ""], id="line-ends-of-windows"),
        pytest.param("\ufeffa\nb", ["a", "b"], id="byte-order-mark"),
        pytest.param("a\n\x0cb", ["a", " b"], id="page-break-is-no-line-break"),
        pytest.param("a\xa0b", ["a b"], id="non-breaking-space"),
        pytest.param("a\tb", ["a\tb"], id="a-tab-parts-cells"),
    ],
)
def test_numbered(text: str, expected: list[str]) -> None:
    assert texts(text) == expected
    assert [line.number for line in numbered(text, "LDM-1")] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\x00", id="null"),
        pytest.param("\x07", id="bell"),
        pytest.param("\x1b", id="escape"),
        pytest.param("\r", id="carriage-return-inside-a-line"),
        pytest.param("\x85", id="next-line"),
        pytest.param("\u2028", id="line-separator"),
        pytest.param("\u202e", id="right-to-left-override"),
        pytest.param("\ufeff", id="byte-order-mark-inside"),
    ],
)
def test_a_character_that_no_record_may_hold_is_refused_with_its_line(character: str) -> None:
    with pytest.raises(SourceError) as caught:
        numbered(f"one\ntw{character}o\nthree", "LDM-1")
    assert caught.value.message == (
        f"cannot read the text of LDM-1: line 2 holds U+{ord(character):04X}, which no record may hold"
    )
    assert caught.value.hint == "remove the control characters from the text"


def test_further_lines_with_forbidden_characters_are_counted() -> None:
    with pytest.raises(SourceError, match=r"line 1 holds U\+0007, .*; so do 2 more lines$"):
        numbered("\x07\x08\n\x07\nfine\n\x07", "LDM-1")


@given(st.text())
def test_no_line_holds_a_character_that_the_reader_refuses(text: str) -> None:
    try:
        lines = numbered(text, "LDM-1")
    except SourceError:
        return
    assert not any(re.search(IN_VALUE, line.text) for line in lines)


def test_plain() -> None:
    assert plain("  a \t b ") == "a b"


@pytest.mark.parametrize(
    ("text", "before", "blocks"),
    [
        pytest.param("", [""], [], id="empty"),
        pytest.param("a\nb", ["a", "b"], [], id="no-heading"),
        pytest.param("a\n#1\nb\nc\n#2", ["a"], [("#1", ["b", "c"]), ("#2", [])], id="two-headings"),
        pytest.param("#1\nb", [], [("#1", ["b"])], id="nothing-before"),
    ],
)
def test_split_at(text: str, before: list[str], blocks: list[tuple[str, list[str]]]) -> None:
    above, found = split_at(numbered(text, "LDM-1"), lambda line: line.text.startswith("#"))
    assert [line.text for line in above] == before
    assert [(heading.text, [line.text for line in body]) for heading, body in found] == blocks


def test_a_line_knows_its_number() -> None:
    assert numbered("a\nb", "LDM-1")[1] == Line(number=2, text="b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2020-02-29", True, id="leap-day"),
        pytest.param("2021-02-29", False, id="no-such-day"),
        pytest.param("20200229", False, id="without-hyphens"),
        pytest.param("soon", False, id="words"),
    ],
)
def test_is_day(text: str, *, expected: bool) -> None:
    assert is_day(text) is expected
