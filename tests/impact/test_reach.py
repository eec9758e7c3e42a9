"""What can be reached from some items, nearest first."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dmccb.impact.graph import Item, build_graph
from dmccb.impact.reach import Step, groups_reached, parts, reach
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()


def below(starts: list[str], **collections: Mapping[str, Fields]) -> list[tuple[str, int]]:
    """Return what waits for some milestones, and at which distance."""
    graph = build_graph(
        {
            name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
            for name, records in collections.items()
        },
        KINDS,
    )
    items: list[Item] = [("milestones", key) for key in starts]
    return [(step.item[1], step.distance) for step in reach(graph, graph.referenced_by, "milestones", items)]


def waiting(**before: str) -> dict[str, Fields]:
    """Return milestones, each waiting for those named by single letters."""
    return {key: {"title": key, "predecessors": list(names)} for key, names in before.items()}


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        pytest.param(["A"], [("B", 1), ("C", 2), ("D", 3)], id="one"),
        pytest.param(["A", "C"], [("B", 1), ("D", 1)], id="from-the-nearest-of-two"),
        pytest.param(["C", "A"], [("B", 1), ("D", 1)], id="whatever-their-order"),
        pytest.param(["D"], [], id="nothing-waits"),
        pytest.param(["Z"], [], id="not-there"),
        pytest.param([], [], id="none"),
    ],
)
def test_the_nearest_first(starts: list[str], found: list[tuple[str, int]]) -> None:
    assert below(starts, milestones=waiting(A="", B="A", C="B", D="C")) == found


def test_a_cycle_is_walked_once() -> None:
    assert below(["A"], milestones=waiting(A="C", B="A", C="B")) == [("B", 1), ("C", 2)]
    assert below(["A", "B", "C"], milestones=waiting(A="C", B="A", C="B")) == []


def test_the_first_field_by_name_is_told() -> None:
    records = {
        "A": Record(id="A", fields={"title": "A", "successors": ["B"]}),
        "B": Record(id="B", fields={"title": "B", "predecessors": ["A"]}),
    }
    graph = build_graph({"milestones": records}, KINDS)
    found = reach(graph, graph.referenced_by, "milestones", [("milestones", "A")])
    assert found == (Step(("milestones", "B"), "predecessors"),)


def test_groups_documents_and_elements_are_not_walked_to() -> None:
    plan: dict[str, dict[str, Fields]] = {
        "milestones": waiting(A=""),
        "releases": {"R": {"document": "D", "milestone": "T", "features": ["A"]}},
    }
    assert below(["A"], **plan) == []


def test_the_parts_of_a_group_are_what_it_names_but_for_its_document() -> None:
    release = Record(id="R", fields={"document": "D", "milestone": "T", "features": ["A", "OUT"]})
    milestones = {"A": Record(id="A", fields={"title": "A"}), "T": Record(id="T", fields={"title": "T"})}
    documents = {"D": Record(id="D", fields={"title": "D"})}
    graph = build_graph({"releases": {"R": release}, "milestones": milestones, "documents": documents}, KINDS)
    assert parts(graph, ("releases", "R")) == [("", "OUT"), ("milestones", "A"), ("milestones", "T")]
    assert parts(graph, ("milestones", "A")) == []


RELEASES: dict[str, Fields] = {
    "R": {"document": "D", "milestone": "C", "features": ["A"]},
    "S": {"document": "D", "milestone": "B", "features": ["C"]},
}


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        pytest.param("A", [("R", "features", 1), ("S", "milestone", 1)], id="its-own-and-through-another"),
        pytest.param("B", [("R", "milestone", 1), ("S", "milestone", 1)], id="through-a-test-milestone"),
        pytest.param("C", [("R", "milestone", 1), ("S", "features", 1)], id="its-own-alone"),
        pytest.param("P", [("R", "features", 2), ("S", "milestone", 2)], id="the-nearest-way"),
        pytest.param("Z", [], id="none"),
    ],
)
def test_which_groups_are_reached(starts: str, found: list[tuple[str, str, int]]) -> None:
    milestones = waiting(P="", A="P", B="A", C="B", Z="")
    records = {
        name: {key: Record(id=key, fields=fields) for key, fields in by_id.items()}
        for name, by_id in {"milestones": milestones, "releases": RELEASES}.items()
    }
    graph = build_graph(records, KINDS)
    items: list[Item] = [("milestones", key) for key in starts]
    steps = reach(graph, graph.referenced_by, "milestones", items)
    assert groups_reached(graph, items, steps) == tuple(
        Step(("releases", key), field, distance) for key, field, distance in found
    )
