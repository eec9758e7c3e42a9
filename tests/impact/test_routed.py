"""The route of a whole change, as a value."""

from __future__ import annotations

from tests.render.routes import routed


def test_items_are_told_by_rule_the_strictest_route_first() -> None:
    found = [
        (route, rule.id if rule else "", [one.item.id for one in items])
        for route, rule, items in routed().by_rule
    ]
    assert found == [
        ("project", "", ["M-4"]),
        ("board", "board-files", ["dmccb.toml"]),
        ("board", "board-releases", ["R-1"]),
        ("team", "team", ["DMTN-1", "M-1", "M-3"]),
        ("none", "", ["M-2"]),
    ]


def test_every_item_is_counted_once() -> None:
    found = routed(4)
    assert dict(found.counts) == {"project": 1, "board": 2, "team": 7, "none": 1}
    assert list(found.counts) == ["project", "board", "team", "none"]
    assert sum(found.counts.values()) == len(found.routing.items)


def test_what_no_rule_means_is_told_unless_it_is_a_note() -> None:
    assert [one.item.id for one in routed().uncovered] == ["M-4"]


def test_elements_that_nobody_manages() -> None:
    assert routed().unmanaged == ("1.3",)


def test_json_has_every_item_and_party() -> None:
    found = routed().as_json()
    assert len(list_of(found["items"])) == 7
    assert len(list_of(found["affected"])) == 3
    assert found["unmanaged"] == ["1.3"]
    assert found["invalid"] == 1


def list_of(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
