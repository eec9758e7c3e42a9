"""Whom a change affects, from real schemas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
import pytest

from dmccb.compare.compare import compare
from dmccb.impact.changed_items import changed_items
from dmccb.impact.graph import build_graph
from dmccb.impact.parties import Party, affected_parties, holding
from dmccb.records.record import Collections, Fields, Record, Value
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()
AS_OF = date(2020, 6, 1)

AROUND: dict[str, dict[str, Fields]] = {
    "wbs": {
        "1": {"title": "All", "manager": "boss", "lead": "chief"},
        "1.2": {"title": "Part"},
        "1.3": {"title": "Other", "manager": "vice"},
    },
    "roles": {
        "boss": {
            "title": "The boss",
            "holders": [{"person": "ada"}, {"person": "eve", "until": "2019-01-01"}],
        },
        "chief": {"title": "The chief", "holders": [{"person": "eve"}]},
        "vice": {"title": "The vice"},
    },
    "persons": {"ada": {"name": "Ada"}, "eve": {"name": "Eve"}},
    "products": {
        "base": {"title": "Database", "wbs": "1.2", "owner": "ada", "manager": "eve"},
        "cache": {"title": "Cache", "parent": "base", "wbs": "1.2"},
        "orphan": {"title": "Orphan", "wbs": "1.3"},
    },
    "milestones": {
        "F-2": {"title": "Feature", "wbs": "1.2"},
        "F-3": {"title": "Feature", "wbs": "1.3"},
        "F-4": {"title": "Feature", "wbs": "1.4"},
    },
}


def state(*parts: Mapping[str, Mapping[str, Fields]]) -> Collections:
    out: dict[str, dict[str, Record]] = {}
    for part in parts:
        for name, records in part.items():
            held = out.setdefault(name, {})
            held.update({key: Record(id=key, fields=fields) for key, fields in records.items()})
    return out


def parties(old: Collections, new: Collections) -> dict[str, Party]:
    items = changed_items(compare(old, new, KINDS), old, new, KINDS)
    found = affected_parties(items, build_graph(old, KINDS), build_graph(new, KINDS))
    assert msgspec.convert(msgspec.to_builtins(found), tuple[Party, ...]) == found
    return {f"{one.kind} {one.role or ' '.join(one.persons)}".strip(): one for one in found}


def moved(code: str, to: str = "") -> dict[str, Party]:
    """Return whom a milestone affects that slipped, or went to another element."""
    before: Fields = {"title": "M", "wbs": code, "due": "2020-01-01"}
    after: Fields = {"title": "M", "wbs": to or code, "due": "2020-02-01"}
    return parties(state(AROUND, {"milestones": {"M": before}}), state(AROUND, {"milestones": {"M": after}}))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("1.2", ["manager boss", "lead chief", "owner ada"], id="inherited"),
        pytest.param("1.3", ["manager vice", "lead chief"], id="its-own-and-an-orphan-that-nobody-lost"),
        pytest.param("1", ["manager boss", "lead chief", "owner ada"], id="owners-of-products-below"),
        pytest.param("1.4", ["manager boss", "lead chief"], id="an-element-that-is-not-recorded"),
        pytest.param("9", [], id="nobody"),
    ],
)
def test_whom_a_milestone_affects(code: str, expected: list[str]) -> None:
    found = moved(code)
    assert list(found) == expected
    assert all((one.items, one.elements) == (("M",), (code,)) for one in found.values())


def test_both_elements_of_what_moved_are_affected() -> None:
    found = moved("1.2", "1.3")
    assert list(found) == ["manager boss", "manager vice", "lead chief", "owner ada"]
    assert found["lead chief"].elements == ("1.2", "1.3")


def test_who_loses_a_role_by_the_change_is_affected() -> None:
    new = state(AROUND, {"wbs": {"1.3": {"title": "Other", "manager": "boss"}}})
    assert list(parties(state(AROUND), new)) == ["manager boss", "manager vice", "lead chief"]


def test_names() -> None:
    found = moved("1.2")
    assert found["manager boss"].name == "The boss"
    assert found["owner ada"].name == "owner of Cache and 1 more"
    assert (found["owner ada"].role, found["owner ada"].persons) == ("", ("ada",))


def test_a_product_affects_its_own_manager_and_owner() -> None:
    new = state(
        AROUND, {"products": {"cache": {"title": "Store", "parent": "base", "wbs": "1.2", "owner": "eve"}}}
    )
    found = parties(state(AROUND), new)
    assert list(found) == ["manager boss", "manager eve", "lead chief", "owner ada", "owner eve"]
    assert found["manager eve"].name == "manager of Store"
    assert found["owner ada"].items == ("cache",)


def released(before: list[Value], after: list[Value], **fields: str) -> dict[str, Party]:
    sides = [
        state(
            AROUND,
            {"releases": {"R": {"document": "LDM-1", "milestone": "M", "features": members, **fields}}},
        )
        for members in (before, after)
    ]
    return parties(*sides)


@pytest.mark.parametrize(
    ("before", "after", "fields", "expected"),
    [
        pytest.param(["F-2"], ["F-4"], {}, {"owner ada": ("R",)}, id="lost"),
        pytest.param(["F-4"], ["F-2"], {}, {"owner ada": ("R",)}, id="gained"),
        pytest.param(["F-3"], ["F-4"], {}, {"owner": ("R",)}, id="of-a-product-that-nobody-owns"),
        pytest.param(["F-4"], ["F-9"], {}, {}, id="of-no-product"),
        pytest.param(
            ["F-3"], ["F-4"], {"item": "cache"}, {"owner ada": ("R",)}, id="the-product-that-it-names"
        ),
        pytest.param(
            ["F-2"], ["F-4"], {"item": "orphan"}, {"owner": ("R",)}, id="it-names-one-that-nobody-owns"
        ),
        pytest.param(["F-2"], ["F-4"], {"item": "gone"}, {"owner ada": ("R",)}, id="it-names-none-on-record"),
    ],
)
def test_who_owns_what_a_release_gained_or_lost(
    before: list[Value], after: list[Value], fields: dict[str, str], expected: Mapping[str, tuple[str, ...]]
) -> None:
    found = released(before, after, **fields)
    assert {name: one.releases for name, one in found.items()} == expected
    assert all(one.items == ("R",) for one in found.values())


def test_what_nobody_owns_comes_last_and_says_whose_owner_is_missing() -> None:
    found = released(["F-2", "F-3"], ["F-4"])
    assert list(found) == ["owner ada", "owner"]
    assert found["owner"].name == "owner of Orphan"
    assert (found["owner"].role, found["owner"].persons, found["owner"].elements) == ("", (), ("1.3",))


def test_a_renumbered_release_is_asked_under_both_ids() -> None:
    fields: Fields = {"document": "LDM-1", "milestone": "M", "item": "base", "features": ["F-2"]}
    old, new = (
        state(AROUND, {"releases": {"R": fields}}),
        state(AROUND, {"releases": {"S": {**fields, "features": ["F-4"]}}}),
    )
    items = [
        msgspec.structs.replace(item, old_id="R", change="renumbered", gained=("F-4",), lost=("F-2",))
        for item in changed_items(compare(old, new, KINDS), old, new, KINDS)
        if item.id == "S"
    ]
    (owner,) = affected_parties(items, build_graph(old, KINDS), build_graph(new, KINDS))
    assert (owner.persons, owner.releases) == (("ada",), ("R → S",))


@pytest.mark.parametrize(
    ("role", "persons", "expected"),
    [
        pytest.param("boss", (), ("Ada",), id="those-who-hold-it-then"),
        pytest.param("vice", (), (), id="vacant"),
        pytest.param("gone", (), (), id="no-such-role"),
        pytest.param("", ("eve",), ("Eve",), id="a-person"),
        pytest.param("", ("zoe",), ("zoe",), id="a-person-who-is-not-recorded"),
        pytest.param("", (), (), id="nobody"),
    ],
)
def test_who_holds_it(role: str, persons: tuple[str, ...], expected: tuple[str, ...]) -> None:
    party = Party(kind="manager", name="X", role=role, persons=persons, elements=(), items=())
    assert holding(party, [build_graph(state(AROUND), KINDS)], AS_OF) == expected


def test_the_first_graph_that_has_the_role_says_who_holds_it() -> None:
    then = state({"roles": {"boss": {"title": "Boss", "holders": [{"person": "eve"}]}}})
    party = Party(kind="manager", name="X", role="boss", elements=(), items=())
    graphs = [build_graph(one, KINDS) for one in (then, state(AROUND))]
    assert holding(party, graphs, AS_OF) == ("eve",)
    assert holding(party, graphs[::-1], AS_OF) == ("Ada",)
