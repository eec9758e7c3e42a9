"""Who owns and manages products, and which products belong to an element."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dmccb.impact.graph import Item, ReferenceGraph, build_graph
from dmccb.impact.products import NOBODY, Answerer, Products, answerer, product_collections
from dmccb.records.record import Fields, Record
from dmccb.records.roles import Role
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()


def graph(**collections: Mapping[str, Fields]) -> ReferenceGraph:
    return build_graph(
        {
            name: {key: Record(id=key, fields={"title": key, **fields}) for key, fields in records.items()}
            for name, records in collections.items()
        },
        KINDS,
    )


PRODUCTS: dict[str, Fields] = {
    "all": {"owner": "ada", "wbs": "1"},
    "part": {"parent": "all", "wbs": "1.2", "manager": "bob"},
    "own": {"parent": "all", "owner": "eve", "wbs": "1.2.1"},
    "orphan": {"wbs": "1.2"},
    "lost": {"parent": "gone", "wbs": "2"},
    "left": {"parent": "right"},
    "right": {"parent": "left"},
}


def owned(key: str) -> Item:
    return ("products", key)


@pytest.mark.parametrize(
    ("key", "owner", "manager"),
    [
        pytest.param("all", Answerer(person="ada"), NOBODY, id="its-own"),
        pytest.param("part", Answerer(person="ada"), Answerer(person="bob"), id="inherited"),
        pytest.param("own", Answerer(person="eve"), NOBODY, id="its-own-before-that-above"),
        pytest.param("orphan", NOBODY, NOBODY, id="nobody"),
        pytest.param("lost", NOBODY, NOBODY, id="a-parent-that-is-not-recorded"),
        pytest.param("left", NOBODY, NOBODY, id="each-above-the-other"),
        pytest.param("no-such", NOBODY, NOBODY, id="no-product"),
    ],
)
def test_who_answers_for_a_product(key: str, owner: Answerer, manager: Answerer) -> None:
    found = Products(graph(products=PRODUCTS))
    assert found.answerer(owned(key), Role.OWNER) == owner
    assert found.answerer(owned(key), Role.MANAGER) == manager


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("1.2", {"ada": ["part"], "eve": ["own"], "": ["orphan"]}, id="of-it-and-below"),
        pytest.param("1.2.1", {"eve": ["own"]}, id="not-above"),
        pytest.param("2", {"": ["lost"]}, id="an-element-that-is-not-recorded"),
        pytest.param("3", {}, id="none"),
    ],
)
def test_owners_of_the_products_of_an_element(code: str, expected: Mapping[str, list[str]]) -> None:
    elements: dict[str, Fields] = {"1": {}, "1.2": {}, "1.2.1": {}}
    found = Products(graph(products=PRODUCTS, wbs=elements)).owners([("wbs", code)])
    owners = found.get(("wbs", code), {})
    assert {who.person: sorted(key for _, key in products) for who, products in owners.items()} == expected


def test_what_a_release_names() -> None:
    found = Products(graph(products={"one": {}}, releases={"R": {"item": "one"}, "S": {"item": "gone"}}))
    assert found.named_by(("releases", "R")) == [owned("one")]
    assert found.named_by(("releases", "S")) == []


def test_who_is_named_is_a_role_where_that_has_holders() -> None:
    some = graph(wbs={"1": {"manager": "boss"}}, products=PRODUCTS)
    assert answerer(some, ("wbs", "1"), Role.MANAGER) == Answerer(role="boss")
    assert answerer(some, ("wbs", "1"), Role.LEAD) == NOBODY
    assert answerer(some, owned("all"), Role.OWNER) == Answerer(person="ada")


def test_products_are_what_has_owners_and_parents() -> None:
    assert product_collections(KINDS) == ["products"]
