"""A rule is asked once, may be settled by another, and says whom to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.asking import (
    TO_BE_OPENED,
    Asking,
    among,
    candidate,
    candidates,
    evidence,
    listed,
    outcome,
    said,
    vacancies,
    who,
)
from dmccb.policy.decision import Outcome
from dmccb.policy.evaluate import EVALUATORS
from dmccb.policy.rules import Rule, Who
from dmccb.policy.seats import Seat
from dmccb.rfc.event import Head
from dmccb.rfc.roster import Held, Holder, Organization, Person
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
    case,
    comment,
    organization,
    policy_with,
    review,
    rule,
    shown,
    told,
)

WEEK = 7 * 24
ALONE = "The Project Manager decides alone after a week"
ACT = Act(event="e", at=at(5), person="chair", login="chair", verb="approve", about=D1)


def test_each_rule_is_worked_out_once() -> None:
    seen: list[str] = []

    def noted(one: Rule, asking: Asking) -> Outcome:
        seen.append(one.id)
        return EVALUATORS[one.requirement](one, asking)

    asking = Asking(case(), dict.fromkeys(EVALUATORS, noted))
    first = asking.outcome("board-approval")
    assert asking.outcome("board-approval") is first
    assert asking.outcome("board") is first.parts[0]
    assert seen == ["board-approval", "board", "committee", "one-week", "panel", "urgent"]


@pytest.mark.parametrize(
    ("name", "events", "hours", "expected"),
    [
        pytest.param(
            "consensus",
            (comment("manager", "/rfc decide accept so be it", WEEK),),
            WEEK,
            (
                "met",
                "settled",
                f"{ALONE} takes its place: Manager decided alone: so be it",
            ),
            id="settled",
        ),
        pytest.param(
            "consensus",
            (),
            WEEK,
            ("waiting", "not-recorded", "Asker has not recorded the consensus"),
            id="not-settled",
        ),
        pytest.param(
            "consensus",
            (
                comment("asker", f"/rfc adopt {D1} agreed", WEEK),
                comment("manager", "/rfc decide accept so be it", WEEK),
            ),
            WEEK,
            ("met", "recorded", "Asker recorded: agreed"),
            id="met-by-itself",
        ),
    ],
)
def test_a_rule_may_be_settled_by_another(
    name: str, events: tuple[Any, ...], hours: float, expected: tuple[str, str, str]
) -> None:
    assert told(asked(name, *events, hours=hours)) == expected


def test_what_is_settled_rests_on_what_settles_it() -> None:
    found = asked(
        "window",
        comment("manager", "/rfc urgent x", 3),
        comment("manager", "/rfc decide accept y", 4),
        hours=5,
    )
    assert found.code == "settled"
    assert shown(found) == [("Manager decided", "Project Manager"), ("Manager marked it urgent", "")]


def test_the_first_that_is_met_settles() -> None:
    of = rule("window", settled_by=("committee", "board", "accepted"))
    events = (*approvals(*BOARD), comment("manager", "/rfc decide accept y", 4))
    assert asked(of, *events, hours=30).sentence.startswith(
        "Consensus and quorum of the board takes its place: "
    )


def test_objections_are_settled_one_by_one() -> None:
    found = asked(
        "no-objection-team",
        comment("manager", "/rfc decide accept x", 3),
        comment("outsider", "/rfc object no", 4),
    )
    assert found.code == "objection"


def test_an_outcome_names_its_rule() -> None:
    of = rule("board")
    found = outcome(of, "met", "approved", "Ada approved", vacant=("Chair (vacant)",))
    assert found == Outcome(
        rule="board",
        title="Consensus and quorum of the board",
        requirement="approval",
        status="met",
        code="approved",
        sentence="Ada approved",
        citation=of.citation,
        choosing="our choice: excluding, including, share",
        vacant=("Chair (vacant)",),
    )


def test_the_ways_that_somebody_must_open() -> None:
    codes = {asked(name).code for name in ("committee", "panel", "urgent")}
    assert codes | {asked("panel", comment("asker", "/rfc escalate x", 2)).code} == TO_BE_OPENED


# ---------------------------------------------------------------- people

CHAIR = Seat(key="role:systems-engineer", role="systems-engineer", title="Systems Engineer")


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param(Held("chair"), ("chair", "Chair", "chair", False), id="on-record"),
        pytest.param(Held("chair", deputy=True), ("chair", "Chair", "chair", True), id="a-deputy"),
        pytest.param(Held("@zoe#9"), ("@zoe#9", "@zoe", "zoe", False), id="a-stranger"),
        pytest.param(Held("silent"), ("silent", "Silent", "", False), id="without-an-account"),
        pytest.param(Held("robot"), ("robot", "Robot", "human", False), id="the-first-account-of-a-person"),
    ],
)
def test_candidate(held: Held, expected: tuple[str, str, str, bool]) -> None:
    people = organization()
    more = {
        "silent": Person(name="Silent"),
        "robot": Person(
            name="Robot", accounts=(account("bot", type="Bot"), account("human"), account("other"))
        ),
    }
    found = candidate(
        case(organization=replace(people, persons={**people.persons, **more})), CHAIR, held, "/rfc x"
    )
    assert (found.person, found.name, found.login, found.deputy) == expected
    assert (found.role, found.by) == ("Systems Engineer", "/rfc x")


def test_candidates_and_vacancies() -> None:
    architect = Seat(key="a", role="software-architect", title="Software Architect")
    people = organization(
        systems_engineer=(Holder(person="chair"), Holder(person="deputy")), software_architect=None
    )
    found = case(organization=people)
    assert [one.person for one in candidates(found, (CHAIR, architect), "x")] == ["chair", "deputy"]
    assert [one.person for one in candidates(found, (CHAIR,), "x", {"chair"})] == ["deputy"]
    assert vacancies(found, (CHAIR, architect)) == ("Software Architect (vacant)",)


@pytest.mark.parametrize(
    ("verb", "person", "expected"),
    [
        pytest.param("approve", "chair", "Chair approved", id="a-command"),
        pytest.param("dismissed", "chair", "Chair had their review dismissed", id="what-the-forge-says"),
        pytest.param("dance", "chair", "Chair said /rfc dance", id="no-command-that-is-known"),
        pytest.param("object", "@zoe#9", "@zoe objected", id="a-stranger"),
    ],
)
def test_said(verb: str, person: str, expected: str) -> None:
    login = person.strip("@").partition("#")[0]
    act = replace(ACT, verb=verb, person=person, login=login)
    assert said(case(), act) == expected
    assert who(case(organization=Organization()), act) == f"@{login}"


@pytest.mark.parametrize(
    ("heads", "about", "carried"),
    [
        pytest.param((D1,), D1, False, id="the-same-commit"),
        pytest.param((D1, D1), D1, True, id="another-commit-of-equal-meaning"),
        pytest.param((D1, D1), "", False, id="about-no-change"),
        pytest.param((D1, D2, D1), D1, True, id="another-change-in-between"),
    ],
)
def test_what_an_act_shows(heads: tuple[str, ...], about: str, carried: bool) -> None:
    numbered = enumerate(heads)
    seen = tuple(Head(at=at(10 * number), commit=f"c{number}", digest=one) for number, one in numbered)
    found = evidence(case(heads=seen), replace(ACT, about=about), CHAIR)
    assert (found.what, found.event, found.verb, found.person) == ("Chair approved", "e", "approve", "chair")
    assert (found.role, found.at, found.digest, found.carried) == ("Systems Engineer", at(5), about, carried)
    assert evidence(case(heads=seen), ACT).role == ""


@pytest.mark.parametrize(
    ("names", "joined", "expected"),
    [
        pytest.param([], "and", "", id="none"),
        pytest.param(["A"], "and", "A", id="one"),
        pytest.param(["A", "B"], "and", "A and B", id="two"),
        pytest.param(["A", "B", "C"], "or", "A, B or C", id="three"),
    ],
)
def test_listed(names: list[str], joined: str, expected: str) -> None:
    assert listed(names, joined=joined) == expected
    if joined == "and":
        assert listed(iter(names)) == expected
        assert among(names) == (f": {expected}" if names else "")


def test_an_approval_of_a_deputy_says_so() -> None:
    people = organization(
        systems_engineer=(
            Holder(person="chair"),
            Holder(person="deputy", deputy=True, since=date(2026, 3, 1), until=date(2026, 3, 4)),
        )
    )
    alone = rule("board", by=Who(roles=("systems-engineer",)), including=Who(), share="all")
    (only,) = asked(alone, review("deputy", "APPROVED", 24), organization=people, hours=48).evidence
    assert (only.person, only.deputy) == ("deputy", True)
    (holder,) = asked(alone, *approvals("chair"), organization=people, hours=48).evidence
    assert (holder.person, holder.deputy) == ("chair", False)


def test_a_deputy_of_then_is_still_called_one() -> None:
    """What somebody was when they spoke is what the record says, also after the absence is over."""
    people = organization(
        systems_engineer=(
            Holder(person="chair"),
            Holder(person="deputy", deputy=True, since=date(2026, 3, 1), until=date(2026, 3, 3)),
        )
    )
    alone = rule("board", by=Who(roles=("systems-engineer",)), including=Who(), share="all")
    (only,) = asked(alone, review("deputy", "APPROVED", 24), organization=people, hours=81).evidence
    assert (only.person, only.deputy) == ("deputy", True)
    assert (only.since, only.until) == (date(2026, 3, 1), date(2026, 3, 3))
    (holder,) = asked(alone, *approvals("chair"), organization=people).evidence
    assert (holder.since, holder.until) == (None, None)


def test_a_policy_of_other_rules_is_asked() -> None:
    assert asked("board", under=policy_with(rule("board", title="Another")), heads=()).title == "Another"
    assert at(0) == OPENED
