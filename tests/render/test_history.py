"""The changes of a record, in words."""

from __future__ import annotations

import json

import pytest

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.event import Event, History
from dmccb.render.history import heading, history_json, history_text, rows, slip
from dmccb.render.view import View
from tests.render.changerecord import cases
from tests.render.values import history


def event(old: str | None, new: str | None) -> Event:
    field = FieldChange(field="due", control="controlled", spec=cases.spec_of("due"), old=old, new=new)
    change = Change(
        collection="milestones",
        id="M-1",
        title="One",
        change="changed",
        control="controlled",
        fields=(field,) if old != new else (),
    )
    return Event(commit="0" * 40, date="2020-01-31", author="A. Author", subject="s", change=change)


def test_each_change_with_its_commit_and_baseline() -> None:
    lines = history_text(history(), View()).splitlines()
    assert lines[0].startswith("DM-NCSA-11  Verified acquisition of raw")
    assert lines[0].endswith("  [milestones]: 2 changes, due moved +119 d in total")
    assert lines[1] == "  2020-01-31  0000000000  A. Author: Change 2"
    assert "  2020-01-31  0000000000  v1.0 (2020-01-31)  A. Author: Change 1" in lines
    assert lines[-1] == "[releases]: no committed change"
    assert rows(history(), View()) == 2


@pytest.mark.parametrize(
    ("steps", "days"),
    [
        pytest.param([], 0, id="no-change"),
        pytest.param([("2020-01-01", "2020-01-31")], 30, id="one-step"),
        pytest.param([("2020-01-11", "2020-01-02"), ("2020-01-01", "2020-01-11")], 1, id="there-and-back"),
        pytest.param([(None, "2020-01-01")], 0, id="its-first-date"),
        pytest.param([("2020-01-05", None), ("2020-01-01", "2020-01-05")], 4, id="dropped-in-the-end"),
        pytest.param([("a", "a"), ("2020-01-01", "2020-01-03")], 2, id="a-change-of-something-else"),
    ],
)
def test_the_slip_is_from_the_first_date_to_the_last(
    steps: list[tuple[str | None, str | None]], days: int
) -> None:
    assert slip([event(*step) for step in steps]) == days


def test_one_change_is_one_change() -> None:
    assert heading("milestones", [event("2020-01-01", "2020-01-01")]) == "M-1  One  [milestones]: 1 change"


def test_json_names_the_baseline_of_a_commit() -> None:
    first, second = json.loads(history_json(history()))
    assert [one["baseline"] for one in first["events"]] == [None, "v1.0"]
    assert (second["id"], second["events"], second["slip_days"]) == (None, [], 0)


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(history_json(History(events=[], baselines={}, shallow=False))) == []
