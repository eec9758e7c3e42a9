"""What happens to each release: a row, with its test milestone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dmccb.changerecord.releases import Fate, ReleaseRow, touched
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


def rows(old: State, new: State) -> tuple[ReleaseRow, ...]:
    return told(old, new).inside.releases


def row(new: State, old: State = PLAN) -> ReleaseRow:
    (one,) = rows(old, new)
    return one


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
        completed="",
        last="F-2",
        last_due="2020-05-01",
        margin=Difference(61, 61),
    )


@pytest.mark.parametrize(
    ("new", "last", "margin"),
    [
        pytest.param({"F_1": {"due": "2020-05-31"}}, "F-1", Difference(1, 1), id="the-last-by-its-new-date"),
        pytest.param({"F_2": {"due": "2020-06-11"}}, "F-2", Difference(-10, -10), id="after-the-release"),
        pytest.param(
            {"F_2": {"due": "2020-05-02", "completed": "2020-05-02"}},
            "F-1",
            Difference(92, 92),
            id="what-is-done-is-not-waited-for",
        ),
        pytest.param({"F_2": {"due": "2020-06"}}, "F-2", Difference(-29, 0), id="known-by-the-month"),
    ],
)
def test_the_margin_to_the_last_open_feature(new: dict[str, Fields], last: str, margin: Difference) -> None:
    found = row(plan(**new))
    assert (found.last, found.margin) == (last, margin)


def test_without_an_open_feature_with_a_date_there_is_no_margin() -> None:
    done: Fields = {"completed": "2020-01-01"}
    found = row(plan(R_1={"due": "2020-07-01"}, F_1=done, F_2=done))
    assert (found.last, found.last_due, found.margin) == ("", "", None)
    bare = state({"R-1": {"due": DUE}, "F-1": {}}, {"R-1": {"features": ["F-1", "F-9"]}})
    assert row(bare, state({"R-1": {}, "F-1": {}}, {"R-1": {}})).last == ""


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
    assert found.completed == "2020-06-30"


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
        if one.fate == "kept" and not one.completed and one.moved and one.moved.middle > 0
    ]
    assert open_later == sorted(open_later, reverse=True)
    first = made[: len(open_later)]
    assert all(one.moved is not None and one.moved.middle > 0 for one in first)
