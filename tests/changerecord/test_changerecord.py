"""What a change means: the parts of a change record."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from dmccb.changerecord.changerecord import Part, change_record
from dmccb.changerecord.head import Head
from dmccb.compare.change import Change
from dmccb.impact.responsible import Responsible
from dmccb.records.record import Fields
from tests.changerecord.plans import PLAN, State, compared, day, of_milestones, plans, state, told
from tests.strategies import EXAMPLES, KINDS

HEAD = Head(document=PLAN)
BOTH = {"R-1": {}, "R-2": {"document": "PLAN-2"}}
OLD = state({"R-1": {"due": day(0)}, "R-2": {"due": day(0)}, "M-1": {"due": day(0)}}, BOTH)
NEW = state({"R-1": {"due": day(9)}, "R-2": {"due": day(8)}, "M-1": {"due": day(7)}}, BOTH)


def test_what_belongs_to_the_document_is_told_apart_from_the_rest() -> None:
    found = told(OLD, NEW, head=HEAD)
    assert [change.id for change in found.inside.changes] == ["R-1"]
    assert [change.id for change in found.outside.changes] == ["M-1", "R-2"]
    assert [slip.change.id for slip in found.outside.slips] == ["R-2", "M-1"]
    assert [row.id for row in found.outside.releases] == ["R-2"]


def test_without_a_document_everything_is_inside() -> None:
    found = told(OLD, NEW)
    assert [change.id for change in found.inside.changes] == ["M-1", "R-1", "R-2"]
    assert found.outside.is_empty


def test_a_move_is_told_in_the_part_that_it_belongs_to() -> None:
    def side(*homes: str) -> State:
        held = {f"F-{number}": home for number, home in enumerate(homes)}
        releases: dict[str, Fields] = {
            key: {**fields, "features": [one for one, home in held.items() if home == key]}
            for key, fields in {**BOTH, "R-3": {"document": "PLAN-2"}}.items()
        }
        return state({key: {} for key in (*held, *releases)}, releases)

    found = told(side("R-1", "R-2"), side("R-2", "R-3"), head=HEAD)
    assert [move.feature for move in found.inside.moves] == ["F-0"]
    assert [move.feature for move in found.outside.moves] == ["F-1"]


@pytest.mark.parametrize(
    ("features", "nowhere_open"),
    [
        pytest.param({}, 2, id="open"),
        pytest.param({"F-1": {"completed": day(0)}}, 1, id="one-is-done"),
        pytest.param({"F-1": {"completed": "[..2020-01-01]"}}, 1, id="on-an-unknown-day"),
        pytest.param({"F-1": {"completed": day(0)}, "F-2": {"completed": day(0)}}, 0, id="all-are-done"),
        pytest.param({"F-3": {"completed": day(0)}}, 2, id="what-moved-elsewhere-is-not-asked"),
    ],
)
def test_how_many_that_are_in_no_release_now_are_open(features: dict[str, Fields], nowhere_open: int) -> None:
    milestones: dict[str, Fields] = {"F-1": {}, "F-2": {}, "F-3": {}, "R-1": {}, "R-3": {}}
    old = state(milestones, {"R-1": {"features": ["F-1", "F-2", "F-3"]}, "R-3": {}})
    new = state({**milestones, **features}, {"R-1": {}, "R-3": {"features": ["F-3"]}})
    assert told(old, new).inside.nowhere_open == nowhere_open


def test_what_is_in_no_release_now_is_counted_where_it_belongs() -> None:
    milestones: dict[str, Fields] = {"F-1": {}, "F-2": {}, "F-3": {}, "R-1": {}, "R-2": {}}
    held = {"R-1": ["F-1"], "R-2": ["F-2", "F-3"]}
    old = state(milestones, {key: {**fields, "features": [*held[key]]} for key, fields in BOTH.items()})
    found = told(old, state(milestones, BOTH), head=HEAD)
    assert (found.inside.nowhere_open, found.outside.nowhere_open) == (1, 2)


def test_dates_are_past_as_of_a_day() -> None:
    late = date(2020, 1, 15)
    found = [told(OLD, NEW, as_of=as_of).inside.releases for as_of in (date.min, late)]
    assert [[row.timing.overdue_days for row in rows] for rows in found] == [[0, 0], [5, 6]]


@pytest.mark.parametrize(
    ("old", "new", "watched"),
    [
        pytest.param(1, 1, True, id="of-level-1"),
        pytest.param(2, 2, True, id="of-level-2"),
        pytest.param(3, 3, False, id="of-a-level-below"),
        pytest.param(2, 4, True, id="that-was-of-level-2"),
        pytest.param(4, 2, True, id="that-is-of-level-2-now"),
        pytest.param(None, None, False, id="of-no-level"),
    ],
)
def test_which_records_the_board_watches(old: int | None, new: int | None, *, watched: bool) -> None:
    before: Fields = {"due": day(0), **({"level": old} if old else {})}
    after: Fields = {"due": day(1), **({"level": new} if new else {})}
    found = of_milestones({"M": before}, {"M": after}).inside.watched
    assert found == ({("milestones", "M")} if watched else set())


def test_a_record_that_left_was_watched() -> None:
    assert of_milestones({"M": {"level": 1}}, {}).inside.watched == {("milestones", "M")}


def test_what_was_first_recorded_is_counted_and_grouped_as_all_else() -> None:
    found = of_milestones({"A": {}, "B": {}}, {"A": {"level": 3}, "B": {"due": day(0), "level": 3}}).inside
    assert [[one.id for one in group.changes] for group in found.groups] == [["A", "B"]]
    assert [(row.field, row.number) for row in found.recorded] == [("level", 2)]


def test_who_answers_is_told_with_the_element() -> None:
    boss = Responsible(wbs="A", title="Pipelines")
    found = told(
        state({"M": {"due": day(0), "wbs": "A"}}),
        state({"M": {"due": day(1), "wbs": "A"}}),
        who={"A": boss},
    )
    assert [row.who for row in found.inside.elements] == [boss]


def test_no_change_has_two_empty_parts() -> None:
    found = told(OLD, OLD, head=HEAD)
    assert (found.inside, found.outside) == (Part(), Part())
    assert (found.inside.is_empty, found.changeset.changes) == (True, ())


def test_a_change_record_is_of_a_change_set_with_what_is_around_it() -> None:
    changes, background = compared(OLD, NEW, PLAN)
    found = change_record(changes, HEAD, background, everything=True)
    assert (found.changeset, found.head, found.kinds, found.everything) == (changes, HEAD, KINDS, True)


def _place(change: Change) -> tuple[str, str]:
    return (change.collection, change.id)


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_the_parts_are_the_whole(old: State, new: State) -> None:
    found = told(old, new, head=HEAD)
    parts = (found.inside, found.outside)
    changes = [change for part in parts for change in part.changes]
    moves = [move for part in parts for move in part.moves]
    assert sorted(changes, key=_place) == sorted(found.changeset.changes, key=_place)
    assert sorted(moves) == sorted(found.changeset.moves)


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_change_is_in_one_group(old: State, new: State) -> None:
    found = told(old, new, head=HEAD)
    for part in (found.inside, found.outside):
        placed = [_place(change) for group in part.groups for change in group.changes]
        assert sorted(placed) == sorted(map(_place, part.changes))
