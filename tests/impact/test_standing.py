"""Where an item stands on a day: dates, state and margin, members, groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from dmccb.impact.graph import Item, build_graph
from dmccb.impact.standing import Standing, grouping, standing
from dmccb.records.record import Fields, Record
from tests.strategies import KINDS

DAY = date(2020, 6, 30)


def stands(item: Item, collections: Mapping[str, Mapping[str, Fields]]) -> Standing | None:
    records: dict[str, dict[str, Record]] = {}
    for name, found in collections.items():
        records[name] = {key: Record(id=key, fields=fields) for key, fields in found.items()}
    return standing(build_graph(records, KINDS), item, DAY)


PLAN: Mapping[str, Mapping[str, Fields]] = {
    "milestones": {
        "M-1": {"title": "One", "due": "2020-05", "completed": "[..2020-05-10]"},
        "M-2": {"title": "Two", "due": "2020-05"},
        "M-3": {"title": "Three", "due": "2020-11"},
        "R-1": {"title": "Release one", "due": "2020-12-15"},
    },
    "releases": {"R-1": {"milestone": "R-1", "features": ["M-3", "M-1", "M-2", "M-9"]}},
    "documents": {"PLAN-1": {"title": "Plan"}},
}


def test_a_release() -> None:
    found = stands(("releases", "R-1"), PLAN)
    assert found is not None
    assert (found.carrier, found.groups) == ("milestone R-1", None)
    assert [part.item for part in found.members or ()] == [
        ("milestones", "M-1"),
        ("milestones", "M-2"),
        ("milestones", "M-3"),
        ("", "M-9"),
    ]


def test_a_release_as_json() -> None:
    found = stands(
        ("releases", "R-1"), {**PLAN, "releases": {"R-1": {"milestone": "R-1", "features": ["M-2"]}}}
    )
    assert found is not None
    assert found.as_json() == {
        "as_of": "2020-06-30",
        "due": "2020-12-15",
        "completed": None,
        "state": "open",
        "overdue_days": None,
        "late_days": None,
        "margin": {
            "days": None,
            "days_min": 198,
            "days_max": 228,
            "waits_for": {"collection": "milestones", "id": "M-2", "due": "2020-05"},
        },
        "members": [
            {
                "collection": "milestones",
                "id": "M-2",
                "title": "Two",
                "field": "features",
                "due": "2020-05",
                "completed": None,
                "state": "overdue",
                "overdue_days": 30,
                "late_days": None,
            }
        ],
        "groups": None,
    }


@pytest.mark.parametrize(
    ("key", "groups"),
    [
        pytest.param("M-1", [("R-1", "features")], id="a-feature"),
        pytest.param("R-1", [("R-1", "milestone")], id="a-test-milestone"),
    ],
)
def test_a_milestone(key: str, groups: list[tuple[str, str]]) -> None:
    found = stands(("milestones", key), PLAN)
    assert found is not None
    assert [(part.item[1], part.field.name) for part in found.groups or ()] == groups
    assert (found.members, found.carrier, found.group_nouns) == (None, "", ("release",))


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(("documents", "PLAN-1"), id="a-document"),
        pytest.param(("", "M-9"), id="an-id-that-no-record-has"),
    ],
)
def test_what_is_in_no_plan_stands_nowhere(item: Item) -> None:
    assert stands(item, PLAN) is None


@pytest.mark.parametrize(
    ("collection", "fields"),
    [
        pytest.param("milestones", [("release", "milestone"), ("release", "features")], id="milestones"),
        pytest.param("documents", [], id="a-document-plans-and-is-no-member"),
    ],
)
def test_the_kinds_that_group_a_kind(collection: str, fields: list[tuple[str, str]]) -> None:
    found = grouping(KINDS, KINDS[collection])
    assert [(kind.name, spec.name) for kind, spec in found] == fields
