"""What is certainly in canonical form is what would be written; and nearly all that is written is certain."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmccb.checks.surely_canonical import surely_canonical
from dmccb.records.read import read_chunk
from dmccb.records.record import Fields
from dmccb.records.write import write_record
from tests.strategies import KINDS, fields

KIND = KINDS["milestones"]


def certain(body: str, kind: str = "milestones", key: str = "M-1") -> bool:
    """Tell it of a record, and hold it against what would be written."""
    spec, data = KINDS[kind], body.encode("utf-8", "surrogatepass")
    record, problems = read_chunk(spec, data, key, "a.yaml", 1)
    found = not problems and surely_canonical(spec.fields, record, data)
    if found:
        assert write_record(spec, key, record.fields) == body.rstrip("\n")
    return found


WORDS = st.sampled_from(
    [
        *("The", "camera", "a", "no", "Yes", "null", "it's", "é", "§7", "(b)", "w" * 60, ""),
        *("'", '"inner"', '"', "x:", ":", "x:y", "https://a.b/c", "#", "x#", "\\", ".", "{}"),
        *("5", "-5", "2020-02-29", "02C.01", "1e5", "-", "- x", "|", ">-", "\u00a0", "\u2028"),
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
TEXTS = TEXT | st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
VALUES = TEXTS | WORDS | st.integers(-20, 20) | st.lists(TEXT, min_size=1, max_size=3)
RECORDS = st.dictionaries(st.sampled_from([*KIND.fields, "frob", "no"]), VALUES, min_size=1, max_size=4)
EDITS = st.sampled_from(
    ["", " ", "  ", "\n", "\n    ", "\n  ", "a", ":", "- ", "'", '"', "#", "é", "\x00", "5"]
)


@given(RECORDS, st.sampled_from(["M-1", "no", "1.5", "Y"]), st.integers(0, 400), st.integers(0, 6), EDITS)
@settings(max_examples=600)
def test_what_is_certain_is_what_would_be_written(
    record: Fields, key: str, at: int, length: int, edit: str
) -> None:
    body = write_record(KIND, key, record) + "\n"
    certain(body, key=key)
    certain(body[:at] + edit + body[at + length :], key=key)


@pytest.mark.parametrize("name", sorted(KINDS))
@given(data=st.data())
def test_every_kind_is_written_as_is_certain(name: str, data: st.DataObject) -> None:
    certain(write_record(KINDS[name], "M-1", data.draw(fields(KINDS[name]))) + "\n", name)


LONG = "word " * 30

CERTAIN = [
    pytest.param({"title": "Review the camera"}, id="text"),
    pytest.param({"title": 'The "inner" camera, (second) part'}, id="quotes-inside"),
    pytest.param({"title": "A", "wbs": "02C.01.00", "level": 2}, id="codes-and-numbers"),
    pytest.param({"title": "A", "due": "2020-02-29", "completed": "2020-03-01"}, id="dates"),
    pytest.param({"title": "A", "predecessors": ["A-1", "A-2"]}, id="a-set"),
    pytest.param({"title": "First: the camera"}, id="in-quotes"),
    pytest.param({"title": 'First: the "camera" it\'s'}, id="in-single-quotes"),
    pytest.param({"title": "A", "comment": LONG.strip()}, id="a-folded-paragraph"),
    pytest.param({"title": "A", "comment": "One line.\nAnother."}, id="lines"),
    pytest.param({"title": "A", "comment": ("word " * 21).strip()}, id="one-line-too-long-for-its-name"),
    pytest.param({"title": "See https://example.org/a"}, id="an-address"),
]


@pytest.mark.parametrize("written", CERTAIN)
def test_the_forms_of_nearly_all_records_are_certain(written: Fields) -> None:
    assert certain(write_record(KIND, "M-1", written) + "\n\n")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("  wbs: 1A\n  title: A", id="another-order"),
        pytest.param("  title: 'A'", id="quotes-without-need"),
        pytest.param('  title: "A: b"  # why', id="a-comment"),
        pytest.param("  # why\n  title: A", id="a-comment-above"),
        pytest.param("  title: no", id="a-word-that-is-misread"),
        pytest.param("  title: 2020-02-29", id="a-date-that-is-text"),
        pytest.param("  due: -1", id="a-number-for-a-date"),
        pytest.param("  title: 5", id="a-number-that-is-text"),
        pytest.param("  level: 05", id="a-number-with-a-zero"),
        pytest.param("  predecessors:\n    - B-1\n    - A-1", id="a-set-in-another-order"),
        pytest.param(f"  title: {LONG}word", id="too-long-a-line"),
        pytest.param("  comment: >-\n    two\n    lines", id="folded-too-early"),
        pytest.param("  comment: |-\n    one line", id="a-paragraph-for-one-line"),
        pytest.param("  title:  A", id="two-blanks"),
        pytest.param("  title: A\n\n  level: 2", id="an-empty-line"),
    ],
)
def test_what_is_not_canonical_is_not_certain(lines: str) -> None:
    assert not certain(f"M-1:\n{lines}\n")
