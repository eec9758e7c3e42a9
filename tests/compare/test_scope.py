"""What belongs to a document's baseline, as the schemas say it."""

from __future__ import annotations

import json

from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet, Move, Side
from dmccb.compare.scope import planned, scope, within
from dmccb.records.kinds import Kinds, load
from dmccb.records.record import Collections, Record

TEXT = {"type": "string"}
LIST = {"type": "array", "items": TEXT}


def schema(title: str, **properties: object) -> tuple[str, str]:
    body = {"title": title, "x-collection": f"{title}s", "additionalProperties": {"properties": properties}}
    return f"{title}.schema.json", json.dumps(body)


KINDS: Kinds = load(
    [
        schema("paper", name={**TEXT, "x-role": "title"}),
        schema("part", name={**TEXT, "x-role": "title"}),
        schema(
            "box",
            papers={**LIST, "x-role": "document", "x-ref": "paper"},
            holds={**LIST, "x-role": "members", "x-ref": "part"},
            needs={**LIST, "x-role": "planned", "x-ref": "part"},
            beside={**LIST, "x-ref": "part"},
        ),
    ]
)
BOX = Record(id="B", fields={"papers": ["P", "Q"], "holds": ["a"], "needs": ["b"], "beside": ["c"]})
SIDES: list[Collections] = [{"boxs": {"B": BOX}}, {}]


def test_a_record_can_be_in_the_scope_of_several_documents() -> None:
    assert planned(KINDS) == ["boxs"]
    for document in ("P", "Q"):
        assert scope(document, SIDES, KINDS)["boxs"] == {"B"}
    assert scope("R", SIDES, KINDS) == {"papers": {"R"}}


def test_members_and_what_is_planned_are_in_scope_and_other_references_are_not() -> None:
    assert scope("P", SIDES, KINDS)["parts"] == {"a", "b"}


def test_a_move_is_in_scope_where_one_of_its_groups_is() -> None:
    def move(collection: str) -> Move:
        return Move(collection=collection, members="holds", feature="a", sources=("B",), targets=("C",))

    change = Change(collection="parts", id="c", title="", change="added", control="controlled")
    changes = ChangeSet(
        old=Side(name="old"), new=Side(name="new"), changes=(change,), moves=(move("boxs"), move("crates"))
    )
    found = within(changes, scope("P", SIDES, KINDS))
    assert (found.changes, found.moves) == ((), (move("boxs"),))


def test_what_only_follows_a_new_id_is_in_scope_with_its_record() -> None:
    side = Side(name="x")
    inside, outside = (
        Change(collection="things", id=key, title="", change="changed", control="controlled") for key in "AB"
    )
    found = within(ChangeSet(old=side, new=side, following=(inside, outside)), {"things": frozenset("A")})
    assert found.following == (inside,)
