"""What a change set says as JSON, and what its digest covers."""

from __future__ import annotations

import pytest

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import ChangeSet, Move, Side, counted
from dmccb.records.canonical_json import canonical_json, sha256
from dmccb.records.field import Field
from dmccb.records.roles import Role

DUE = FieldChange(
    field="due",
    control="controlled",
    spec=Field(name="due", compare="date", roles=(Role.DUE,)),
    old="2020-01-01",
    new="2020-01-03",
)
LEVEL = FieldChange(field="level", control="note", new=1)
SET = FieldChange(field="aka", control="status", spec=Field(name="aka", compare="set"), old=["a"], new=[])
CHANGE = Change(
    collection="milestones", id="A", title="t", change="changed", control="controlled", fields=(DUE, LEVEL)
)
NEW_ID = CHANGE._replace(id="B", change="renumbered", old_id="A", evidence="aka", fields=())
STATUS = CHANGE._replace(id="C", control="status", fields=(SET,))
MOVE = Move(collection="releases", members="features", feature="F", sources=("R",), targets=("S",))
OLD = Side(name="v1", commit="c1", digest="sha256:1")
CHANGES = ChangeSet(old=OLD, new=Side(name="v2"), changes=(CHANGE, NEW_ID, STATUS), moves=(MOVE,))


def test_a_change_set_as_json() -> None:
    body = CHANGES.as_json()
    assert body["changes"] == [
        {"collection": "milestones", "id": "A", "title": "t", "change": "changed", "control": "controlled",
         "in_scope": True, "fields": [DUE.as_json(), LEVEL.as_json()]},
        {"collection": "milestones", "id": "B", "old_id": "A", "evidence": "aka", "title": "t",
         "change": "renumbered", "control": "controlled", "in_scope": True, "fields": []},
        {"collection": "milestones", "id": "C", "title": "t", "change": "changed", "control": "status",
         "in_scope": True, "fields": [SET.as_json()]},
    ]  # fmt: skip
    assert body["moves"] == [{"feature": "F", "from": ["R"], "to": ["S"]}]
    assert body["old"] == {"name": "v1", "commit": "c1", "digest": "sha256:1", "date": None}
    assert body["new"] == {"name": "v2", "commit": None, "digest": None, "date": None}
    assert body["digest"] == CHANGES.digest
    assert body["schema"] == "dmccb/changeset/2"
    assert body["summary"] == {
        "milestones": {"added": 0, "removed": 0, "changed": 2, "renumbered": 1, "first_recorded": 0}
    }
    assert (body["scope"], body["filtered"], body["not_shown"], body["invalid"]) == (None, {}, {}, 0)


def test_what_is_left_out_is_said_and_has_no_digest() -> None:
    part = CHANGES._replace(document="LDM-1", not_shown={"milestones": 3}).as_json()
    assert (part["scope"], part["not_shown"], part["digest"]) == (
        {"document": "LDM-1"},
        {"milestones": 3},
        None,
    )
    part = CHANGES._replace(filtered={"wbs": ("02C.04",)}).as_json()
    assert (part["filtered"], part["digest"]) == ({"wbs": ["02C.04"]}, None)


def test_an_invalid_record_is_marked_and_counted() -> None:
    found = CHANGES._replace(changes=(CHANGE._replace(invalid=("due: no date",)), STATUS)).as_json()
    assert found["invalid"] == 1
    assert found["changes"] == [
        {**CHANGE.as_json(), "invalid": ["due: no date"], "fields": [DUE.as_json(), LEVEL.as_json()]},
        STATUS.as_json(),
    ]


def test_a_record_is_counted_once() -> None:
    first = CHANGE._replace(fields=(LEVEL,))
    summary = CHANGES._replace(changes=(CHANGE, first, NEW_ID)).summary["milestones"]
    assert summary == {"added": 0, "removed": 0, "changed": 1, "renumbered": 1, "first_recorded": 1}


def test_the_digest_covers_what_is_controlled_and_nothing_else() -> None:
    """Votes name a digest: a change of how it is made would disown every one of them."""
    body = {
        "changes": [
            {"collection": "milestones", "id": "A", "change": "changed", "control": "controlled",
             "fields": [
                 {"field": "due", "control": "controlled", "old": "2020-01-01", "new": "2020-01-03",
                  "days": 2}
             ]},
            {"collection": "milestones", "id": "B", "old_id": "A", "change": "renumbered",
             "control": "controlled", "fields": []},
        ],
        "moves": [MOVE.as_json()],
    }  # fmt: skip
    assert CHANGES.digest == sha256([canonical_json(body)])
    assert CHANGES._replace(following=(CHANGE,), old=Side(name="x")).digest == CHANGES.digest
    nowhere = MOVE._replace(feature="G", targets=())
    assert CHANGES._replace(moves=(MOVE, nowhere)).digest == CHANGES.digest, "it follows from the changes"
    assert CHANGES._replace(moves=()).digest != CHANGES.digest


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(CHANGES._replace(filtered={"open": ("true",)}), id="filtered"),
        pytest.param(CHANGES._replace(not_shown={"milestones": 1}), id="something-not-shown"),
    ],
)
def test_a_part_has_no_digest_that_could_pass_for_the_whole_ones(part: ChangeSet) -> None:
    assert (part.is_whole, part.digest) == (False, "")
    assert CHANGES.is_whole
    assert CHANGES.digest.startswith("sha256:")


def test_the_digest_is_the_same_with_and_without_the_scope() -> None:
    marked = CHANGES._replace(
        document="LDM-1",
        changes=tuple(change._replace(in_scope=False) for change in CHANGES.changes),
        moves=(MOVE._replace(in_scope=False),),
    )
    assert marked.digest == CHANGES.digest


def test_changes_are_counted_by_collection() -> None:
    found = counted([CHANGE._replace(collection="releases"), CHANGE, STATUS])
    assert list(found.items()) == [("milestones", 2), ("releases", 1)]
    assert counted([]) == {}
