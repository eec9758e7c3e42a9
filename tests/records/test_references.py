"""What a record refers to, and the same record when that has new IDs."""

from __future__ import annotations

import pytest

from dmccb.records.coerce import Path
from dmccb.records.field import Field
from dmccb.records.record import Value
from dmccb.records.references import references, renumbered_references

PERSON = Field(name="person", ref="person")
PARTS = {"person": PERSON, "since": Field(name="since")}
FIELDS = {
    "board": Field(name="board", ref="board"),
    "title": Field(name="title"),
    "members": Field(name="members", type="array", ref="", items=Field(name="", ref="person"), ordered=False),
    "named": Field(name="named", type="array", ref="person"),
    "held": Field(name="held", type="array", items=Field(name="", fields=PARTS)),
    "chair": Field(name="chair", type="object", fields=PARTS),
}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("board", "B", [(("board",), "board", "B")], id="text"),
        pytest.param("title", "B", [], id="text-that-refers-to-nothing"),
        pytest.param("board", 1, [], id="a-number"),
        pytest.param(
            "members",
            ["P", "Q"],
            [(("members", 0), "person", "P"), (("members", 1), "person", "Q")],
            id="members-that-refer",
        ),
        pytest.param("named", ["P"], [(("named", 0), "person", "P")], id="a-list-that-refers"),
        pytest.param("named", [{"person": "P"}], [], id="an-object-in-a-list-without-a-shape"),
        pytest.param(
            "held",
            [{"since": "x"}, {"person": "P"}],
            [(("held", 1, "person"), "person", "P")],
            id="objects-in-a-list",
        ),
        pytest.param("held", ["P"], [], id="text-where-objects-are-meant"),
        pytest.param(
            "chair", {"other": "x", "person": "P"}, [(("chair", "person"), "person", "P")], id="an-object"
        ),
        pytest.param("unknown", "B", [], id="a-field-that-the-schema-has-not"),
    ],
)
def test_references_have_a_path_a_kind_and_an_id(
    name: str, value: Value, expected: list[tuple[Path, str, str]]
) -> None:
    found = references(FIELDS, {"unknown_too": "x", name: value})
    assert [(path, spec.ref, key) for path, spec, key in found] == expected


NOW = {"person": {"A": "Z", "Q": "R"}, "board": {"B": "C"}}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("board", "B", "C", id="text"),
        pytest.param("board", "A", "A", id="an-id-of-another-kind"),
        pytest.param("title", "B", "B", id="text-that-refers-to-nothing"),
        pytest.param("board", 1, 1, id="a-number"),
        pytest.param("members", ["A", "M"], ["M", "Z"], id="members-of-a-set-are-sorted-again"),
        pytest.param("named", ["A", "M"], ["Z", "M"], id="members-of-a-list-stay-in-order"),
        pytest.param("named", [1, {"person": "A"}], [1, {"person": "A"}], id="members-without-a-shape"),
        pytest.param(
            "held", [{"person": "A", "x": "A"}], [{"person": "Z", "x": "A"}], id="objects-in-a-list"
        ),
        pytest.param("chair", {"person": "A", "since": "A"}, {"person": "Z", "since": "A"}, id="an-object"),
    ],
)
def test_references_follow_a_new_id(name: str, value: Value, expected: Value) -> None:
    assert renumbered_references(FIELDS[name], value, NOW) == expected


def test_a_kind_without_new_ids_is_left_alone() -> None:
    assert renumbered_references(FIELDS["board"], "B", {}) == "B"
    assert renumbered_references(FIELDS["named"], ["A"], {}) == ["A"]
