"""Every reference of a baseline, in both directions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dmccb.impact.graph import Item, ReferenceGraph, build_graph
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()


def web(**collections: Mapping[str, Fields]) -> ReferenceGraph:
    """Weave records that are given as fields by collection and ID."""
    return build_graph(
        {
            name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
            for name, records in collections.items()
        },
        KINDS,
    )


def one(key: str) -> Item:
    return ("milestones", key)


def test_a_predecessor_is_needed() -> None:
    found = web(milestones={"A": {"title": "A"}, "B": {"title": "B", "predecessors": ["A"]}})
    assert found.references == {one("B"): ((one("A"), "predecessors"),)}
    assert found.referenced_by == {one("A"): ((one("B"), "predecessors"),)}


def test_a_successor_is_the_same_the_other_way_round() -> None:
    found = web(milestones={"A": {"title": "A", "successors": ["X"]}})
    outside = ("", "X")
    assert found.referenced_by == {one("A"): ((outside, "successors"),)}
    assert found.references == {outside: ((one("A"), "successors"),)}


def test_a_link_that_both_ends_record_is_told_from_both() -> None:
    found = web(
        milestones={"A": {"title": "A", "successors": ["B"]}, "B": {"title": "B", "predecessors": ["A"]}}
    )
    assert found.references[one("B")] == ((one("A"), "predecessors"), (one("A"), "successors"))
    assert one("A") not in found.references


@pytest.mark.parametrize(
    "relation",
    [
        pytest.param("A", id="code"),
        pytest.param({"milestone": "A", "type": "SS", "lag": 8}, id="code-with-type-and-lag"),
    ],
)
def test_a_relation_in_either_form(relation: str | dict[str, str | int]) -> None:
    found = web(milestones={"A": {"title": "A"}, "B": {"title": "B", "predecessors": [relation]}})  # type: ignore[list-item]  # JSON values nest
    assert found.references == {one("B"): ((one("A"), "predecessors"),)}


def test_what_no_record_has_is_outside() -> None:
    found = web(milestones={"B": {"title": "B", "predecessors": ["A"], "wbs": "02C"}})
    assert found.references[one("B")] == ((("", "02C"), "wbs"), (("", "A"), "predecessors"))
    assert found.record(("", "A")) is None
    assert found.title(("", "A")) == ""


def test_references_of_every_kind() -> None:
    found = web(
        releases={"R": {"document": "D", "milestone": "R", "features": ["A"]}},
        milestones={"R": {"title": "R"}, "A": {"title": "A"}},
        documents={"D": {"title": "D"}},
        wbs={"W": {"title": "W", "manager": "boss"}},
        roles={"boss": {"title": "Boss", "holders": [{"person": "ada"}]}},
        persons={"ada": {"name": "Ada"}},
    )
    assert found.references[("releases", "R")] == (
        (("documents", "D"), "document"),
        (("milestones", "A"), "features"),
        (("milestones", "R"), "milestone"),
    )
    assert found.references[("wbs", "W")] == ((("roles", "boss"), "manager"),)
    assert found.references[("roles", "boss")] == ((("persons", "ada"), "holders"),)


def test_a_release_has_the_title_of_its_test_milestone() -> None:
    found = web(
        releases={"R": {"document": "D", "milestone": "T"}, "S": {"document": "D", "milestone": "X"}},
        milestones={"T": {"title": "Test"}},
    )
    assert found.title(("releases", "R")) == "Test"
    assert found.title(("releases", "S")) == ""


def test_nothing_is_woven_of_nothing() -> None:
    found = web()
    assert (found.references, found.referenced_by) == ({}, {})
