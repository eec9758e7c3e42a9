"""Records as they are written, and as data."""

from __future__ import annotations

import json

from dmccb.render.record import record_json, record_text, rows
from dmccb.render.view import View
from tests.render.values import TITLE, record


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
