"""Schemas that describe a kind, and those that do not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dmccb.errors import SchemaError
from dmccb.records.kinds import Kind, collections_by_kind, kind_of, load, load_beside, without_collection
from dmccb.records.roles import Role
from tests.strategies import KINDS

Json = dict[str, Any]
"""A part of a JSON Schema."""

DAY: Json = {"type": "string", "format": "date"}


def schema(properties: Json, title: str = "thing", folder: str = "things", **more: object) -> str:
    return json.dumps(
        {
            "title": title,
            "x-collection": folder,
            "additionalProperties": {"properties": properties},
            **more,
        }
    )


def kind(properties: Json, **more: Any) -> Kind:
    (found,) = load([("thing.schema.json", schema(properties, **more))]).values()
    return found


def test_a_field_has_the_roles_that_its_schema_gives() -> None:
    found = kind(
        {"a": {**DAY, "x-role": "due"}, "b": {"type": "string", "x-role": ["class", "identification"]}}
    )
    assert found.fields["a"].roles == (Role.DUE,)
    assert found.fields["b"].roles == (Role.CLASS, Role.IDENTIFICATION)
    assert [spec.name for spec in found.roles[Role.DUE]] == ["a"]


def test_every_role_but_one_is_used_by_a_shipped_schema() -> None:
    """The exception brings records of a repository's own kind into a document's scope."""

    def roles(fields: Any) -> set[Role]:
        found: set[Role] = set()
        for spec in fields.values():
            found |= {*spec.roles, *roles(spec.fields), *(roles(spec.items.fields) if spec.items else ())}
        return found

    used = set().union(*(roles(shipped.fields) for shipped in KINDS.values()))
    assert set(Role) - used == {Role.PLANNED}


@pytest.mark.parametrize(
    ("properties", "message", "hint"),
    [
        pytest.param({"a": {"x-role": "dew"}}, "unknown x-role 'dew'", "did you mean 'due'?", id="unknown"),
        pytest.param({"a": {"x-role": 1}}, "unknown x-role 1", "known roles", id="no-text"),
        pytest.param(
            {"a": {**DAY, "x-role": "due"}, "b": {**DAY, "x-role": "due"}},
            "'a' and 'b' both have the x-role 'due'",
            "only one field",
            id="given-twice",
        ),
        pytest.param(
            {"o": {"properties": {"a": {"x-role": "version"}, "b": {"x-role": "version"}}}},
            "'a' and 'b' both have the x-role 'version'",
            "only one field",
            id="given-twice-in-an-object",
        ),
        pytest.param({"a": {"x-role": "due"}}, "x-role 'due' is for dates", '"format": "date"', id="no-date"),
        pytest.param(
            {"a": {"x-role": "members"}}, "x-role 'members' is for references", "x-ref", id="no-reference"
        ),
        pytest.param({"a": {"x-control": "loose"}}, "x-control 'loose'", "", id="unknown-control"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(properties: Json, message: str, hint: str) -> None:
    with pytest.raises(SchemaError, match=r"thing\.schema\.json") as caught:
        kind(properties)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_some_roles_can_be_given_to_several_fields() -> None:
    found = kind({name: {"type": "string", "x-role": "identification"} for name in "ab"})
    assert len(found.roles[Role.IDENTIFICATION]) == 2


def test_ids_have_no_role_but_that_of_the_file() -> None:
    assert kind({"a": {}}, propertyNames={"x-role": "file"}).filed_by_id
    with pytest.raises(SchemaError, match="the only x-role of IDs is 'file'"):
        kind({"a": {}}, propertyNames={"x-role": "title"})


def test_two_kinds_of_one_name_are_refused() -> None:
    """A reference to the kind could mean records of either."""
    texts = [(f"{folder}.schema.json", schema({"a": {}}, folder=folder)) for folder in ("here", "there")]
    with pytest.raises(SchemaError, match="two schemas describe a kind named 'thing'") as caught:
        load(texts)
    assert caught.value.message.endswith("schemas/here.schema.json and schemas/there.schema.json")


@pytest.mark.parametrize(
    "folder", [pytest.param("things", id="the-same-folder"), pytest.param("my/things", id="another-folder")]
)
def test_a_schema_does_not_take_the_place_of_another_kind_by_mistake(folder: str) -> None:
    """References to that kind would lead nowhere, and its records be judged by another schema."""
    texts = [
        ("thing.schema.json", schema({"a": {}})),
        ("schemas/box.schema.json", schema({"a": {}}, title="box", folder=folder)),
    ]
    with pytest.raises(SchemaError) as caught:
        load(texts)
    assert caught.value.message == (
        f"schemas/box.schema.json: x-collection {folder!r}: "
        "the collection 'things' is that of the kind 'thing' (schemas/thing.schema.json)"
    )
    assert "the title 'thing'" in caught.value.hint


def test_a_copy_of_a_shipped_schema_without_roles_keeps_them() -> None:
    shipped = (
        "thing.schema.json",
        schema({"a": {**DAY, "x-role": "due", "title": "Due"}}, **{"x-noun": "Thing"}),
    )
    copy = ("thing.schema.json", schema({"a": DAY, "b": {"type": "string"}}))
    found = load([shipped, copy])["things"]
    assert [spec.name for spec in found.roles[Role.DUE]] == ["a"]
    assert (found.noun, found.fields["a"].label, list(found.fields)) == ("Thing", "Due", ["a", "b"])


def test_a_copy_with_roles_of_its_own_has_these_alone() -> None:
    shipped = ("thing.schema.json", schema({"a": {**DAY, "x-role": "due"}}))
    own = ("thing.schema.json", schema({"a": DAY, "b": {**DAY, "x-role": "completed"}}))
    assert set(load([shipped, own])["things"].roles) == {Role.COMPLETED}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{", "s.json: not JSON: Expecting property name", id="no-json"),
        pytest.param("[]", "s.json: a schema is a JSON object", id="no-object"),
        pytest.param(
            '{"x-collection": "a"}',
            "s.json: want a 'title' (name of the kind) and an 'x-collection' (its folder)",
            id="no-title",
        ),
        pytest.param(
            '{"title": "a", "x-collection": "/"}',
            "s.json: x-collection '/' is not a folder below baselines/",
            id="no-folder",
        ),
        pytest.param(
            '{"title": "a", "x-collection": 1}',
            "s.json: x-collection 1 (want text)",
            id="a-folder-that-is-no-text",
        ),
        pytest.param(
            '{"title": "a", "x-collection": "a"}',
            "s.json: 'additionalProperties' must describe one record with its 'properties'",
            id="no-record",
        ),
        pytest.param(
            schema({"a": {}}, **{"x-title": "b"}),
            "s.json: x-title 'b' must name a property with an x-ref",
            id="a-title-from-nowhere",
        ),
        pytest.param(
            schema({"a": {}}, **{"x-title": "a"}),
            "s.json: x-title 'a' must name a property with an x-ref",
            id="a-title-from-what-is-no-reference",
        ),
        pytest.param(
            schema({"a": {"x-compare": "loosely"}}),
            "s.json: a: x-compare 'loosely' (want date, text, version, set, list)",
            id="unknown-comparison",
        ),
        pytest.param(
            schema({"a": {"x-control": "loose"}}),
            "s.json: a: x-control 'loose' (want controlled, status, note)",
            id="unknown-control",
        ),
        pytest.param(
            schema({"a": {"$ref": "#/definitions/b"}}),
            "s.json: a: cannot follow the reference '#/definitions/b' (want '#/definitions/…')",
            id="reference-to-nothing",
        ),
        pytest.param(
            schema({"a": {"$ref": "other.json"}}),
            "s.json: a: cannot follow the reference 'other.json' (want '#/definitions/…')",
            id="reference-elsewhere",
        ),
    ],
)
def test_a_schema_that_makes_no_sense_is_refused(text: str, message: str) -> None:
    with pytest.raises(SchemaError) as caught:
        load([("s.json", text)])
    assert caught.value.message.startswith(message)


def test_a_schema_without_a_collection_describes_no_record() -> None:
    assert load([("s.json", '{"title": "settings"}')]) == {}


def test_schemas_of_records_without_a_collection_are_named() -> None:
    records = '{"title": "a", "additionalProperties": {"properties": {}}}'
    settings = '{"title": "settings", "additionalProperties": false}'
    texts = [("a.json", records), ("b.json", schema({"a": {}})), ("c.json", settings)]
    assert without_collection(texts) == ["a.json"]


def test_a_kind_has_what_its_schema_says() -> None:
    found = kind(
        {"of": {"x-ref": "thing"}, "a": {}},
        folder="/deep/er/",
        title="my_thing",
        definitions={"d": {"type": "string"}},
        **{"x-title": "of"},
    )
    assert (found.name, found.folder, found.collection, found.noun) == (
        "my_thing",
        "deep/er",
        "er",
        "my thing",
    )
    assert (found.titled_by, found.filed_by_id) == ("of", False)
    assert found.file == "schemas/thing.schema.json"
    assert found.record_schema() == {
        "properties": {"of": {"x-ref": "thing"}, "a": {}},
        "definitions": {"d": {"type": "string"}},
    }
    assert kind({"a": {}}).record_schema()["definitions"] == {}
    assert kind({"a": {}}).titled_by == ""
    assert kind({"a": {}}, **{"x-noun": "Widget"}).noun == "Widget"


def test_kinds_are_sorted_and_a_later_schema_takes_the_place_of_an_earlier_one() -> None:
    found = load(
        [
            ("z.json", schema({"a": {}}, title="z", folder="zs")),
            ("a.json", schema({"a": {}}, title="a", folder="as")),
            ("own.json", schema({"b": {}}, title="z", folder="zs")),
        ]
    )
    assert list(found) == ["as", "zs"]
    assert list(found["zs"].fields) == ["b"]
    assert collections_by_kind(found) == {"a": "as", "z": "zs"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        pytest.param("org.yaml", "org", id="a-file-named-as-the-folder"),
        pytest.param("org/a.yaml", "org", id="a-file-in-the-folder"),
        pytest.param("org/x/a.yaml", "org", id="a-file-further-down"),
        pytest.param("org/roles.yaml", "roles", id="the-deepest-folder-wins"),
        pytest.param("org/roles/a.yaml", "roles", id="a-file-in-the-deepest"),
        pytest.param("organ/a.yaml", None, id="a-folder-that-begins-alike"),
        pytest.param("a.yaml", None, id="no-folder-of-any"),
    ],
)
def test_a_file_belongs_to_the_kind_of_its_folder(path: str, found: str | None) -> None:
    texts = [("a.json", schema({"a": {}}, title="org", folder="org"))]
    texts.append(("b.json", schema({"a": {}}, title="role", folder="org/roles")))
    here = kind_of(load(texts), path)
    assert (here.collection if here else None) == found


def test_a_kind_made_by_hand_has_no_roles() -> None:
    found = Kind(name="a", folder="as", fields={}, schema={})
    assert (found.roles, found.titled_by, found.noun, found.filed_by_id) == ({}, "", "", False)


RFC = schema({"a": {"type": "string"}}, title="rfc", folder="rfcs", **{"x-beside": True})


def test_a_kind_beside_the_baselines_is_none_of_theirs() -> None:
    both = [("thing.schema.json", schema({"a": {}})), ("rfc.schema.json", RFC)]
    assert (list(load(both)), list(load_beside(both))) == (["things"], ["rfcs"])
    found = load_beside(both)["rfcs"]
    assert found.beside
    assert not found.holds("rfcs/RFC-1.yaml")
    assert kind_of({"rfcs": found}, "rfcs.yaml") is None


def test_another_schema_takes_its_place_beside_the_baselines_too() -> None:
    own = schema({"b": {"type": "string"}}, title="rfc", folder="rfcs", **{"x-beside": True})
    found = load_beside([("rfc.schema.json", RFC), ("schemas/rfc.schema.json", own)])
    assert list(found["rfcs"].fields) == ["b"]


@pytest.mark.parametrize(
    ("own", "message", "hint"),
    [
        pytest.param(
            schema({"a": {}}, title="rfc", folder="rfcs"),
            "schemas/own.json: the folder 'rfcs' is beside baselines/ (schemas/rfc.json), not below it",
            'want "x-beside": true, or another folder and another title',
            id="moved-into-the-baselines",
        ),
        pytest.param(
            schema({"a": {}}, title="rfc", folder="rfcs", **{"x-beside": False}),
            "schemas/own.json: the folder 'rfcs' is beside baselines/ (schemas/rfc.json), not below it",
            'want "x-beside": true, or another folder and another title',
            id="moved-into-the-baselines-in-words",
        ),
        pytest.param(
            schema({"a": {}}, title="thing", folder="things", **{"x-beside": True}),
            "own.json: x-beside: no command reads a folder 'things' beside baselines/",
            "only 'rfcs' can be there: leave out x-beside",
            id="a-folder-that-nobody-reads",
        ),
        pytest.param(
            schema({"a": {}}, **{"x-beside": "yes"}),
            "own.json: x-beside 'yes' (want true or false)",
            "",
            id="neither-true-nor-false",
        ),
    ],
)
@pytest.mark.parametrize("read", [load, load_beside], ids=["below", "beside"])
def test_a_folder_is_beside_the_baselines_or_it_is_not(read: Any, own: str, message: str, hint: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read([("rfc.json", RFC), ("own.json", own)])
    assert (caught.value.message, caught.value.hint) == (message, hint)
