"""What a record says in the field that has a role."""

from __future__ import annotations

import json

import pytest

from dmccb.records import vocabulary as v
from dmccb.records.kinds import Kinds, load
from dmccb.records.record import Record, Value
from dmccb.records.roles import Role

TEXT = {"type": "string"}
RELATION = {
    "type": "object",
    "properties": {
        "kind": {**TEXT, "x-role": "relation-type"},
        "to": {**TEXT, "x-ref": "thing", "x-role": "related"},
    },
}
MEMBER = {"anyOf": [{**TEXT, "x-ref": "thing"}, RELATION]}
THING = {
    "title": "thing",
    "x-collection": "things",
    "additionalProperties": {
        "properties": {
            "name": {**TEXT, "x-role": "title"},
            "level": {"type": "integer"},
            "plan": {**TEXT, "x-ref": "plan", "x-role": "document"},
            "parts": {"type": "array", "x-role": "members", "x-ref": "thing", "items": MEMBER},
            "first": {**TEXT, "x-role": "identification"},
            "second": {**TEXT, "x-role": "identification"},
            "holder": {"properties": {"who": {**TEXT, "x-ref": "thing", "x-role": "person"}}},
        }
    },
}  # fmt: skip
BOX = {
    "title": "box",
    "x-collection": "boxes",
    "x-title": "thing",
    "additionalProperties": {"properties": {"thing": {**TEXT, "x-ref": "thing"}}},
}
KINDS: Kinds = load((f"{one['title']}.schema.json", json.dumps(one)) for one in (THING, BOX))
KIND = KINDS["things"]


def thing(**fields: Value) -> Record:
    return Record(id="T", fields=fields)


def test_a_field_is_found_by_its_role() -> None:
    found = v.field_with(KIND, Role.IDENTIFICATION)
    assert found is not None
    assert found.name == "first"
    assert v.field_with(KIND, Role.DUE) is None


def test_a_part_of_a_field_is_found_by_its_role() -> None:
    relation = v.part_with(KIND.fields["parts"], Role.RELATED)
    person = v.part_with(KIND.fields["holder"], Role.PERSON)
    assert relation is not None
    assert person is not None
    assert (relation.name, person.name) == ("to", "who")
    assert v.part_with(KIND.fields["parts"], Role.LAG) is None
    assert v.part_with(KIND.fields["name"], Role.RELATED) is None
    assert v.part_with(None, Role.RELATED) is None


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(thing(name="x"), "x", id="given"),
        pytest.param(thing(level=1), None, id="not-given"),
        pytest.param(None, None, id="no-record"),
    ],
)
def test_a_value_is_what_the_field_has(record: Record | None, expected: str | None) -> None:
    assert v.value(KIND, record, Role.TITLE) == expected
    assert v.text(KIND, record, Role.TITLE) == v.title(KIND, record) == (expected or "")
    assert v.value(KIND, record, Role.DUE) is None


def test_text_that_is_none_is_empty() -> None:
    assert v.text(KIND, thing(name=1), Role.TITLE) == ""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"to": "A", "kind": "SS"}, "A", id="given"),
        pytest.param({"kind": "SS"}, "", id="not-given"),
        pytest.param({"to": 1}, "", id="no-text"),
        pytest.param("A", "", id="no-object"),
    ],
)
def test_the_text_of_a_part(values: object, expected: str) -> None:
    assert v.part_text(KIND.fields["parts"], values, Role.RELATED) == expected
    assert v.part_text(KIND.fields["name"], values, Role.RELATED) == ""


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(["A", "B"], [(0, "A"), (1, "B")], id="ids"),
        pytest.param("A", [(0, "A")], id="a-single-id-is-one-member"),
        pytest.param([{"to": "A"}, {"kind": "SS"}, 1, "B"], [(0, "A"), (3, "B")], id="relations"),
        pytest.param(7, [], id="no-list"),
    ],
)
def test_members_have_an_index_and_an_id(parts: Value, expected: list[tuple[int, str]]) -> None:
    record = thing(parts=parts)
    assert v.members(KIND, record, Role.MEMBERS) == expected
    assert v.ids(KIND, record, Role.MEMBERS) == [key for _, key in expected]


def test_nothing_has_no_members() -> None:
    assert v.members(KIND, None, Role.MEMBERS) == v.members(KIND, thing(), Role.MEMBERS) == []


def test_rows_are_the_objects_of_a_list_and_their_index() -> None:
    assert v.rows(KIND, thing(parts=["A", {"to": "B"}]), Role.MEMBERS) == [(1, {"to": "B"})]
    assert v.rows(KIND, thing(parts="A"), Role.MEMBERS) == []
    assert v.rows(KIND, None, Role.MEMBERS) == []


def test_a_kind_groups_others_by_members_or_by_its_title() -> None:
    assert v.groups_others(KIND)
    assert v.groups_others(KINDS["boxes"])
    plain = {**THING, "additionalProperties": {"properties": {"name": TEXT}}}
    assert not v.groups_others(load([("thing.schema.json", json.dumps(plain))])["things"])


def test_the_kinds_that_a_role_refers_to() -> None:
    assert v.target_kinds(KINDS, Role.DOCUMENT) == {"plan"}
    assert v.target_kinds(KINDS, Role.TITLE) == v.target_kinds(KINDS, Role.DUE) == frozenset()
