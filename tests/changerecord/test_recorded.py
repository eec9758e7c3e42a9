"""Fields that had no value before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dmccb.changerecord.recorded import first_recorded, told
from dmccb.records.record import Fields
from tests.changerecord.plans import State, compared, of_milestones, plans, state
from tests.strategies import EXAMPLES


def recorded(
    old: dict[str, Fields], new: dict[str, Fields]
) -> list[tuple[str, int, tuple[tuple[str, int], ...]]]:
    found = of_milestones(old, new).inside.recorded
    assert {row.collection for row in found} <= {"milestones"}
    return [(row.field, row.number, row.values) for row in found]


def test_fields_are_counted_by_their_values_the_most_frequent_first() -> None:
    old: dict[str, Fields] = {key: {} for key in "ABCD"}
    new: dict[str, Fields] = {
        "A": {"wbs": "02C.06"},
        "B": {"wbs": "02C.04", "level": 2},
        "C": {"wbs": "02C.06"},
        "D": {"level": 2},
    }
    assert recorded(old, new) == [
        ("wbs", 3, (("02C.06", 2), ("02C.04", 1))),
        ("level", 2, (("2", 2),)),
    ]


def test_fields_of_equal_count_are_in_the_order_of_their_names() -> None:
    new: dict[str, Fields] = {"A": {"wbs": "02C", "comment": "x", "level": 1}}
    assert [field for field, _, _ in recorded({"A": {}}, new)] == ["comment", "level", "wbs"]


def test_a_list_has_no_values_to_count() -> None:
    assert recorded({"A": {}}, {"A": {"predecessors": ["B"]}}) == [("predecessors", 1, ())]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({"A": {}}, {"A": {"due": "2020-01-01"}}, id="a-first-date-is-news-of-its-own"),
        pytest.param({"A": {}}, {"A": {"completed": "2020-01-01"}}, id="so-is-a-completion"),
        pytest.param({"A": {"level": 1}}, {"A": {"level": 2}}, id="another-value"),
        pytest.param({"A": {"level": 1}}, {"A": {}}, id="dropped"),
        pytest.param({}, {"A": {"level": 1}}, id="of-a-new-record"),
        pytest.param({"A": {"level": 1}}, {}, id="of-a-record-that-left"),
    ],
)
def test_what_is_not_first_recorded(old: dict[str, Fields], new: dict[str, Fields]) -> None:
    assert recorded(old, new) == []


def test_of_a_renumbered_record_it_is_first_recorded_as_well() -> None:
    assert recorded({"A-1": {"title": "t"}}, {"A-01": {"title": "t", "level": 2}}) == [
        ("level", 1, (("2", 1),))
    ]


def test_what_is_told_leaves_out_what_was_first_recorded() -> None:
    old: dict[str, Fields] = {"A": {}, "B": {"due": "2020-01-01"}, "C-1": {"title": "t"}}
    new: dict[str, Fields] = {
        "A": {"level": 2},
        "B": {"comment": "so", "level": 2, "due": "2020-02-01"},
        "C-01": {"title": "t", "level": 2},
        "D": {"level": 2},
    }
    found = told(of_milestones(old, new).changeset.changes)
    assert [(one.id, one.change, [field.field for field in one.fields]) for one in found] == [
        ("B", "changed", ["due"]),
        ("C-01", "renumbered", []),
        ("D", "added", ["title", "level"]),
    ]


def test_what_a_registered_baseline_says_for_the_first_time_is_told_in_full() -> None:
    changes = compared(state(register={"v1": {}}), state(register={"v1": {"rfc": "RFC-1"}}))[0].changes
    assert first_recorded(changes) == ()
    assert told(changes) == changes


def test_what_is_left_has_the_control_of_what_is_left() -> None:
    (found,) = told(
        of_milestones({"A": {"comment": "x"}}, {"A": {"comment": "y", "level": 2}}).changeset.changes
    )
    assert found.control == "note"
    (kept,) = told(
        of_milestones({"A-1": {"title": "t"}}, {"A-01": {"title": "t", "level": 2}}).changeset.changes
    )
    assert kept.control == "controlled"


def test_an_invalid_record_is_told_even_where_nothing_else_happened() -> None:
    changes = of_milestones({"A": {}}, {"A": {"level": 2}}).changeset.changes
    marked = [change._replace(invalid=("v2: level: 2 is too high",)) for change in changes]
    assert [one.id for one in told(marked)] == ["A"]
    assert told(changes) == ()


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_field_is_either_told_or_counted(old: State, new: State) -> None:
    changes = compared(old, new)[0].changes
    existing = [one for one in changes if one.change in ("changed", "renumbered")]
    fields = sum(len(one.fields) for one in existing)
    left = sum(len(one.fields) for one in told(existing))
    assert left + sum(row.number for row in first_recorded(changes)) == fields
