"""One office decides: alone after a week, at once, on one objection; and the board looks at it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from dmccb.policy.deciding import answer_of, deciding_seats, decisions, not_before, rules_on
from dmccb.policy.rules import Who
from dmccb.rfc.event import Contributor, Event, Head
from dmccb.rfc.roster import Holder
from dmccb.rfc.votes import Act
from tests.policy.build import (
    BOARD,
    D1,
    D2,
    OPENED,
    account,
    approvals,
    asked,
    at,
    can,
    case,
    comment,
    organization,
    rfc,
    rule,
    shown,
    told,
)

WEEK = 7 * 24
ACCEPTED = comment("manager", "/rfc decide accept we must", WEEK)
REJECTED = comment("manager", "/rfc decide reject too late", WEEK)
NEW = (Head(at=OPENED, commit="c1", digest=D2), Head(at=at(30), commit="c2", digest=D1))
MANAGER = ("manager", "Project Manager", "/rfc decide accept REASON")
SCIENTIST = ("scientist", "Subsystem Scientist", "/rfc decide accept REASON")


def by_manager(name: str, text: str = "accept x", hours: float = 5) -> Event:
    return comment(name, f"/rfc decide {text}", hours)


# ---------------------------------------------------------- after a week


@pytest.mark.parametrize(
    ("events", "hours", "more", "expected", "asks", "due"),
    [
        pytest.param(
            (),
            81,
            {},
            ("waiting", "too-early", "Project Manager can decide alone from 2026-03-09 10:00 UTC"),
            [MANAGER],
            at(WEEK),
            id="before-the-week-is-over",
        ),
        pytest.param(
            (),
            WEEK,
            {},
            ("waiting", "not-decided", "Project Manager has not decided"),
            [MANAGER],
            None,
            id="when-the-week-is-over",
        ),
        pytest.param(
            (ACCEPTED,),
            WEEK,
            {},
            ("met", "decided", "Manager decided alone: we must"),
            [],
            None,
            id="decided-as-the-week-is-over",
        ),
        pytest.param(
            (REJECTED,),
            WEEK,
            {},
            ("blocked", "rejected", "Manager rejected it: too late"),
            [],
            None,
            id="rejected",
        ),
        pytest.param(
            (by_manager("manager", hours=WEEK - 1),),
            WEEK,
            {},
            ("waiting", "not-decided", "Project Manager has not decided"),
            [MANAGER],
            None,
            id="decided-too-early",
        ),
        pytest.param(
            (ACCEPTED, by_manager("manager", "reject after all", WEEK + 1)),
            WEEK + 2,
            {},
            ("blocked", "rejected", "Manager rejected it: after all"),
            [],
            None,
            id="the-last-word-is-the-last",
        ),
        pytest.param(
            (),
            WEEK,
            {"heads": ()},
            ("waiting", "not-started", "1 week have not begun"),
            [],
            None,
            id="the-week-has-not-begun",
        ),
        pytest.param(
            (),
            WEEK,
            {"heads": NEW},
            ("waiting", "too-early", "Project Manager can decide alone from 2026-03-10 16:00 UTC"),
            [MANAGER],
            at(WEEK + 30),
            id="a-new-meaning-begins-a-new-week",
        ),
        pytest.param(
            (),
            81,
            {"organization": organization(project_manager=None)},
            ("error", "seats-vacant", "nobody can decide: Project Manager (vacant)"),
            [],
            None,
            id="nobody-is-there",
        ),
        pytest.param(
            (),
            WEEK,
            {"rfc": rfc(requestor="manager")},
            ("waiting", "not-decided", "Subsystem Scientist has not decided"),
            [SCIENTIST],
            None,
            id="who-stands-in-for-the-requestor",
        ),
        pytest.param(
            (by_manager("scientist", "accept fine", WEEK),),
            WEEK,
            {"rfc": rfc(requestor="manager")},
            ("met", "decided", "Scientist decided alone: fine"),
            [],
            None,
            id="who-stands-in-has-decided",
        ),
        pytest.param(
            (by_manager("scientist", "accept fine", WEEK),),
            WEEK,
            {},
            ("waiting", "not-decided", "Project Manager has not decided"),
            [MANAGER],
            None,
            id="nobody-stands-in-for-one-who-is-there",
        ),
    ],
)
def test_one_week(
    events: tuple[Event, ...],
    hours: float,
    more: dict[str, Any],
    expected: tuple[str, str, str],
    asks: list[tuple[str, str, str]],
    due: datetime | None,
) -> None:
    found = asked("one-week", *events, hours=hours, **more)
    assert told(found) == expected
    assert (can(found), found.due, found.overdue) == (asks, due, False)


def test_a_vacant_seat_is_named() -> None:
    nobody = organization(project_manager=None)
    assert asked("one-week", organization=nobody).vacant == ("Project Manager (vacant)",)
    two = asked("accepted", organization=nobody)
    assert told(two) == ("waiting", "not-decided", "Project Manager or Subsystem Scientist has not decided")
    assert (two.vacant, can(two)) == (("Project Manager (vacant)",), [SCIENTIST])


@pytest.mark.parametrize(
    ("events", "vacant"),
    [
        pytest.param((by_manager("scientist"),), ("Project Manager (vacant)",), id="accepted"),
        pytest.param((by_manager("scientist", "reject x"),), ("Project Manager (vacant)",), id="rejected"),
    ],
)
def test_a_vacant_seat_is_named_beside_a_decision(events: tuple[Event, ...], vacant: tuple[str, ...]) -> None:
    found = asked("accepted", *events, organization=organization(project_manager=None))
    assert found.vacant == vacant
    assert shown(found) == [("Scientist decided", "Subsystem Scientist")]


def test_what_a_decision_rests_on() -> None:
    found = asked("accepted", by_manager("manager"), by_manager("scientist", "accept y", 6))
    assert shown(found) == [
        ("Manager decided", "Project Manager"),
        ("Scientist decided", "Subsystem Scientist"),
    ]
    assert told(found) == ("met", "decided", "Scientist decided alone: y")
    assert {(one.digest, one.verb) for one in found.evidence} == {(D1, "decide")}


def test_a_contributor_does_not_decide() -> None:
    parts = (Contributor(commit="c1", account=account("manager")),)
    found = asked("accepted", by_manager("manager"), contributors=parts)
    assert told(found) == ("waiting", "not-decided", "Subsystem Scientist has not decided")
    assert can(found) == [SCIENTIST]


def test_the_deputy_of_one_who_asks_does_not_decide() -> None:
    people = organization(
        project_manager=(
            Holder(person="manager"),
            Holder(person="deputy", deputy=True, since=date(2026, 1, 1)),
        )
    )
    of = rule("accepted", by=Who(roles=("project-manager",)))
    decided = (by_manager("deputy"),)
    assert asked(of, *decided, organization=people).status == "met"
    found = asked(of, *decided, organization=people, rfc=rfc(requestor="manager"))
    assert told(found) == ("error", "seats-vacant", "nobody can decide")


def test_of_two_in_one_office_the_one_who_does_not_ask_decides() -> None:
    people = organization(project_manager=(Holder(person="manager"), Holder(person="expert-a")))
    found = asked("one-week", organization=people, rfc=rfc(requestor="manager"), hours=WEEK)
    assert can(found) == [("expert-a", "Project Manager", "/rfc decide accept REASON")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("accept it is fine", "accept", id="yes"),
        pytest.param("ACCEPT it", "accept", id="in-any-letters"),
        pytest.param("accept", "", id="yes-without-a-reason"),
        pytest.param("reject", "reject", id="no-without-a-reason"),
        pytest.param("reject it", "reject", id="no"),
        pytest.param("maybe later", "maybe", id="another-word"),
        pytest.param("maybe", "", id="another-word-alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_answer_of(text: str, expected: str) -> None:
    act = Act(event="e", at=OPENED, person="manager", login="manager", verb="decide", text=text)
    assert answer_of(act) == expected


@pytest.mark.parametrize(
    ("events", "more", "persons"),
    [
        pytest.param((by_manager("manager"),), {}, ["manager"], id="accepted"),
        pytest.param((by_manager("manager", "reject x"),), {}, ["manager"], id="rejected"),
        pytest.param((by_manager("manager", "reject"),), {}, ["manager"], id="rejected-without-a-reason"),
        pytest.param((by_manager("manager", "accept"),), {}, [], id="no-reason"),
        pytest.param((by_manager("manager", "perhaps x"),), {}, [], id="another-word"),
        pytest.param((by_manager("manager"),), {"heads": NEW}, [], id="another-change"),
        pytest.param((by_manager("chair"),), {}, [], id="another-office"),
        pytest.param((by_manager("manager"),), {"rfc": rfc(requestor="manager")}, [], id="the-requestor"),
        pytest.param(
            (by_manager("scientist", hours=6), by_manager("manager")),
            {},
            ["manager", "scientist"],
            id="the-oldest-first",
        ),
    ],
)
def test_decisions(events: tuple[Event, ...], more: dict[str, Any], persons: list[str]) -> None:
    found = decisions(rule("accepted"), case(*events, **more))
    assert [act.person for act in found] == persons


def test_a_reason_after_a_tab_is_a_reason() -> None:
    found = asked("accepted", comment("manager", "/rfc decide accept\tbecause we must", 5))
    assert told(found) == ("met", "decided", "Manager decided alone: because we must")


def test_a_rejection_without_a_reason_says_no_more() -> None:
    found = asked("accepted", by_manager("manager", "reject"))
    assert found.status == "blocked"
    assert found.sentence.rstrip() == found.sentence
    assert not found.sentence.endswith(":")


def test_the_seats_that_decide() -> None:
    of = rule("one-week", instead=Who(roles=("subsystem-scientist", "systems-engineer")))
    asker = case(
        rfc=rfc(requestor="manager"), contributors=(Contributor(commit="c", account=account("chair")),)
    )
    assert [seat.role for seat in deciding_seats(of, asker)] == ["subsystem-scientist"]
    assert [seat.role for seat in deciding_seats(of, case())] == ["project-manager"]


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        pytest.param({}, at(WEEK), id="a-week-after-the-board-was-asked"),
        pytest.param({"starts": ()}, at(WEEK), id="asked-is-the-start-where-none-is-named"),
        pytest.param({"period": ""}, None, id="no-period"),
        pytest.param({"starts": ("decided",)}, None, id="not-begun"),
    ],
)
def test_not_before(fields: dict[str, Any], moment: datetime | None) -> None:
    assert not_before(rule("one-week", **fields), case()) == moment


# --------------------------------------------------------------- at once

URGENT = comment("manager", "/rfc urgent the dome leaks", 2)
DECIDED = by_manager("manager", "accept close it")


@pytest.mark.parametrize(
    ("events", "more", "expected", "asks"),
    [
        pytest.param((), {}, ("waiting", "not-urgent", "nobody has marked it urgent"), [MANAGER], id="not"),
        pytest.param(
            (DECIDED,),
            {},
            ("waiting", "not-urgent", "nobody has marked it urgent"),
            [MANAGER],
            id="a-decision-that-is-not-marked",
        ),
        pytest.param(
            (URGENT,),
            {},
            ("waiting", "not-decided", "Project Manager has not decided"),
            [MANAGER],
            id="marked",
        ),
        pytest.param(
            (URGENT, DECIDED),
            {},
            ("met", "decided", "urgent (the dome leaks): Manager decided alone: close it"),
            [],
            id="marked-and-decided",
        ),
        pytest.param(
            (DECIDED, comment("manager", "/rfc urgent the dome leaks", 6)),
            {},
            ("met", "decided", "urgent (the dome leaks): Manager decided alone: close it"),
            [],
            id="decided-and-marked",
        ),
        pytest.param(
            (comment("scientist", "/rfc urgent it burns", 2), DECIDED),
            {},
            ("waiting", "not-urgent", "nobody has marked it urgent"),
            [MANAGER],
            id="marked-by-another",
        ),
        pytest.param(
            (URGENT, by_manager("manager", "reject no")),
            {},
            ("blocked", "rejected", "urgent (the dome leaks): Manager rejected it: no"),
            [],
            id="rejected",
        ),
        pytest.param(
            (),
            {"organization": organization(project_manager=None)},
            ("error", "seats-vacant", "nobody can decide: Project Manager (vacant)"),
            [],
            id="nobody-is-there",
        ),
        pytest.param(
            (comment("scientist", "/rfc urgent it burns", 2), by_manager("scientist")),
            {"rfc": rfc(requestor="manager")},
            ("met", "decided", "urgent (it burns): Scientist decided alone: x"),
            [],
            id="who-stands-in",
        ),
    ],
)
def test_urgent(
    events: tuple[Event, ...],
    more: dict[str, Any],
    expected: tuple[str, str, str],
    asks: list[tuple[str, str, str]],
) -> None:
    found = asked("urgent", *events, **more)
    assert told(found) == expected
    assert can(found) == asks


def test_what_an_urgent_decision_rests_on() -> None:
    again = comment("manager", "/rfc urgent it leaks more", 3)
    found = asked("urgent", URGENT, again, DECIDED)
    assert [(one.what, one.role, one.at) for one in found.evidence] == [
        ("Manager decided", "Project Manager", at(5)),
        ("Manager marked it urgent", "", at(3)),
    ]
    assert found.sentence.startswith("urgent (it leaks more)")
    of_two = rule("urgent", by=Who(roles=("project-manager", "subsystem-scientist")))
    nobody = organization(subsystem_scientist=None)
    assert asked(of_two, URGENT, DECIDED, organization=nobody).vacant == ("Subsystem Scientist (vacant)",)
    assert asked(of_two, organization=nobody).vacant == ("Subsystem Scientist (vacant)",)
    assert asked(of_two, URGENT, organization=nobody).vacant == ("Subsystem Scientist (vacant)",)


# -------------------------------------------------------------- a ruling

OBJECTED = comment("outsider", "/rfc object no", 3)
RULED = by_manager("chair", "accept @outsider heard and answered", 30)


@pytest.mark.parametrize(
    ("events", "expected", "asks"),
    [
        pytest.param(
            (RULED,),
            ("waiting", "not-approved", "the change is not approved, so that no ruling has an effect"),
            [],
            id="not-approved",
        ),
        pytest.param(
            tuple(approvals(*BOARD)),
            ("waiting", "no-ruling", "no objection was ruled on"),
            [("chair", "Systems Engineer", "/rfc decide accept @LOGIN REASON")],
            id="no-ruling",
        ),
        pytest.param(
            (*approvals(*BOARD), RULED), ("met", "ruled", "objections were ruled on by name"), [], id="ruled"
        ),
        pytest.param(
            (*approvals(*BOARD), by_manager("chair", "accept so it is", 30)),
            ("waiting", "no-ruling", "no objection was ruled on"),
            [("chair", "Systems Engineer", "/rfc decide accept @LOGIN REASON")],
            id="nobody-is-named",
        ),
        pytest.param(
            (*approvals(*BOARD), by_manager("chair", "reject @outsider is right", 30)),
            ("waiting", "no-ruling", "no objection was ruled on"),
            [("chair", "Systems Engineer", "/rfc decide accept @LOGIN REASON")],
            id="the-objector-is-right",
        ),
        pytest.param(
            (*approvals(*BOARD), by_manager("manager", "accept @outsider is wrong", 30)),
            ("waiting", "no-ruling", "no objection was ruled on"),
            [("chair", "Systems Engineer", "/rfc decide accept @LOGIN REASON")],
            id="who-does-not-chair-does-not-rule",
        ),
    ],
)
def test_ruling(
    events: tuple[Event, ...], expected: tuple[str, str, str], asks: list[tuple[str, str, str]]
) -> None:
    found = asked("ruling", OBJECTED, *events)
    assert told(found) == expected
    assert can(found) == asks
    assert [one.rule for one in found.parts] == ["board", "committee"]
    ruled = [act for act in events if act is RULED]
    assert shown(found) == [("Chair decided", "") for _ in ruled]


@pytest.mark.parametrize(
    ("objection", "ruling", "expected"),
    [
        pytest.param(OBJECTED, RULED, True, id="named-afterwards"),
        pytest.param(OBJECTED, by_manager("chair", "accept @OutSider no", 30), True, id="in-any-letters"),
        pytest.param(OBJECTED, by_manager("chair", "accept @owner no", 30), False, id="another-is-named"),
        pytest.param(
            comment("outsider", "/rfc object no", 30),
            RULED,
            False,
            id="at-the-same-moment-the-objection-wins",
        ),
        pytest.param(comment("outsider", "/rfc object no", 31), RULED, False, id="objected-afterwards"),
        pytest.param(
            comment("square", "/rfc object no", 3),
            by_manager("chair", "accept @square no", 30),
            False,
            id="a-member-is-not-overruled",
        ),
    ],
)
def test_rules_on(objection: Event, ruling: Event, expected: bool) -> None:
    found = case(objection, ruling)
    (act,) = found.objections
    assert rules_on(rule("ruling"), found, act) is expected


def test_an_objection_of_a_member_is_ruled_on_where_the_way_only_counts() -> None:
    found = case(comment("scientist", "/rfc object no", 3), by_manager("chair", "accept @scientist no", 30))
    (act,) = found.objections
    assert rules_on(rule("ruling", any_of=("accepted",)), found, act)


# ------------------------------------------------------------ afterwards

ASSESSED = comment("chair", "/rfc assess endorse well done", 30)
CHAIR = ("chair", "Systems Engineer", "/rfc assess endorse|reverse REASON")


@pytest.mark.parametrize(
    ("events", "hours", "more", "expected", "due", "overdue"),
    [
        pytest.param(
            (),
            81,
            {},
            ("waiting", "assessment-owed", "the board's assessment is owed"),
            None,
            False,
            id="nothing-was-decided",
        ),
        pytest.param(
            (DECIDED,),
            WEEK,
            {},
            ("waiting", "assessment-owed", "the board's assessment is owed by 2026-03-09 15:00 UTC"),
            at(WEEK + 5),
            False,
            id="owed",
        ),
        pytest.param(
            (DECIDED,),
            WEEK + 5,
            {},
            ("waiting", "assessment-owed", "the board's assessment is owed by 2026-03-09 15:00 UTC"),
            at(WEEK + 5),
            False,
            id="on-its-last-moment",
        ),
        pytest.param(
            (DECIDED,),
            WEEK + 6,
            {},
            ("waiting", "assessment-owed", "the board's assessment is overdue since 2026-03-09 15:00 UTC"),
            at(WEEK + 5),
            True,
            id="overdue",
        ),
        pytest.param(
            (DECIDED, ASSESSED),
            81,
            {},
            ("met", "endorsed", "the board endorsed it: well done"),
            None,
            False,
            id="endorsed",
        ),
        pytest.param(
            (DECIDED, ASSESSED, comment("chair", "/rfc assess REVERSE we were wrong", 31)),
            81,
            {},
            ("met", "reversed", "the board reversed it: we were wrong"),
            None,
            False,
            id="reversed-at-last",
        ),
        pytest.param(
            (DECIDED, comment("manager", "/rfc assess endorse fine", 30)),
            81,
            {},
            ("waiting", "assessment-owed", "the board's assessment is owed by 2026-03-09 15:00 UTC"),
            at(WEEK + 5),
            False,
            id="by-somebody-else",
        ),
        pytest.param(
            (DECIDED, comment("chair", "/rfc assess perhaps fine", 30)),
            81,
            {},
            ("waiting", "assessment-owed", "the board's assessment is owed by 2026-03-09 15:00 UTC"),
            at(WEEK + 5),
            False,
            id="another-word",
        ),
        pytest.param(
            (comment("manager", "/rfc decide accept x", 31), comment("chair", "/rfc assess endorse ok", 29)),
            81,
            {"heads": NEW},
            ("waiting", "assessment-owed", "the board's assessment is owed by 2026-03-10 17:00 UTC"),
            at(WEEK + 31),
            False,
            id="of-another-change",
        ),
    ],
)
def test_assessment(
    events: tuple[Event, ...],
    hours: float,
    more: dict[str, Any],
    expected: tuple[str, str, str],
    due: datetime | None,
    overdue: bool,
) -> None:
    found = asked("assessment", *events, hours=hours, **more)
    assert told(found) == expected
    asks = [CHAIR] if found.status == "waiting" else []
    assert (can(found), found.due, found.overdue) == (asks, due, overdue)


def test_what_an_assessment_rests_on() -> None:
    assert shown(asked("assessment", DECIDED, ASSESSED)) == [("Chair recorded the board's assessment", "")]


def test_an_assessment_is_of_the_decision_where_no_start_is_named() -> None:
    assert asked(rule("assessment", starts=()), DECIDED).due == at(WEEK + 5)
