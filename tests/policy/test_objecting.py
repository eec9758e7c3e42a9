"""What stands against a request: objections, and rejections by office."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dmccb.policy.rules import Who
from dmccb.rfc.event import Event, Head
from dmccb.rfc.roster import Holder
from tests.policy.build import (
    BOARD,
    D1,
    D2,
    IDS,
    OPENED,
    approvals,
    asked,
    at,
    can,
    comment,
    organization,
    review,
    rule,
    shown,
    team_item,
    told,
)

WEEK = 7 * 24
OBJECTED = comment("outsider", "/rfc object the dome is not ready", 3)
BACK = comment("outsider", "/rfc withdraw", 4)
OUTSIDER = (f"@outsider#{IDS['outsider']}", "objector", "/rfc withdraw")
RULED = comment("chair", "/rfc decide accept @outsider it is ready", 30)
ACCEPTED = comment("manager", "/rfc decide accept so be it", 30)


@pytest.mark.parametrize(
    ("events", "expected", "evidence"),
    [
        pytest.param((), ("met", "no-objection", "nobody objects"), [], id="nobody-objects"),
        pytest.param(
            (OBJECTED, BACK),
            ("met", "no-objection", "@outsider objected and @outsider withdrew"),
            ["@outsider objected", "@outsider withdrew"],
            id="taken-back",
        ),
        pytest.param(
            (comment("square", "/rfc object no", 1), *approvals("square")),
            ("met", "no-objection", "Square objected and Square approved"),
            ["Square objected", "Square approved"],
            id="approved-after-all",
        ),
        pytest.param(
            (OBJECTED,),
            ("blocked", "objection", "@outsider objects: the dome is not ready"),
            ["@outsider objected"],
            id="it-stands",
        ),
        pytest.param(
            (review("outsider", "CHANGES_REQUESTED", 3),),
            ("blocked", "objection", "@outsider objects and gave no reason"),
            ["@outsider objected"],
            id="without-a-reason",
        ),
        pytest.param(
            (comment("scientist", "/rfc reject never", 5), OBJECTED),
            (
                "blocked",
                "objection",
                "@outsider objects: the dome is not ready; Scientist rejects: never",
            ),
            ["@outsider objected", "Scientist rejected it"],
            id="two-stand",
        ),
        pytest.param(
            (OBJECTED, BACK, comment("square", "/rfc object no", 5)),
            ("blocked", "objection", "Square objects: no"),
            ["Square objected"],
            id="one-is-taken-back-and-one-stands",
        ),
    ],
)
def test_no_objection(events: tuple[Event, ...], expected: tuple[str, str, str], evidence: list[str]) -> None:
    found = asked("no-objection", *events)
    assert told(found) == expected
    assert [what for what, _ in shown(found)] == evidence
    assert [one.rule for one in found.parts] == (
        ["one-week", "panel", "ruling", "urgent"] if found.status == "blocked" else []
    )


def test_the_order_of_what_was_taken_back() -> None:
    found = asked(
        "no-objection",
        comment("square", "/rfc object b", 2),
        OBJECTED,
        comment("square", "/rfc withdraw", 5),
        BACK,
    )
    assert [(one.what, one.at) for one in found.evidence] == [
        ("Square objected", at(2)),
        ("@outsider objected", at(3)),
        ("@outsider withdrew", at(4)),
        ("Square withdrew", at(5)),
    ]


def test_only_those_of_whom_it_is_asked_object() -> None:
    of_board = rule("no-objection", by=Who(groups=("board",)))
    assert asked(of_board, OBJECTED).status == "met"
    assert asked(of_board, comment("square", "/rfc object no", 3)).status == "blocked"
    assert asked(rule("no-objection", by=Who()), OBJECTED).status == "blocked"


# ------------------------------------------------------------ whom to ask


@pytest.mark.parametrize(
    ("name", "events", "more", "asks"),
    [
        pytest.param(
            "no-objection", (OBJECTED,), {}, [OUTSIDER], id="the-objector-while-nothing-else-is-open"
        ),
        pytest.param(
            "no-objection",
            (OBJECTED,),
            {"hours": WEEK},
            [OUTSIDER, ("manager", "Project Manager", "/rfc decide accept REASON")],
            id="who-decides-alone-after-a-week",
        ),
        pytest.param(
            "no-objection",
            (OBJECTED, *approvals(*BOARD)),
            {},
            [OUTSIDER, ("chair", "Systems Engineer", "/rfc decide accept @LOGIN REASON")],
            id="who-can-rule-on-it",
        ),
        pytest.param(
            "no-objection",
            (OBJECTED, comment("manager", "/rfc urgent now", 4)),
            {},
            [OUTSIDER, ("manager", "Project Manager", "/rfc decide accept REASON")],
            id="who-marked-it-urgent",
        ),
        pytest.param(
            "no-objection-team",
            (OBJECTED, comment("scientist", "/rfc object no", 5)),
            {"items": (team_item(),)},
            [
                OUTSIDER,
                ("scientist", "objector", "/rfc withdraw"),
                ("manager", "Project Manager", "/rfc decide accept REASON"),
                ("scientist", "Subsystem Scientist", "/rfc decide accept REASON"),
            ],
            id="who-has-the-last-word",
        ),
        pytest.param(
            "no-objection",
            (comment("nobody", "/rfc object no", 3, by=None),),
            {},
            [],
            id="nobody-can-take-back-what-a-deleted-account-said",
        ),
    ],
)
def test_who_can_settle_it(
    name: str, events: tuple[Event, ...], more: dict[str, Any], asks: list[tuple[str, str, str]]
) -> None:
    found = asked(name, *events, **more)
    assert found.status == "blocked"
    assert can(found) == asks


def test_how_an_objector_is_called() -> None:
    stranger, square = asked("no-objection", OBJECTED, comment("square", "/rfc object no", 5)).can
    assert (stranger.name, stranger.login) == ("@outsider", "outsider")
    assert (square.name, square.login) == ("Square", "square")


# ---------------------------------------------------------------- settled


@pytest.mark.parametrize(
    ("name", "events", "more", "sentence"),
    [
        pytest.param(
            "no-objection",
            (OBJECTED, *approvals(*BOARD), RULED),
            {},
            "@outsider (The board rules on an outsider's objection)",
            id="ruled-on",
        ),
        pytest.param(
            "no-objection",
            (OBJECTED, comment("manager", "/rfc decide accept so be it", WEEK)),
            {"hours": WEEK},
            "@outsider (The Project Manager decides alone after a week)",
            id="decided-alone-after-a-week",
        ),
        pytest.param(
            "no-objection",
            (
                OBJECTED,
                comment("square", "/rfc object no", 5),
                comment("manager", "/rfc urgent now", 6),
                ACCEPTED,
            ),
            {},
            "@outsider and Square (The Project Manager decides at once)",
            id="two-by-an-urgent-decision",
        ),
        pytest.param(
            "no-objection",
            (
                OBJECTED,
                comment("asker", "/rfc escalate now", 5),
                comment("manager", "/rfc empanel @expert-a", 6),
                *approvals("expert-a"),
            ),
            {},
            "@outsider (A panel of experts decides)",
            id="by-a-panel",
        ),
        pytest.param(
            "no-objection-team",
            (OBJECTED, ACCEPTED),
            {"items": (team_item(),)},
            "@outsider (The Project Manager or the Subsystem Scientist accepts it)",
            id="by-the-last-word",
        ),
    ],
)
def test_it_is_overruled(name: str, events: tuple[Event, ...], more: dict[str, Any], sentence: str) -> None:
    found = asked(name, *events, **more)
    assert told(found) == ("met", "settled", f"overruled, and kept on record: {sentence}")
    assert found.evidence[0].what == "@outsider objected"
    assert len(found.evidence) > 1


def test_two_are_overruled_in_two_ways() -> None:
    events = (
        OBJECTED,
        *approvals(*BOARD),
        RULED,
        comment("owner", "/rfc object mine", 40),
        comment("manager", "/rfc urgent now", 50),
        comment("manager", "/rfc decide accept enough", 51),
    )
    found = asked(rule("no-objection", settled_by=("ruling", "urgent")), *events)
    assert found.sentence == (
        "overruled, and kept on record: @outsider and Owner (The board rules on an outsider's objection and "
        "The Project Manager decides at once)"
    )
    assert [one.what for one in found.evidence] == [
        "@outsider objected",
        "Owner objected",
        "Chair decided",
        "Manager decided",
        "Manager marked it urgent",
    ]


@pytest.mark.parametrize(
    ("name", "events", "more"),
    [
        pytest.param(
            "no-objection-team",
            (ACCEPTED, comment("outsider", "/rfc object no", 30)),
            {},
            id="at-the-same-moment-the-objection-wins",
        ),
        pytest.param(
            "no-objection-team",
            (ACCEPTED, comment("outsider", "/rfc object no", 31)),
            {},
            id="raised-after-it",
        ),
        pytest.param("no-objection", (OBJECTED, ACCEPTED), {}, id="the-last-word-is-not-the-boards"),
        pytest.param("no-objection", (OBJECTED, RULED), {}, id="nobody-rules-before-the-board-approves"),
        pytest.param(
            "no-objection",
            (
                OBJECTED,
                *approvals(*BOARD),
                comment("chair", "/rfc decide accept @owner it is ready", 30),
            ),
            {},
            id="ruled-on-another",
        ),
    ],
)
def test_it_is_not_overruled(name: str, events: tuple[Event, ...], more: dict[str, Any]) -> None:
    assert asked(name, *events, **more).code == "objection"


def test_one_stands_while_another_is_overruled() -> None:
    found = asked("no-objection-team", OBJECTED, ACCEPTED, comment("owner", "/rfc object mine", 31))
    assert told(found) == ("blocked", "objection", "Owner objects: mine")
    assert [what for what, _ in shown(found)] == ["@outsider objected", "Owner objected"]
    assert [one.person for one in found.can if one.role == "objector"] == ["owner"]


# --------------------------------------------------------------- rejected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param((), ("met", "not-rejected", "nobody who may has rejected it"), id="nobody"),
        pytest.param(
            (comment("manager", "/rfc reject too dear", 3),),
            ("blocked", "rejected", "Manager (Project Manager) rejected it: too dear"),
            id="by-command",
        ),
        pytest.param(
            (comment("scientist", "/rfc decide reject too late", 3),),
            ("blocked", "rejected", "Scientist (Subsystem Scientist) rejected it: too late"),
            id="by-decision",
        ),
        pytest.param(
            (comment("scientist", "/rfc decide reject", 3),),
            (
                "blocked",
                "rejected-without-reason",
                "Scientist (Subsystem Scientist) rejected it and gave no reason, which a rejection must have",
            ),
            id="without-a-reason",
        ),
        pytest.param(
            (
                comment("scientist", "/rfc decide reject a", 3),
                comment("scientist", "/rfc decide accept b", 4),
            ),
            ("met", "not-rejected", "nobody who may has rejected it"),
            id="decided-otherwise-later",
        ),
        pytest.param(
            (
                comment("scientist", "/rfc decide accept a", 3),
                comment("scientist", "/rfc decide reject b", 4),
            ),
            ("blocked", "rejected", "Scientist (Subsystem Scientist) rejected it: b"),
            id="rejected-later",
        ),
        pytest.param(
            (comment("scientist", "/rfc decide reject a", 3), comment("scientist", "/rfc decide accept", 4)),
            ("blocked", "rejected", "Scientist (Subsystem Scientist) rejected it: a"),
            id="a-yes-without-a-reason-takes-nothing-back",
        ),
        pytest.param(
            (comment("manager", "/rfc reject a", 3), comment("manager", "/rfc withdraw", 4)),
            ("met", "not-rejected", "nobody who may has rejected it"),
            id="taken-back",
        ),
        pytest.param(
            (comment("manager", "/rfc object a", 3),),
            ("met", "not-rejected", "nobody who may has rejected it"),
            id="an-objection-is-no-rejection",
        ),
        pytest.param(
            (comment("outsider", "/rfc reject a", 3), comment("outsider", "/rfc decide reject a", 3)),
            ("met", "not-rejected", "nobody who may has rejected it"),
            id="by-nobody-in-office",
        ),
        pytest.param(
            (comment("scientist", "/rfc reject b", 3), comment("manager", "/rfc reject a", 4)),
            ("blocked", "rejected", "Manager (Project Manager) rejected it: a"),
            id="by-both",
        ),
        pytest.param(
            tuple(comment(name, "/rfc reject no", 3) for name in ("chair", "architect", "operator")),
            ("met", "not-rejected", "nobody who may has rejected it"),
            id="by-half-of-the-board",
        ),
        pytest.param(
            tuple(
                comment(name, "/rfc reject no", 3)
                for name in ("chair", "architect", "operator", "interfacer")
            ),
            ("blocked", "rejected", "4 of the 6 seats of the board rejected it"),
            id="by-most-of-the-board",
        ),
    ],
)
def test_not_rejected(events: tuple[Event, ...], expected: tuple[str, str, str]) -> None:
    found = asked("last-word", *events)
    assert told(found) == expected
    assert (found.status == "blocked") == bool(found.evidence)


def test_what_a_rejection_rests_on() -> None:
    both = asked(
        "last-word", comment("scientist", "/rfc reject b", 3), comment("manager", "/rfc decide reject a", 4)
    )
    assert shown(both) == [
        ("Manager decided", "Project Manager"),
        ("Scientist rejected it", "Subsystem Scientist"),
    ]
    names = ("chair", "architect", "operator", "square")
    board = asked("last-word", *(comment(name, "/rfc reject no", 3) for name in names))
    assert shown(board) == [
        ("Chair rejected it", "Systems Engineer"),
        ("Architect rejected it", "Software Architect"),
        ("Operator rejected it", "Operations Architect"),
        ("Square rejected it", "Tcam Square"),
    ]


def test_one_person_in_two_seats_rejects_once() -> None:
    people = organization(tcam_square=(Holder(person="chair"),))
    names = ("chair", "architect", "operator")
    found = asked("last-word", *(comment(name, "/rfc reject no", 3) for name in names), organization=people)
    assert found.status == "met"


def test_a_rejection_outlives_a_change() -> None:
    heads = (Head(at=OPENED, commit="c1", digest=D2), Head(at=at(30), commit="c2", digest=D1))
    found = asked("last-word", comment("manager", "/rfc decide reject a", 3), heads=heads)
    assert told(found)[:2] == ("blocked", "rejected")


def test_who_left_the_office_had_it_then() -> None:
    people = organization(
        project_manager=(
            Holder(person="manager", until=date(2026, 3, 3)),
            Holder(person="deputy", since=date(2026, 3, 4)),
        )
    )
    early = comment("manager", "/rfc reject a", 3)
    assert asked("last-word", early, organization=people).status == "blocked"
    late = comment("manager", "/rfc reject a", 60)
    assert asked("last-word", late, organization=people).status == "met"
