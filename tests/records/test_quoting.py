"""How text stands in a record file."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dmccb.records.quoting import WIDTH, block, double_quoted, quoted_id, scalar
from tests.strategies import LINES, TEXTS


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("1.10", '"1.10"', id="version"),
        pytest.param("1.10.1", "1.10.1", id="three-numbers"),
        pytest.param("2019-11-08", '"2019-11-08"', id="date-as-text"),
        pytest.param("no", '"no"', id="boolean"),
        pytest.param("", '""', id="nothing"),
        pytest.param("a: b", '"a: b"', id="colon"),
        pytest.param("a:", '"a:"', id="colon-at-the-end"),
        pytest.param("a:b", "a:b", id="colon-inside-a-word"),
        pytest.param("a #b", '"a #b"', id="hash"),
        pytest.param("a#b", "a#b", id="hash-inside-a-word"),
        pytest.param(' "x" ', "' \"x\" '", id="double-quotes"),
        pytest.param(' "it\'s" ', "' \"it''s\" '", id="both-quotes"),
        pytest.param("it's", "it's", id="apostrophe"),
        pytest.param("'x", '"\'x"', id="apostrophe-first"),
        pytest.param("- \\", '"- \\\\"', id="backslash-in-quotes"),
        pytest.param('- \\"', "'- \\\"'", id="backslash-in-single-quotes"),
        pytest.param("a\\b", "a\\b", id="backslash-in-a-word"),
        pytest.param("a\tb", '"a\\tb"', id="tab"),
        pytest.param("a\nb", '"a\\nb"', id="line-feed"),
        pytest.param('"\n', '"\\"\\n"', id="line-feed-and-quote"),
        pytest.param("a\x85b", '"a\\u0085b"', id="next-line"),
        pytest.param("\x07", '"\\u0007"', id="bell"),
        pytest.param("a\ufeff", '"a\\ufeff"', id="byte-order-mark"),
        pytest.param("-", '"-"', id="dash"),
        pytest.param("a ", '"a "', id="blank-at-the-end"),
        pytest.param(" a", '" a"', id="blank-at-the-start"),
        pytest.param("...", '"..."', id="end-of-a-document"),
        pytest.param("\U0001f52d", "\U0001f52d", id="emoji"),
    ],
)
def test_text_is_quoted_where_some_reader_would_misread_it(text: str, written: str) -> None:
    assert scalar(text) == written


@given(TEXTS)
def test_whatever_is_written_is_read_again(text: str) -> None:
    assert yaml.safe_load(f"- {scalar(text)}\n") == [text]
    assert yaml.safe_load(f"- {double_quoted(text)}\n") == [text]


@pytest.mark.parametrize(
    ("key", "written"),
    [
        pytest.param("A b", '"A b"', id="space"),
        pytest.param("é", '"é"', id="not-ascii"),
        pytest.param("no", '"no"', id="boolean"),
        pytest.param("1.10", '"1.10"', id="number"),
        pytest.param('a"b', "'a\"b'", id="double-quote"),
        pytest.param("a\\b", "'a\\b'", id="backslash"),
        pytest.param("it's", '"it\'s"', id="apostrophe"),
        pytest.param("A: b", '"A: b"', id="colon"),
        pytest.param("LDM-564/v1.4", "LDM-564/v1.4", id="plain"),
        pytest.param("a~b+c_d", "a~b+c_d", id="every-plain-sign"),
    ],
)
def test_an_id_is_written_without_escapes(key: str, written: str) -> None:
    assert quoted_id(key) == written


FITS = "w" * (WIDTH - 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nb", ("|-", ["  a", "  b"]), id="lines"),
        pytest.param("a\n\nb\n", ("|", ["  a", "", "  b"]), id="line-feed-at-the-end-and-an-empty-line"),
        pytest.param(f"{FITS}ww", ("|-", [f"  {FITS}ww"]), id="just-as-wide-as-the-page"),
        pytest.param(f"{FITS}www", (">-", [f"  {FITS}www"]), id="a-word-wider-than-the-page"),
        pytest.param(f"{FITS} w", ("|-", [f"  {FITS} w"]), id="words-just-as-wide"),
        pytest.param(f"{FITS} ww", (">-", [f"  {FITS}", "  ww"]), id="words-one-wider"),
        pytest.param(f"{FITS}  ww", (">-", [f"  {FITS}  ww"]), id="two-blanks-are-not-broken"),
        pytest.param(f"a\n{FITS} ww\n", (">", ["  a", "", f"  {FITS}", "  ww"]), id="folded-lines"),
        pytest.param(f"a\n\n{FITS} ww", (">-", ["  a", "", "", f"  {FITS}", "  ww"]), id="folded-paragraphs"),
        pytest.param("", None, id="nothing"),
        pytest.param("\n", None, id="a-line-feed"),
        pytest.param("\na", None, id="an-empty-line-first"),
        pytest.param("a\n\n", None, id="two-line-feeds-at-the-end"),
        pytest.param(" a\nb", None, id="a-blank-before-a-line"),
        pytest.param("a\nb ", None, id="a-blank-behind-a-line"),
        pytest.param("a\tb", None, id="a-tab"),
        pytest.param("a\x85b", None, id="a-control-character"),
    ],
)
def test_text_of_lines_stands_in_a_block(text: str, expected: tuple[str, list[str]] | None) -> None:
    assert block(text, 2) == expected


@given(TEXTS, st.integers(2, 60))
def test_a_block_is_read_again(text: str, indent: int) -> None:
    found = block(text, indent)
    if found is not None:
        mark, lines = found
        assert yaml.safe_load("\n".join([f"a: {mark}", *lines]) + "\n") == {"a": text}


@given(LINES)
def test_an_id_in_quotes_has_no_escapes(key: str) -> None:
    body = quoted_id(key)
    assert body.strip(body[0]) == key.strip(body[0]) if body[0] in "'\"" else body == key
