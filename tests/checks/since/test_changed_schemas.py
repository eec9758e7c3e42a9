"""Schemas of two states: what a change alters in them, and that it is told."""

from __future__ import annotations

import json

import pytest

from dmccb.checks.since.changed_schemas import SHOWN, changed_schemas, differing_parts
from dmccb.records.kinds import Kinds, load

BOX = {
    "title": "box",
    "x-collection": "stores/boxes",
    "additionalProperties": {"type": "object", "properties": {"size": {"type": "string"}}},
}


ALTERS = "the change alters the schema of boxes"


def kinds(**changes: object) -> Kinds:
    return load([("schemas/box.schema.json", json.dumps(BOX | changes))])


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        pytest.param({"a": 1}, {"a": 1}, [], id="equal"),
        pytest.param({"a": 1, "b": 2}, {"b": 2, "a": 1}, [], id="another-order-says-the-same"),
        pytest.param({"a": 1}, {"a": 2}, ["/a"], id="another-value"),
        pytest.param({"const": 1}, {"const": True}, ["/const"], id="true-is-not-one"),
        pytest.param({"required": ["a"]}, {}, ["/required"], id="a-part-is-gone"),
        pytest.param({}, {"required": ["a"]}, ["/required"], id="a-part-is-new"),
        pytest.param({"enum": ["a"]}, {"enum": ["a", "b"]}, ["/enum"], id="a-list-is-one-part"),
        pytest.param({"a": {"b": 1, "c": 2}}, {"a": {"b": 2, "c": 3}}, ["/a/b", "/a/c"], id="two-parts"),
        pytest.param({"a/b": {"~": 1}}, {"a/b": {"~": 2}}, ["/a~1b/~0"], id="escaped-as-a-pointer-asks"),
        pytest.param({"a": "\ud800"}, {"a": "\ud801"}, ["/a"], id="half-a-character"),
        pytest.param(True, {}, [""], id="the-whole"),
    ],
)
def test_differing_parts(old: object, new: object, parts: list[str]) -> None:
    assert list(differing_parts(old, new)) == parts
    assert list(differing_parts(new, old)) == parts


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(kinds(), kinds(), [], id="nothing"),
        pytest.param({}, kinds(), ["the change adds the schema of boxes"], id="added"),
        pytest.param(kinds(), {}, ["the change removes the schema of boxes"], id="removed"),
        pytest.param(kinds(), kinds(type=[]), ["the change alters the schema of boxes: /type"], id="altered"),
    ],
)
def test_a_change_of_a_schema_is_told(old: Kinds, new: Kinds, said: list[str]) -> None:
    found = changed_schemas(old, new, {"boxes": "schemas/box.schema.json"})
    assert [one.message for one in found] == said
    assert {(one.rule, one.severity, one.path) for one in found} <= {
        ("schema-changed", "warning", "schemas/box.schema.json")
    }


def test_many_changed_parts_are_counted() -> None:
    found = changed_schemas(kinds(), kinds(**{f"x-{n}": n for n in range(SHOWN + 2)}), {})
    assert found[0].message.endswith("/x-0, /x-1, /x-2, /x-3, /x-4 and 2 more")
