"""Members that went from one group to another, or to none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.moves import moves_of, moves_to_nowhere
from dmccb.records.record import Collections, Fields
from tests.changerecord.plans import State, compared, plans, state
from tests.strategies import EXAMPLES, KINDS

FEATURES = KINDS["releases"].fields["features"]


def release(key: str, *, lost: tuple[str, ...] = (), gained: tuple[str, ...] = ()) -> Change:
    field = FieldChange(field="features", control="controlled", spec=FEATURES, added=gained, removed=lost)
    return Change(
        collection="releases", id=key, title="", change="changed", control="controlled", fields=(field,)
    )


@pytest.mark.parametrize(
    ("changes", "new_ids", "found"),
    [
        pytest.param([], {}, [], id="nothing-changed"),
        pytest.param([release("R-1", lost=("F-1",))], {}, [], id="lost-by-one-and-gained-by-none"),
        pytest.param(
            [release("R-1", lost=("F-1",)), release("R-2", gained=("F-1",))],
            {},
            [("F-1", ("R-1",), ("R-2",))],
            id="from-one-to-another",
        ),
        pytest.param(
            [release("R-1", lost=("F-1",)), release("R-2", lost=("F-1",)), release("R-3", gained=("F-1",))],
            {},
            [("F-1", ("R-1", "R-2"), ("R-3",))],
            id="from-two-to-one",
        ),
        pytest.param(
            [release("R-1", lost=("F-1",)), release("R-2", gained=("F-9",))],
            {"milestone": {"F-1": "F-9"}},
            [("F-9", ("R-1",), ("R-2",))],
            id="renumbered-on-the-way",
        ),
    ],
)
def test_moves(
    changes: list[Change],
    new_ids: Mapping[str, Mapping[str, str]],
    found: list[tuple[str, tuple[str, ...], tuple[str, ...]]],
) -> None:
    moves = list(moves_of(changes, KINDS, new_ids))
    assert [(move.feature, move.sources, move.targets) for move in moves] == found
    assert all(move.collection == "releases" for move in moves)


def test_moves_are_between_groups_of_one_kind() -> None:
    lost, gained = release("R-1", lost=("F-1",)), release("P-1", gained=("F-1",))
    assert list(moves_of([lost, gained._replace(collection="boards")], KINDS, {})) == []


def nowhere(old: Collections, new: Collections) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found, _ = compared(old, new)
    moves = moves_to_nowhere(found.changes, new, KINDS)
    return [(move.feature, move.sources, move.targets) for move in moves]


def plan(*features: str, **releases: list[str]) -> State:
    """Build the milestones F-1 … and the releases R_1 … that hold some of them."""
    held: dict[str, Fields] = {
        key.replace("_", "-"): {"features": [*names]} for key, names in releases.items()
    }
    return state({key: {} for key in (*features, *held)}, held)


BOTH = plan("F-1", "F-2", R_1=["F-1", "F-2"], R_2=["F-2"])


@pytest.mark.parametrize(
    ("new", "found"),
    [
        pytest.param(BOTH, [], id="nothing-changed"),
        pytest.param(
            plan("F-1", "F-2", R_1=["F-2"], R_2=["F-2"]), [("F-1", ("R-1",), ())], id="in-no-release-now"
        ),
        pytest.param(plan("F-1", "F-2", R_1=["F-1"], R_2=["F-2"]), [], id="still-in-another"),
        pytest.param(plan("F-1", "F-2", R_1=["F-2"], R_2=["F-1", "F-2"]), [], id="moved-to-another"),
        pytest.param(
            plan("F-1", "F-2", R_1=["F-1"], R_2=[]), [("F-2", ("R-1", "R-2"), ())], id="two-have-lost-it"
        ),
        pytest.param(plan("F-2", R_1=["F-2"], R_2=["F-2"]), [], id="dropped-and-so-no-longer-on-record"),
        pytest.param(plan("F-1", "F-2", R_2=["F-2"]), [("F-1", ("R-1",), ())], id="its-release-was-dropped"),
    ],
)
def test_moves_to_nowhere(new: State, found: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    assert nowhere(BOTH, new) == found


def test_what_is_in_no_release_now_is_told_under_its_new_id() -> None:
    old = state({"R-1": {}, "F-1": {"title": "One"}}, {"R-1": {"features": ["F-1"]}})
    new = state({"R-1": {}, "F-9": {"title": "One", "aka": ["F-1"]}}, {"R-1": {}})
    assert nowhere(old, new) == [("F-9", ("R-1",), ())]


def test_a_member_under_its_new_id_in_the_same_release_has_not_moved() -> None:
    old = state({"R-1": {}, "F-1": {"title": "One"}}, {"R-1": {"features": ["F-1"]}})
    new = state({"R-1": {}, "F-9": {"title": "One", "aka": ["F-1"]}}, {"R-1": {"features": ["F-9"]}})
    assert nowhere(old, new) == []


def test_a_release_that_goes_on_naming_a_feature_by_its_earlier_id_has_not_lost_it() -> None:
    """The release did not change; its reference to an ID that no record has is for ``check`` to tell."""
    kept: dict[str, Fields] = {"R-1": {"features": ["F-1"]}}
    old = state({"R-1": {}, "F-1": {"title": "Two words"}}, kept)
    new = state({"R-1": {}, "F-9": {"title": "Two words", "aka": ["F-1"]}}, kept)
    assert nowhere(old, new) == []


@settings(max_examples=4 * EXAMPLES)
@given(plans(), plans())
def test_only_what_no_release_has_and_is_still_on_record_moved_to_nowhere(old: State, new: State) -> None:
    found, _ = compared(old, new)
    held = {key for one in new["releases"].values() for key in one.fields.get("features", [])}  # type: ignore[union-attr]  # a list
    was = {key for one in old["releases"].values() for key in one.fields.get("features", [])}  # type: ignore[union-attr]  # a list
    renamed = {one.old_id: one.id for one in found.changes if one.collection == "milestones" and one.old_id}
    # A release may go on naming a feature by its earlier ID.
    still = {renamed.get(str(key), str(key)) for key in held}
    lost = {renamed.get(str(key), str(key)) for key in was} - still
    gone = {one.id for one in found.changes if (one.collection, one.change) == ("milestones", "removed")}
    moves = [move for move in found.moves if not move.targets]
    assert {move.feature for move in moves} == lost - gone
    assert len(moves) == len({move.feature for move in moves})
    for move in moves:
        assert move.feature not in held
        assert move.sources


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_no_member_moves_both_to_a_release_and_to_nowhere(old: State, new: State) -> None:
    found, _ = compared(old, new)
    features = [move.feature for move in found.moves]
    assert len(features) == len(set(features))
