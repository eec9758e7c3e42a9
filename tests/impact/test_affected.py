"""What a change affects, as a whole: the same as the impact of each changed item, united."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmccb.compare.changeset import ChangeSet
from dmccb.compare.compare import compare
from dmccb.impact.affected import Affected, affected
from dmccb.impact.graph import Item, Links, ReferenceGraph, build_graph
from dmccb.impact.impact import Impact, impact
from dmccb.impact.movement import moves_others
from dmccb.records.record import Collections, Fields, Record
from dmccb.repository.schemas import load_kinds
from tests.strategies import EXAMPLES

KINDS = load_kinds()
AS_OF = date(2020, 6, 1)


def baseline(**collections: Mapping[str, Fields]) -> Collections:
    return {
        name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
        for name, records in collections.items()
    }


def between(old: Collections, new: Collections) -> Affected:
    return affected(compare(old, new, KINDS), build_graph(old, KINDS), build_graph(new, KINDS), AS_OF)


def milestone(key: str, *before: str, **fields: str) -> Fields:
    """Return a milestone that waits for others."""
    return {"title": f"Title {key}", "predecessors": list(before), **fields}


def chain(length: int) -> dict[str, Fields]:
    """Return milestones that each wait for the two before."""
    return {
        f"M{at:04}": milestone(f"M{at:04}", *(f"M{before:04}" for before in (at - 2, at - 1) if before >= 0))
        for at in range(length)
    }


# ------------------------------------------------------ what a change is


def test_only_what_moves_others_counts() -> None:
    old = baseline(milestones={key: {"title": key} for key in "ABCD"})
    new = baseline(
        milestones={
            "A": {"title": "A", "due": "2020-01-01"},
            "B": {"title": "B", "forecast": "2020-01-01"},
            "C": {"title": "C", "comment": "Seen."},
            "D": {"title": "D", "wbs": "1.2"},
        }
    )
    found = between(old, new)
    assert [(one.item[1], one.fields) for one in found.changed] == [("A", ("due",))]
    assert found.others == 3


def test_a_completion_that_was_withdrawn_opens_the_work_for_those_who_wait() -> None:
    done = milestone("A", due="2020-01-01", completed="2020-01-01")
    undone = milestone("A", due="2020-01-01")
    waits = milestone("B", "A", due="2020-03-01")
    found = between(
        baseline(milestones={"A": done, "B": waits}), baseline(milestones={"A": undone, "B": waits})
    )
    (changed,) = found.changed
    assert (changed.fields, changed.withdrawn, found.others) == (("completed",), ("completed",), 0)
    assert changed.effect.after is not None
    assert changed.effect.after.state == "overdue"
    (depending,) = found.depending
    assert depending.after is not None
    assert depending.after.margin is not None
    assert depending.after.margin.waits_for == ("milestones", "A")


def test_a_wbs_that_was_first_recorded_touches_nobody() -> None:
    waits = milestone("B", "A")
    old = baseline(milestones={"A": milestone("A"), "B": waits})
    new = baseline(milestones={"A": milestone("A", wbs="1.2"), "B": waits}, wbs={"1.2": {"title": "Part"}})
    found = between(old, new)
    assert [one.item for one in found.changed] == [("wbs", "1.2")]
    assert found.depending == ()


PLAN: dict[str, Fields] = {"R": {"document": "D", "milestone": "T", "features": ["F"]}}


@pytest.mark.parametrize(
    ("slipped", "distance"),
    [
        pytest.param("F", 1, id="a-feature"),
        pytest.param("T", 1, id="the-test-milestone"),
        pytest.param("P", 1, id="what-the-test-milestone-waits-for"),
        pytest.param("Q", 2, id="what-that-waits-for"),
        pytest.param("G", 2, id="what-a-feature-waits-for"),
        pytest.param("X", None, id="what-nothing-waits-for"),
    ],
)
def test_a_release_is_affected_through_its_test_milestone(slipped: str, distance: int | None) -> None:
    milestones = {
        "T": milestone("T", "P"),
        "P": milestone("P", "Q"),
        "Q": milestone("Q"),
        "F": milestone("F", "G"),
        "G": milestone("G"),
        "X": milestone("X"),
    }
    old = baseline(releases=PLAN, milestones=milestones)
    moved = {**milestones, slipped: {**milestones[slipped], "due": "2020-01-01"}}
    found = between(old, baseline(releases=PLAN, milestones=moved))
    assert [(one.item[1], one.distance) for one in found.releases] == ([("R", distance)] if distance else [])


def test_a_release_that_changed_itself_is_among_the_releases() -> None:
    milestones = {key: milestone(key) for key in "TFG"}
    other: dict[str, Fields] = {"R": {**PLAN["R"], "features": ["F", "G"]}}
    found = between(
        baseline(releases=PLAN, milestones=milestones), baseline(releases=other, milestones=milestones)
    )
    assert [(one.item[1], one.distance, one.field) for one in found.releases] == [("R", 0, "")]


def test_a_release_that_is_gone_is_told_with_what_it_was() -> None:
    milestones = {key: milestone(key, due="2020-01-01") for key in "TF"}
    found = between(baseline(releases=PLAN, milestones=milestones), baseline(milestones=milestones))
    assert [(one.item[1], one.title, one.after) for one in found.releases] == [("R", "Title T", None)]


def test_a_release_with_a_new_id_is_told_once() -> None:
    old = baseline(
        releases=PLAN,
        milestones={"T": milestone("T"), "F": milestone("F", "GONE"), "GONE": milestone("GONE")},
    )
    new = baseline(
        releases={"R2": {"document": "D", "milestone": "T2", "features": ["F"]}},
        milestones={"T2": {"title": "Title T", "aka": ["T"]}, "F": milestone("F")},
    )
    assert [one.item[1] for one in between(old, new).releases if one.after] == ["R2"]


def test_what_lost_most_margin_comes_first_and_what_is_completed_last() -> None:
    def plan(day: str) -> Collections:
        waiting = {
            "DONE": milestone("DONE", "A", due="2020-03-01", completed="2020-02-01"),
            "FREE": milestone("FREE", "A", "Z", due="2020-12-01"),
            "HIT": milestone("HIT", "A", due="2020-12-02"),
            "Z": milestone("Z", due="2020-11-01"),
        }
        return baseline(milestones={"A": milestone("A", due=day), **waiting})

    found = between(plan("2020-07-01"), plan("2020-11-21"))
    assert [one.item[1] for one in found.depending] == ["HIT", "FREE", "DONE"]
    lost = [one.lost_margin for one in found.depending]
    assert [days.days if days else None for days in lost] == [143, 20, None]


def test_what_was_removed_is_looked_up_where_it_was() -> None:
    old = baseline(milestones={"A": milestone("A"), "B": milestone("B", "A"), "C": milestone("C", "B")})
    new = baseline(milestones={"A": milestone("A"), "C": milestone("C", "A")})
    (gone,) = (one for one in between(old, new).changed if one.change == "removed")
    assert gone.title == "Title B"
    assert gone.references == ((("milestones", "A"), "predecessors"),)
    assert gone.referenced_by == ((("milestones", "C"), "predecessors"),)


def test_what_was_added_is_looked_up_where_it_is() -> None:
    old, new = (
        baseline(milestones={"A": milestone("A")}),
        baseline(milestones={"A": milestone("A"), "B": milestone("B", "A")}),
    )
    (added,) = between(old, new).changed
    assert (added.change, added.references) == ("added", ((("milestones", "A"), "predecessors"),))


def test_what_was_renumbered_is_not_among_the_unchanged_under_its_old_id() -> None:
    old = baseline(milestones={"A": milestone("A"), "B": milestone("B", "A")})
    new = baseline(milestones={"B-2": {"title": "Title B", "aka": ["B"]}})
    found = between(old, new)
    assert sorted((one.item[1], one.old_id, one.change) for one in found.changed) == [
        ("A", "", "removed"),
        ("B-2", "B", "renumbered"),
    ]
    assert found.depending == ()


def test_the_distance_is_from_the_nearest_changed_item() -> None:
    old = baseline(milestones=chain(5))
    new = baseline(
        milestones={
            **chain(5),
            "M0000": milestone("M0000", due="2020-01-01"),
            "M0002": milestone("M0002", "M0000", "M0001", due="2020-01-01"),
        }
    )
    assert sorted((link.item[1], link.distance) for link in between(old, new).depending) == [
        ("M0001", 1),
        ("M0003", 1),
        ("M0004", 1),
    ]


def test_both_sides_name_an_item_as_the_new_one_does() -> None:
    releases: dict[str, Fields] = {"R": {"document": "D", "milestone": "T", "features": ["A", "B"]}}
    old = baseline(
        releases=releases,
        milestones={"A": milestone("A"), "B": milestone("B"), "T": {"title": "Earlier"}},
    )
    new = baseline(releases=releases, milestones={"A": milestone("A", due="2020-01-01"), "T": milestone("T")})
    assert [link.title for link in between(old, new).releases] == ["Title T"]


def test_nothing_is_affected_by_nothing() -> None:
    same = baseline(milestones=chain(3))
    assert between(same, same) == Affected(old="old", new="new", as_of=AS_OF)


# ------------------------------------------- the same as item by item

KEYS = [f"M{at}" for at in range(7)]
ELEMENTS = ["1", "1.1", "1.1.2", "2"]
some_keys = st.lists(st.sampled_from([*KEYS, "OUT-1", "OUT-2"]), max_size=3, unique=True)
milestones: st.SearchStrategy[Any] = st.dictionaries(
    st.sampled_from(KEYS),
    st.fixed_dictionaries(
        {"title": st.sampled_from(["One", "Two"])},
        optional={
            "predecessors": some_keys,
            "successors": some_keys,
            "aka": st.lists(st.sampled_from(KEYS), max_size=1),
            "wbs": st.sampled_from([*ELEMENTS, "1.1.2.3", "9"]),
            "due": st.sampled_from(["2020-01-01", "2021-01-01"]),
            "test_spec": st.sampled_from(["LDM-5 §3", "see DMTR-7 and LDM-5"]),
            "jira_testplan": st.just("LVV-P1"),
        },
    ),
)
releases: st.SearchStrategy[Any] = st.dictionaries(
    st.sampled_from(["R", "S"]),
    st.fixed_dictionaries(
        {"document": st.sampled_from(["D", "E"]), "milestone": st.sampled_from(KEYS), "features": some_keys}
    ),
    max_size=2,
)
elements: st.SearchStrategy[Any] = st.dictionaries(
    st.sampled_from(ELEMENTS),
    st.fixed_dictionaries(
        {"title": st.just("Part")}, optional={"manager": st.sampled_from(["boss", "lead"])}
    ),
)
STEADY: dict[str, dict[str, Fields]] = {
    "documents": {"D": {"title": "Plan"}},
    "roles": {"boss": {"title": "Boss", "holders": [{"person": "ada"}]}, "lead": {"title": "Lead"}},
    "persons": {"ada": {"name": "Ada"}},
}


@st.composite
def baselines(draw: st.DrawFn) -> Collections:
    """Draw a plan whose references may run in circles, to IDs that no record has, and nowhere."""
    return baseline(milestones=draw(milestones), releases=draw(releases), wbs=draw(elements), **STEADY)


def each_impact(changes: ChangeSet, old: ReferenceGraph, new: ReferenceGraph) -> Iterator[Impact]:
    for change in changes.changes:
        if moves_others(change, KINDS[change.collection]):
            yield impact(old if change.change == "removed" else new, (change.collection, change.id), AS_OF)


def before_it(item: Item, changes: ChangeSet) -> Item:
    """Return an item under the ID that it had before."""
    old_ids = {
        (one.collection, one.id): (one.collection, one.old_id) for one in changes.changes if one.old_id
    }
    return old_ids.get(item, item)


def nearest_releases(each: Iterable[Impact]) -> dict[Item, int]:
    """Return the releases that changed themselves, and the nearest that the items affect."""
    found: dict[Item, int] = {}
    for one in each:
        if one.item[0] == "releases":
            found[one.item] = 0
        for link in one.releases:
            found[link.item] = min(link.distance, found.get(link.item, link.distance))
    return found


@settings(max_examples=EXAMPLES * 10)
@given(baselines(), baselines())
def test_it_is_the_impact_of_each_changed_item_united(before: Collections, after: Collections) -> None:
    changes, old, new = compare(before, after, KINDS), build_graph(before, KINDS), build_graph(after, KINDS)
    found, each = affected(changes, old, new, AS_OF), list(each_impact(changes, old, new))
    changed = {one.item for one in each} | {(change.collection, change.old_id) for change in changes.changes}
    moved = {one.item: one for one in found.changed}
    later: dict[Item, int] = {}
    for one in each:
        for link in one.needed_by:
            if link.item[0] in (one.item[0], "") and link.item not in changed:
                later[link.item] = min(link.distance, later.get(link.item, link.distance))
    assert sorted(moved) == sorted(one.item for one in each)
    for one in each:
        assert one.title in ("", moved[one.item].title)
        assert moved[one.item].title == (new.title(one.item) or old.title(before_it(one.item, changes)))
    assert sorted((link.item, link.distance) for link in found.depending) == sorted(later.items())
    assert {(link.item, link.distance) for link in found.releases} == nearest_releases(each).items()
    assert len({link.item for link in found.releases}) == len(found.releases)
    assert list(found.documents) == sorted({handle for one in each for handle in one.documents})
    assert list(found.tests) == sorted({test for one in each for test in one.tests})
    assert [one.wbs for one in found.responsible] == sorted(
        {role.wbs for one in each for role in one.responsible}
    )
    assert set(found.responsible) <= {role for one in each for role in one.responsible}
    for effect in (*found.depending, *found.releases):
        assert effect.title == (new.title(effect.item) or old.title(effect.item))


# --------------------------------------------------------- what it costs


class Counted(dict[Item, tuple[tuple[Item, str], ...]]):
    """References that count how many of them are looked at."""

    steps = 0

    def get(self, item: Item, default: object = None) -> tuple[tuple[Item, str], ...]:
        found = super().get(item, ())
        self.steps += 1 + len(found)
        return found


def counted(graph: ReferenceGraph) -> tuple[ReferenceGraph, list[Counted]]:
    both = [Counted(graph.references), Counted(graph.referenced_by)]
    return replace(graph, references=both[0], referenced_by=both[1]), both


def size(links: Links) -> int:
    return len(links) + sum(map(len, links.values()))


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(1, id="every-record-changed"),
        pytest.param(2, id="every-second"),
        pytest.param(100, id="one-in-a-hundred"),
    ],
)
def test_the_cost_follows_the_graph_not_the_number_of_changes(step: int) -> None:
    length = 600
    shared: dict[str, Fields] = {
        key: {"document": "D", "milestone": "M0000", "features": list(chain(length))} for key in ("R", "S")
    }
    slipped = {
        key: {**fields, "due": "2020-01-01"} if int(key[1:]) % step == 0 else fields
        for key, fields in chain(length).items()
    }
    old = baseline(milestones=chain(length), releases=shared, **STEADY)
    new = baseline(milestones=slipped, releases=shared, **STEADY)
    graph, both = counted(build_graph(new, KINDS))
    found = affected(compare(old, new, KINDS), build_graph(old, KINDS), graph, AS_OF)
    assert len(found.changed) == length // step
    assert sum(each.steps for each in both) <= 4 * sum(size(each) for each in both)


def test_what_is_kept_of_each_item_is_its_own_references_alone() -> None:
    length = 300
    old = baseline(milestones=chain(length))
    slipped = {key: {**fields, "due": "2020-01-01"} for key, fields in chain(length).items()}
    found = between(old, baseline(milestones=slipped))
    kept = sum(len(one.references) + len(one.referenced_by) for one in found.changed)
    assert kept == 2 * (2 * length - 3)
