"""What a change set says as JSON, and what its digest covers."""

from __future__ import annotations

import pytest

from dmccb.compare.change import Change, FieldChange, News
from dmccb.compare.changeset import ChangeSet, Move, Side
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


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param(
            DUE,
            {"field": "due", "control": "controlled", "news": "changed", "old": "2020-01-01",
             "new": "2020-01-03", "days": 2, "days_min": 2, "days_max": 2, "direction": "later"},
            id="date",
        ),
        pytest.param(
            DUE._replace(new="2020-01"),
            {"field": "due", "control": "controlled", "news": "blurred", "old": "2020-01-01",
             "new": "2020-01", "days": None, "days_min": 0, "days_max": 30, "direction": "unclear"},
            id="month",
        ),
        pytest.param(
            LEVEL,
            {"field": "level", "control": "note", "news": "first_recorded", "old": None, "new": 1},
            id="number",
        ),
        pytest.param(
            SET,
            {"field": "aka", "control": "status", "news": "changed",
             "old": ["a"], "new": [], "added": [], "removed": []},
            id="a-set-says-what-came-and-went-even-if-nothing-did",
        ),
        pytest.param(
            SET._replace(spec=Field(name="aka", compare="list"), removed=("a",)),
            {"field": "aka", "control": "status", "news": "changed",
             "old": ["a"], "new": [], "added": [], "removed": ["a"]},
            id="list",
        ),
        pytest.param(
            FieldChange(field="x", control="note", old="a", new="a b", added=("b",)),
            {"field": "x", "control": "note", "news": "changed",
             "old": "a", "new": "a b", "added": ["b"], "removed": []},
            id="text-with-words",
        ),
        pytest.param(
            FieldChange(field="x", control="note", old="a b", new="a", removed=("b",)),
            {"field": "x", "control": "note", "news": "changed",
             "old": "a b", "new": "a", "added": [], "removed": ["b"]},
            id="text-without-words",
        ),
    ],
)  # fmt: skip
def test_a_field_change_as_json(field: FieldChange, expected: dict[str, object]) -> None:
    assert field.as_json() == expected


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


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(CHANGE._replace(fields=(LEVEL,)), True, id="a-first-level"),
        pytest.param(CHANGE, False, id="and-another-date"),
        pytest.param(CHANGE._replace(fields=(DUE._replace(old=None),)), False, id="a-first-date-is-news"),
        pytest.param(CHANGE._replace(change="added", fields=(LEVEL,)), False, id="a-new-record-is-news"),
    ],
)
def test_records_where_only_something_was_first_recorded(change: Change, expected: bool) -> None:
    assert change.is_first_recorded == expected
    summary = CHANGES._replace(changes=(change,)).summary["milestones"]
    assert (summary["first_recorded"], sum(summary.values())) == (int(expected), 1)


@pytest.mark.parametrize(
    ("old", "new", "news"),
    [
        pytest.param("2020-01-01", "2020-02-01", "changed", id="moved"),
        pytest.param(None, "2020-02-01", "first_recorded", id="first"),
        pytest.param("2020-01-01", None, "dropped", id="dropped"),
        pytest.param("2020-01", "2020-01-31", "refined", id="the-day-is-known-now"),
        pytest.param("2020-01-31", "2020-01", "blurred", id="only-the-month-is-known-now"),
        pytest.param("2020-01-31", "2020-02", "changed", id="another-month"),
    ],
)
def test_news(old: str | None, new: str | None, news: News) -> None:
    assert DUE._replace(old=old, new=new).news == news


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


def test_the_change_of_a_field_is_found_by_its_role() -> None:
    assert CHANGE.field_with(Role.DUE) == DUE
    assert CHANGE.field_with(Role.TITLE) is None
