"""Who answers for the WBS elements of some items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dmccb.impact.graph import Item, ReferenceGraph, build_graph
from dmccb.impact.responsible import Responsible, answering, answering_collections, responsible
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()
AS_OF = date(2020, 6, 1)
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


def found_for(elements: Mapping[str, Fields], *codes: str) -> list[Responsible]:
    """Return who answers for milestones that belong to some elements."""
    milestones: dict[str, Fields] = {f"M-{code}": {"title": "M", "wbs": code} for code in codes}
    items = [("milestones", key) for key in milestones]
    return list(responsible(graph(milestones=milestones, wbs=elements), items, AS_OF).values())


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
    (one,) = found_for(elements, "1.2")
    assert (one.wbs, one.role, one.holders) == ("1.2", role, holders)
    assert one.as_json()["role"] == (role or None)


@pytest.mark.parametrize(
    ("seat", "held"),
    [
        pytest.param({}, True, id="no-days-known"),
        pytest.param({"from": "2020-06-01"}, True, id="from-that-day"),
        pytest.param({"from": "2020-06-02"}, False, id="from-the-next-day"),
        pytest.param({"until": "2020-06-01"}, True, id="until-that-day"),
        pytest.param({"until": "2020-05-31"}, False, id="until-the-day-before"),
        pytest.param({"from": "2020-01-01", "until": "2020-12-31"}, True, id="between"),
        pytest.param({"until": "soon"}, False, id="a-last-day-that-cannot-be-read"),
    ],
)
def test_a_role_is_held_on_a_day(seat: Mapping[str, str], *, held: bool) -> None:
    roles: dict[str, Fields] = {"boss": {"title": "The boss", "holders": [{"person": "ada", **seat}]}}
    elements: dict[str, Fields] = {"1": {"title": "All", "manager": "boss"}}
    (one,) = responsible(graph(roles=roles, wbs=elements), [("wbs", "1")], AS_OF).values()
    assert one.holders == (("Ada",) if held else ())


@pytest.mark.parametrize(
    ("elements", "institution"),
    [
        pytest.param({"1.2": {"title": "Part", "institution": "SLAC"}}, "SLAC", id="its-own"),
        pytest.param(
            {"1": {"title": "All", "institution": "SLAC"}, "1.2": {"title": "Part"}},
            "SLAC",
            id="of-the-element-above",
        ),
        pytest.param(
            {"1": {"title": "All", "institution": "SLAC", "manager": "boss"}, "1.2": {"title": "Part"}},
            "SLAC",
            id="of-the-element-above-with-its-manager",
        ),
        pytest.param({"1": {"title": "All", "institution": "SLAC"}}, "SLAC", id="no-such-element"),
        pytest.param({"1": {"title": "All"}}, "", id="none-up-to-the-top"),
    ],
)
def test_which_institution_leads(elements: Mapping[str, Fields], institution: str) -> None:
    (one,) = found_for(elements, "1.2")
    assert (one.institution, one.as_json()["institution"]) == (institution, institution or None)


def test_who_answers_follows_from_the_organization_alone() -> None:
    elements: dict[str, Fields] = {"1": {"title": "All", "manager": "boss", "institution": "SLAC"}}
    whole = graph(wbs=elements, milestones={"M": {"title": "M", "wbs": "1.2"}})
    known = {name: whole.collections[name] for name in answering_collections(KINDS)}
    found = answering(known, KINDS, [("wbs", "1.2")], AS_OF)
    assert found == responsible(whole, [("milestones", "M")], AS_OF)
    assert [one.named for one in found.values()] == ["Ada, The boss, SLAC"]
    assert answering_collections(KINDS) == ["persons", "roles", "wbs"]


def test_a_code_is_not_below_one_that_it_begins_with() -> None:
    (one,) = found_for({"1": {"title": "All", "manager": "boss"}}, "12")
    assert one.role == ""


def test_each_element_once_by_code() -> None:
    found = found_for({"1": {"title": "All", "manager": "boss"}}, "1.2", "1.1", "1", "1.2")
    assert [one.wbs for one in found] == ["1", "1.1", "1.2"]


def test_an_element_itself_is_among_its_elements() -> None:
    found = responsible(graph(wbs={"1": {"title": "All", "manager": "boss"}}), [("wbs", "1")], AS_OF)
    assert [(item, one.title, one.role) for item, one in found.items()] == [(("wbs", "1"), "All", "The boss")]


def test_a_long_code_has_no_more_elements_above_it_than_an_id_may_have() -> None:
    (one,) = found_for({"1.1": {"title": "All", "manager": "boss"}}, ".".join("1" * 100_000))
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
    assert len(
        responsible(replace(found, references=links), [("wbs", code) for code in codes], AS_OF)
    ) == len(codes)
    assert links.asked <= 4 * len(codes)
