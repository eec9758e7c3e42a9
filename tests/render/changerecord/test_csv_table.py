"""A change record as a table: a line for each field that differs."""

from __future__ import annotations

import csv
import io

import pytest

from dmccb.compare.change import Change, ChangeKind, FieldChange
from dmccb.changerecord.groups import Group
from dmccb.records.record import Value
from dmccb.render.changerecord.csv_table import render
from tests.render.changerecord import cases


def change(kind: ChangeKind, *fields: FieldChange, old_id: str = "") -> Change:
    return Change(
        collection="milestones",
        id="M-1",
        title="One",
        change=kind,
        control="controlled",
        fields=fields,
        old_id=old_id,
    )


def lines(*changes: Change, group: str = "R-1") -> list[dict[str, str]]:
    page = render(cases.assembled((Group(id=group, title="", changes=changes),)))
    return list(csv.DictReader(io.StringIO(page, newline="")))


@pytest.mark.parametrize(
    ("one", "fields"),
    [
        pytest.param(
            change("changed", cases.due("2020-01-01", "2020-01-02"), cases.done("2020-01-03")),
            ["due", "completed"],
            id="a-changed-record-has-only-its-fields",
        ),
        pytest.param(
            change("added", cases.fresh("title", "One")), ["", "title"], id="a-new-one-has-a-line-of-its-own"
        ),
        pytest.param(change("removed"), [""], id="one-that-left"),
        pytest.param(change("renumbered", old_id="M-0"), [""], id="a-new-id"),
    ],
)
def test_the_lines_of_a_record(one: Change, fields: list[str]) -> None:
    found = lines(one)
    assert [line["field"] for line in found] == fields
    shared = {(line["id"], line["old_id"], line["change"], line["release"]) for line in found}
    assert shared == {("M-1", one.old_id, one.change, "R-1")}


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        pytest.param(
            cases.due("2020-01-01", "2020-01-03"), ("2020-01-01", "2020-01-03", "+2", "", ""), id="a-slip"
        ),
        pytest.param(
            cases.due("2020-01-03", "2020-01-01"),
            ("2020-01-03", "2020-01-01", "-2", "", ""),
            id="what-came-forward-is-a-number-and-no-formula",
        ),
        pytest.param(
            cases.members("features", ["A", "B"], ["B", "C"]), ("A; B", "B; C", "", "C", "A"), id="members"
        ),
        pytest.param(cases.fresh("title", ""), ("", "", "", "", ""), id="empty-text"),
        pytest.param(cases.fresh("title", "=1+1"), ("", "'=1+1", "", "", ""), id="a-formula-is-text"),
        pytest.param(
            cases.fresh("title", 'a "b",\nc'), ("", 'a "b",\nc', "", "", ""), id="a-separator-is-text"
        ),
        pytest.param(cases.unknown("x", [["a", "b"], 1]), ("", "a; b; 1", "", "", ""), id="a-list-in-a-list"),
        pytest.param(cases.unknown("x", True), ("", "yes", "", "", ""), id="as-a-reader-says-it"),
    ],
)
def test_the_cells_of_a_field(field: FieldChange, cells: tuple[str, ...]) -> None:
    (line,) = lines(change("changed", field))
    assert tuple(line[name] for name in ("old", "new", "days", "added", "removed")) == cells


def test_every_group_is_in_one_table() -> None:
    found = lines(change("removed"), change("added"), group="")
    assert [(line["change"], line["release"]) for line in found] == [("removed", ""), ("added", "")]


@pytest.mark.parametrize("value", ["x" * 5000, "w " * 2000], ids=["one-word", "many-words"])
def test_no_value_is_shortened(value: Value) -> None:
    (line,) = lines(change("changed", cases.fresh("title", value)))
    assert line["new"] == value
