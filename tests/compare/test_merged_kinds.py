"""Two sides whose schemas differ are compared by the stricter of both."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dmccb.compare.compare import compare
from dmccb.compare.merged_kinds import merged_kinds
from dmccb.records.coerce import typed
from dmccb.records.kinds import Kinds, load
from dmccb.records.record import Collections, Record

LIST: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
SET: dict[str, Any] = {**LIST, "x-order": "set"}


def kinds(**properties: dict[str, Any]) -> Kinds:
    record = {"type": "object", "properties": properties}
    schema = {"title": "box", "x-collection": "boxes", "additionalProperties": record}
    return load([("box.schema.json", json.dumps(schema))])


def side(by: Kinds, **fields: Any) -> Collections:
    return {"boxes": {"B-1": Record(id="B-1", fields=typed(by["boxes"].fields, fields))}}


CONTROLS = ["controlled", "status", "note"]


@pytest.mark.parametrize("old", CONTROLS)
@pytest.mark.parametrize("new", CONTROLS)
def test_the_stricter_control_rules(old: str, new: str) -> None:
    merged = merged_kinds(kinds(a={"x-control": old}), kinds(a={"x-control": new}))
    assert merged["boxes"].fields["a"].control == min(old, new, key=CONTROLS.index)


def test_what_both_sides_say_stays() -> None:
    day = {"type": "string", "format": "date"}
    merged = merged_kinds(kinds(a={**day, "x-control": "note"}), kinds(a={**day, "x-control": "status"}))
    spec = merged["boxes"].fields["a"]
    assert (spec.type, spec.date, spec.compare) == ("string", True, "date")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(LIST, SET, id="list-and-set"),
        pytest.param({"type": "string"}, {"type": "integer"}, id="text-and-number"),
        pytest.param({"type": "string"}, {"type": "string", "format": "date"}, id="text-and-date"),
        pytest.param({"x-compare": "text"}, {"x-compare": "version"}, id="text-and-version"),
        pytest.param(
            {"properties": {"b": SET}}, {"properties": {"b": LIST, "c": {"x-control": "note"}}}, id="inside"
        ),
        pytest.param({**LIST, "items": {"properties": {"b": SET}}}, LIST, id="members"),
    ],
)
def test_both_directions_are_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    there, back = merged_kinds(kinds(a=one), kinds(a=other)), merged_kinds(kinds(a=other), kinds(a=one))
    assert there["boxes"].fields == back["boxes"].fields


def test_a_list_on_one_side_and_a_set_on_the_other_compare_as_a_list() -> None:
    for old, new in ((LIST, SET), (SET, LIST)):
        assert merged_kinds(kinds(a=old), kinds(a=new))["boxes"].fields["a"].compare == "list"


def test_a_list_that_becomes_a_set_keeps_its_order_for_the_comparison() -> None:
    merged = merged_kinds(kinds(a=LIST), kinds(a=SET))
    found = compare(side(merged, a=["x", "y"]), side(merged, a=["y", "x"]), merged).changes
    back = compare(side(merged, a=["y", "x"]), side(merged, a=["x", "y"]), merged).changes
    assert len(found) == len(back) == 1


def test_a_kind_of_one_side_alone_is_compared() -> None:
    some = kinds(a=LIST)
    for merged in (merged_kinds(some, {}), merged_kinds({}, some)):
        assert merged == some
    (change,) = compare(side(some, a=["x"]), {}, merged_kinds(some, {})).changes
    assert change.change == "removed"


def test_fields_of_one_side_alone_are_known() -> None:
    merged = merged_kinds(kinds(old={"x-control": "note"}), kinds(new={"x-control": "status"}))
    assert list(merged["boxes"].fields) == ["new", "old"]
    assert merged["boxes"].fields["old"].control == "note"
