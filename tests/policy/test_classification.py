"""The route and the class: what the items give, and what somebody who may has said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from dmccb.policy.classification import class_acts, derived_major, raised_at, routing_of
from dmccb.rfc.event import Event
from tests.policy.build import OPENED, at, case, comment, item, rfc, rule, team_item

FLAGGED = comment("chair", "/rfc flag it concerns us", 20, id="f")
TEAM: dict[str, Any] = {"items": (team_item(),)}


@pytest.mark.parametrize(
    ("events", "more", "route", "items", "moment"),
    [
        pytest.param((), {}, "board", ["LDM-503-13"], None, id="of-its-items"),
        pytest.param((), TEAM, "team", ["DM-1"], None, id="of-the-team"),
        pytest.param((), {"items": ()}, "none", [], None, id="of-nothing"),
        pytest.param((FLAGGED,), TEAM, "board", ["f", "DM-1"], at(20), id="flagged"),
        pytest.param(
            (FLAGGED, comment("square", "/rfc flag me too", 21)),
            TEAM,
            "board",
            ["f", "DM-1"],
            at(20),
            id="the-first-flag",
        ),
        pytest.param(
            (comment("outsider", "/rfc flag x", 20),), TEAM, "team", ["DM-1"], None, id="by-an-outsider"
        ),
        pytest.param((FLAGGED,), {}, "board", ["LDM-503-13", "f"], None, id="the-boards-already"),
        pytest.param(
            (FLAGGED,),
            {"items": (item("M-1", levels=("1",)), team_item())},
            "project",
            ["M-1", "f", "DM-1"],
            None,
            id="the-projects-stays-the-projects",
        ),
        pytest.param((FLAGGED,), {"items": ()}, "board", ["f"], at(20), id="nothing-else-changed"),
    ],
)
def test_route(
    events: tuple[Event, ...], more: dict[str, Any], route: str, items: list[str], moment: datetime | None
) -> None:
    found = case(*events, **more)
    assert (found.routing.route, [one.item.id for one in found.routing.items]) == (route, items)
    assert raised_at(found) == moment
    assert routing_of(found) == found.routing


def test_what_a_flag_is_in_the_routes() -> None:
    raised = case(FLAGGED, **TEAM).routing.items[0]
    assert (raised.item.collection, raised.item.title) == ("request", "flagged by chair: it concerns us")
    assert (raised.item.change, raised.item.control) == ("changed", "controlled")
    flag = rule("flag")
    assert raised.rule is not None
    assert (raised.rule.id, raised.rule.title, raised.rule.reason) == ("flag", flag.title, flag.reason)
    assert (raised.rule.citation, raised.rule.choice, raised.rule.route) == (flag.citation, True, "board")
    assert raised.route == "board"


def said(name: str, verb: str, hours: float) -> Event:
    return comment(name, f"/rfc {verb} because", hours)


@pytest.mark.parametrize(
    ("events", "more", "expected"),
    [
        pytest.param((), {}, "ordinary", id="ordinary"),
        pytest.param((), {"rfc": None}, "ordinary", id="no-record"),
        pytest.param((), {"rfc": rfc(rfc_class="major")}, "major", id="declared"),
        pytest.param((), {"rfc": rfc(strictest_class="major")}, "major", id="declared-once"),
        pytest.param((), {"items": (item(days_max=30),)}, "ordinary", id="thirty-days"),
        pytest.param((), {"items": (item(days_max=31),)}, "major", id="more-than-thirty-days"),
        pytest.param((), {"items": (item(days_min=-31),)}, "major", id="earlier-counts"),
        pytest.param((), {"items": (team_item(days_max=31),)}, "ordinary", id="of-level-3"),
        pytest.param((), {"items": (item(due_dropped=True),)}, "major", id="no-date-any-more"),
        pytest.param((), {"rfc": rfc(names=("budget",))}, "major", id="budget"),
        pytest.param((), {"rfc": rfc(names=("interface",))}, "ordinary", id="an-interface"),
        pytest.param((said("square", "major", 5),), {}, "major", id="a-member-says-so"),
        pytest.param((said("outsider", "major", 5),), {}, "ordinary", id="an-outsider-says-so"),
        pytest.param(
            (said("square", "major", 5), said("chair", "ordinary", 6)), {}, "ordinary", id="the-chair-lowers"
        ),
        pytest.param(
            (said("square", "major", 5), said("square", "ordinary", 6)), {}, "major", id="a-member-does-not"
        ),
        pytest.param(
            (said("chair", "ordinary", 5), said("square", "major", 6)), {}, "major", id="raised-again"
        ),
        pytest.param(
            (said("chair", "ordinary", 5), said("square", "major", 5)),
            {},
            "major",
            id="at-one-moment-the-stricter",
        ),
        pytest.param(
            (said("chair", "ordinary", 5),),
            {"rfc": rfc(rfc_class="major")},
            "ordinary",
            id="lowers-what-is-declared",
        ),
        pytest.param(
            (said("chair", "ordinary", 5),),
            {"items": (item(days_max=31),)},
            "major",
            id="not-what-is-derived",
        ),
        pytest.param(
            (said("chair", "ordinary", 5), said("chair", "ordinary", 7), said("square", "major", 6)),
            {},
            "ordinary",
            id="lowered-last",
        ),
        pytest.param(
            (said("square", "major", 5), said("square", "major", 7), said("chair", "ordinary", 6)),
            {},
            "major",
            id="raised-last",
        ),
    ],
)
def test_class(events: tuple[Event, ...], more: dict[str, Any], expected: str) -> None:
    assert case(*events, **more).rfc_class == expected


def test_which_acts_and_rules_give_a_class() -> None:
    events = (said("square", "major", 5), said("square", "ordinary", 6), said("outsider", "major", 7))
    found = case(*events, items=(item(days_max=31),), rfc=rfc(names=("scope",)))
    assert [(act.person, act.verb) for act in class_acts(found)] == [("square", "major")]
    assert found.class_acts == class_acts(found)
    assert [one.id for one in derived_major(found)] == ["major-scope", "major-slip"]
    assert list(derived_major(case())) == []
    assert case().facts.opened == OPENED
