"""What depends on an item, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from dmccb.impact.graph import Item, build_graph
from dmccb.impact.impact import Impact, impact
from dmccb.records.record import Collections, Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()
AS_OF = date(2020, 6, 1)


def baseline(**collections: Mapping[str, Fields]) -> Collections:
    return {
        name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
        for name, records in collections.items()
    }


def found(item: Item, **collections: Mapping[str, Fields]) -> Impact:
    return impact(build_graph(baseline(**collections), KINDS), item, AS_OF)


def chain(*links: str) -> dict[str, Fields]:
    """Write milestones of ``"B<A"``: B waits for A."""
    out: dict[str, dict[str, list[str]]] = {}
    for link in links:
        key, _, before = link.partition("<")
        out.setdefault(key, {})
        if before:
            out.setdefault(before, {})
            out[key].setdefault("predecessors", []).append(before)
    return {key: {"title": f"Title {key}", **fields} for key, fields in out.items()}  # type: ignore[dict-item]  # JSON values nest


def steps(one: Impact, side: str) -> dict[str, int]:
    return {link.item[1]: link.distance for link in getattr(one, side)}


def test_both_directions_nearest_first() -> None:
    one = found(("milestones", "C"), milestones=chain("B<A", "C<B", "D<C", "E<D", "X<Y"))
    assert steps(one, "needs") == {"B": 1, "A": 2}
    assert steps(one, "needed_by") == {"D": 1, "E": 2}
    assert [link.distance for link in one.needed_by] == [1, 2]


def test_the_nearest_way_counts() -> None:
    one = found(("milestones", "A"), milestones=chain("B<A", "C<B", "D<C", "D<A"))
    assert steps(one, "needed_by") == {"B": 1, "D": 1, "C": 2}


@pytest.mark.parametrize(
    "links",
    [
        pytest.param(["A<A"], id="itself"),
        pytest.param(["A<B", "B<A"], id="two"),
        pytest.param(["A<B", "B<C", "C<D", "D<B"], id="a-ring-beside-it"),
    ],
)
def test_rings_do_not_hang(links: list[str]) -> None:
    one = found(("milestones", "A"), milestones=chain(*links))
    assert "A" not in steps(one, "needs")
    assert len(one.needs) == len(set(steps(one, "needs")))


def test_a_long_chain_is_no_deep_recursion() -> None:
    links = [f"M{n + 1}<M{n}" for n in range(3000)]
    assert len(found(("milestones", "M0"), milestones=chain(*links)).needed_by) == 3000


def test_successors_wait() -> None:
    one = found(("milestones", "A"), milestones={"A": {"title": "A", "successors": ["X-1"]}})
    assert [(link.item, link.field, link.distance) for link in one.needed_by] == [
        (("", "X-1"), "successors", 1)
    ]
    assert one.needs == ()


def test_codes_outside_the_baseline_are_told_and_joined() -> None:
    milestones: dict[str, Fields] = {
        "A": {"title": "A", "predecessors": ["X-1"]},
        "B": {"title": "B", "successors": ["X-1"]},
    }
    one = found(("milestones", "A"), milestones=milestones)
    assert steps(one, "needs") == {"X-1": 1, "B": 2}


PLAN: dict[str, dict[str, Fields]] = {
    "releases": {
        "R": {"document": "D", "milestone": "R", "features": ["A", "B"]},
        "S": {"document": "D", "milestone": "S", "features": ["B"]},
    },
    "milestones": {
        "A": {"title": "Alpha", "wbs": "1.2"},
        "B": {"title": "Beta", "wbs": "1.3"},
        "R": {
            "title": "Test R",
            "wbs": "1",
            "test_spec": "LDM-5 §3",
            "jira_testplan": "LVV-P1",
            "predecessors": ["A"],
        },
        "S": {"title": "Test S", "test_spec": "see DMTR-7 and LDM-5"},
    },
    "documents": {"D": {"title": "Plan"}},
    "wbs": {
        "1": {"title": "All", "manager": "boss"},
        "1.2": {"title": "Part two"},
        "1.3": {"title": "Part three", "manager": "lead"},
    },
    "roles": {
        "boss": {
            "title": "The boss",
            "holders": [{"person": "ada"}, {"person": "bob", "until": "2019-01-01"}],
        },
        "lead": {"title": "The lead"},
    },
    "persons": {"ada": {"name": "Ada"}, "bob": {"name": "Bob"}},
}


def test_the_releases_of_a_feature() -> None:
    one = found(("milestones", "B"), **PLAN)
    assert [(link.item[1], link.title, link.field) for link in one.releases] == [
        ("R", "Test R", "features"),
        ("S", "Test S", "features"),
    ]


def test_the_documents_and_tests_of_a_feature() -> None:
    one = found(("milestones", "B"), **PLAN)
    assert one.documents == ("D", "DMTR-7", "LDM-5")
    assert one.tests == ("R: LDM-5 §3 [LVV-P1]", "S: see DMTR-7 and LDM-5")


def test_a_test_plan_without_a_specification() -> None:
    one = found(("milestones", "A"), milestones={"A": {"title": "A", "jira_testplan": "LVV-P2"}})
    assert one.tests == ("A: [LVV-P2]",)


def test_a_release_refers_to_its_test_and_features() -> None:
    one = found(("releases", "R"), **PLAN)
    assert steps(one, "needs") == {"A": 1, "B": 1, "R": 1}
    assert one.documents == ("D", "LDM-5")
    assert [role.wbs for role in one.responsible] == ["1", "1.2", "1.3"]


def test_an_element_is_referred_to_by_what_is_in_it() -> None:
    one = found(("wbs", "1.2"), **PLAN)
    assert steps(one, "needed_by") == {"A": 1}
    assert [role.role for role in one.responsible] == ["The boss"]


def test_a_document_lists_its_releases() -> None:
    assert [link.item[1] for link in found(("documents", "D"), **PLAN).releases] == ["R", "S"]


def test_what_is_nowhere_is_connected_with_nothing() -> None:
    one = found(("milestones", "Z"), **PLAN)
    assert one == Impact(item=("milestones", "Z"), title="", as_of=AS_OF)
