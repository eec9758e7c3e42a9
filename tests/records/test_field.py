"""One property of a schema, as the code sees it."""

from __future__ import annotations

from typing import Any

import pytest

from dmccb.errors import SchemaError
from dmccb.records.field import Field, read_fields, resolve, with_roles_of
from dmccb.records.roles import Role

SCHEMA: dict[str, Any] = {
    "definitions": {"day": {"type": "string", "format": "date"}, "deep": {"er": {"a": 1}}}
}


def field(node: dict[str, Any]) -> Field:
    return read_fields(SCHEMA, {"properties": {"some_name": node}}, "s.json")["some_name"]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        pytest.param({}, Field(name="some_name", label="some name"), id="nothing-said"),
        pytest.param(
            {"type": "integer", "title": "Level"},
            Field(name="some_name", type="integer", label="Level"),
            id="type-and-label",
        ),
        pytest.param(
            {"type": ["string", "null"]}, Field(name="some_name", label="some name"), id="several-types"
        ),
        pytest.param(
            {"$ref": "#/definitions/day", "x-control": "status"},
            Field(
                name="some_name", type="string", date=True, compare="date", control="status",
                label="some name",
            ),
            id="date-by-reference-with-its-own-control",
        ),
        pytest.param(
            {"x-ref": "person", "x-ref-external": True, "x-control": "note"},
            Field(name="some_name", ref="person", external=True, control="note", label="some name"),
            id="reference",
        ),
        pytest.param(
            {"type": "string", "x-compare": "version"},
            Field(name="some_name", type="string", compare="version", label="some name"),
            id="comparison",
        ),
        pytest.param(
            {"type": "array", "x-order": "set"},
            Field(name="some_name", type="array", ordered=False, compare="set", label="some name"),
            id="set",
        ),
        pytest.param(
            {"type": "array", "items": {"type": "string", "x-ref": "person"}},
            Field(
                name="some_name", type="array", compare="list", label="some name",
                items=Field(name="", type="string", ref="person"),
            ),
            id="list-of-references",
        ),
        pytest.param(
            {"type": "array", "items": {"anyOf": [{"type": "string"}, {"properties": {"a": {}}}]}},
            Field(
                name="some_name", type="array", compare="list", label="some name",
                items=Field(name="", fields={"a": Field(name="a", label="a")}),
            ),
            id="members-of-several-shapes-have-the-fields-of-the-object",
        ),
        pytest.param(
            {"type": "array", "items": {"oneOf": [{"x-ref": "b"}, {"$ref": "#/definitions/day"}]}},
            Field(
                name="some_name", type="array", compare="list", label="some name",
                items=Field(name="", ref="b"),
            ),
            id="members-of-several-shapes-without-an-object-are-as-the-first",
        ),
        pytest.param(
            {"properties": {"b": {"x-ref": "x"}, "a": {}}},
            Field(
                name="some_name", label="some name",
                fields={"b": Field(name="b", ref="x", label="b"), "a": Field(name="a", label="a")},
            ),
            id="object",
        ),
    ],
)  # fmt: skip
def test_a_field_is_what_its_schema_says(node: dict[str, Any], expected: Field) -> None:
    assert field(node) == expected


def test_the_place_of_a_mistake_is_said_in_full() -> None:
    node = {"type": "array", "items": {"properties": {"inner": {"x-control": "loose"}}}}
    with pytest.raises(SchemaError, match=r"^s\.json: some_name: inner: x-control 'loose'"):
        field(node)


def test_a_reference_is_followed() -> None:
    assert resolve(SCHEMA, {"$ref": "#/definitions/deep/er"}, "s.json") == {"a": 1}
    assert resolve(SCHEMA, {"a": 2}, "s.json") == {"a": 2}
    assert resolve(SCHEMA, None, "s.json") == {}


@pytest.mark.parametrize(
    "ref", ["#/definitions/none", "#/definitions/deep/er/a", "definitions/day", "#/definitions/day/x/y"]
)
def test_a_reference_that_leads_nowhere_is_refused(ref: str) -> None:
    with pytest.raises(SchemaError) as caught:
        resolve(SCHEMA, {"$ref": ref}, "s.json: a")
    assert caught.value.message == f"s.json: a: cannot follow the reference {ref!r} (want '#/definitions/…')"


@pytest.mark.parametrize(
    ("node", "hint"),
    [
        pytest.param({"x-role": "due"}, 'add "format": "date"', id="a-date-that-is-none"),
        pytest.param({"x-role": "manager"}, "add an 'x-ref'", id="a-reference-that-is-none"),
        pytest.param(
            {"type": "array", "items": {}, "x-role": "members"}, "add an 'x-ref'", id="members-that-are-none"
        ),
    ],
)
def test_a_role_needs_a_field_of_its_form(node: dict[str, Any], hint: str) -> None:
    with pytest.raises(SchemaError) as caught:
        field(node)
    assert caught.value.hint == hint


def test_members_that_refer_can_have_a_role_for_references() -> None:
    node = {"type": "array", "items": {"type": "string", "x-ref": "x"}, "x-role": "members"}
    assert field(node).roles == (Role.MEMBERS,)


def test_roles_and_labels_are_taken_over_as_far_as_they_fit() -> None:
    shipped = Field(
        name="a", label="Shipped", roles=(Role.DUE, Role.TITLE),
        items=Field(name="", label="i", roles=(Role.LAG,)),
        fields={"in": Field(name="in", label="In", roles=(Role.VERSION,))},
    )  # fmt: skip
    own = Field(
        name="a", label="a", items=Field(name=""), fields={"in": Field(name="in"), "x": Field(name="x")}
    )
    found = with_roles_of(own, shipped)
    assert (found.label, found.roles) == ("Shipped", (Role.TITLE,)), "it is no date, so never due"
    assert found.items == Field(name="", label="i", roles=(Role.LAG,))
    assert found.fields == {"in": Field(name="in", label="In", roles=(Role.VERSION,)), "x": Field(name="x")}
    assert with_roles_of(Field(name="a"), shipped).items is None
    assert with_roles_of(own, Field(name="a")).items == Field(name="")
