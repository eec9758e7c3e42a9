"""An annotation that would have no effect, or not the one that was meant, is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dmccb.errors import SchemaError
from dmccb.records.annotations import ANNOTATIONS, CHOICES, check_annotations, check_collection
from dmccb.records.field import CONTROLS
from dmccb.records.kinds import load

WHOLE = [name for name in ANNOTATIONS if name in ("x-beside", "x-collection", "x-noun", "x-title")]


@pytest.mark.parametrize(
    ("name", "value", "want"),
    [
        pytest.param("x-order", "bag", "'bag' (want set, list)", id="unknown-order"),
        pytest.param("x-order", None, "None (want set, list)", id="null"),
        pytest.param("x-order", ["set"], "['set'] (want set, list)", id="a-list-of-orders"),
        pytest.param(
            "x-compare", "loosely", "'loosely' (want date, text, version, set, list)", id="unknown-comparison"
        ),
        pytest.param("x-compare", "", "'' (want date, text, version, set, list)", id="no-comparison"),
        pytest.param("x-control", "strict", "'strict' (want controlled, status, note)", id="unknown-control"),
        pytest.param("x-merge", "both", "'both' (want set, scalar)", id="unknown-merge"),
        pytest.param("x-ref", 1, "1 (want text)", id="a-reference-to-a-number"),
        pytest.param("x-ref", "", "'' (want text)", id="a-reference-to-nothing"),
        pytest.param("x-ref-external", "true", "'true' (want true or false)", id="text-for-a-boolean"),
        pytest.param("x-ref-external", 1, "1 (want true or false)", id="a-number-for-a-boolean"),
    ],
)
def test_a_value_that_an_annotation_cannot_have(name: str, value: object, want: str) -> None:
    with pytest.raises(SchemaError) as caught:
        check_annotations({name: value}, "s.json: a")
    assert caught.value.message == f"s.json: a: {name} {want}"


@pytest.mark.parametrize("name", sorted({*WHOLE} - {"x-beside"}))
@pytest.mark.parametrize("value", [pytest.param(1, id="number"), pytest.param("", id="empty")])
def test_what_a_schema_says_of_its_records_is_text(name: str, value: object) -> None:
    with pytest.raises(SchemaError) as caught:
        check_annotations({name: value}, "s.json", top=True)
    assert caught.value.message == f"s.json: {name} {value!r} (want text)"


@pytest.mark.parametrize("value", [pytest.param(1, id="number"), pytest.param("true", id="text")])
def test_whether_the_folder_is_beside_the_baselines_is_yes_or_no(value: object) -> None:
    with pytest.raises(SchemaError) as caught:
        check_annotations({"x-beside": value}, "s.json", top=True)
    assert caught.value.message == f"s.json: x-beside {value!r} (want true or false)"
    check_annotations({"x-beside": True}, "s.json", top=True)


def test_a_long_value_is_cut() -> None:
    with pytest.raises(SchemaError) as caught:
        check_annotations({"x-order": "a" * 1000}, "s.json")
    assert len(caught.value.message) < 200


def test_a_misspelt_value_is_told_the_near_one() -> None:
    with pytest.raises(SchemaError) as caught:
        check_annotations({"x-control": "controled"}, "s.json")
    assert caught.value.hint == "did you mean 'controlled'?"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        pytest.param("x-rolle", "x-role", id="a-letter-too-many"),
        pytest.param("x-rol", "x-role", id="a-letter-too-few"),
        pytest.param("x-roke", "x-role", id="another-letter"),
        pytest.param("x-odrer", "x-order", id="letters-swapped"),
        pytest.param("x_role", "x-role", id="an-underscore"),
        pytest.param("X-Role", "x-role", id="capitals"),
        pytest.param("x-ref_external", "x-ref-external", id="an-underscore-inside"),
        pytest.param("x-external", "x-ref-external", id="half-of-it"),
    ],
)
def test_a_misspelt_name_is_refused(name: str, meant: str) -> None:
    with pytest.raises(SchemaError) as caught:
        check_annotations({name: "due"}, "s.json: a")
    assert caught.value.message == f"s.json: a: unknown annotation {name!r}"
    assert caught.value.hint == f"did you mean {meant!r}?"


@pytest.mark.parametrize(
    "name",
    [
        "x-intellij-html-description",
        "x-taplo",
        "x-enum-varnames",
        "x-deprecated",
        "x-format",
        "x-unit",
        "x-internal",
        "x-",
        "description",
        "role",
    ],
)
def test_what_resembles_no_annotation_is_for_other_programs(name: str) -> None:
    check_annotations({name: object()}, "s.json")
    check_annotations({name: object()}, "s.json", top=True)


@pytest.mark.parametrize("name", ANNOTATIONS)
def test_an_annotation_is_refused_where_it_has_no_effect(name: str) -> None:
    with pytest.raises(SchemaError, match=f"^s.json: {name} is for ") as caught:
        check_annotations({name: "text"}, "s.json", top=name not in WHOLE)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, value) for name, values in CHOICES.items() for value in values),
        ("x-ref", "milestone"),
        ("x-ref-external", False),
        ("x-role", "due"),
    ],
)
def test_known_values_pass(name: str, value: object) -> None:
    check_annotations({name: value}, "s.json")


def test_the_controls_are_those_of_a_field() -> None:
    assert CHOICES["x-control"] == CONTROLS


def test_a_schema_without_a_collection_may_have_it_misspelt() -> None:
    with pytest.raises(SchemaError) as caught:
        check_collection({"x-colection": "things"}, "s.json")
    assert (caught.value.message, caught.value.hint) == (
        "s.json: unknown annotation 'x-colection'",
        "did you mean 'x-collection'?",
    )
    check_collection({"x-rolle": "for some other program", "title": "t"}, "s.json")


TYPO = {"x-rolle": "due"}


@pytest.mark.parametrize(
    ("record", "place"),
    [
        pytest.param({"properties": {"a": TYPO}}, "s.json: a", id="property"),
        pytest.param(
            {"properties": {"a": {"properties": {"b": TYPO}}}}, "s.json: a: b", id="property-of-an-object"
        ),
        pytest.param({"properties": {"a": {"items": TYPO}}}, "s.json: a", id="members"),
        pytest.param(
            {"properties": {"a": {"items": {"anyOf": [{"type": "string"}, TYPO]}}}},
            "s.json: a",
            id="one-shape-of-the-members",
        ),
        pytest.param(
            {"properties": {"a": {"items": {"anyOf": [{"type": "string"}], **TYPO}}}},
            "s.json: a",
            id="members-of-several-shapes",
        ),
        pytest.param({"properties": {"a": {"$ref": "#/definitions/d"}}}, "s.json: a", id="definition"),
        pytest.param({"properties": {"a": {}}, **TYPO}, "s.json", id="record"),
    ],
)
def test_a_misspelt_annotation_is_found_and_placed(record: dict[str, Any], place: str) -> None:
    schema = {
        "title": "thing",
        "x-collection": "things",
        "additionalProperties": record,
        "definitions": {"d": TYPO},
    }
    with pytest.raises(SchemaError) as caught:
        load([("s.json", json.dumps(schema))])
    assert caught.value.message == f"{place}: unknown annotation 'x-rolle'"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            {"x-nounn": "Thing"}, "s.json: unknown annotation 'x-nounn'", id="misspelt-for-the-schema"
        ),
        pytest.param(
            {"propertyNames": {"x-roles": "file"}},
            "s.json: propertyNames: unknown annotation 'x-roles'",
            id="misspelt-for-the-ids",
        ),
    ],
)
def test_what_is_said_of_the_whole_kind_is_checked(change: dict[str, Any], message: str) -> None:
    record: dict[str, Any] = {"properties": {"a": {}}}
    schema = {"title": "thing", "x-collection": "things", "additionalProperties": record, **change}
    with pytest.raises(SchemaError) as caught:
        load([("s.json", json.dumps(schema))])
    assert caught.value.message == message


def test_a_property_may_have_the_name_of_an_annotation() -> None:
    record = {"properties": {"x-rolle": {"type": "string"}}}
    schema = {"title": "thing", "x-collection": "things", "additionalProperties": record}
    assert list(load([("s.json", json.dumps(schema))])["things"].fields) == ["x-rolle"]


def test_an_unknown_schema_with_a_misspelt_collection_is_not_passed_over() -> None:
    with pytest.raises(SchemaError, match=r"^s\.json: unknown annotation 'x-collections'$"):
        load([("s.json", '{"title": "thing", "x-collections": "things"}')])
