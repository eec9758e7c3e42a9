"""What in a change concerns whom; who that is, and as what, test_parties.py asks."""

from __future__ import annotations

from dmccb.impact.concerns import concerns
from dmccb.impact.graph import ReferenceGraph, build_graph
from dmccb.impact.item_facts import ItemFacts
from dmccb.records.record import Record
from dmccb.repository.schemas import load_kinds


def graph(products: int) -> ReferenceGraph:
    made = {
        f"p-{number}": Record(id=f"p-{number}", fields={"title": "P", "wbs": "1.2", "owner": "ada"})
        for number in range(products)
    }
    return build_graph({"products": made}, load_kinds())


def item(number: int) -> ItemFacts:
    return ItemFacts(
        collection="milestones", id=f"M-{number}", change="changed", control="controlled", elements=("1.2",)
    )


def test_nobody_is_concerned_by_nothing() -> None:
    assert list(concerns([], graph(3), graph(3))) == []


def test_items_of_one_element_are_told_together() -> None:
    """Many items and many products of one element: their numbers add up, and are not multiplied."""
    found = list(concerns([item(number) for number in range(50)], graph(40), graph(40)))
    assert [(one.kind, len(one.subjects), len(one.items)) for one in found] == [("owner", 40, 50)] * 2
