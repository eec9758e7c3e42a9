"""What a change set says as JSON, and what its digest covers."""

from __future__ import annotations

import pytest

from dmccb.compare.changeset import Change, ChangeSet, FieldChange, Move, Side
from dmccb.records.canonical_json import canonical_json, sha256
from dmccb.records.field import Field
from dmccb.records.roles import Role

DUE = FieldChange(
    field="due",
    control="controlled",
    spec=Field(name="due", compare="date", roles=(Role.DUE,)),
    old="2020-01-01",
    new="2020-01-03",
    days=2,
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


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param(
            DUE,
            {"field": "due", "control": "controlled", "old": "2020-01-01", "new": "2020-01-03", "days": 2},
            id="date",
        ),
        pytest.param(LEVEL, {"field": "level", "control": "note", "old": None, "new": 1}, id="number"),
        pytest.param(
            SET,
            {"field": "aka", "control": "status", "old": ["a"], "new": [], "added": [], "removed": []},
            id="a-set-says-what-came-and-went-even-if-nothing-did",
        ),
        pytest.param(
            SET._replace(spec=Field(name="aka", compare="list"), removed=("a",)),
            {"field": "aka", "control": "status", "old": ["a"], "new": [], "added": [], "removed": ["a"]},
            id="list",
        ),
        pytest.param(
            FieldChange(field="x", control="note", old="a", new="a b", added=("b",)),
            {"field": "x", "control": "note", "old": "a", "new": "a b", "added": ["b"], "removed": []},
            id="text-with-words",
        ),
        pytest.param(
            FieldChange(field="x", control="note", old="a b", new="a", removed=("b",)),
            {"field": "x", "control": "note", "old": "a b", "new": "a", "added": [], "removed": ["b"]},
            id="text-without-words",
        ),
    ],
)
def test_a_field_change_as_json(field: FieldChange, expected: dict[str, object]) -> None:
    assert field.as_json() == expected


def test_a_change_set_as_json() -> None:
    body = CHANGES.as_json()
    assert body["changes"] == [
        {"collection": "milestones", "id": "A", "title": "t", "change": "changed", "control": "controlled",
         "fields": [DUE.as_json(), LEVEL.as_json()]},
        {"collection": "milestones", "id": "B", "old_id": "A", "evidence": "aka", "title": "t",
         "change": "renumbered", "control": "controlled", "fields": []},
        {"collection": "milestones", "id": "C", "title": "t", "change": "changed", "control": "status",
         "fields": [SET.as_json()]},
    ]  # fmt: skip
    assert body["moves"] == [{"feature": "F", "from": ["R"], "to": ["S"]}]
    assert body["old"] == {"name": "v1", "commit": "c1", "digest": "sha256:1"}
    assert body["new"] == {"name": "v2", "commit": None, "digest": None}
    assert body["digest"] == CHANGES.digest
    assert body["schema"] == "dmccb/changeset/1"
    assert body["summary"] == {"milestones": {"added": 0, "removed": 0, "changed": 2, "renumbered": 1}}


def test_the_digest_covers_what_is_controlled_and_nothing_else() -> None:
    """Votes name a digest: a change of how it is made would disown every one of them."""
    body = {
        "changes": [
            {"collection": "milestones", "id": "A", "change": "changed", "control": "controlled",
             "fields": [DUE.as_json()]},
            {"collection": "milestones", "id": "B", "old_id": "A", "change": "renumbered",
             "control": "controlled", "fields": []},
        ],
        "moves": [MOVE.as_json()],
    }  # fmt: skip
    assert CHANGES.digest == sha256([canonical_json(body)])
    assert CHANGES._replace(following=(CHANGE,), old=Side(name="x")).digest == CHANGES.digest
    assert CHANGES._replace(moves=()).digest != CHANGES.digest


def test_the_change_of_a_field_is_found_by_its_role() -> None:
    assert CHANGE.field_with(Role.DUE) == DUE
    assert CHANGE.field_with(Role.TITLE) is None
