"""Schemas that are hostile, and legal ones that lead back to themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dmccb.checks.validator import Validator
from dmccb.errors import SchemaError
from dmccb.records.kinds import load
from dmccb.records.record import Record
from dmccb.records.schema_text import MAX_LEVELS, parse_schema


def kind(properties: dict[str, Any] | None = None, **more: object) -> str:
    record = {"type": "object", "properties": properties or {"a": {"type": "string"}}}
    return json.dumps({"title": "box", "x-collection": "boxes", "additionalProperties": record, **more})


def chain(length: int, *, twice: bool = False) -> str:
    """Describe fields in fields, each level by a reference to the next."""
    names = ("a", "b") if twice else ("a",)
    definitions: dict[str, Any] = {
        f"d{index}": {"properties": {name: {"$ref": f"#/definitions/d{index + 1}"} for name in names}}
        for index in range(length)
    }
    definitions[f"d{length}"] = {"type": "string"}
    return kind({"top": {"$ref": "#/definitions/d0"}}, definitions=definitions)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[" * 100_000, "nested too deep|not JSON", id="open-brackets"),
        pytest.param('{"a":' * 50_000 + "1" + "}" * 50_000, "nested too deep", id="objects-in-objects"),
        pytest.param('{"a":' * 101 + "1" + "}" * 101, "nested too deep", id="just-too-deep"),
        pytest.param('{"a": ' + "1" * 1_000_000 + "}", "1000000 digits", id="a-million-digits"),
        pytest.param('{"a": 0.' + "1" * 1_000 + "}", r"1002 digits \(at most 36\)", id="a-long-fraction"),
        pytest.param('{"a": NaN}', "NaN is not a number", id="not-a-number"),
        pytest.param('{"a": 1, "a": 2}', "the key 'a' is used twice", id="a-key-twice"),
        pytest.param("[]", "a schema is a JSON object", id="a-list"),
        pytest.param("", "not JSON", id="nothing"),
        pytest.param(kind({"a": {"properties": []}}), "'properties' is not an object", id="no-properties"),
        pytest.param(kind({"a": {"anyOf": {}}}), "'anyOf' is not a list", id="no-shapes"),
        pytest.param(
            kind(
                {"part": {"$ref": "#/definitions/part"}},
                definitions={"part": {"properties": {"parts": {"items": {"$ref": "#/definitions/part"}}}}},
            ),
            "levels",
            id="parts-of-parts",
        ),
        pytest.param(
            kind({"a": {"$ref": "#/definitions/d"}}, definitions={"d": {"$ref": "#/definitions/d"}}),
            "levels",
            id="a-ring-of-references-alone",
        ),
        pytest.param(chain(MAX_LEVELS + 1), "levels", id="a-long-chain"),
        pytest.param(chain(15, twice=True), "levels", id="twice-as-many-on-each-level"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(SchemaError, match=said) as error:
        load([("box.schema.json", text)])
    assert len(error.value.message) < 300
    assert "None" not in error.value.message


@pytest.mark.parametrize(
    "folder", ["../../../x", "/etc/x/../y", "..", ".", "a/../b", "a\\b", "a\n", "a b", "a//b", ".git", "é"]
)
def test_a_folder_that_is_not_below_the_baselines(folder: str) -> None:
    text = json.loads(kind()) | {"x-collection": folder}
    with pytest.raises(SchemaError, match="is not a folder below baselines/"):
        load([("box.schema.json", json.dumps(text))])


@pytest.mark.parametrize(
    ("more", "properties"),
    [
        pytest.param({"propertyNames": True}, None, id="any-name"),
        pytest.param({}, {"a": True}, id="any-value"),
        pytest.param({}, {"a": {"items": True}}, id="any-member"),
        pytest.param({}, {"a": {"items": [{"type": "string"}]}}, id="members-by-place"),
        pytest.param({}, {"a": {"anyOf": [True, {"type": "string"}]}}, id="any-shape"),
        pytest.param({"definitions": {"d": {"$ref": "#/definitions/d"}}}, None, id="a-ring-nobody-uses"),
    ],
)
def test_legal_schemas_are_read(more: dict[str, object], properties: dict[str, Any] | None) -> None:
    kinds = load([("box.schema.json", kind(properties, **more))])
    assert list(Validator(kinds["boxes"]).findings(Record(id="B-1", fields={"a": "x"}))) is not None


def test_a_schema_that_describes_no_record_may_lead_back_to_itself() -> None:
    text = '{"title": "tree", "properties": {"below": {"$ref": "#"}}}'
    assert parse_schema("tree.schema.json", text)["title"] == "tree"


def test_fields_as_deep_as_a_record_can_be() -> None:
    assert load([("box.schema.json", chain(MAX_LEVELS - 3))])


def test_a_schema_without_end_says_what_to_do() -> None:
    with pytest.raises(SchemaError) as error:
        parse_schema("box.schema.json", chain(MAX_LEVELS + 1))
    assert "refer to the other record by its ID ('x-ref')" in error.value.hint


def test_a_number_with_a_fraction() -> None:
    assert parse_schema("x.json", '{"minimum": 0.5}') == {"minimum": 0.5}
