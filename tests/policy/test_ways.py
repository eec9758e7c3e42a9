"""One of several ways is enough."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from dmccb.rfc.event import Event
from tests.policy.build import (
    BOARD,
    approvals,
    asked,
    at,
    can,
    comment,
    organization,
    policy_with,
    replaced,
    rfc,
    rule,
    told,
)

WEEK = 7 * 24
ALONE = "Project Manager can decide alone from 2026-03-09 10:00 UTC"
MEMBERS = "0 of 4 approvals (4 more of 6 seats); Project Manager or Systems Engineer must be among them"
EMPTY = organization(
    systems_engineer=None, software_architect=None, operations_architect=None, project_manager=None
)


@pytest.mark.parametrize(
    ("events", "more", "expected", "due"),
    [
        pytest.param(
            (),
            {},
            ("waiting", "approvals-missing", f"{MEMBERS}; or {ALONE}"),
            at(WEEK),
            id="what-is-open-is-told",
        ),
        pytest.param(
            tuple(approvals(*BOARD)),
            {},
            ("met", "approved", "4 of 6 approved, 4 needed: Architect, Chair, Manager and Operator"),
            None,
            id="one-is-met",
        ),
        pytest.param(
            (comment("manager", "/rfc decide accept so be it", WEEK),),
            {"hours": WEEK},
            ("met", "decided", "Manager decided alone: so be it"),
            None,
            id="another-is-met",
        ),
        pytest.param(
            (comment("square", "/rfc object no", 2),),
            {},
            ("waiting", "too-early", f"no consensus: Square objects; 0 of 4 approvals; or {ALONE}"),
            at(WEEK),
            id="one-is-blocked-and-another-waits",
        ),
        pytest.param(
            (comment("chair", "/rfc empanel @expert-a @expert-b", 2),),
            {},
            (
                "waiting",
                "approvals-missing",
                f"{MEMBERS}; or 0 of 2 approvals (2 more of 2 seats); or {ALONE}",
            ),
            at(WEEK),
            id="a-way-that-was-opened",
        ),
        pytest.param(
            (),
            {"organization": EMPTY},
            (
                "error",
                "seats-vacant",
                (
                    "4 of 6 seats must approve, and 2 can: Systems Engineer (vacant), Software Architect "
                    "(vacant), Operations Architect (vacant) and Project Manager (vacant); "
                    "Project Manager or Systems Engineer must be among them; no other way is open either"
                ),
            ),
            None,
            id="no-way-is-left",
        ),
        pytest.param(
            (),
            {"organization": organization(systems_engineer=None, software_architect=None, tcam_square=None)},
            ("waiting", "too-early", ALONE),
            at(WEEK),
            id="an-error-of-one-way-leaves-the-others",
        ),
    ],
)
def test_the_board_approves(
    events: tuple[Event, ...], more: dict[str, Any], expected: tuple[str, str, str], due: datetime | None
) -> None:
    found = asked("board-approval", *events, **more)
    assert told(found) == expected
    assert found.due == due
    assert [one.rule for one in found.parts] == ["board", "committee", "one-week", "panel", "urgent"]


def test_who_can_satisfy_any_of_them() -> None:
    found = asked("board-approval", *approvals("chair", "architect"))
    assert can(found) == [
        ("operator", "Operations Architect", "/rfc approve"),
        ("interfacer", "Interface Scientist", "/rfc approve"),
        ("square", "Tcam Square", "/rfc approve"),
        ("manager", "Project Manager", "/rfc approve"),
        ("manager", "Project Manager", "/rfc decide accept REASON"),
    ]
    assert found.evidence == ()
    assert can(asked("board-approval", *approvals(*BOARD))) == []


def test_one_who_can_in_two_ways_is_named_once() -> None:
    of = rule("board-approval", any_of=("accepted", "release-asked"))
    assert can(asked(of)) == [
        ("manager", "Project Manager", "/rfc decide accept REASON"),
        ("scientist", "Subsystem Scientist", "/rfc decide accept REASON"),
    ]


def test_what_it_rests_on_is_what_the_way_rests_on() -> None:
    met = asked("board-approval", *approvals(*BOARD))
    assert met.evidence == met.parts[0].evidence
    assert len(met.evidence) == 4


def test_each_vacant_seat_is_named_once() -> None:
    found = asked("board-approval", organization=organization(project_manager=None, tcam_square=None))
    assert found.vacant == ("Tcam Square (vacant)", "Project Manager (vacant)")


def test_where_nothing_is_open_all_that_could_be_opened_is_told() -> None:
    of = rule("board-approval", any_of=("committee", "urgent", "panel"))
    found = asked(of)
    assert told(found) == (
        "waiting",
        "not-empanelled",
        "no experts are named; or nobody has marked it urgent; or the request was not escalated",
    )
    assert can(found) == [
        ("chair", "Systems Engineer", "/rfc empanel @LOGIN …"),
        ("manager", "Project Manager", "/rfc decide accept REASON"),
    ]


def test_the_first_due_of_several() -> None:
    later = rule("one-week", id="two-weeks", period="14d")
    several = rule("board-approval", any_of=("two-weeks", "one-week", "accepted"))
    assert asked("board-approval", under=policy_with(later, several)).due == at(WEEK)


def test_all_are_blocked() -> None:
    both = rule("board-approval", any_of=("board", "accepted"))
    found = asked(
        both, comment("square", "/rfc object no", 2), comment("manager", "/rfc decide reject never", 3)
    )
    assert told(found) == (
        "blocked",
        "member-objects",
        "no consensus: Square objects; 0 of 4 approvals; or Manager rejected it: never",
    )


def test_the_requestor_is_the_manager() -> None:
    found = asked("board-approval", rfc=rfc(requestor="manager"), hours=WEEK)
    assert ("scientist", "Subsystem Scientist", "/rfc decide accept REASON") in can(found)
    assert replaced(policy_with(), version=9).version == 9
