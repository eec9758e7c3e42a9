"""Whether a change touches a dependency cycle."""

from __future__ import annotations

import pytest

from dmccb.checks.since.cycle_near import cycle_near
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex
from tests.checks.plan import KINDS, READERS, Records, milestone, product, written

BY_NAME = {kind.name: kind for kind in KINDS.values()}

Links = dict[str, list[str]]


def indexed(state: Records) -> LazyIndex:
    return LazyIndex([IndexedFile(*file) for file in written(state)], READERS)


def index(links: Links) -> LazyIndex:
    """Index milestones, each with its predecessors."""
    records = {
        key: milestone(predecessors=targets) if targets else milestone() for key, targets in links.items()
    }
    return indexed({"milestones": records})


def touched(old: Links, new: Links) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


CHAIN: Links = {"A": [], "B": ["A"], "C": ["B"]}
RING: Links = {**CHAIN, "A": ["C"]}


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        pytest.param(CHAIN, RING, True, id="closed"),
        pytest.param(RING, CHAIN, False, id="opened-and-gone"),
        pytest.param(RING, RING, False, id="a-cycle-that-nothing-touched"),
        pytest.param(RING, {**RING, "D": []}, False, id="a-record-beside-a-cycle"),
        pytest.param(RING, {**RING, "D": ["A"]}, False, id="a-record-that-leads-to-it-and-is-in-none"),
        pytest.param(CHAIN, {**CHAIN, "C": ["A", "B"]}, False, id="a-short-cut"),
        pytest.param(CHAIN, {**CHAIN, "A": ["A"]}, False, id="a-record-that-names-itself"),
        pytest.param({}, RING, True, id="all-of-it-is-new"),
        pytest.param(RING, {}, False, id="all-of-it-is-gone"),
        pytest.param(RING, {**RING, "A": ["C", "D"], "D": ["A"]}, True, id="a-second-way-round"),
        pytest.param({**RING, "B": ["A", "D"], "D": ["C"]}, RING, True, id="what-is-left-of-a-larger-one"),
        pytest.param(
            {**RING, "A": ["C", "D"], "D": ["B"]}, {**RING, "D": []}, True, id="what-is-left-after-two-links"
        ),
        pytest.param(
            {**RING, "D": ["A"], "B": ["A", "D"]},
            {"A": ["C"], "B": ["A"], "C": ["B"]},
            True,
            id="a-member-left",
        ),
        pytest.param(CHAIN, {**CHAIN, "A": ["X"]}, False, id="an-id-that-no-record-has"),
    ],
)
def test_cycle_near(old: Links, new: Links, *, near: bool) -> None:
    keys = {"milestone": touched(old, new)}
    assert cycle_near(index(old), index(new), keys, BY_NAME) is near


def test_a_cycle_of_another_kind_of_link_counts_by_itself() -> None:
    """Predecessors one way and successors the other are the same link said twice."""
    old: Records = {"milestones": {"A": milestone(), "B": milestone(predecessors=["A"])}}
    new: Records = {"milestones": {"A": milestone(successors=["B"]), "B": milestone(predecessors=["A"])}}
    assert not cycle_near(indexed(old), indexed(new), {"milestone": {"A"}}, BY_NAME)


def test_parents_may_form_a_cycle_as_well() -> None:
    old: Records = {"products": {"a": product(), "b": product(parent="a")}}
    new: Records = {"products": {"a": product(parent="b"), "b": product(parent="a")}}
    assert cycle_near(indexed(old), indexed(new), {"product": {"a"}}, BY_NAME)
