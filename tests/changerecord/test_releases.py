"""What happens to each release: a row, with its test milestone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from dmccb.changerecord.releases import Fate, ReleaseRow, touched
from dmccb.impact.timing import Margin, Timing
from dmccb.records.dates import Difference
from dmccb.records.record import Fields
from tests.changerecord.plans import State, compared, plans, state, told
from tests.strategies import EXAMPLES

DUE = "2020-06-01"


def plan(**fields: Fields) -> State:
    """Build release R-1 with two features; ``F_1`` stands for the milestone F-1."""
    now = {key.replace("_", "-"): value for key, value in fields.items()}
    milestones: dict[str, Fields] = {
        "R-1": {"due": DUE},
        "F-1": {"due": "2020-03-01"},
        "F-2": {"due": "2020-05-01"},
        "M-1": {"due": DUE},
    }
    milestones = {key: {**values, **now.get(key, {})} for key, values in milestones.items()}
    return state(milestones, {"R-1": {"features": ["F-1", "F-2"]}})


PLAN = plan()


def rows(old: State, new: State, as_of: date = date.min) -> tuple[ReleaseRow, ...]:
    return told(old, new, as_of=as_of).inside.releases


def row(new: State, old: State = PLAN, as_of: date = date.min) -> ReleaseRow:
    (one,) = rows(old, new, as_of)
    return one


def margin_of(found: ReleaseRow) -> tuple[str, Difference] | None:
    """Return the ID of what a release waits for, and its margin to it."""
    margin = found.timing.margin
    return (margin.waits_for[1], margin.between) if margin else None


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(plan(R_1={"due": "2020-07-01"}), id="its-test-milestone"),
        pytest.param(plan(F_1={"title": "Other"}), id="one-of-its-features"),
        pytest.param(
            state({key: dict(one.fields) for key, one in PLAN["milestones"].items()}, {"R-1": {}}),
            id="what-it-holds",
        ),
    ],
)
def test_a_release_has_one_row_whichever_of_its_records_changed(new: State) -> None:
    assert row(new).id == "R-1"


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(PLAN, id="nothing"),
        pytest.param(plan(M_1={"due": "2021-01-01"}), id="a-milestone-of-no-release"),
        pytest.param(plan(F_1={"forecast": "2021-01-01"}), id="status-accounting"),
        pytest.param(plan(F_1={"level": 2, "wbs": "02C"}), id="what-was-first-recorded"),
        pytest.param(plan(F_1={"comment": "so"}), id="a-note"),
    ],
)
def test_what_touches_no_release(new: State) -> None:
    assert rows(PLAN, new) == ()


def test_the_row_of_a_release_that_is_later() -> None:
    found = row(plan(R_1={"due": "2020-07-01"}))
    assert found == ReleaseRow(
        id="R-1",
        title="Title of R-1",
        old_id="",
        fate="kept",
        due_old=DUE,
        due_new="2020-07-01",
        moved=Difference(30, 30),
        timing=Timing(
            dated_by=("milestones", "R-1"),
            due="2020-07-01",
            state="open",
            margin=Margin(waits_for=("milestones", "F-2"), due="2020-05-01", between=Difference(61, 61)),
        ),
        open_members=2,
    )


@pytest.mark.parametrize(
    ("new", "last", "margin"),
    [
        pytest.param({"F_1": {"due": "2020-05-01"}}, "F-1", Difference(31, 31), id="of-two-on-one-day-by-id"),
        pytest.param({"F_1": {"due": "2020-05-31"}}, "F-1", Difference(1, 1), id="the-last-by-its-new-date"),
        pytest.param({"F_2": {"due": "2020-06-11"}}, "F-2", Difference(-10, -10), id="after-the-release"),
        pytest.param(
            {"F_2": {"due": "2020-05-02", "completed": "2020-05-02"}},
            "F-1",
            Difference(92, 92),
            id="what-is-done-is-not-waited-for",
        ),
        pytest.param({"F_2": {"due": "2020-06"}}, "F-2", Difference(-29, 0), id="known-by-the-month"),
        pytest.param(
            {"R_1": {"title": "X", "predecessors": ["M-1"]}},
            "M-1",
            Difference(0, 0),
            id="what-its-test-milestone-waits-for-is-no-feature",
        ),
        pytest.param(
            {"R_1": {"title": "X", "predecessors": ["M-1"]}, "M_1": {"completed": "2020-01-01"}},
            "F-2",
            Difference(31, 31),
            id="nor-waited-for-once-it-is-done",
        ),
        pytest.param(
            {"R_1": {"due": "2020-07-01", "predecessors": ["M-1"]}, "F_2": {"due": DUE}},
            "F-2",
            Difference(30, 30),
            id="a-feature-and-a-predecessor-on-one-day-by-id",
        ),
    ],
)
def test_the_margin_to_the_last_that_it_waits_for(
    new: dict[str, Fields], last: str, margin: Difference
) -> None:
    assert margin_of(row(plan(**new))) == (last, margin)


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(
            plan(R_1={"due": "2020-07-01"}, F_1={"completed": "2020-01-01"}, F_2={"completed": "2020-01-01"}),
            id="all-is-done",
        ),
        pytest.param(
            state({"R-1": {"due": DUE}, "F-1": {}}, {"R-1": {"features": ["F-1", "F-9"]}}),
            id="nothing-that-is-open-has-a-date",
        ),
        pytest.param(plan(R_1={"title": "X", "completed": "2020-05-31"}), id="the-release-is-done"),
        pytest.param(plan(R_1={"due": "soon"}), id="the-release-has-no-date-that-can-be-read"),
    ],
)
def test_there_is_no_margin(new: State) -> None:
    assert margin_of(row(new)) is None
    assert margin_of(row(PLAN, new)) is not None


def test_a_release_that_is_gone_has_no_margin() -> None:
    found = row(state({"F-1": {"due": "2020-03-01"}, "F-2": {}, "M-1": {"due": DUE}}))
    assert (found.fate, found.timing, found.open_members) == ("dropped", Timing(), 0)


@pytest.mark.parametrize(
    ("features", "open_members"),
    [
        pytest.param({}, 2, id="both"),
        pytest.param({"F_1": {"completed": "2020-01-01"}}, 1, id="one"),
        pytest.param({"F_1": {"completed": "[..2020-01-01]"}}, 1, id="one-that-was-done-on-an-unknown-day"),
        pytest.param({"F_1": {"completed": "2020-01-01"}, "F_2": {"completed": "2020-01-01"}}, 0, id="none"),
    ],
)
@pytest.mark.parametrize(
    "release",
    [
        pytest.param({"title": "X"}, id="of-an-open-release"),
        pytest.param({"title": "X", "completed": "2020-06-01"}, id="of-a-done-one"),
    ],
)
def test_open_members(release: Fields, features: dict[str, Fields], open_members: int) -> None:
    assert row(plan(R_1=release, **features)).open_members == open_members


def test_a_member_that_is_not_on_record_is_open() -> None:
    assert row(state({"R-1": {}}, {"R-1": {"features": ["F-9"]}}), state()).open_members == 1


@pytest.mark.parametrize(
    ("fields", "as_of", "told_of"),
    [
        pytest.param({"due": "2020-06-02"}, date(2020, 6, 5), ("overdue", 3), id="after-its-date"),
        pytest.param({"due": "2020-06-02"}, date(2020, 6, 2), ("open", 0), id="on-its-date"),
        pytest.param({"due": "2020-05"}, date(2020, 5, 31), ("open", 0), id="within-its-month"),
        pytest.param({"due": "2020-05"}, date(2020, 6, 1), ("overdue", 1), id="after-its-month"),
        pytest.param({"due": "2020-06-02"}, date.min, ("open", 0), id="on-no-day-in-particular"),
        pytest.param(
            {"due": "2020-06-02", "completed": "2020-06-09"},
            date(2021, 1, 1),
            ("completed", 0),
            id="what-is-done-is-overdue-no-more",
        ),
    ],
)
def test_overdue_as_of_a_day(fields: Fields, as_of: date, told_of: tuple[str, int]) -> None:
    found = row(plan(R_1=fields), as_of=as_of).timing
    assert (found.state, found.overdue_days) == told_of


@pytest.mark.parametrize(
    ("old", "new", "fate", "dates"),
    [
        pytest.param({}, {"due": DUE}, "kept", ("", DUE, None), id="dated"),
        pytest.param({"due": DUE}, {}, "kept", (DUE, "", None), id="no-date-now"),
        pytest.param({"due": DUE}, {"due": DUE, "title": "X"}, "kept", (DUE, DUE, None), id="unmoved"),
        pytest.param(
            {"due": DUE}, {"due": "2020-07"}, "kept", (DUE, "2020-07", Difference(30, 60)), id="to-a-month"
        ),
        pytest.param({"due": DUE}, None, "dropped", (DUE, "", None), id="dropped"),
        pytest.param(None, {"due": DUE}, "new", ("", DUE, None), id="new"),
    ],
)
def test_what_became_of_a_release(
    old: Fields | None, new: Fields | None, fate: Fate, dates: tuple[str, str, Difference | None]
) -> None:
    before, after = ({} if side is None else state({"R-1": side}, {"R-1": {}}) for side in (old, new))
    found = row(after, before)
    assert (found.fate, (found.due_old, found.due_new, found.moved)) == (fate, dates)


def test_a_completed_release_says_when() -> None:
    found = row(plan(R_1={"due": "2020-07-01", "completed": "2020-06-30"}))
    assert (found.timing.state, found.timing.completed) == ("completed", "2020-06-30")


def test_a_renumbered_release_is_one_row_with_its_old_date() -> None:
    old = state({"R-8b": {"title": "One", "due": "2018-09-06"}}, {"R-8b": {}})
    new = state({"R-08b": {"title": "One", "due": "2018-09-07"}}, {"R-08b": {}})
    found = row(new, old)
    assert (found.id, found.old_id, found.fate, found.title) == ("R-08b", "R-8b", "kept", "One")
    assert (found.due_old, found.moved) == ("2018-09-06", Difference(1, 1))


def test_rows_come_in_the_order_of_their_importance() -> None:
    kept = ("LATE", "LATER", "LATER-2", "DONE", "EARLY", "EARLIER", "LOST", "TITLED")
    due: Fields = {"due": DUE}
    news: dict[str, Fields] = {
        "LATE": {"due": "2020-06-02"},
        "LATER": {"due": "2020-09-01"},
        "LATER-2": {"due": "2020-09-01"},
        "DONE": {"due": "2022-01-01", "completed": "2020-01-01"},
        "EARLY": {"due": "2020-05-31"},
        "EARLIER": {"due": "2020-01-01"},
        "LOST": {},
        "TITLED": {**due, "title": "Other"},
        "NEW": due,
    }
    old = state(dict.fromkeys((*kept, "GONE"), due), {key: {} for key in (*kept, "GONE")})
    new = state(news, {key: {} for key in news})
    later, others = ["LATER", "LATER-2", "LATE"], ["EARLIER", "EARLY", "TITLED"]
    assert [one.id for one in rows(old, new)] == [*later, "LOST", "NEW", "GONE", *others, "DONE"]


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_release_that_is_touched_has_one_row_and_the_worst_slip_comes_first(
    old: State, new: State
) -> None:
    found, background = compared(old, new)
    made = rows(old, new)
    assert sorted(one.id for one in made) == [key for _, key in touched(found.changes, background)]
    came_or_went = {
        one.id for one in found.changes if one.collection == "releases" and one.change in ("added", "removed")
    }
    assert came_or_went <= {one.id for one in made}
    open_later = [
        one.moved.middle
        for one in made
        if one.fate == "kept" and not one.timing.completed and one.moved and one.moved.middle > 0
    ]
    assert open_later == sorted(open_later, reverse=True)
    first = made[: len(open_later)]
    assert all(one.moved is not None and one.moved.middle > 0 for one in first)


def test_a_release_that_is_only_completed_has_a_row() -> None:
    """Its completion is status accounting, and that it leaves a feature open is the board's business."""
    old = state({"R-1": {"due": "2020-03-01"}, "F-1": {}}, {"R-1": {"features": ["F-1"]}})
    new = state(
        {"R-1": {"due": "2020-03-01", "completed": "2020-02-01"}, "F-1": {}}, {"R-1": {"features": ["F-1"]}}
    )
    (row,) = told(old, new).inside.releases
    assert (row.id, row.timing.completed, row.open_members) == ("R-1", "2020-02-01", 1)
