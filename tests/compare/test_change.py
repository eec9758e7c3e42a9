"""What happened to one record, and to each of its fields."""

from __future__ import annotations

import pytest

from dmccb.compare.change import Change, FieldChange, News, controlled_part, strictest
from dmccb.records.field import Control, Field
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
HELD = FieldChange(
    field="features",
    control="controlled",
    spec=Field(name="features", compare="set", roles=(Role.MEMBERS,)),
    new=["F"],
    added=("F",),
)
CHANGE = Change(
    collection="milestones", id="A", title="t", change="changed", control="controlled", fields=(DUE, LEVEL)
)


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
            DUE._replace(new="[..2020-01-03]"),
            {"field": "due", "control": "controlled", "news": "blurred", "old": "2020-01-01",
             "new": "[..2020-01-03]", "days": None, "days_min": None, "days_max": 2,
             "direction": "unclear"},
            id="a-day-or-an-earlier-one",
        ),
        pytest.param(
            DUE._replace(new=None),
            {"field": "due", "control": "controlled", "news": "dropped", "old": "2020-01-01", "new": None},
            id="a-date-that-went-has-no-days",
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


@pytest.mark.parametrize(
    ("old", "new", "news"),
    [
        pytest.param("2020-01-01", "2020-02-01", "changed", id="moved"),
        pytest.param(None, "2020-02-01", "first_recorded", id="first"),
        pytest.param("2020-01-01", None, "dropped", id="dropped"),
        pytest.param("2020-01", "2020-01-31", "refined", id="the-day-is-known-now"),
        pytest.param("2020-01-31", "2020-01", "blurred", id="only-the-month-is-known-now"),
        pytest.param("2020-01-31", "2020-02", "changed", id="another-month"),
        pytest.param("[..2020-02-01]", "2020-01-05", "refined", id="the-day-before-it-is-known-now"),
    ],
)
def test_news(old: str | None, new: str | None, news: News) -> None:
    assert DUE._replace(old=old, new=new).news == news


def test_a_text_that_looks_like_a_date_is_a_text() -> None:
    text = FieldChange(field="title", control="controlled", old="2020-01", new="2020-01-31")
    assert (text.news, text.difference) == ("changed", None)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param(LEVEL, True, id="a-level"),
        pytest.param(DUE._replace(old=None), False, id="a-first-date-is-news-of-its-own"),
        pytest.param(HELD, False, id="what-a-group-holds-is-news-of-its-own"),
        pytest.param(LEVEL._replace(old=2), False, id="it-had-a-value"),
        pytest.param(LEVEL._replace(old=2, new=None), False, id="it-has-none-now"),
    ],
)
def test_what_is_first_recorded_changes_no_plan(field: FieldChange, *, expected: bool) -> None:
    assert field.is_first_record is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(CHANGE._replace(fields=(LEVEL,)), True, id="a-first-level"),
        pytest.param(CHANGE, False, id="and-another-date"),
        pytest.param(CHANGE._replace(fields=(DUE._replace(old=None),)), False, id="a-first-date-is-news"),
        pytest.param(CHANGE._replace(change="added", fields=(LEVEL,)), False, id="a-new-record-is-news"),
        pytest.param(CHANGE._replace(change="renumbered", fields=(LEVEL,)), False, id="a-new-id-is-news"),
        pytest.param(CHANGE._replace(fields=()), False, id="no-field-at-all"),
        pytest.param(
            CHANGE._replace(collection="schemas", fields=(LEVEL,)), False, id="a-schema-judges-all-else"
        ),
    ],
)
def test_records_where_only_something_was_first_recorded(change: Change, *, expected: bool) -> None:
    assert change.is_first_recorded is expected


def test_a_change_as_json() -> None:
    shared = {"title": "t", "control": "controlled", "in_scope": True}
    assert CHANGE.as_json() == {
        "collection": "milestones",
        "id": "A",
        "change": "changed",
        **shared,
        "fields": [DUE.as_json(), LEVEL.as_json()],
    }
    new_id = CHANGE._replace(id="B", change="renumbered", old_id="A", evidence="aka", fields=())
    assert new_id.as_json() == {
        "collection": "milestones",
        "id": "B",
        "old_id": "A",
        "evidence": "aka",
        "change": "renumbered",
        **shared,
        "fields": [],
    }


def test_what_is_outside_and_what_is_invalid_is_marked() -> None:
    marked = CHANGE._replace(in_scope=False, invalid=("v1: due: no date",))
    assert marked.as_json() == {**CHANGE.as_json(), "in_scope": False, "invalid": ["v1: due: no date"]}


def test_the_change_of_a_field_is_found_by_its_role() -> None:
    assert CHANGE.field_with(Role.DUE) == DUE
    assert CHANGE.field_with(Role.TITLE) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param((), "note", id="of-none"),
        pytest.param((LEVEL,), "note", id="of-a-note"),
        pytest.param((LEVEL, SET), "status", id="status-before-a-note"),
        pytest.param((LEVEL, SET, DUE), "controlled", id="controlled-before-all"),
    ],
)
def test_the_strictest_control(fields: tuple[FieldChange, ...], expected: Control) -> None:
    assert strictest(fields) == expected


@pytest.mark.parametrize(
    ("field", "more"),
    [
        pytest.param(DUE, {"days": 2}, id="days-of-two-days"),
        pytest.param(DUE._replace(new="2020-02"), {}, id="no-days-of-a-month"),
        pytest.param(HELD, {"added": ["F"], "removed": []}, id="members"),
    ],
)
def test_an_approval_covers_the_values_and_nothing_that_follows_from_them(
    field: FieldChange, more: dict[str, object]
) -> None:
    change = CHANGE._replace(fields=(field, LEVEL, SET), in_scope=False, invalid=("x",), title="other")
    assert controlled_part(change) == {
        "collection": "milestones",
        "id": "A",
        "change": "changed",
        "control": "controlled",
        "fields": [
            {"field": field.field, "control": "controlled", "old": field.old, "new": field.new, **more}
        ],
    }


def test_an_approval_covers_a_new_id() -> None:
    new_id = CHANGE._replace(change="renumbered", old_id="Z", evidence="aka", fields=())
    part = controlled_part(new_id)
    assert part["old_id"] == "Z"
    assert "evidence" not in part
