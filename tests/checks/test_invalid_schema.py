"""What is wrong with a schema is said by its file, its property and what is wanted."""

from __future__ import annotations

from typing import Any

import pytest

from dmccb.checks.invalid_schema import place_in_schema, schema_error
from dmccb.checks.violations import violation_of_schema

TYPES = "array, boolean, integer, null, number, object, string"


@pytest.mark.parametrize(
    ("node", "message", "hint"),
    [
        pytest.param({"type": "strng"}, f"a: type 'strng' (want {TYPES})",
                     "did you mean 'string'?", id="type"),
        pytest.param(
            {"type": ["string", "nul"]},
            f"a: type 'nul' (want {TYPES})",
            "did you mean 'null'?",
            id="one-of-several-types",
        ),
        pytest.param({"type": 3}, f"a: type 3 (want {TYPES})", "", id="type-is-a-number"),
        pytest.param(
            {"items": {"type": "strng"}},
            f"a: type 'strng' (want {TYPES})",
            "did you mean 'string'?",
            id="members",
        ),
        pytest.param({"items": "x"}, "a: items 'x' (want an object or true or false)", "", id="items"),
        pytest.param(
            {"properties": {"b": 7}}, "a: b: 7 (want an object or true or false)", "", id="not-a-schema"
        ),
        pytest.param(
            {"properties": {"properties": {"type": "x"}}},
            f"a: properties: type 'x' (want {TYPES})",
            "",
            id="a-property-named-as-a-keyword",
        ),
        pytest.param({"properties": []}, "a: properties [] (want an object)", "", id="properties"),
        pytest.param({"required": "b"}, "a: required 'b' (want a list)", "", id="required"),
        pytest.param({"required": ["b", 3]}, "a: required 3 (want text)", "", id="one-that-is-required"),
        pytest.param({"minLength": "3"}, "a: minLength '3' (want a whole number)", "", id="length"),
        pytest.param(
            {"minLength": -1},
            "a: minLength -1 (-1 is less than the minimum of 0)",
            "",
            id="length-below-zero",
        ),
        pytest.param({"pattern": "["}, "a: pattern '[' (want a regular expression)", "", id="pattern"),
        pytest.param({"$id": "::"}, "a: $id '::' (want a URI, or a reference such as '#/definitions/…')",
                     "", id="reference"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_property(node: object, message: str, hint: str) -> None:
    schema: dict[str, Any] = {"additionalProperties": {"properties": {"a": node}}}
    found = violation_of_schema(schema)
    assert found is not None
    said = schema_error("schemas/s.json", found)
    assert (said.message, said.hint) == (f"schemas/s.json: {message}", hint)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param([], ([], ""), id="the-schema"),
        pytest.param(["propertyNames"], ([], "propertyNames"), id="a-keyword-of-the-schema"),
        pytest.param(
            ["definitions", "side", "properties", "name"],
            (["definitions/side", "name"], ""),
            id="a-property-of-a-definition",
        ),
        pytest.param(
            ["additionalProperties", "properties", "a", "items", 0, "type", 1],
            (["a"], "type"),
            id="a-keyword-inside-a-property",
        ),
    ],
)
def test_a_place_is_named_by_its_properties(path: list[str | int], place: tuple[list[str], str]) -> None:
    assert place_in_schema(path) == place
