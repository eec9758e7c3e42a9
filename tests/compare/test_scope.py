"""What belongs to a document's baseline, as the schemas say it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from dmccb.compare.change import Change, ChangeKind
from dmccb.compare.changeset import ChangeSet, Move, Side
from dmccb.compare.scope import document_collections, marked, narrowed, planned, planning, scope
from dmccb.records.kinds import Kinds, load
from dmccb.records.record import Collections, Record
from tests.changerecord.plans import PLAN, State, compared, plans
from tests.strategies import EXAMPLES
from tests.strategies import KINDS as SHIPPED

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


def test_documents_are_what_the_schemas_refer_to() -> None:
    assert document_collections(KINDS) == ["papers"]
    assert document_collections(SHIPPED) == ["documents"]


def change(collection: str, key: str, kind: ChangeKind = "changed", old_id: str = "") -> Change:
    return Change(collection=collection, id=key, title="", change=kind, control="controlled", old_id=old_id)


def move(collection: str, sources: tuple[str, ...], targets: tuple[str, ...]) -> Move:
    return Move(collection=collection, members="holds", feature="a", sources=sources, targets=targets)


def of(*changes: Change, moves: tuple[Move, ...] = (), following: tuple[Change, ...] = ()) -> ChangeSet:
    sides = Side(name="old"), Side(name="new")
    return ChangeSet(*sides, changes=changes, moves=moves, following=following)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(change("boxs", "B"), True, id="what-the-document-plans"),
        pytest.param(change("parts", "a"), True, id="its-member"),
        pytest.param(change("parts", "c"), False, id="what-it-only-refers-to"),
        pytest.param(change("papers", "P"), True, id="the-document-itself"),
        pytest.param(change("papers", "Q"), False, id="another-document"),
        pytest.param(change("parts", "z", "renumbered", "a"), True, id="under-its-old-id"),
        pytest.param(change("parts", "a", "renumbered", "z"), True, id="under-its-new-id"),
        pytest.param(change("crates", "B"), False, id="of-a-kind-that-no-document-plans"),
        pytest.param(change("schemas", "box"), True, id="the-schemas-concern-every-document"),
        pytest.param(change("register", "v1"), True, id="so-does-a-registered-baseline-that-changed"),
        pytest.param(change("register", "v1", "removed"), True, id="or-left"),
        pytest.param(change("register", "v2", "added"), False, id="a-new-one-is-no-change-of-the-plan"),
    ],
)
def test_what_is_out_of_scope_is_marked(one: Change, *, expected: bool) -> None:
    found = marked(of(one), "P", scope("P", SIDES, KINDS))
    assert found.document == "P"
    assert found.changes == (one._replace(in_scope=expected),)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(move("boxs", ("B",), ("C",)), True, id="out-of-a-group-of-its-own"),
        pytest.param(move("boxs", ("C",), ("B",)), True, id="into-one"),
        pytest.param(move("boxs", ("B",), ()), True, id="to-nowhere"),
        pytest.param(move("boxs", ("C",), ("D",)), False, id="between-others"),
        pytest.param(move("crates", ("B",), ("C",)), False, id="of-another-kind-of-group"),
    ],
)
def test_a_move_is_in_scope_where_one_of_its_groups_is(one: Move, *, expected: bool) -> None:
    found = marked(of(moves=(one,)), "P", scope("P", SIDES, KINDS))
    assert found.moves == (one._replace(in_scope=expected),)


def test_what_is_narrowed_away_is_counted() -> None:
    inside, outside = change("boxs", "B"), change("parts", "c")
    moves = move("boxs", ("B",), ()), move("boxs", ("C",), ())
    whole = marked(of(inside, outside, moves=moves), "P", scope("P", SIDES, KINDS))
    found = narrowed(whole)
    assert (found.changes, found.moves) == ((inside,), moves[:1])
    assert found.not_shown == {"parts": 1}
    assert found.digest == ""
    assert whole.digest


def test_nothing_outside_leaves_the_change_set_whole() -> None:
    whole = marked(of(change("boxs", "B")), "P", scope("P", SIDES, KINDS))
    assert narrowed(whole) == whole


def test_what_only_follows_a_new_id_is_kept_but_that_of_a_change_that_is_not_shown() -> None:
    other, outside = change("boxs", "B"), change("parts", "c")
    whole = marked(of(outside, following=(other, outside)), "P", scope("P", SIDES, KINDS))
    assert narrowed(whole).following == (other,)


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_the_scope_changes_neither_the_digest_nor_what_is_told(old: State, new: State) -> None:
    whole, _ = compared(old, new)
    found, _ = compared(old, new, PLAN)
    assert found.digest == whole.digest
    assert [one._replace(in_scope=True) for one in found.changes] == list(whole.changes)
    assert [one._replace(in_scope=True) for one in found.moves] == list(whole.moves)
    kept = narrowed(found)
    assert len(kept.changes) + sum(kept.not_shown.values()) == len(whole.changes)


def test_planning_is_the_scope_of_every_document_at_once() -> None:
    assert planning(SIDES[0], KINDS) == {
        item: {"P", "Q"} for item in (("boxs", "B"), ("parts", "a"), ("parts", "b"))
    }
