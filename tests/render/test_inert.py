"""Text that is read and never obeyed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.render.inert import inert, uncontrolled, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("two\nlines\n", "two\nlines\n", id="lines"),
        pytest.param("a\tb", "a\tb", id="tab"),
        pytest.param("Jurić → 日本\u00a0x", "Jurić → 日本\u00a0x", id="letters-of-the-world"),
        pytest.param(
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            id="joiner",
        ),
        pytest.param("\x1b[2J", "<U+001B>[2J", id="escape"),
        pytest.param("\x9b2J", "<U+009B>2J", id="eight-bit-escape"),
        pytest.param("a\r\nb", "a<U+000D>\nb", id="carriage-return"),
        pytest.param("a\u2028b", "a<U+2028>b", id="line-separator"),
        pytest.param("\u202egnp", "<U+202E>gnp", id="right-to-left"),
        pytest.param("caf\udce9", "caf<U+DCE9>", id="not-utf-8"),
        pytest.param("::error::x", "<U+003A>:error::x", id="command"),
        pytest.param("a\n \t::error::x", "a\n \t<U+003A>:error::x", id="after-blanks"),
        pytest.param("\u00a0\u3000::x::", "\u00a0\u3000<U+003A>:x::", id="after-blanks-that-are-not-ascii"),
        pytest.param("a ::error::x", "a ::error::x", id="inside-a-line"),
        pytest.param("a ##[add-mask]x", "a ##<U+005B>add-mask]x", id="old-command-anywhere"),
        pytest.param(":", ":", id="one-colon"),
    ],
)
def test_inert(text: str, expected: str) -> None:
    assert inert(text) == expected


@given(st.text(st.sampled_from(":# [\n\r\t\x1b\x9b\u202e\u200d\u2028\u3000\udce9aé")))
def test_nothing_is_obeyed_and_nothing_is_lost(text: str) -> None:
    said = inert(text)
    assert not [line for line in said.splitlines() if line.strip().startswith("::")]
    assert "##[" not in said
    assert all(unicodedata.category(char) not in {"Cc", "Cs"} for char in said if char not in "\n\t")
    assert re.sub(r"<U\+(\w+)>", lambda match: chr(int(match[1], 16)), said) == text
    assert inert(said) == said


def test_visible_is_for_a_part_of_a_line() -> None:
    assert visible("::\n") == "::<U+000A>"


def test_a_document_keeps_its_lines() -> None:
    assert uncontrolled("a\r\n\tb\x1b\x9b\u202e") == "a\r\n\tb<U+001B><U+009B>\u202e"
