"""What rules ask about, worked out once: who is who, what was said, which rules apply."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.impact.route import ItemPredicate
from dmccb.policy.rules import When, Who
from dmccb.rfc.event import Account, Contributor, Event, Head
from dmccb.rfc.request import Release, Request
from dmccb.rfc.roster import Board, Held, Holder, Person, Seat
from tests.policy.build import (
    D1,
    IDS,
    LEAD,
    OPENED,
    TCAM,
    account,
    approvals,
    at,
    case,
    comment,
    item,
    organization,
    owner,
    policy_with,
    rfc,
    rule,
    team_item,
)


def happened(kind: Any, hours: float, name: str = "") -> Event:
    return Event(id=name or f"{kind}-{hours}", kind=kind, at=at(hours), by=account("asker"))


# ---------------------------------------------------------------- people


def test_the_day_is_in_utc() -> None:
    late = datetime.fromisoformat("2026-03-05T01:30:00+02:00")
    assert case(as_of=late).day == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        pytest.param(account("chair"), "chair", id="on-record"),
        pytest.param(Account(login="renamed", id=IDS["chair"]), "chair", id="under-another-login"),
        pytest.param(Account(login="Chair", id=7), "@chair#7", id="another-account-of-that-login"),
        pytest.param(None, "@ghost", id="deleted"),
    ],
)
def test_who_an_account_is(who: Account | None, expected: str) -> None:
    assert case().person(who) == expected


def test_logins_are_for_names_that_people_write() -> None:
    people = organization()
    named = replace(people, persons={"ada": Person(name="Ada", accounts=(Account(login="AdaL", id=5),))})
    found = case(organization=named)
    assert (found.logins, found.persons) == ({"adal": "ada"}, {5: "ada"})


@pytest.mark.parametrize(
    ("more", "persons"),
    [
        pytest.param({}, {"asker"}, id="author-and-requestor-are-one"),
        pytest.param({"rfc": rfc(requestor="chair")}, {"asker", "chair"}, id="both"),
        pytest.param({"rfc": rfc(requestor="")}, {"asker"}, id="nobody-is-named"),
        pytest.param({"rfc": None}, {"asker"}, id="no-record"),
        pytest.param({"request": Request(number=1, author=None)}, {"asker"}, id="a-deleted-author"),
        pytest.param({"request": Request(number=1, author=None), "rfc": None}, set(), id="nobody"),
    ],
)
def test_requestors(more: dict[str, Any], persons: set[str]) -> None:
    assert case(**more).requestors == persons


def test_contributors() -> None:
    parts = (
        Contributor(commit="c1", account=account("chair")),
        Contributor(commit="c2"),
        Contributor(commit="c3"),
        Contributor(commit="c2", part="committer"),
    )
    found = case(contributors=parts)
    assert found.contributors == {"chair"}
    assert found.unknown_commits == ("c2", "c3")


def test_who_holds_a_role() -> None:
    people = organization(systems_engineer=(Holder(person="chair", until=date(2026, 3, 4)),))
    found = case(organization=people)
    assert found.held("systems-engineer") == ()
    assert found.held("systems-engineer", date(2026, 3, 4)) == (Held("chair"),)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param(Person(name="A", accounts=(account("a"),)), False, id="has-an-account"),
        pytest.param(Person(name="A"), True, id="has-none"),
        pytest.param(Person(name="A", accounts=(account("a", type="Bot"),)), True, id="has-a-program"),
        pytest.param(None, True, id="is-on-no-record"),
    ],
)
def test_mute(person: Person | None, expected: bool) -> None:
    people = replace(organization(), persons={"a": person} if person else {})
    assert case(organization=people).mute("a") is expected


# ----------------------------------------------------------- what happened


def test_events_that_are_known_the_oldest_first() -> None:
    events = (
        happened("ready", 5, "b"),
        happened("ready", 5, "a"),
        happened("ready", 4),
        happened("ready", 82),
    )
    found = case(*events, before=())
    assert [event.id for event in found.events] == ["ready-4", "a", "b"]


@pytest.mark.parametrize(
    ("kinds", "closed", "merged"),
    [
        pytest.param((), None, False, id="open"),
        pytest.param(("closed",), "closed-1", False, id="closed"),
        pytest.param(("closed", "reopened"), None, False, id="reopened"),
        pytest.param(("closed", "reopened", "closed"), "closed-3", False, id="closed-again"),
        pytest.param(("merged",), "merged-1", True, id="merged"),
        pytest.param(("merged", "ready"), "merged-1", True, id="what-comes-after-a-merge"),
    ],
)
def test_closed(kinds: tuple[str, ...], closed: str | None, merged: bool) -> None:
    found = case(*(happened(kind, number) for number, kind in enumerate(kinds, start=1)))
    assert (found.closed.id if found.closed else None, found.merged) == (closed, merged)


def test_what_is_said_after_the_close_does_not_count() -> None:
    found = case(happened("closed", 5), comment("chair", "/rfc read", 6))
    assert [one.code for one in found.said.uncounted] == ["after-close"]
    assert found.said.acts == ()


def test_how_long_a_change_must_be_read() -> None:
    under = policy_with(minimum_reading="2h")
    assert case(*approvals("chair", hours=1), under=under).said.acts == ()
    assert len(case(*approvals("chair", hours=2), under=under).said.acts) == 1
    assert [one.code for one in case(*approvals("chair", hours=1), under=under).said.uncounted] == [
        "too-soon"
    ]


def test_a_consensus_on_another_request_does_not_count() -> None:
    said = comment("asker", f"/rfc adopt {D1} agreed for RFC-9", 5)
    assert [one.code for one in case(said).said.uncounted] == ["other-rfc"]
    assert len(case(said, rfc=None).said.acts) == 1


def test_stances_and_objections() -> None:
    found = case(
        comment("square", "/rfc object b", 5, id="b"),
        comment("outsider", "/rfc object a", 5, id="a"),
        comment("chair", "/rfc object c", 4),
        *approvals("chair"),
    )
    assert [act.event for act in found.objections] == ["a", "b"]
    assert found.stances["chair"].verb == "approve"


@pytest.mark.parametrize(
    ("events", "more", "hours"),
    [
        pytest.param((), {}, None, id="nobody"),
        pytest.param((comment("asker", "/rfc withdraw", 5),), {}, 5, id="the-requestor"),
        pytest.param((comment("chair", "/rfc withdraw", 5),), {}, None, id="somebody-else"),
        pytest.param(
            (comment("chair", "/rfc withdraw", 5),), {"rfc": rfc(assignee="chair")}, 5, id="the-assignee"
        ),
        pytest.param(
            (comment("asker", "/rfc object x", 4), comment("asker", "/rfc withdraw", 5)),
            {},
            None,
            id="an-objection",
        ),
        pytest.param(
            (comment("asker", "/rfc reject x", 4), comment("asker", "/rfc withdraw", 5)),
            {},
            None,
            id="a-rejection",
        ),
        pytest.param(
            (comment("chair", "/rfc object x", 4), comment("asker", "/rfc withdraw", 5)),
            {},
            5,
            id="another-objects",
        ),
        pytest.param(
            (
                comment("asker", "/rfc object x", 4),
                comment("asker", "/rfc withdraw", 5),
                comment("asker", "/rfc withdraw", 6),
            ),
            {},
            6,
            id="the-objection-and-then-the-request",
        ),
        pytest.param(
            (
                comment("asker", "/rfc object x", 4),
                *approvals("asker", hours=5),
                comment("asker", "/rfc withdraw", 6),
            ),
            {},
            6,
            id="approved-in-between",
        ),
        pytest.param(
            (comment("asker", "/rfc withdraw", 5), comment("asker", "/rfc withdraw", 6)),
            {},
            5,
            id="the-first",
        ),
    ],
)
def test_withdrawn(events: tuple[Event, ...], more: dict[str, Any], hours: float | None) -> None:
    found = case(*events, **more).withdrawn
    assert (found.at if found else None) == (at(hours) if hours is not None else None)


@pytest.mark.parametrize(
    ("events", "more", "expected"),
    [
        pytest.param((), {}, "asker", id="of-the-record"),
        pytest.param((), {"rfc": None}, "", id="nobody"),
        pytest.param((comment("asker", "/rfc assign @Chair", 5),), {}, "chair", id="by-the-requestor"),
        pytest.param(
            (comment("owner", "/rfc assign @chair", 5),),
            {"rfc": rfc(assignee="owner")},
            "chair",
            id="by-the-assignee",
        ),
        pytest.param((comment("square", "/rfc assign @chair", 5),), {}, "asker", id="not-by-a-member"),
        pytest.param((comment("outsider", "/rfc assign @chair", 5),), {}, "asker", id="not-by-an-outsider"),
        pytest.param((comment("asker", "/rfc assign @zoe", 5),), {}, "asker", id="not-to-a-stranger"),
        pytest.param(
            (comment("asker", "/rfc assign @zoe @chair", 5),), {}, "chair", id="to-the-first-on-record"
        ),
        pytest.param(
            (comment("asker", "/rfc assign @owner", 5), comment("owner", "/rfc assign @chair", 6)),
            {},
            "chair",
            id="by-the-new-assignee",
        ),
        pytest.param(
            (
                comment("asker", "/rfc assign @owner", 5),
                comment("asker", "/rfc assign @chair", 6),
                comment("owner", "/rfc assign @square", 7),
            ),
            {},
            "chair",
            id="not-by-the-one-before",
        ),
    ],
)
def test_assignee(events: tuple[Event, ...], more: dict[str, Any], expected: str) -> None:
    found = case(*events, **more)
    assert found.assignee(at(50)) == expected
    assert found.assignee(at(1)) == (found.facts.rfc.assignee if found.facts.rfc else "")


def test_assignments_are_those_that_count() -> None:
    events = (comment("outsider", "/rfc assign @chair", 5), comment("asker", "/rfc assign @owner", 6))
    found = case(*events)
    assert [act.person for act in found.assignments] == ["asker"]
    assert found.assignee(at(6)) == "owner"


def test_allowed() -> None:
    found = case(comment("chair", "/rfc read", 5), comment("outsider", "/rfc read", 6))
    chair, outsider = found.said.acts
    assert found.holds(chair, "systems-engineer")
    assert not found.holds(chair, "project-manager")
    assert found.allowed(chair, Who(groups=("chair",)))
    assert found.allowed(chair, Who(roles=("systems-engineer",)))
    assert not found.allowed(outsider, Who(groups=("board",)))
    assert found.allowed(outsider, Who(groups=("anybody",)))
    assert not found.allowed(chair, Who())


# ----------------------------------------------------------------- seats


@pytest.mark.parametrize(
    ("who", "more", "seats"),
    [
        pytest.param(
            Who(roles=("systems-engineer", "nobody")),
            {},
            [("role:systems-engineer", "Systems Engineer", False), ("role:nobody", "nobody", False)],
            id="roles",
        ),
        pytest.param(
            Who(roles=("systems-engineer",), groups=("chair",)),
            {},
            [("role:systems-engineer", "Systems Engineer", False)],
            id="each-once",
        ),
        pytest.param(
            Who(groups=("requestor",)),
            {"rfc": rfc(requestor="chair")},
            [("person:asker", "Asker", False), ("person:chair", "Chair", False)],
            id="requestor",
        ),
        pytest.param(
            Who(groups=("assignee",)),
            {"rfc": rfc(assignee="owner")},
            [("person:owner", "Owner", False)],
            id="assignee",
        ),
        pytest.param(
            Who(groups=("authors",)),
            {"change": {"authors": {"LDM-2": ("owner",), "LDM-1": ("author", "owner")}}},
            [("authors:LDM-1", "author of LDM-1", True), ("authors:LDM-2", "author of LDM-2", True)],
            id="authors",
        ),
        pytest.param(
            Who(groups=("managers",)),
            {},
            [("manager:tcam-science-pipelines", "Science Pipelines T/CAM", True)],
            id="managers",
        ),
        pytest.param(Who(groups=("owners",)), {"parties": (owner(),)}, [], id="owners-of-no-release"),
        pytest.param(
            Who(groups=("owners",)),
            {"parties": (TCAM, owner("v1"))},
            [("owner:owner", "owner of the pipeline", True)],
            id="owners",
        ),
        pytest.param(
            Who(groups=("parties",)),
            {"parties": (TCAM, LEAD, owner(), replace(owner(), persons=(), name="of nothing"))},
            [
                ("manager:tcam-science-pipelines", "Science Pipelines T/CAM", True),
                ("lead:lead-drp", "DRP Science Lead", True),
                ("owner:owner", "owner of the pipeline", True),
                ("owner:of nothing", "of nothing", True),
            ],
            id="everybody-affected",
        ),
        pytest.param(
            Who(groups=("owners",)),
            {"parties": (replace(owner("v1"), persons=("owner", "author")),)},
            [("owner:owner+author", "owner of the pipeline", True)],
            id="two-owners-of-one-product",
        ),
        pytest.param(Who(), {}, [], id="nobody"),
    ],
)
def test_seats(who: Who, more: dict[str, Any], seats: list[tuple[str, str, bool]]) -> None:
    assert [(seat.key, seat.title, seat.party) for seat in case(**more).seats(who)] == seats


def test_roles_before_groups() -> None:
    found = case().seats(Who(roles=("project-manager",), groups=("chair", "managers")))
    assert [seat.role for seat in found] == ["project-manager", "systems-engineer", "tcam-science-pipelines"]
    (mine,) = case(parties=(owner("v1"),)).seats(Who(groups=("owners",)))
    assert (mine.role, mine.persons) == ("", ("owner",))


def test_who_acted_held_the_role_of_then() -> None:
    people = organization(
        systems_engineer=(
            Holder(person="chair", until=date(2026, 3, 3)),
            Holder(person="owner", since=date(2026, 3, 4)),
        )
    )
    found = case(comment("chair", "/rfc read", 24), comment("owner", "/rfc read", 25), organization=people)
    before, after = found.said.acts
    assert found.holds(before, "systems-engineer")
    assert not found.holds(after, "systems-engineer")


def test_experts_sit_as_themselves() -> None:
    found = case().seats(Who(groups=("experts",)), ("expert-b", "@zoe"))
    assert [(seat.key, seat.title, seat.persons) for seat in found] == [
        ("person:expert-b", "Expert-B", ("expert-b",)),
        ("person:@zoe", "@zoe", ("@zoe",)),
    ]


def test_the_board_of_the_day_and_of_the_topics() -> None:
    board = Board(
        title="DMCCB",
        chair="systems-engineer",
        members=(
            Seat(role="software-architect", until=date(2026, 3, 4)),
            Seat(role="project-manager", since=date(2026, 3, 5)),
        ),
        optional=(Seat(role="lead-drp", topics=("data",)),),
    )
    people = replace(organization(), boards={"dmccb": board})
    assert case(organization=people).board_roles == ("systems-engineer", "project-manager")
    early = case(organization=people, hours=1, rfc=rfc(topics=("data",)))
    assert early.board_roles == ("systems-engineer", "software-architect", "lead-drp")
    assert [seat.role for seat in early.seats(Who(groups=("chair",)))] == ["systems-engineer"]
    assert [seat.role for seat in early.seats(Who(groups=("board",)))] == list(early.board_roles)
    assert case(organization=people, rfc=None).board_roles == ("systems-engineer", "project-manager")
    assert case(organization=replace(people, boards={})).board_roles == ()
    assert case(under=policy_with(board="other")).board_roles == ()


# ------------------------------------------------------------ predicates


@pytest.mark.parametrize(
    ("when", "more", "expected"),
    [
        pytest.param(None, {}, False, id="a-rule-without-when"),
        pytest.param(When(), {}, True, id="asked-of-everything"),
        pytest.param(When(routes=("board",)), {}, True, id="route"),
        pytest.param(When(routes=("team", "wbs")), {}, False, id="another-route"),
        pytest.param(
            When(routes=("board",)), {"items": (item(levels=("1",)),)}, False, id="the-strictest-route"
        ),
        pytest.param(
            When(items_on=("board",)),
            {"items": (item(), item("M-1", levels=("1",)))},
            True,
            id="some-item-is-on-the-route",
        ),
        pytest.param(When(items_on=("team",)), {}, False, id="no-item-is-on-the-route"),
        pytest.param(When(classes=("ordinary",)), {}, True, id="class"),
        pytest.param(When(classes=("major",)), {}, False, id="another-class"),
        pytest.param(When(names=("budget",)), {"rfc": rfc(names=("scope", "budget"))}, True, id="names"),
        pytest.param(When(names=("budget",)), {}, False, id="names-another"),
        pytest.param(When(names=("budget",)), {"rfc": None}, False, id="names-nothing"),
        pytest.param(When(urgent=True), {"rfc": rfc(release=Release(urgent=True))}, True, id="urgent"),
        pytest.param(When(urgent=True), {}, False, id="no-release"),
        pytest.param(When(urgent=True), {"rfc": None}, False, id="no-record"),
        pytest.param(When(urgent=False), {}, True, id="not-urgent"),
        pytest.param(
            When(urgent=False),
            {"rfc": rfc(release=Release(urgent=True))},
            False,
            id="urgent-after-all",
        ),
        pytest.param(When(levels=("2",)), {}, True, id="an-item"),
        pytest.param(When(levels=("3",)), {}, False, id="no-such-item"),
        pytest.param(When(routes=("board",), levels=("3",)), {}, False, id="all-questions-are-asked"),
        pytest.param(When(decided=("urgent",)), {}, True, id="what-was-decided-is-asked-elsewhere"),
    ],
)
def test_applies(when: When | None, more: dict[str, Any], expected: bool) -> None:
    assert case(**more).applies(rule("board", when=when)) is expected


def test_the_items_that_are_meant() -> None:
    found = case(items=(item(), team_item(), item("N-1", control="note")))
    assert [one.id for one in found.meant(ItemPredicate(levels=("3",)))] == ["DM-1"]
    assert [one.id for one in found.meant(ItemPredicate(control=("note",)))] == ["N-1"]
    assert case(heads=()).heads.digest == ""
    assert case(heads=(Head(at=at(90), commit="c", digest=D1),)).heads.digest == ""
    assert case(as_of=datetime(2026, 3, 2, 10, tzinfo=UTC)).heads.digest == D1
    assert datetime(2026, 3, 2, 10, tzinfo=UTC) == OPENED
