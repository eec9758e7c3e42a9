"""The documents that plan or test some items, and their tests."""

from __future__ import annotations

import pytest

from dmccb.impact.graph import Item, build_graph
from dmccb.impact.verification import documents_of, recorded_tests, verified_with
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

PLAN: dict[str, dict[str, Fields]] = {
    "releases": {
        "R": {"document": "D", "milestone": "T", "features": ["A", "B"]},
        "S": {"document": "E", "milestone": "U", "features": ["B"]},
    },
    "milestones": {
        "A": {"title": "A", "jira_testplan": "LVV-P2"},
        "B": {"title": "B"},
        "T": {"title": "T", "test_spec": "LDM-5 §3", "jira_testplan": "LVV-P1"},
        "U": {"title": "U", "test_spec": "see DMTR-7 and LDM-5, not XLDM-9"},
    },
    "documents": {"D": {"title": "Plan"}, "E": {"title": "Other plan"}},
}
GRAPH = build_graph(
    {
        name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
        for name, records in PLAN.items()
    },
    load_kinds(),
)


@pytest.mark.parametrize(
    ("keys", "releases", "found"),
    [
        pytest.param("A", "R", "ART", id="a-release-and-its-test-milestone"),
        pytest.param("B", "RS", "BRSTU", id="two-releases"),
        pytest.param("TB", "RR", "TBR", id="each-once"),
        pytest.param("Z", "", "Z", id="not-there"),
    ],
)
def test_what_an_item_is_verified_with(keys: str, releases: str, found: str) -> None:
    items = [("milestones", key) for key in keys] + [("releases", key) for key in releases]
    places = [(GRAPH, item) for item in items]
    assert "".join(item[1] for _, item in verified_with(places)) == found


@pytest.mark.parametrize(
    ("item", "documents", "tests"),
    [
        pytest.param(("milestones", "T"), ["LDM-5"], ["T: LDM-5 §3 [LVV-P1]"], id="specification-and-plan"),
        pytest.param(("milestones", "A"), [], ["A: [LVV-P2]"], id="plan-alone"),
        pytest.param(
            ("milestones", "U"),
            ["DMTR-7", "LDM-5"],
            ["U: see DMTR-7 and LDM-5, not XLDM-9"],
            id="handles-in-words",
        ),
        pytest.param(("releases", "R"), ["D"], [], id="the-document-of-a-release"),
        pytest.param(("milestones", "B"), [], [], id="nothing"),
    ],
)
def test_the_documents_and_tests_of_one_item(item: Item, documents: list[str], tests: list[str]) -> None:
    places = [(GRAPH, item)]
    assert list(documents_of(places)) == documents
    assert list(recorded_tests(places)) == tests
