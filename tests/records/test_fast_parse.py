"""What is read without a parser of YAML is what the parser reads."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dmccb.records.fast_parse import fast_parse
from dmccb.records.guard import guard
from dmccb.records.parse import parse
from dmccb.records.scalars import AmbiguousText
from dmccb.records.split import split
from tests.strategies import EXAMPLES

PIECES = (
    *"abnyNTé0179²-+.:,_=~<>|#'\"\\[]{}&*!%@`?/§()\t\x85\xa0\u2028\ufeff",
    *(" ", "  ", ": ", " #", "- ", "''", "0x", "0o", "1e", "null", "true", "2020-01-01", "T", "word", "a: b"),
)
scalars = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
values = st.one_of(
    scalars,
    scalars.map(lambda text: f'"{text}"'),
    scalars.map(lambda text: f"'{text}'"),
    st.sampled_from(["", "|-", ">-", "|", ">", "|+", "|2-", "2020-02-03", "3", "0" * 19, "02C.01.00", "[a]"]),
)
lines = st.one_of(
    st.builds(
        "{}{}:{}{}".format,
        st.sampled_from(["  ", "  ", "  ", "", " ", "    ", "    - ", "      ", "     "]),
        st.sampled_from(["title", "due", "a", "y", "no", "on", "a_b", "A", "'q'", "title"]),
        st.sampled_from([" ", " ", " ", "", "  "]),
        values,
    ),
    st.builds("{}{}".format, st.sampled_from(["    - ", "    - ", "    -", "  - ", "      - "]), values),
    st.builds("{}{}".format, st.sampled_from(["    ", "    ", "     ", "   ", ""]), scalars),
    st.sampled_from(["", " ", "# c", "  # c", "---", "..."]),
)
keys = st.sampled_from(
    ["K" * 500, "K" * 501, "K-1", "K-1", "K-1", "a", "y", "1.10", "02C.01", "'q k'", '"é"', "2020-01-01"]
)


@given(keys, st.lists(lines, min_size=1, max_size=6), st.sampled_from(["", "\n", "\n\n", " \n"]))
@settings(max_examples=100 * EXAMPLES, deadline=None)
@example("K-1", ["  title: a", "    b"], "\n")
@example("K-1", ["  title: >-", "    a", "    b"], "\n")
@example("K-1", ["  title: a:", "  due: 2020-01-01"], "")
@example("K-1", ["  a_b:", "    - title: a", "      due: 2020-01-01", "    - b", "    - a: c"], "\n")
@example("K-1", ["  a_b:", "    - title: a", "      title: b"], "\n")
@example("K-1", ["  a_b:", "    - b", "      title: b"], "\n")
@example("K-1", ["  a_b:", "      title: b"], "\n")
@example("K" * 501, ["  title: a"], "\n")
def test_the_short_way_reads_what_the_parser_reads(key: str, body: list[str], end: str) -> None:
    data = ("\n".join([f"{key}:", *body]) + end).encode("utf-8")
    for chunk in split(data):
        part = data[chunk.start : chunk.end]
        found = fast_parse(part, chunk.id)
        if found is not None:
            assert not guard(part, "")
            whole = parse(part, chunk.id)
            assert not whole.problems
            assert found == whole.fields
            assert _plainness(found) == _plainness(whole.fields)
            assert list(found) == list(whole.fields)


def _plainness(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plainness(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plainness(each) for each in value]
    return isinstance(value, AmbiguousText)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("  title: Begin\n  due: 2020-01-01\n  level: 2\n", id="plain"),
        pytest.param("  title: \"A: b\"\n  comment: 'It''s \"so\"'\n", id="quoted"),
        pytest.param("  title: T\n  predecessors:\n    - A-1\n    - B-2\n  jira: DM-1\n\n", id="members"),
        pytest.param("  title: T\n  comment: >-\n    one\n    two\n  jira: DM-1\n", id="paragraph"),
        pytest.param(
            "  title: T\n  rows:\n    - version: \"1.0\"\n      date: 2018-01-01\n    - version: '2'\n",
            id="members-with-fields",
        ),
        pytest.param("  title: Überprüfung § 3\n", id="more-than-ascii"),
    ],
)
def test_canonical_records_are_read_the_short_way(body: str) -> None:
    data = f"K-1:\n{body}".encode()
    assert fast_parse(data, "K-1") == parse(data, "K-1").fields


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("A: {}\n", {}, id="nothing"),
        pytest.param("A: {}\n\n", {}, id="and-an-empty-line"),
        pytest.param("A:  {}\n", None, id="two-blanks"),
        pytest.param("A: {} # c\n", None, id="a-comment"),
        pytest.param("A:\n", None, id="no-value"),
    ],
)
def test_a_record_without_fields(text: str, found: dict[str, str] | None) -> None:
    assert fast_parse(text.encode(), "A") == found
    if found is not None:
        assert parse(text.encode(), "A").fields == found


@pytest.mark.parametrize("digits", [pytest.param(18, id="most"), pytest.param(19, id="one-too-many")])
def test_a_long_number_is_left_to_the_parser(digits: int) -> None:
    data = f"A:\n  level: {'1' * digits}\n".encode()
    assert (fast_parse(data, "A") is not None) == (digits == 18)
    assert bool(parse(data, "A").problems) == (digits > 18)
