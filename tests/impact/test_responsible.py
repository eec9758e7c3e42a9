"""Who answers for the WBS elements of some items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dmccb.impact.graph import Item, ReferenceGraph, build_graph
from dmccb.impact.responsible import Responsible, responsible
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()
PEOPLE: dict[str, dict[str, Fields]] = {
    "roles": {
        "boss": {
            "title": "The boss",
            "holders": [{"person": "ada"}, {"person": "bob", "until": "2019-01-01"}],
        },
        "lead": {"title": "The lead"},
    },
    "persons": {"ada": {"name": "Ada"}, "bob": {"name": "Bob"}},
}


def graph(**collections: Mapping[str, Fields]) -> ReferenceGraph:
    return build_graph(
        {
            name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
            for name, records in (PEOPLE | collections).items()
        },
        KINDS,
    )


def answering(elements: Mapping[str, Fields], *codes: str) -> list[Responsible]:
    """Return who answers for milestones that belong to some elements."""
    milestones: dict[str, Fields] = {f"M-{code}": {"title": "M", "wbs": code} for code in codes}
    items = [("milestones", key) for key in milestones]
    return list(responsible(graph(milestones=milestones, wbs=elements), items).values())


@pytest.mark.parametrize(
    ("elements", "role", "holders"),
    [
        pytest.param({"1.2": {"title": "Part", "manager": "boss"}}, "The boss", ("Ada",), id="its-own"),
        pytest.param({"1.2": {"title": "Part", "manager": "lead"}}, "The lead", (), id="a-vacant-role"),
        pytest.param(
            {"1": {"title": "All", "manager": "boss"}, "1.2": {"title": "Part"}},
            "The boss",
            ("Ada",),
            id="of-the-element-above",
        ),
        pytest.param(
            {"1": {"title": "All", "manager": "boss"}, "1.2": {"title": "Part", "manager": "lead"}},
            "The lead",
            (),
            id="its-own-before-that-of-the-element-above",
        ),
        pytest.param({"1": {"title": "All", "manager": "boss"}}, "The boss", ("Ada",), id="no-such-element"),
        pytest.param(
            {"1": {"title": "All", "manager": "lead"}, "1.2": {"title": "Part", "manager": "nobody"}},
            "The lead",
            (),
            id="a-manager-who-is-not-recorded",
        ),
        pytest.param({"1": {"title": "All"}}, "", (), id="no-manager-up-to-the-top"),
        pytest.param({"1": {"title": "All", "manager": "nobody"}}, "", (), id="no-recorded-manager"),
        pytest.param({}, "", (), id="no-elements"),
    ],
)
def test_who_answers(elements: Mapping[str, Fields], role: str, holders: tuple[str, ...]) -> None:
    (one,) = answering(elements, "1.2")
    assert (one.wbs, one.role, one.holders) == ("1.2", role, holders)
    assert one.as_json()["role"] == (role or None)


def test_a_code_is_not_below_one_that_it_begins_with() -> None:
    (one,) = answering({"1": {"title": "All", "manager": "boss"}}, "12")
    assert one.role == ""


def test_each_element_once_by_code() -> None:
    found = answering({"1": {"title": "All", "manager": "boss"}}, "1.2", "1.1", "1", "1.2")
    assert [one.wbs for one in found] == ["1", "1.1", "1.2"]


def test_an_element_itself_is_among_its_elements() -> None:
    found = responsible(graph(wbs={"1": {"title": "All", "manager": "boss"}}), [("wbs", "1")])
    assert [(item, one.title, one.role) for item, one in found.items()] == [(("wbs", "1"), "All", "The boss")]


def test_a_long_code_has_no_more_elements_above_it_than_an_id_may_have() -> None:
    (one,) = answering({"1.1": {"title": "All", "manager": "boss"}}, ".".join("1" * 100_000))
    assert one.role == "The boss"


class Counted(dict[Item, tuple[tuple[Item, str], ...]]):
    """References that count how often they are asked for."""

    asked = 0

    def get(self, item: Item, default: object = None) -> tuple[tuple[Item, str], ...]:
        self.asked += 1
        return super().get(item, ())


@pytest.mark.parametrize("top", [pytest.param({}, id="nobody"), pytest.param({"manager": "boss"}, id="boss")])
def test_a_deep_tree_is_climbed_once(top: Mapping[str, str]) -> None:
    codes = [".".join("1" * depth) for depth in range(1, 200)]
    elements: dict[str, Fields] = {code: {"title": code} for code in codes}
    elements["1"] = {"title": "All", **top}
    found = graph(wbs=elements)
    links = Counted(found.references)
    assert len(responsible(replace(found, references=links), [("wbs", code) for code in codes])) == len(codes)
    assert links.asked <= 4 * len(codes)
