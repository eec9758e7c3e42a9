"""Changes of what is under control."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dmccb.compare.change import SCHEMAS
from dmccb.compare.schema_changes import SCHEMA_KIND, schema_changes
from dmccb.records.kinds import Kinds, load

DUE = {"type": "string", "format": "date", "x-control": "controlled", "x-compare": "date", "x-role": "due"}
LIST = {"type": "array", "items": {"type": "string"}}


def kinds(**properties: Any) -> Kinds:
    schema = {
        "title": "thing",
        "x-collection": "things",
        "additionalProperties": {"type": "object", "properties": properties},
    }
    return load([("thing.schema.json", json.dumps(schema))])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param({"due": DUE}, {"due": DUE}, [], id="equal"),
        pytest.param(
            {"due": DUE}, {"due": {**DUE, "description": "x", "pattern": "."}}, [], id="what-is-valid"
        ),
        pytest.param(
            {"due": DUE},
            {"due": {**DUE, "x-control": "note"}},
            [("due x-control", "controlled", "note")],
            id="less-control",
        ),
        pytest.param(
            {"due": DUE},
            {"due": {**DUE, "x-role": [], "format": "uri"}},
            [("due format", "date", None), ("due x-role", "due", None)],
            id="no-date-any-more",
        ),
        pytest.param(
            {"a": LIST},
            {"a": {**LIST, "x-order": "set"}},
            [("a x-compare", "list", "set"), ("a x-order", None, "set")],
            id="a-list-becomes-a-set",
        ),
        pytest.param(
            {"due": DUE},
            {"due": {key: value for key, value in DUE.items() if key != "x-role"}},
            [("due x-role", "due", None)],
            id="no-slips-any-more",
        ),
        pytest.param(
            {"a": {"properties": {"b": {"type": "string"}}}},
            {"a": {"properties": {"b": {"type": "integer"}}}},
            [("a.b type", "string", "integer")],
            id="inside-an-object",
        ),
        pytest.param(
            {"a": {**LIST, "items": {"properties": {"b": {}}}}},
            {"a": {**LIST, "items": {"properties": {"b": {"x-control": "status"}}}}},
            [("a[].b x-control", "controlled", "status")],
            id="inside-a-member",
        ),
        pytest.param(
            {"a": {}}, {"a": {}, "b": {}}, [("b x-control", None, "controlled")], id="one-field-more"
        ),
        pytest.param(
            {"a": {"x-ref": "thing"}},
            {"a": {"x-ref": "thing", "x-ref-external": True}},
            [("a x-ref-external", None, "true")],
            id="ids-from-elsewhere",
        ),
    ],
)
def test_what_is_told_of_a_kind(
    old: dict[str, Any], new: dict[str, Any], told: list[tuple[str, str | None, str | None]]
) -> None:
    found = schema_changes(kinds(**old), kinds(**new))
    assert [(field.field, field.old, field.new) for change in found for field in change.fields] == told
    assert [(change.collection, change.id, change.change) for change in found] == [
        ("schemas", "thing", "changed") for _ in told[:1]
    ]
    assert all(change.control == "controlled" for change in found)
    assert all(field.control == "controlled" for change in found for field in change.fields)


def test_a_kind_that_one_side_alone_has() -> None:
    one = kinds(due=DUE)
    assert [(change.id, change.change) for change in schema_changes({}, one)] == [("thing", "added")]
    assert [change.title for change in schema_changes({}, one)] == ["schema of things"]
    assert [(change.id, change.change) for change in schema_changes(one, {})] == [("thing", "removed")]


def test_schemas_have_a_kind_to_be_named_by() -> None:
    assert (SCHEMA_KIND.collection, SCHEMA_KIND.noun) == (SCHEMAS, "schema")
