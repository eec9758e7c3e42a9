"""A change record as a table: a line for each field that differs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.records.record import Fields, Value
from dmccb.render.changerecord.csv_table import render
from tests.changerecord.plans import PLAN, State, of_milestones, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES


def lines(record: ChangeRecord) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(record), newline="")))


DUE: Fields = {"due": "2020-01-01"}


@pytest.mark.parametrize(
    ("old", "new", "change", "fields"),
    [
        pytest.param(
            {"M-1": DUE},
            {"M-1": {"due": "2020-01-02", "completed": "2020-01-03"}},
            "changed",
            ["due", "completed"],
            id="a-changed-record-has-only-its-fields",
        ),
        pytest.param({}, {"M-1": {}}, "added", ["", "title"], id="a-new-one-has-a-line-of-its-own"),
        pytest.param({"M-1": {}}, {}, "removed", ["", "title"], id="one-that-left"),
        pytest.param({"M-01": {"title": "t"}}, {"M-1": {"title": "t"}}, "renumbered", [""], id="a-new-id"),
    ],
)
def test_the_lines_of_a_record(
    old: dict[str, Fields], new: dict[str, Fields], change: str, fields: list[str]
) -> None:
    held: dict[str, Fields] = {"R-1": {"features": ["M-1"]}}
    record = told(state({"R-1": {}, **old}, held), state({"R-1": {}, **new}, held))
    found = [line for line in lines(record) if line["collection"] == "milestones"]
    assert [line["field"] for line in found] == fields
    shared = {(line["id"], line["old_id"], line["change"], line["release"]) for line in found}
    assert shared == {("M-1", "M-01" if change == "renumbered" else "", change, "R-1")}


NAMES = ("old", "new", "days", "days_min", "days_max", "direction", "added", "removed")


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        pytest.param(
            DUE,
            {"due": "2020-01-03"},
            ("2020-01-01", "2020-01-03", "+2", "+2", "+2", "later", "", ""),
            id="a-slip",
        ),
        pytest.param(
            {"due": "2020-01-03"},
            DUE,
            ("2020-01-03", "2020-01-01", "-2", "-2", "-2", "earlier", "", ""),
            id="what-came-forward-is-a-number-and-no-formula",
        ),
        pytest.param(
            DUE,
            {"due": "2020-02"},
            ("2020-01-01", "2020-02", "", "+31", "+59", "later", "", ""),
            id="a-month-has-a-range",
        ),
        pytest.param(
            {"predecessors": ["A", "B"]},
            {"predecessors": ["B", "C"]},
            ("A; B", "B; C", "", "", "", "", "C", "A"),
            id="members",
        ),
        pytest.param({"comment": "a"}, {"comment": ""}, ("a", "", "", "", "", "", "", "a"), id="empty-text"),
        pytest.param({}, {"jira": "=1+1"}, ("", "'=1+1", "", "", "", "", "", ""), id="a-formula-is-text"),
        pytest.param(
            {}, {"jira": 'a "b",\nc'}, ("", 'a "b",\nc', "", "", "", "", "", ""), id="a-separator-is-text"
        ),
        pytest.param(
            {}, {"x": [["a", "b"], 1]}, ("", "a; b; 1", "", "", "", "", "", ""), id="a-list-in-a-list"
        ),
        pytest.param({}, {"x": True}, ("", "yes", "", "", "", "", "", ""), id="as-a-reader-says-it"),
    ],
)
def test_the_cells_of_a_field(old: Fields, new: Fields, cells: tuple[str, ...]) -> None:
    (line,) = lines(of_milestones({"M": old}, {"M": new}))
    assert tuple(line[name] for name in NAMES) == cells


@pytest.mark.parametrize(
    ("old", "new", "news"),
    [
        pytest.param({}, {"level": 1}, "first_recorded", id="first-recorded"),
        pytest.param({"level": 1}, {}, "dropped", id="dropped"),
        pytest.param({"level": 1}, {"level": 2}, "changed", id="changed"),
        pytest.param({"due": "2020-01"}, {"due": "2020-01-31"}, "refined", id="more-precise"),
        pytest.param({"due": "2020-01-31"}, {"due": "2020-01"}, "blurred", id="less-precise"),
    ],
)
def test_a_line_says_what_kind_of_news_it_is(old: Fields, new: Fields, news: str) -> None:
    (line,) = lines(of_milestones({"M": old}, {"M": new}))
    assert (line["news"], line["in_scope"], line["invalid"]) == (news, "yes", "")


def test_what_is_outside_and_what_is_invalid_is_said_in_each_line() -> None:
    found = lines(cases.realistic())
    outside = {line["id"] for line in found if line["in_scope"] == "no"}
    assert outside == {"LSST-1", "LSST-2"}
    record = told(state({"M": DUE}), state({"M": {}}), invalid={"M": ("v2: one", "v2: two")})
    assert [line["invalid"] for line in lines(record)] == ["v2: one; v2: two"]


def test_what_was_first_recorded_has_its_release_as_well() -> None:
    (line,) = (line for line in lines(cases.realistic()) if line["id"] == "DM-DRP-11")
    assert (line["field"], line["release"]) == ("deliverable", "LDM-503-09a")


@pytest.mark.parametrize("value", ["x" * 5000, "w " * 2000], ids=["one-word", "many-words"])
def test_no_value_is_shortened(value: Value) -> None:
    (line,) = lines(of_milestones({"M": {}}, {"M": {"comment": value}}))
    assert line["new"] == value


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_field_of_each_change_has_one_line(old: State, new: State) -> None:
    record = cases.of(old, new, document=PLAN)
    expected = [
        (change.collection, change.id, name)
        for change in record.changeset.changes
        for name in ([] if change.change == "changed" else [""]) + [field.field for field in change.fields]
    ]
    assert [(line["collection"], line["id"], line["field"]) for line in lines(record)] == expected
