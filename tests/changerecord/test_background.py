"""The records around a change, on both sides."""

from __future__ import annotations

import pytest

from dmccb.changerecord.background import Background, record_of
from dmccb.compare.change import Change
from dmccb.compare.changeset import Move
from dmccb.impact.graph import Item
from dmccb.records.record import Fields
from dmccb.records.roles import Role
from tests.changerecord.plans import compared, state
from tests.strategies import KINDS

OLD = state(
    {"R-1": {"due": "2020-01-01"}, "F-1": {"level": 2}, "GONE": {"due": "2020-03-01"}},
    {"R-1": {"features": ["F-1", "F-2"]}},
)
NEW = state(
    {"R-1": {"due": "2020-02-01", "completed": "2020-02-03"}, "F-1": {"level": 3}},
    {"R-1": {"features": ["F-1"]}},
)
BOTH = Background(OLD, NEW, KINDS)
RELEASE, MILESTONE = ("releases", "R-1"), ("milestones", "R-1")


def change_of(key: str, collection: str = "milestones") -> Change:
    found, _ = compared(OLD, NEW)
    return next(one for one in found.changes if (one.collection, one.id) == (collection, key))


@pytest.mark.parametrize(
    ("key", "role", "before", "now"),
    [
        pytest.param("R-1", Role.DUE, "2020-01-01", "2020-02-01", id="what-changed"),
        pytest.param("R-1", Role.COMPLETED, "", "2020-02-03", id="what-was-not-there"),
        pytest.param("R-1", Role.TITLE, "Title of R-1", "Title of R-1", id="what-did-not-change"),
        pytest.param("GONE", Role.DUE, "2020-03-01", "2020-03-01", id="what-is-gone-as-it-was"),
        pytest.param("F-1", Role.LEVEL, "", "", id="a-number-is-no-text"),
        pytest.param("R-1", Role.HOLDERS, "", "", id="a-role-that-its-kind-does-not-have"),
    ],
)
def test_what_a_record_says_before_and_now(key: str, role: Role, before: str, now: str) -> None:
    change = change_of(key)
    assert (BOTH.before(change, role), BOTH.now(change, role)) == (before, now)


def test_a_renumbered_record_is_found_under_its_old_id() -> None:
    old = state({"A-1": {"title": "One", "due": "2020-01-01"}})
    new = state({"A-01": {"title": "One", "due": "2020-02-01"}})
    found, background = compared(old, new)
    (change,) = found.changes
    assert change.change == "renumbered"
    assert background.before(change, Role.DUE) == "2020-01-01"
    assert background.now(change, Role.DUE) == "2020-02-01"


def test_a_value_keeps_its_type() -> None:
    assert BOTH.value(OLD, ("milestones", "F-1"), Role.LEVEL) == 2
    assert BOTH.value(OLD, ("milestones", "F-9"), Role.LEVEL) is None
    assert BOTH.value(OLD, ("gadgets", "F-1"), Role.LEVEL) is None


@pytest.mark.parametrize(
    ("item", "carrier"),
    [
        pytest.param(RELEASE, MILESTONE, id="the-test-milestone-of-a-release"),
        pytest.param(MILESTONE, MILESTONE, id="most-carry-their-own"),
        pytest.param(("releases", "R-9"), ("releases", "R-9"), id="not-on-record"),
        pytest.param(("gadgets", "G"), ("gadgets", "G"), id="of-no-kind"),
    ],
)
def test_what_carries_the_title_and_the_date(item: Item, carrier: Item) -> None:
    assert BOTH.carrier(item, NEW) == carrier


@pytest.mark.parametrize(
    ("item", "title"),
    [
        pytest.param(RELEASE, "Title of R-1", id="that-of-its-milestone"),
        pytest.param(("milestones", "GONE"), "Title of GONE", id="that-of-the-old-side-where-it-is-gone"),
        pytest.param(("milestones", "F-9"), "", id="none-of-what-is-on-no-side"),
    ],
)
def test_title(item: Item, title: str) -> None:
    assert BOTH.title(item) == title


def test_the_title_of_the_new_side_comes_first() -> None:
    new = state({"R-1": {"title": "New"}}, {"R-1": {}})
    assert Background(OLD, new, KINDS).title(RELEASE) == "New"


def test_what_an_item_groups() -> None:
    assert BOTH.members(RELEASE, OLD) == [("milestones", "F-1"), ("milestones", "F-2")]
    assert BOTH.members(RELEASE, NEW) == [("milestones", "F-1")]
    assert BOTH.members(MILESTONE, NEW) == []
    assert BOTH.members(("gadgets", "G"), NEW) == []


@pytest.mark.parametrize(
    ("item", "needed"),
    [
        pytest.param(RELEASE, ["A", "B"], id="what-the-test-milestone-of-a-release-waits-for"),
        pytest.param(MILESTONE, ["A", "B"], id="what-a-milestone-waits-for"),
        pytest.param(("milestones", "F-1"), [], id="nothing"),
        pytest.param(("milestones", "F-9"), [], id="not-on-record"),
        pytest.param(("gadgets", "G"), [], id="of-no-kind"),
    ],
)
def test_what_an_item_needs(item: Item, needed: list[str]) -> None:
    side = state(
        {"R-1": {"predecessors": ["A", "B"], "wbs": "02C"}, "F-1": {"wbs": "02C"}},
        {"R-1": {"features": ["F-1"]}},
    )
    assert BOTH.needs(item, side) == [("milestones", key) for key in needed]


def test_what_moved_is_an_item() -> None:
    move = Move(collection="releases", members="features", feature="F-2", sources=("R-1",), targets=())
    assert BOTH.member(move) == ("milestones", "F-2")


@pytest.mark.parametrize(
    ("item", "is_done"),
    [
        pytest.param(MILESTONE, True, id="on-the-new-side"),
        pytest.param(("milestones", "AGAIN"), False, id="no-more-on-the-new-side"),
        pytest.param(("milestones", "SAME"), True, id="on-the-old-side-where-the-new-was-not-read"),
        pytest.param(("milestones", "F-9"), False, id="on-no-side"),
    ],
)
def test_whether_an_item_is_done(item: Item, *, is_done: bool) -> None:
    done: Fields = {"completed": "2020-01-01"}
    old = state({"R-1": {}, "AGAIN": done, "SAME": done})
    assert Background(old, state({"R-1": done, "AGAIN": {}}), KINDS).is_done(item) is is_done


def test_a_record_of_a_side() -> None:
    assert record_of(OLD, ("milestones", "GONE")) is OLD["milestones"]["GONE"]
    assert record_of(NEW, ("milestones", "GONE")) is None
    assert record_of({}, ("milestones", "GONE")) is None


def test_without_records_nothing_is_known() -> None:
    nothing = Background()
    change = change_of("R-1")
    assert (nothing.before(change, Role.DUE), nothing.title(RELEASE)) == ("", "")
    assert (nothing.members(RELEASE, {}), nothing.carrier(RELEASE, {})) == ([], RELEASE)
