"""A change set by release: which change stands under which heading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dmccb.changerecord.background import Background
from dmccb.changerecord.groups import Group, due, grouped, grouping, with_titles
from dmccb.compare.change import Change
from dmccb.compare.compare import compare
from dmccb.records.record import Fields, Record
from tests.changerecord.plans import State, compared, plans, state
from tests.strategies import EXAMPLES, KINDS


def groups(old: State, new: State) -> tuple[Group, ...]:
    found, background = compared(old, new)
    return grouped(found.changes, background)


def under(old: State, new: State) -> list[tuple[str, list[str]]]:
    """Return heading and IDs of each group."""
    return [(one.id or one.title, [change.id for change in one.changes]) for one in groups(old, new)]


PLAN = state(
    {"R-1": {"due": "2020-01-01"}, "R-2": {"due": "2020-06-01"}, "F-1": {}, "F-2": {}, "M-1": {}},
    {"R-1": {"features": ["F-1", "F-2"]}, "R-2": {"features": ["F-2"]}},
    documents={"PLAN-1": {"title": "Plan"}},
)


def changed(**fields: Fields) -> State:
    """Return the plan with these milestones changed; ``F_1`` stands for F-1."""
    now = {key.replace("_", "-"): value for key, value in fields.items()}
    milestones = {
        key: Record(id=key, fields={**record.fields, **now.get(key, {})})
        for key, record in PLAN["milestones"].items()
    }
    return {**PLAN, "milestones": milestones}


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(changed(F_1={"level": 1}), [("R-1", ["F-1"])], id="a-feature-under-its-release"),
        pytest.param(
            changed(F_2={"level": 1}), [("R-1", ["F-2"])], id="of-two-releases-the-one-that-is-due-first"
        ),
        pytest.param(
            changed(M_1={"level": 1}), [("milestones", ["M-1"])], id="what-no-release-names-by-collection"
        ),
        pytest.param(
            changed(F_1={"level": 1}, R_1={"due": "2020-02-01"}),
            [("R-1", ["R-1", "F-1"])],
            id="the-test-milestone-before-the-features",
        ),
        pytest.param(
            changed(R_1={"due": "2021-01-01"}, R_2={"level": 2}),
            [("R-2", ["R-2"]), ("R-1", ["R-1"])],
            id="releases-by-their-new-due-date",
        ),
        pytest.param(PLAN, [], id="no-change-no-group"),
    ],
)
def test_under_which_heading(new: State, expected: list[tuple[str, list[str]]]) -> None:
    assert under(PLAN, new) == expected


def test_a_feature_that_left_is_still_under_its_release() -> None:
    old = state({"R-1": {}, "F-1": {}}, {"R-1": {"features": ["F-1"]}})
    new = state({"R-1": {}}, {"R-1": {}})
    assert under(old, new) == [("R-1", ["R-1", "F-1"])]


def test_a_renumbered_release_keeps_its_old_date() -> None:
    old = state({"R-8b": {"title": "One", "due": "2018-09-06"}}, {"R-8b": {}})
    new = state({"R-08b": {"title": "One", "due": "2019-09-24"}}, {"R-08b": {}})
    (group,) = groups(old, new)
    assert (group.id, group.title) == ("R-08b", "One")
    assert (group.due_old, group.due_new) == ("2018-09-06", "2019-09-24")
    assert [change.change for change in group.changes] == ["renumbered", "renumbered"]


def test_a_release_borrows_the_title_of_its_milestone() -> None:
    old, new = state({"R-1": {}}, {}), state({"R-1": {}}, {"R-1": {}})
    titled = with_titles(compare(old, new, KINDS), Background(old, new, KINDS))
    assert [change.title for change in titled.changes] == ["Title of R-1"]


def test_a_group_has_the_dates_of_both_sides_and_no_date_where_there_is_none() -> None:
    (group,) = groups(PLAN, changed(R_1={"due": "2020-03-01"}))
    assert (group.due_old, group.due_new) == ("2020-01-01", "2020-03-01")
    (other,) = groups(PLAN, changed(M_1={"level": 1}))
    assert (other.due_old, other.due_new) == ("", "")
    came = state({"R-9": {"due": "2020-01-01"}}, {"R-9": {}})
    (new,) = groups({}, came)
    assert (new.due_old, new.due_new) == ("", "2020-01-01")
    (gone,) = groups(came, {})
    assert (gone.due_old, gone.due_new) == ("2020-01-01", "")


def test_a_feature_that_leaves_and_gets_a_new_id_stays_under_its_release() -> None:
    old = state({"R-1": {"due": "2020-01-01"}, "F-1": {}}, {"R-1": {"features": ["F-1"]}})
    new = state({"R-1": {"due": "2020-01-01"}, "F-9": {"aka": ["F-1"], "title": "Other"}}, {"R-1": {}})
    assert ("R-1", ["R-1", "F-9"]) in under(old, new)


def test_what_a_release_names_is_looked_up_on_either_side() -> None:
    old, new = state({"R-1": {"due": "2020-01-01"}}, {"R-1": {}}), state({"R-1": {}}, {"R-1": {}})
    background = Background(old, new, KINDS)
    assert (due(("releases", "R-1"), old, background), due(("releases", "R-1"), new, background)) == (
        "2020-01-01",
        "",
    )


def test_what_groups_others_the_schemas_say() -> None:
    assert grouping(PLAN, KINDS) == [("releases", "R-1"), ("releases", "R-2")]
    assert grouping({"gadgets": {"G": Record(id="G", fields={})}}, KINDS) == []


def test_a_title_of_its_own_stays() -> None:
    old, new = state({"M-1": {}}), state({"M-1": {"title": "New"}})
    found = with_titles(compare(old, new, KINDS), Background(old, new, KINDS))
    assert [one.title for one in found.changes] == ["New"]


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_change_is_in_exactly_one_group(old: State, new: State) -> None:
    found, background = compared(old, new)
    placed = [change for group in grouped(found.changes, background) for change in group.changes]
    assert sorted(placed, key=_place) == sorted(found.changes, key=_place)


def _place(change: Change) -> tuple[str, str]:
    return (change.collection, change.id)
