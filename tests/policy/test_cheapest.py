"""The least that would still have to happen: who would have to say what, and when it would pass."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from dmccb.policy.assume import said
from dmccb.policy.cheapest import Plan, PlannedAct, cheapest
from dmccb.policy.evaluate import decide
from dmccb.policy.rules import Who
from dmccb.rfc.event import Event
from dmccb.rfc.request import Request
from tests.policy.build import (
    ADOPTED,
    BOARD,
    D1,
    LEAD,
    READ,
    TCAM,
    account,
    approvals,
    at,
    comment,
    facts,
    item,
    opened,
    organization,
    owner,
    policy,
    policy_with,
    rfc,
    rule,
    team_item,
)

WEEK = 7 * 24
TEAM: dict[str, Any] = {"items": (team_item(),), "rfc": rfc(affected=("DM-1",))}
ALONE = ("manager", "/rfc decide accept REASON", "one-week")
ADOPTS = ("asker", "/rfc adopt 111111111111 TEXT", "consensus")
MEMBERS = [
    ("chair", "/rfc approve", "board"),
    ("manager", "/rfc approve", "board"),
    ("architect", "/rfc approve", "board"),
    ("operator", "/rfc approve", "board"),
]
TELLS = [("tcam", "", "notify"), ("lead", "", "notify")]


def brief(plans: tuple[Plan, ...]) -> list[tuple[datetime, list[tuple[str, str, str]]]]:
    return [(plan.at, [(act.login, act.command, act.rule) for act in plan.acts]) for plan in plans]


def seconds(hours: float, number: int) -> datetime:
    return at(hours, seconds=number)


@pytest.mark.parametrize(
    ("events", "more", "expected"),
    [
        pytest.param((READ, *approvals(*BOARD), ADOPTED), {}, [(at(81), [])], id="nothing-is-missing"),
        pytest.param((READ, *approvals(*BOARD)), {}, [(seconds(81, 1), [ADOPTS])], id="one-act"),
        pytest.param(
            (),
            {},
            [(seconds(WEEK, 1), [ALONE]), (seconds(81, 5), [*MEMBERS, ADOPTS])],
            id="the-fewest-and-the-soonest",
        ),
        pytest.param(
            (READ, *approvals(*BOARD), comment("asker", f"/rfc adopt {D1} agreed", 30)),
            {"hours": 40},
            [(at(72), [])],
            id="nothing-but-time",
        ),
        pytest.param(
            (),
            {"hours": 1},
            [(seconds(WEEK, 1), [ALONE]), (at(72), [*MEMBERS, ADOPTS])],
            id="acts-and-time",
        ),
        pytest.param(
            (READ, *approvals(*BOARD), ADOPTED, comment("outsider", "/rfc object no", 30)),
            {},
            [(seconds(81, 1), [("outsider", "/rfc withdraw", "no-objection")])],
            id="an-objection-is-taken-back",
        ),
        pytest.param(
            (),
            {"before": (opened(),)},
            [
                (seconds(WEEK, 1), [*TELLS, ALONE]),
                (seconds(81 + 72, 2), [*TELLS, *MEMBERS, ADOPTS]),
            ],
            id="those-affected-are-told",
        ),
        pytest.param(
            (),
            TEAM,
            [(seconds(81, 2), [("chair", "/rfc read", "triage"), ADOPTS])],
            id="the-teams",
        ),
        pytest.param(
            (READ, comment("outsider", "/rfc object no", 30), ADOPTED),
            TEAM,
            [(seconds(81, 1), [("outsider", "/rfc withdraw", "no-objection-team")])],
            id="an-objection-on-the-teams-route",
        ),
        pytest.param(
            (READ,),
            {**TEAM, "items": (team_item(levels=("4",)),)},
            [(seconds(81, 1), [("tcam", "/rfc approve", "wbs-approval")])],
            id="the-tcams",
        ),
        pytest.param(
            (),
            {"items": (item(control="status"),)},
            [(seconds(81, 1), [("controller", "/rfc approve", "controller-reports")])],
            id="one-way-of-two",
        ),
        pytest.param(
            (comment("manager", "/rfc urgent now", 3),),
            {"hours": 4},
            [(seconds(4, 1), [("manager", "/rfc decide accept REASON", "urgent")])],
            id="at-once",
        ),
        pytest.param(
            (),
            {"items": (item(levels=("1",)),), "rfc": rfc(lcr="LCR-7")},
            [
                (
                    seconds(81, 3),
                    [("chair", "/rfc read", "triage"), ("chair", "/rfc lcr LCR-7", "lcr"), ADOPTS],
                )
            ],
            id="the-projects",
        ),
        pytest.param(
            (),
            {
                "items": (item(collection="releases", levels=(), lost=("DM-1",)),),
                "parties": (TCAM, LEAD, owner("v1")),
            },
            [
                (seconds(WEEK, 1), [("owner", "/rfc approve", "owner"), ALONE]),
            ],
            id="a-release-that-loses-a-feature",
        ),
        pytest.param(
            (comment("chair", "/rfc empanel @expert-a @expert-b", 3),),
            {},
            [
                (seconds(WEEK, 1), [ALONE]),
                (
                    seconds(81, 4),
                    [
                        ("chair", "/rfc read", "triage"),
                        ("expert-a", "/rfc approve", "committee"),
                        ("expert-b", "/rfc approve", "committee"),
                        ADOPTS,
                    ],
                ),
            ],
            id="a-committee",
        ),
        pytest.param(
            (),
            {
                "rfc": rfc(requestor="manager"),
                "request": Request(number=17, author=account("manager")),
            },
            [
                (
                    seconds(WEEK, 1),
                    [
                        ("chair", "/rfc read", "triage"),
                        ("scientist", "/rfc decide accept REASON", "one-week"),
                    ],
                ),
                (
                    seconds(81, 4),
                    [MEMBERS[0], MEMBERS[2], MEMBERS[3], ADOPTS],
                ),
            ],
            id="the-managers-own-request",
        ),
    ],
)
def test_plans(events: tuple[Event, ...], more: dict[str, Any], expected: list[Any]) -> None:
    given = facts(*events, **more)
    found = brief(cheapest(policy(), given))
    assert [(when, sorted(acts)) for when, acts in found] == [(when, sorted(acts)) for when, acts in expected]


@pytest.mark.parametrize(
    ("events", "more"),
    [
        pytest.param((comment("asker", "/rfc withdraw", 3),), {}, id="withdrawn"),
        pytest.param((), {"rfc": None}, id="no-record"),
        pytest.param((), {"contributors": ()}, id="an-error"),
        pytest.param((), {"items": (item(), item("M-2"))}, id="the-record-names-other-items"),
        pytest.param((), {"items": ()}, id="nothing-changed"),
        pytest.param(
            (comment("nobody", "/rfc object no", 3, by=None),),
            TEAM | {"organization": organization(project_manager=None, subsystem_scientist=None)},
            id="nobody-can-take-it-back",
        ),
    ],
)
def test_no_act_leads_to_pass(events: tuple[Event, ...], more: dict[str, Any]) -> None:
    assert cheapest(policy(), facts(*events, **more)) == ()


def test_a_request_on_hold_can_be_resumed() -> None:
    held = comment("asker", "/rfc hold the vendor is late", 30)
    (plan,) = cheapest(policy(), facts(READ, *approvals(*BOARD), ADOPTED, held))
    assert [(act.login, act.verb) for act in plan.acts] == [("asker", "resume")]


def test_an_act_in_full() -> None:
    (plan,) = cheapest(policy(), facts(READ, *approvals(*BOARD)))
    assert plan == Plan(
        acts=(
            PlannedAct(
                login="asker",
                name="Asker",
                role="Asker",
                command="/rfc adopt 111111111111 TEXT",
                verb="adopt",
                words=f"{D1} assumed",
                rule="consensus",
            ),
        ),
        at=seconds(81, 1),
    )


@pytest.mark.parametrize(
    ("events", "more", "spoken"),
    [
        pytest.param((), {"hours": WEEK}, [("manager", "decide", "accept assumed")], id="a-decision"),
        pytest.param(
            (),
            {"items": (item(levels=("1",)),), "rfc": rfc(lcr="LCR-7")},
            [("chair", "read", ""), ("chair", "lcr", "LCR-7"), ("asker", "adopt", f"{D1} assumed")],
            id="an-lcr",
        ),
        pytest.param(
            (*approvals(*BOARD), ADOPTED),
            {"before": (opened(),)},
            [("tcam", "tell", ""), ("lead", "tell", "")],
            id="to-be-told",
        ),
    ],
)
def test_what_they_would_say(events: tuple[Event, ...], more: dict[str, Any], spoken: list[Any]) -> None:
    plan = cheapest(policy(), facts(*events, **more))[0]
    assert sorted((act.login, act.verb, act.words) for act in plan.acts) == sorted(spoken)


def test_a_ruling_names_the_objectors() -> None:
    """Where the objector cannot take it back any more, the chair can rule on the objection."""
    events = (
        *approvals(*BOARD),
        ADOPTED,
        comment("outsider", "/rfc object no", 3),
        comment("owner", "/rfc object no", 3),
    )
    only = rule("no-objection", settled_by=("ruling",))
    found = cheapest(policy_with(only), facts(*events))
    assert [[(act.login, act.verb, act.words) for act in plan.acts] for plan in found] == [
        [("chair", "decide", "accept @outsider @owner assumed")]
    ]


def test_as_many_as_the_rule_counts() -> None:
    two = rule("triage", count=2)
    (plan,) = cheapest(policy_with(two), facts(**TEAM))
    assert [(act.login, act.verb) for act in plan.acts if act.rule == "triage"] == [
        ("chair", "read"),
        ("architect", "read"),
    ]
    one = rule("owner", id="one", share="", count=1, by=Who(groups=("board",)), when=rule("triage").when)
    (found,) = cheapest(policy_with(one), facts(READ, **TEAM))
    assert [(act.login, act.verb) for act in found.acts if act.rule == "one"] == [("chair", "approve")]


def test_those_come_first_who_must_be_among_them() -> None:
    must = rule("board", including=Who(roles=("tcam-square",)))
    plans = cheapest(policy_with(must), facts())
    acts = [act.login for plan in plans for act in plan.acts if act.rule == "board"]
    assert "square" in acts
    assert len(acts) == 4


def test_what_nobody_has_an_account_for_is_not_planned() -> None:
    plans = cheapest(policy(), facts(organization=organization(project_manager=None), hours=81))
    assert [when for when, _ in brief(plans)] == [seconds(81, 5)]


@pytest.mark.parametrize("hours", [1, 81, WEEK])
def test_a_plan_does_what_it_says(hours: float) -> None:
    given = facts(hours=hours)
    for plan in cheapest(policy(), given):
        now = given
        for act in plan.acts:
            if act.rule != "one-week" or hours >= WEEK:
                now = said(now, act.verb, act.login, act.words)
        if hours >= WEEK:
            assert decide(policy(), now).verdict == "PASS"
        assert plan.at >= given.as_of


def test_plans_are_values() -> None:
    act = PlannedAct(login="a", name="A", verb="approve", rule="r")
    assert (act.role, act.command, act.words) == ("", "", "")
    assert Plan(at=at(0)).acts == ()
    with pytest.raises(AttributeError):
        act.login = "b"  # type: ignore[misc]  # it is frozen
    with pytest.raises(TypeError):
        Plan((), at(0))  # type: ignore[call-arg]  # its fields are named
