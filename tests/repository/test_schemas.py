"""The shipped kinds, and those of a repository beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dmccb.errors import SchemaError
from dmccb.records.field import Field
from dmccb.repository.folder import Folder
from dmccb.repository.schemas import (
    folder,
    is_shipped,
    load_every_kind,
    load_kinds,
    load_kinds_beside,
    schemas,
)
from tests.cli.conftest import Repo

SHIPPED = load_kinds()
BOX = {
    "title": "box",
    "x-collection": "boxes",
    "additionalProperties": {"type": "object", "properties": {"size": {"type": "string"}}},
}


def test_the_shipped_schemas_are_those_of_the_folder() -> None:
    files = {path.name for path in Path(folder()).glob("*.schema.json")}
    assert {name for name, _ in schemas()} == files
    assert "milestone.schema.json" in files


def test_a_repository_adds_a_kind(repo: Repo) -> None:
    repo.write("schemas/box.schema.json", json.dumps(BOX))
    found = load_kinds(Folder(repo.root, "x"))
    assert found.keys() - SHIPPED.keys() == {"boxes"}
    assert list(found["boxes"].fields) == ["size"]
    assert not is_shipped(found["boxes"])


def test_a_repository_replaces_a_shipped_kind_and_no_other(repo: Repo) -> None:
    milestone = dict(schemas())["milestone.schema.json"]
    schema = json.loads(milestone)
    schema["definitions"]["milestone"]["properties"]["mood"] = {"type": "string", "description": "x"}
    repo.write("schemas/milestone.schema.json", json.dumps(schema))
    found = load_kinds(Folder(repo.root, "x"))
    assert "mood" in found["milestones"].fields
    assert [name for name, kind in found.items() if not is_shipped(kind)] == ["milestones"]


def test_a_copy_of_a_shipped_schema_is_the_shipped_kind(repo: Repo) -> None:
    repo.write("schemas/milestone.schema.json", dict(schemas())["milestone.schema.json"])
    assert load_kinds(Folder(repo.root, "x")) == SHIPPED


def test_a_kind_with_one_more_field_is_not_the_shipped_one() -> None:
    kind = SHIPPED["milestones"]
    assert is_shipped(kind)
    assert not is_shipped(kind._replace(fields={**kind.fields, "mood": Field(name="mood")}))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="not-json"),
        pytest.param("[]", id="not-an-object"),
        pytest.param(json.dumps(BOX | {"x-collection": "../boxes"}), id="a-folder-outside"),
    ],
)
def test_what_is_not_a_schema_is_refused_by_name(text: str, repo: Repo) -> None:
    repo.write("schemas/box.schema.json", text)
    with pytest.raises(SchemaError, match=r"box\.schema\.json"):
        load_kinds(Folder(repo.root, "x"))


def test_an_rfc_is_of_no_kind_of_the_baselines() -> None:
    beside = load_kinds_beside()
    assert list(beside) == ["rfcs"]
    assert "rfcs" not in SHIPPED
    assert load_every_kind() == {**SHIPPED, **beside}
    assert is_shipped(beside["rfcs"])


def test_a_repository_has_an_rfc_of_its_own(repo: Repo) -> None:
    schema = json.loads(dict(schemas())["rfc.schema.json"])
    schema["definitions"]["rfc"]["properties"]["mood"] = {"type": "string", "description": "x"}
    repo.write("schemas/rfc.schema.json", json.dumps(schema))
    found = load_kinds_beside(Folder(repo.root, "x"))
    assert "mood" in found["rfcs"].fields
    assert load_kinds(Folder(repo.root, "x")) == SHIPPED
