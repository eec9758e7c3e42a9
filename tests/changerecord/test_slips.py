"""Dates that moved, and what was completed."""

from __future__ import annotations

from itertools import product
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmccb.changerecord.slips import (
    Completion,
    Slip,
    completions,
    due_change,
    earlier,
    later,
    median_slip,
    moved_date,
    slips,
)
from dmccb.records.dates import Difference, difference, period
from dmccb.records.record import Fields
from tests.changerecord.plans import State, compared, of_milestones, plans, state, told
from tests.strategies import EXAMPLES

DUE: Fields = {"due": "2020-01-01"}


def slips_of(old: dict[str, Fields], new: dict[str, Fields]) -> tuple[Slip, ...]:
    return of_milestones(old, new).inside.slips


@pytest.mark.parametrize(
    ("new", "moved", "is_open"),
    [
        pytest.param({"due": "2020-01-31"}, Difference(30, 30), True, id="later-is-positive"),
        pytest.param({"due": "2019-12-31"}, Difference(-1, -1), True, id="earlier-is-negative"),
        pytest.param({"due": "2020-02"}, Difference(31, 59), True, id="a-month-has-a-range"),
        pytest.param(
            {"due": "2020-01-31", "completed": "2020-01-30"},
            Difference(30, 30),
            False,
            id="of-work-that-is-done",
        ),
        pytest.param(
            {"due": "2020-01-31", "completed": "[..2020-01-30]"},
            Difference(30, 30),
            False,
            id="done-on-an-unknown-day-is-done",
        ),
    ],
)
def test_a_slip(new: Fields, moved: Difference, *, is_open: bool) -> None:
    (slip,) = slips_of({"M": DUE}, {"M": new})
    assert (slip.moved, slip.is_open, slip.change.id) == (moved, is_open, "M")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(DUE, {**DUE, "level": 2}, id="another-field"),
        pytest.param(DUE, {}, id="dropped"),
        pytest.param({}, DUE, id="first-recorded"),
        pytest.param(DUE, {"due": "2020-01"}, id="less-precise-is-not-later"),
        pytest.param({"due": "2020-01"}, DUE, id="more-precise-is-not-earlier"),
        pytest.param({"forecast": "2020-01-01"}, {"forecast": "2020-02-01"}, id="a-forecast-is-no-baseline"),
    ],
)
def test_what_is_no_slip(old: Fields, new: Fields) -> None:
    assert slips_of({"M": old}, {"M": new}) == ()


def test_what_is_new_or_gone_has_not_slipped() -> None:
    assert slips_of({"M": DUE}, {"N": {"due": "2021-01-01"}}) == ()


def test_the_date_on_which_a_document_was_issued_never_slips() -> None:
    old = state(documents={"PLAN-1": {"date": "2020-01-01"}})
    new = state(documents={"PLAN-1": {"date": "2021-01-01"}})
    assert told(old, new).inside.slips == ()


def test_the_largest_slip_comes_first_and_equal_ones_by_id() -> None:
    days = {"A": "2020-01-02", "B": "2020-02-01", "C": "2019-12-01", "D": "2020-01-02", "E": "2020-01-12"}
    found = slips_of(dict.fromkeys(days, DUE), {key: {"due": due} for key, due in days.items()})
    assert [slip.change.id for slip in found] == ["B", "E", "A", "D", "C"]


def test_a_month_is_sorted_by_its_middle() -> None:
    days = {"A": "2020-02-14", "B": "2020-02", "C": "2020-02-17"}
    found = slips_of(dict.fromkeys(days, DUE), {key: {"due": due} for key, due in days.items()})
    assert [slip.change.id for slip in found] == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("old", "new", "element"),
    [
        pytest.param("02C.01", "02C.04", "02C.04", id="where-it-is-now"),
        pytest.param("02C.01", "", "", id="it-says-none-now"),
        pytest.param("", "02C.04", "02C.04", id="it-says-one-now"),
    ],
)
def test_the_element_of_a_slip(old: str, new: str, element: str) -> None:
    before: Fields = {**DUE, **({"wbs": old} if old else {})}
    after: Fields = {"due": "2020-02-01", **({"wbs": new} if new else {})}
    (slip,) = slips_of({"M": before}, {"M": after})
    assert slip.element == element


def test_a_renumbered_record_slips_as_well() -> None:
    old, new = {"title": "One", "due": "2020-01-01"}, {"title": "One", "due": "2020-01-04"}
    (slip,) = slips_of({"A-1": old}, {"A-01": new})
    assert (slip.change.change, slip.moved.days) == ("renumbered", 3)


@pytest.mark.parametrize(
    ("old", "new", "was_done", "is_open"),
    [
        pytest.param({}, {}, False, True, id="open-all-along"),
        pytest.param({}, {"completed": "2020-01-30"}, False, False, id="done-meanwhile"),
        pytest.param({"completed": "2020-01-30"}, {"completed": "2020-01-30"}, True, False, id="done-before"),
        pytest.param({"completed": "[..2020-01-30]"}, {}, True, True, id="done-before-and-reopened"),
    ],
)
def test_whether_what_slipped_was_done_before(
    old: Fields, new: Fields, *, was_done: bool, is_open: bool
) -> None:
    (slip,) = slips_of({"M": {**DUE, **old}}, {"M": {**new, "due": "2020-01-31"}})
    assert (slip.was_done, slip.is_open) == (was_done, is_open)


def test_a_renumbered_record_was_done_under_its_old_id() -> None:
    fields: Fields = {"title": "One", "completed": "2020-01-01"}
    (slip,) = slips_of({"A-1": {**fields, **DUE}}, {"A-01": {**fields, "due": "2020-01-31"}})
    assert (slip.change.change, slip.was_done) == ("renumbered", True)


# ------------------------------------------------------------- completions


def completed(due: str, done: str, old_date: str = "2019-12-09") -> list[Completion]:
    old: Fields = {"due": due} if due else {}
    found, background = compared(state({"M": old}), state({"M": {"due": "2030-01-01", "completed": done}}))
    return list(completions(found.changes, background, old_date))


@pytest.mark.parametrize(
    ("due", "done", "late", "reported_late"),
    [
        pytest.param("2020-01-01", "2020-01-31", 30, False, id="late-against-the-date-before-the-change"),
        pytest.param("2020-01-01", "2019-12-30", -2, False, id="early"),
        pytest.param("2020-01-01", "2020-01-01", 0, False, id="on-its-date"),
        pytest.param("2020-01", "2020-02-02", 2, False, id="a-month-is-due-at-its-end"),
        pytest.param("2020-01-01", "2020-02", 31, False, id="and-done-at-its-start"),
        pytest.param("2020-01-01", "[..2021-05-10]", None, False, id="that-day-or-earlier-may-be-anything"),
        pytest.param("", "2020-01-31", None, False, id="without-a-date-before"),
        pytest.param("2020-01-01", "2019-12-08", -24, True, id="before-the-old-side-which-had-it-open"),
        pytest.param("2020-01-01", "2019-12-09", -23, False, id="on-the-day-of-the-old-side"),
        pytest.param("2020-01-01", "2019-11", -61, True, id="in-a-month-before-it"),
        pytest.param("2020-01-01", "2019-12", -31, False, id="in-its-month-is-not-certain"),
        pytest.param("2020-01-01", "[..2019-12-01]", None, True, id="at-the-latest-before-it"),
    ],
)
def test_a_completion(due: str, done: str, late: int | None, *, reported_late: bool) -> None:
    (one,) = completed(due, done)
    assert (one.due, one.done, one.late, one.reported_late) == (due, done, late, reported_late)


def test_a_side_without_a_date_reports_nothing_late() -> None:
    (one,) = completed("2020-01-01", "2001-01-01", old_date="")
    assert not one.reported_late


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({"completed": "2020-01-01"}, {"completed": "2020-02-01"}, id="another-day"),
        pytest.param({"completed": "2020-01-01"}, {}, id="withdrawn"),
        pytest.param({}, {"due": "2020-01-01"}, id="another-field"),
    ],
)
def test_what_is_not_completed_with_this_change(old: Fields, new: Fields) -> None:
    assert of_milestones({"M": old}, {"M": new}).inside.completions == ()


def test_what_came_completed_was_not_completed_by_the_change() -> None:
    assert of_milestones({}, {"M": {"completed": "2020-01-01"}}).inside.completions == ()


def test_the_latest_comes_first_and_what_is_not_known_last() -> None:
    done = {"A": "2020-01-02", "B": "2020-03-01", "C": "[..2020-01-01]", "D": "2019-01-01"}
    found = of_milestones(
        dict.fromkeys(done, DUE), {key: {**DUE, "completed": one} for key, one in done.items()}
    )
    assert [one.change.id for one in found.inside.completions] == ["B", "A", "D", "C"]


# --------------------------------------------------------- which side, and the median


def test_later_and_earlier_are_only_what_is_certain() -> None:
    days = {"A": "2020-02", "B": "2019-12-01", "C": "2020-01-05"}
    old: dict[str, Fields] = {"A": DUE, "B": DUE, "C": {"due": "2020-01-09"}, "D": {"due": "2020-01"}}
    found = slips_of(old, {**{key: {"due": due} for key, due in days.items()}, "D": {"due": "2020-01-31"}})
    assert [slip.change.id for slip in later(found)] == ["A"]
    assert [slip.change.id for slip in earlier(found)] == ["C", "B"]


def slip_between(old: str, new: str) -> Slip:
    (slip,) = slips_of({"M": {"due": old}}, {"M": {"due": new}})
    return slip


@pytest.mark.parametrize(
    ("news", "expected"),
    [
        pytest.param([], None, id="of-none"),
        pytest.param(["2020-01-11"], (10, 10), id="of-one"),
        pytest.param(["2020-01-11", "2020-01-02", "2020-03-01"], (10, 10), id="the-one-in-the-middle"),
        pytest.param(["2020-01-11", "2020-01-13"], (11, 11), id="between-two"),
        pytest.param(["2020-01-11", "2020-01-14"], (11.5, 11.5), id="half-a-day-is-told"),
        pytest.param(["2020-02"], (31, 59), id="of-a-month"),
        pytest.param(["2020-02", "2020-01-11"], (20.5, 34.5), id="between-a-day-and-a-month"),
    ],
)
def test_median(news: list[str], expected: tuple[float, float] | None) -> None:
    assert median_slip([slip_between("2020-01-01", new) for new in news]) == expected


def days_of(value: str) -> list[str]:
    found = period(value)
    assert found is not None
    assert found.first is not None
    return [
        found.first.fromordinal(number).isoformat()
        for number in range(found.first.toordinal(), found.last.toordinal() + 1)
    ]


@settings(max_examples=2 * EXAMPLES)
@given(
    st.lists(st.sampled_from(["2020-01-30", "2020-02-11", "2020-02-12", "2020-03-02"]), max_size=3),
    st.booleans(),
)
def test_whatever_the_day_of_a_month_the_median_is_in_its_range(days: list[str], both: bool) -> None:
    """By brute force: every day of the months, each against each."""
    pairs = [("2020-01-01", day) for day in days]
    pairs.append(("2020-01", "2020-03") if both else ("2020-01-07", "2020-02"))
    found = median_slip([slip_between(*pair) for pair in pairs])
    assert found is not None
    least, most = found
    exact = [days_between(*days) for days in product(*(days_of(end) for end in pairs[-1]))]
    others = [days_between(*pair) for pair in pairs[:-1]]
    medians = [median([*others, one]) for one in set(exact)]
    assert all(least <= one <= most for one in medians)
    assert (least, most) == (min(medians), max(medians))


def days_between(old: str, new: str) -> int:
    found = difference(old, new)
    assert found is not None
    assert found.days is not None
    return found.days


@settings(max_examples=2 * EXAMPLES)
@given(
    st.lists(
        st.tuples(st.sampled_from(["2020-01-31", "2020-01"]), st.sampled_from(["2020-02", "2020-02-02"])),
        min_size=1,
        max_size=2,
    )
)
def test_the_median_of_several_months_is_in_its_range(pairs: list[tuple[str, str]]) -> None:
    found = median_slip([slip_between(*pair) for pair in pairs])
    assert found is not None
    choices = [{days_between(*days) for days in product(*map(days_of, pair))} for pair in pairs]
    medians = [median(chosen) for chosen in product(*choices)]
    assert found == (min(medians), max(medians))


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_date_that_moved_is_one_slip(old: State, new: State) -> None:
    found, background = compared(old, new)
    moved = [change for change in found.changes if moved_date(change) is not None]
    slipped = slips(found.changes, background)
    assert sorted(slip.change.id for slip in slipped) == sorted(change.id for change in moved)
    assert all(due_change(change) is not None for change in moved)
    after, before = ({slip.change.id for slip in some} for some in (later(slipped), earlier(slipped)))
    assert not after & before
