"""When an item is due, how far it has come, and its margin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.impact.graph import Item, build_graph
from dmccb.impact.timing import UNDATED, Timing, invalid_dates, lost_margin, timing
from dmccb.records.dates import Difference
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()
AS_OF = date(2020, 6, 1)
M: Item = ("milestones", "M")


def at(item: Item, **collections: Mapping[str, Fields]) -> Timing:
    records = {
        name: {key: Record(id=key, fields=fields) for key, fields in found.items()}
        for name, found in collections.items()
    }
    return timing(build_graph(records, KINDS), item, AS_OF)


def waiting(own: Fields, **others: Fields) -> Timing:
    """Return the timing of a milestone that waits for all the others."""
    return at(M, milestones={"M": {"title": "M", "predecessors": list(others), **own}, **others})


def due(day: str, **fields: str) -> Fields:
    return {"title": "T", "due": day, **fields}


@pytest.mark.parametrize(
    ("fields", "state", "days"),
    [
        pytest.param({"due": "2020-06-01"}, "open", 0, id="due-that-day"),
        pytest.param({"due": "2020-05-31"}, "overdue", 1, id="due-the-day-before"),
        pytest.param({"due": "2020-06"}, "open", 0, id="a-month-is-due-at-its-end"),
        pytest.param({"due": "2020-05"}, "overdue", 1, id="a-month-that-is-over"),
        pytest.param({"due": "2019-01-01", "completed": "2020-01-01"}, "completed", 0, id="late-and-done"),
        pytest.param({"completed": "[..2020-01-01]"}, "completed", 0, id="done-on-an-unknown-day"),
        pytest.param({}, "open", 0, id="no-date"),
        pytest.param({"due": "soon"}, "open", 0, id="a-date-that-cannot-be-read"),
    ],
)
def test_how_far_it_has_come(fields: Fields, state: str, days: int) -> None:
    found = at(M, milestones={"M": {"title": "M", **fields}})
    assert (found.state, found.overdue_days, found.dated_by) == (state, days, M)


@pytest.mark.parametrize(
    ("own", "others", "margin"),
    [
        pytest.param(due("2020-07-11"), {"A": due("2020-07-01")}, ("A", 10), id="due-after-it"),
        pytest.param(due("2020-06-21"), {"A": due("2020-07-01")}, ("A", -10), id="due-before-it"),
        pytest.param(
            due("2020-07-11"),
            {"A": due("2020-07-01"), "B": due("2020-07-10"), "C": due("2020-06-01")},
            ("B", 1),
            id="the-last-of-them-counts",
        ),
        pytest.param(
            due("2020-07-11"),
            {"A": due("2020-07-01"), "B": due("2020-07-10", completed="2020-05-01")},
            ("A", 10),
            id="what-is-completed-holds-nobody-up",
        ),
        pytest.param(
            due("2020-07-11"), {"B": due("2020-07-01"), "A": due("2020-07-01")}, ("A", 10), id="a-tie-by-id"
        ),
        pytest.param(due("2020-07-11"), {"A": {"title": "T"}}, None, id="it-has-no-date"),
        pytest.param({}, {"A": due("2020-07-01")}, None, id="no-date-of-its-own"),
        pytest.param(
            due("2020-07-11", completed="2020-05-01"), {"A": due("2020-07-01")}, None, id="done-itself"
        ),
        pytest.param(due("2020-07-11"), {}, None, id="waits-for-nothing"),
    ],
)
def test_the_margin(own: Fields, others: Mapping[str, Fields], margin: tuple[str, int] | None) -> None:
    found = waiting(own, **others).margin
    told = (found.waits_for[1], found.between.days) if found else None
    assert told == margin


def test_a_margin_after_a_month_is_a_range() -> None:
    found = waiting(due("2020-08-01"), A=due("2020-07")).margin
    assert found is not None
    assert found.as_json() == {
        "days": None,
        "days_min": 1,
        "days_max": 31,
        "waits_for": {"collection": "milestones", "id": "A", "due": "2020-07"},
    }


PLAN: dict[str, dict[str, Fields]] = {
    "releases": {"R": {"document": "D", "milestone": "T", "features": ["F"]}},
    "milestones": {
        "T": {"title": "Test", "due": "2020-07-11", "predecessors": ["A"]},
        "A": due("2020-07-01"),
        "F": due("2020-07-10"),
    },
}


def test_a_release_has_the_date_of_its_test_milestone_and_waits_for_its_features() -> None:
    found = at(("releases", "R"), **PLAN)
    assert (found.due, found.dated_by) == ("2020-07-11", ("milestones", "T"))
    assert found.margin is not None
    assert (found.margin.waits_for[1], found.margin.between.days) == ("F", 1)


def test_its_test_milestone_waits_for_its_predecessors_alone() -> None:
    found = at(("milestones", "T"), **PLAN).margin
    assert found is not None
    assert found.waits_for[1] == "A"


def test_an_own_date_that_cannot_be_read_gives_no_margin() -> None:
    assert waiting(due("soon"), A=due("2020-07-01")).margin is None


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(("wbs", "1"), id="a-kind-without-dates"),
        pytest.param(("", "X"), id="no-record"),
        pytest.param(("releases", "R"), id="a-release-whose-test-milestone-is-no-record"),
    ],
)
def test_what_has_no_dates(item: Item) -> None:
    releases: dict[str, Fields] = {"R": {"document": "D", "milestone": "GONE"}}
    found = at(item, wbs={"1": {"title": "All"}}, releases=releases)
    assert found == UNDATED
    assert not any(found.as_json().values())


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        pytest.param(("2020-07-11", "2020-07-01"), ("2020-07-11", "2020-07-08"), (7, 7), id="it-slipped"),
        pytest.param(("2020-07-11", "2020-07-01"), ("2020-07-10", "2020-07-01"), (1, 1), id="due-earlier"),
        pytest.param(("2020-07-11", "2020-07-01"), ("2020-07-20", "2020-07-10"), (0, 0), id="both-slipped"),
        pytest.param(("2020-07-11", "2020-07-01"), ("2020-07-12", "2020-07-01"), (-1, -1), id="gained"),
        pytest.param(("2020-08-01", "2020-07"), ("2020-07-31", "2020-07"), (1, 1), id="the-same-month"),
        pytest.param(("2020-08-01", "2020-07-01"), ("2020-08-01", "2020-07"), (0, 30), id="another-month"),
    ],
)
def test_lost_margin(before: tuple[str, str], after: tuple[str, str], lost: tuple[int, int]) -> None:
    old, new = (waiting(due(own), A=due(other)) for own, other in (before, after))
    assert lost_margin(old, new) == Difference(*lost)


def test_the_month_of_another_item_is_not_the_same_month() -> None:
    old, new = waiting(due("2020-08-01"), A=due("2020-07")), waiting(due("2020-08-01"), B=due("2020-07"))
    assert lost_margin(old, new) == Difference(-30, 30)


def test_no_margin_is_lost_where_one_is_not_known() -> None:
    with_margin, without = waiting(due("2020-08-01"), A=due("2020-07-01")), waiting(due("2020-08-01"))
    assert lost_margin(with_margin, without) is None
    assert lost_margin(without, with_margin) is None


days = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@given(st.tuples(days, days), st.tuples(days, days), st.tuples(*[st.booleans()] * 4))
def test_the_range_holds_what_the_days_would_say(
    before: tuple[date, date], after: tuple[date, date], months: tuple[bool, ...]
) -> None:
    """Forget the day of some of the dates; where both sides then say the same month, nothing moved."""
    exact = [*before, *after]
    said = [
        day.isoformat()[:7] if month else day.isoformat() for day, month in zip(exact, months, strict=True)
    ]
    for one in (0, 1):
        if months[one] and months[one + 2] and said[one] == said[one + 2]:
            exact[one + 2] = exact[one]
    old, new = waiting(due(said[0]), A=due(said[1])), waiting(due(said[2]), A=due(said[3]))
    found = lost_margin(old, new)
    margins = (exact[0] - exact[1]) - (exact[2] - exact[3])
    assert found is not None
    assert found.least is not None
    assert found.most is not None
    assert timedelta(found.least) <= margins <= timedelta(found.most)
    if not any(months):
        assert found.days == margins.days


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        pytest.param({"due": "soon"}, ("", "", True, "open"), id="a-word"),
        pytest.param({"due": "2036-13-01"}, ("", "", True, "open"), id="no-day"),
        pytest.param({"due": 2036}, ("", "", True, "open"), id="a-number"),
        pytest.param({"completed": "done"}, ("", "", True, "completed"), id="completed-on-no-day"),
        pytest.param({}, ("", "", False, "open"), id="no-date"),
    ],
)
def test_what_is_not_a_date_is_never_told_as_one(fields: Fields, known: tuple[object, ...]) -> None:
    found = at(M, milestones={"M": {"title": "M", **fields}})
    assert (found.due, found.completed, found.invalid, found.state) == known
    assert invalid_dates([found, found, None]) == ((M,) if found.invalid else ())
