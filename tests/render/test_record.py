"""Records as they are written, and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from dmccb.impact.standing import Shown
from dmccb.render.record import record_json, record_text, rows
from dmccb.render.terminal.record import render
from dmccb.render.view import View
from tests.render.values import TITLE, planned, record


def test_each_record_under_its_kind_and_place() -> None:
    said = record_text([record(3), record(4)], View())
    assert said.splitlines()[:3] == ["# milestone, baselines/milestones.yaml:3", "M-3:", f"  title: {TITLE}"]
    assert "\n\n# milestone, baselines/milestones.yaml:4\nM-4:\n" in said


def test_json_has_the_place_apart() -> None:
    (found,) = json.loads(record_json([record(3)]))
    assert (found["collection"], found["id"], found["line"]) == ("milestones", "M-3", 3)
    assert found["fields"]["predecessors"] == ["M-2", "M-3"]


def test_a_row_for_each_field() -> None:
    assert rows([record(), record()], View()) == 6
    assert rows([planned()], View()) == 3 + 5


def test_what_is_computed_is_in_comments_below_the_record() -> None:
    said = record_text([planned(2)], View()).splitlines()
    assert said[1] == "M-2:"
    assert all(line.startswith("# ") for line in said[-7:])
    assert said[-6:-4] == [
        "# 5 features: 1 completed, 2 open, 1 overdue as of 2020-06-30, 1 not in these records",
        f"#   M-1  due 2020-01-31  completed 2020-01-30, 1 d before its date  {TITLE}",
    ]


def test_json_has_what_is_computed_apart() -> None:
    first, second = json.loads(record_json([record(1), planned(2)]))
    assert first["computed"] == {"invalid": []}
    assert sorted(second["fields"]) == ["due", "predecessors", "title"]
    assert second["computed"]["margin"]["days_max"] == 31


INVALID = replace(planned(2), invalid=("due: 'soon' is not a date", "unknown field 'co\u202elour'"))


@pytest.mark.parametrize("page", [record_text, render])
def test_what_is_not_valid_is_marked(page: Callable[[Sequence[Shown], View], str]) -> None:
    lines = [line.strip(" #") for line in page([INVALID], View()).splitlines()]
    at = lines.index("invalid: due: 'soon' is not a date")
    assert lines[at + 1] == "invalid: unknown field 'co<U+202E>lour'"


def test_the_json_has_what_is_not_valid() -> None:
    (found,) = json.loads(record_json([INVALID]))
    assert found["computed"]["invalid"] == list(INVALID.invalid)
