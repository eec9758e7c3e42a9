"""Findings -> where each is in its file."""

from __future__ import annotations

import pytest

from dmccb.checks.finding import Finding
from dmccb.checks.locate import Places, WrittenPaths
from dmccb.problems import MAX_REPORTED, Problem
from dmccb.records.coerce import Path
from dmccb.records.read import read_file
from dmccb.records.record import Record
from dmccb.records.scalars import Text
from tests.checks.plan import KINDS

KIND = KINDS["milestones"]
PATH = "baselines/milestones.yaml"
TEXT = """# head

M-1:
  title: One

M-2:
  title: Two
  # why
  predecessors:
    - M-9
    - M-1
  remark: {a: [b, c]}
"""


def found(
    at: Path = (), key: str = "M-2", text: str = TEXT, *, of_key: bool = False, written: bool = False
) -> Problem:
    """Return the one finding with its place."""
    record = read_file(KIND, PATH, text.encode()).records[key]
    finding = Finding(rule="schema-range", record=record, at=at, key=of_key, written=written, message="x")
    (problem,) = Places({PATH: (KIND, text.encode())}).problems([finding])
    return problem


@pytest.mark.parametrize(
    ("at", "key", "place"),
    [
        pytest.param((), "M-1", (3, 1), id="the-record"),
        pytest.param((), "M-2", (6, 1), id="a-later-record"),
        pytest.param(("title",), "M-2", (7, 10), id="a-field"),
        pytest.param(("predecessors",), "M-2", (9, 3), id="a-list"),
        pytest.param(("predecessors", 0), "M-2", (11, 7), id="a-member-of-a-set-in-its-sorted-order"),
        pytest.param(("predecessors", 1), "M-2", (10, 7), id="another-member"),
        pytest.param(("predecessors", 9), "M-2", (9, 3), id="a-member-that-is-not-there"),
        pytest.param(("due",), "M-2", (6, 1), id="a-field-that-is-not-there"),
    ],
)
def test_the_place_of_a_value(at: Path, key: str, place: tuple[int, int]) -> None:
    problem = found(at, key)
    assert (problem.line, problem.column) == place
    assert (problem.path, problem.id, problem.severity) == (PATH, key, "error")


def test_members_may_be_counted_as_they_are_in_the_file() -> None:
    assert found(("predecessors", 0), written=True).line == 10


def test_the_name_of_a_field_or_its_value() -> None:
    assert (found(("title",)).column, found(("title",), of_key=True).column) == (10, 3)


def test_columns_count_characters() -> None:
    text = 'M-1:\n  title: "é\U0001f52d"\n  remark: {é\U0001f52d: b}\n'
    assert found(("remark", "é\U0001f52d"), "M-1", text).column == 16


def test_a_file_that_is_not_known_gives_the_line_of_the_record() -> None:
    record = Record(id="M-1", fields={}, path="elsewhere.yaml", line=7)
    (problem,) = Places({}).problems(
        [Finding(rule="schema-range", record=record, at=("title",), message="x")]
    )
    assert problem.place == "elsewhere.yaml:7:1"


def test_findings_are_sorted_and_those_beyond_a_thousand_have_the_line_of_their_record() -> None:
    count = MAX_REPORTED + 2
    text = "".join(f"M-{number:04}:\n  title: x\n" for number in range(count))
    records = read_file(KIND, PATH, text.encode()).records.values()
    findings = [Finding(rule="schema-range", record=one, at=("title",), message="x") for one in records]
    problems = Places({PATH: (KIND, text.encode())}).problems(reversed(findings))
    assert [one.id for one in problems] == [f"M-{number:04}" for number in range(count)]
    assert {(one.line % 2, one.column) for one in problems[:MAX_REPORTED]} == {(0, 10)}
    assert {(one.line % 2, one.column) for one in problems[MAX_REPORTED:]} == {(1, 1)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param((), (), id="the-record"),
        pytest.param(("predecessors", 0), ("predecessors", 2), id="first-of-a-set"),
        pytest.param(("predecessors", 2), ("predecessors", 1), id="last-of-a-set"),
        pytest.param(("predecessors", 3), ("predecessors", 3), id="beyond-the-last"),
        pytest.param(("remark", 0), ("remark", 0), id="an-unknown-list-is-not-sorted"),
        pytest.param(("title", "x"), ("title", "x"), id="inside-of-text"),
    ],
)
def test_written_paths(path: Path, expected: Path) -> None:
    values: dict[str, Text] = {"title": "x", "predecessors": ["M-2", "M-3", "M-1"], "remark": ["b", "a"]}
    assert WrittenPaths(KIND.fields, values).of(path) == expected
