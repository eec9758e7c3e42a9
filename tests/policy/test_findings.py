"""A policy that makes no sense, and where: one row for each reason."""

from __future__ import annotations

import pytest

from tests.policy.texts import ASKED, PROFILE, ROUTE, found, rule

OTHERWISE = "only a rule that gives a route can mean what the others do not"
UNUSED = "nothing asks for this rule: it has no 'when', and no other rule names it"
NEVER = "so that this is never asked"
APPROVAL = "requirement: approval\nwhen:\n  routes:\n    - team\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "requirement: window\nwhen:\n  routes:\n    - team\nperiod: 72h",
            ["policy-option rules.yaml:3:16: requirement: 'window' needs starts"],
            id="field-missing",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  roles:\n    - lead",
            ["policy-option rules.yaml:3:16: requirement: 'approval' needs count or share"],
            id="one-of-two-fields-missing",
        ),
        pytest.param(
            "requirement: open\nwhen:\n  routes:\n    - team\ncount: 2",
            ["policy-option rules.yaml:7:10: count: a rule with the requirement 'open' has no such field"],
            id="field-of-another-kind",
        ),
        pytest.param(
            "requirement: class\nwhen:\n  routes:\n    - team\nclass: major",
            ["policy-option rules.yaml:5:5: when.routes: a rule that gives a class can ask about items only"],
            id="class-asks-for-the-route",
        ),
        pytest.param(
            "requirement: route\nwhen:\n  names:\n    - budget\nroute: board",
            ["policy-option rules.yaml:5:5: when.names: a rule that gives a route can ask about items only"],
            id="route-asks-for-names",
        ),
        pytest.param(
            "requirement: open\nwhen:\n  routes:\n    - team\n  otherwise: true",
            [f"policy-option rules.yaml:7:16: when.otherwise: {OTHERWISE}"],
            id="otherwise-of-no-route",
        ),
        pytest.param(
            "requirement: decision\nby:\n  roles:\n    - lead",
            [f"policy-unused rules.yaml:1:1: {UNUSED}"],
            id="nothing-asks-for-it",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  roles:\n    - leed\ncount: 1",
            ["policy-name rules.yaml:9:9: by.roles: no role 'leed' on record"],
            id="unknown-role",
        ),
        pytest.param(
            "requirement: any\nwhen:\n  routes:\n    - team\nany_of:\n  - opn",
            ["policy-name rules.yaml:8:7: any_of: no rule 'opn'; did you mean 'open'?"],
            id="unknown-way",
        ),
        pytest.param(
            "requirement: no-objection\nwhen:\n  routes:\n    - team\nsettled_by:\n  - open",
            ["policy-name rules.yaml:8:7: settled_by: 'open' is no way of deciding: its kind is 'open'"],
            id="no-way-of-deciding",
        ),
        pytest.param(
            "requirement: assessment\nwhen:\n  decided:\n    - nobody\nby:\n  roles:\n    - lead\nperiod: 7d",
            ["policy-name rules.yaml:6:9: decided: no rule 'nobody'"],
            id="unknown-decision",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  roles:\n    - lead\n    - member\ncount: 3",
            ["policy-impossible rules.yaml:11:10: count: 3 of 2 seats can never agree"],
            id="more-than-there-are-seats",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  groups:\n    - board\ncount: 3",
            ["policy-impossible rules.yaml:10:10: count: 3 of 2 seats can never agree"],
            id="more-than-the-board-has",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  groups:\n    - managers\ncount: 9",
            [],
            id="nobody-knows-how-many-managers",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  roles:\n    - lead\ncount: 1\nincluding:\n  roles:\n    - member",
            ["policy-impossible rules.yaml:11:3: including: none of these is among those who can agree"],
            id="including-somebody-else",
        ),
        pytest.param(
            "requirement: window\nwhen:\n  routes:\n    - team\nperiod: 99999d\nstarts:\n  - opened",
            ["policy-impossible rules.yaml:7:11: period: 99999d is longer than ten years"],
            id="longer-than-anybody-waits",
        ),
        pytest.param(
            "requirement: open\nwhen:\n  routes:\n    - team\n    - wbs",
            [f"policy-impossible rules.yaml:7:9: when.routes: no rule gives anything 'wbs', {NEVER}"],
            id="route-that-nothing-takes",
        ),
        pytest.param(
            "requirement: record\nwhen:\n  routes:\n    - team\nfields:\n  - planed_end",
            ["policy-impossible rules.yaml:8:7: fields: the record of a request has no 'planed_end'"],
            id="field-that-no-record-has",
        ),
        pytest.param(
            "requirement: record\nwhen:\n  routes:\n    - team\nfields:\n  - class\n  - release.date",
            [],
            id="fields-of-a-record",
        ),
    ],
)
def test_a_rule_that_makes_no_sense(body: str, expected: list[str]) -> None:
    assert found(rule("new", body), ROUTE, ASKED) == expected


def test_a_way_that_is_asked_by_itself_too() -> None:
    way = rule("way", "requirement: decision\nwhen:\n  routes:\n    - team\nby:\n  roles:\n    - lead")
    asked = rule("asked", "requirement: any\nwhen:\n  routes:\n    - team\nany_of:\n  - way")
    (fault,) = found(asked, way)[-1:]
    assert fault.startswith("policy-unused rules.yaml:")
    assert "is one way of another, and is asked by itself too" in fault


@pytest.mark.parametrize(
    ("links", "said"),
    [
        pytest.param({"a": "a"}, "the rule names itself", id="itself"),
        pytest.param({"a": "b", "b": "a"}, "the rule leads back to itself: a → b → a", id="two"),
    ],
)
def test_a_circle(links: dict[str, str], said: str) -> None:
    rules = [rule(name, f"requirement: any\nany_of:\n  - {way}") for name, way in links.items()]
    assert f"policy-circle rules.yaml:1:1: {said}" in found(*rules, ROUTE)


def test_a_board_that_nobody_has_on_record() -> None:
    assert found(ROUTE, profile=PROFILE.replace("ccb", "bcc")) == [
        "policy-name profiles.yaml:5:10: board: no board 'bcc' on record"
    ]


def test_a_rule_asks_for_a_board_and_the_profile_names_none() -> None:
    asked = rule(
        "read", "requirement: read\nwhen:\n  routes:\n    - team\nby:\n  groups:\n    - chair\ncount: 1"
    )
    assert found(ROUTE, asked, profile=PROFILE.replace("  board: ccb\n", "")) == [
        "policy-name profiles.yaml:1:1: the profile names no board, and the rule 'read' asks for one"
    ]


def test_a_minimum_reading_that_nobody_lives_to_see() -> None:
    assert found(ROUTE, profile=PROFILE + "  minimum_reading: 99999d\n") == [
        "policy-impossible profiles.yaml:6:20: minimum_reading: 99999d is longer than ten years"
    ]


def test_everything_is_told_at_once() -> None:
    bad = rule("bad", "requirement: any\nwhen:\n  routes:\n    - wbs\nany_of:\n  - nothing")
    assert [fault.split()[0] for fault in found(bad, ROUTE)] == ["policy-impossible", "policy-name"]
