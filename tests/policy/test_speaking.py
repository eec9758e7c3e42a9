"""What somebody must have said: read it, recorded the consensus, kept it open."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.rules import Who
from dmccb.policy.speaking import holding_acts, is_draft, on_hold
from dmccb.rfc.event import Contributor, Event, Head
from dmccb.rfc.request import Request
from dmccb.rfc.roster import Holder
from tests.policy.build import (
    ADOPTED,
    D1,
    D2,
    OPENED,
    READ,
    account,
    approvals,
    asked,
    at,
    can,
    case,
    comment,
    opened,
    organization,
    review,
    rfc,
    rule,
    shown,
    team_item,
    told,
)

CHANGED = (Head(at=OPENED, commit="c1", digest=D2), Head(at=at(30), commit="c2", digest=D1))
NOT_READ = ("waiting", "not-read", "none of those who must has read it yet")

# ------------------------------------------------------------------ read


@pytest.mark.parametrize(
    ("events", "more", "sentence", "evidence"),
    [
        pytest.param((READ,), {}, "Architect", ("Architect has read it", "Software Architect"), id="read"),
        pytest.param(
            (comment("chair", "/rfc flag of interest", 2),),
            {},
            "Chair",
            ("Chair flagged it for the board", "Systems Engineer"),
            id="flagged",
        ),
        pytest.param(
            (comment("chair", "/rfc major it is large", 2),),
            {},
            "Chair",
            ("Chair called it major", "Systems Engineer"),
            id="called-it-major",
        ),
        pytest.param(
            (comment("chair", "/rfc ordinary it is small", 2),),
            {},
            "Chair",
            ("Chair called it ordinary", "Systems Engineer"),
            id="called-it-ordinary",
        ),
        pytest.param(
            (comment("square", "/rfc object no", 2),),
            {},
            "Square",
            ("Square objected", "Tcam Square"),
            id="objected",
        ),
        pytest.param(
            (comment("square", "/rfc reject no", 2),),
            {},
            "Square",
            ("Square rejected it", "Tcam Square"),
            id="rejected",
        ),
        pytest.param(
            tuple(approvals("operator")),
            {},
            "Operator",
            ("Operator approved", "Operations Architect"),
            id="approved",
        ),
        pytest.param(
            (comment("manager", "/rfc decide accept so be it", 2),),
            {"items": (team_item(),)},
            "Manager",
            ("Manager decided", "Project Manager"),
            id="decided",
        ),
    ],
)
def test_who_has_read_it(
    events: tuple[Event, ...], more: dict[str, Any], sentence: str, evidence: tuple[str, str]
) -> None:
    found = asked("triage", *events, **more)
    assert told(found) == ("met", "read", sentence)
    assert shown(found) == [evidence]


@pytest.mark.parametrize(
    ("events", "more"),
    [
        pytest.param((), {}, id="nobody-said-anything"),
        pytest.param((comment("outsider", "/rfc read", 1),), {}, id="an-outsider"),
        pytest.param((comment("chair", "I read it", 1),), {}, id="no-command"),
        pytest.param((comment("architect", "/rfc hold for now", 1),), {}, id="on-hold-is-not-read"),
        pytest.param(tuple(approvals("operator", hours=1)), {"heads": CHANGED}, id="approved-another-change"),
        pytest.param((READ,), {"rfc": rfc(requestor="architect")}, id="the-requestors-own-reading"),
        pytest.param(
            (comment("architect", "/rfc ordinary x", 1),), {}, id="a-class-that-is-not-theirs-to-give"
        ),
    ],
)
def test_nobody_has_read_it(events: tuple[Event, ...], more: dict[str, Any]) -> None:
    assert told(asked("triage", *events, **more)) == NOT_READ


def test_reading_outlives_a_change() -> None:
    assert told(asked("triage", READ, heads=CHANGED)) == ("met", "read", "Architect")


def test_who_is_asked_to_read_it() -> None:
    found = asked("triage", rfc=rfc(requestor="square"))
    assert can(found) == [
        ("chair", "Systems Engineer", "/rfc read"),
        ("architect", "Software Architect", "/rfc read"),
        ("operator", "Operations Architect", "/rfc read"),
        ("interfacer", "Interface Scientist", "/rfc read"),
        ("manager", "Project Manager", "/rfc read"),
    ]
    assert ("square", "Tcam Square", "/rfc read") in can(
        asked(rule("triage", excluding=()), rfc=rfc(requestor="square"))
    )


def test_as_many_as_the_rule_says() -> None:
    two = rule("triage", count=2)
    one = asked(two, READ, comment("architect", "/rfc read", 2))
    assert told(one) == NOT_READ
    assert shown(one) == [("Architect has read it", "Software Architect")]
    assert "architect" not in {person for person, _, _ in can(one)}
    both = asked(two, READ, comment("chair", "/rfc read", 2))
    assert told(both) == ("met", "read", "Architect and Chair")


def test_nobody_is_there_to_read_it() -> None:
    nobody = {
        role.replace("-", "_"): None
        for role in (
            "systems-engineer",
            "software-architect",
            "operations-architect",
            "interface-scientist",
            "tcam-square",
        )
    }
    names = ("Systems Engineer", "Software Architect", "Operations Architect", "Interface Scientist")
    vacant = (*(f"{name} (vacant)" for name in names), "Tcam Square (vacant)")
    found = asked(rule("triage", count=2), organization=organization(**nobody))
    sentence = f"nobody is there to read it: {', '.join(vacant[:4])} and {vacant[4]}"
    assert told(found) == ("error", "seats-vacant", sentence)
    assert (found.vacant, found.can) == (vacant, ())
    assert asked("triage", organization=organization(**nobody)).status == "waiting"
    alone = asked(rule("triage", count=2), organization=organization(**{**nobody, "project_manager": None}))
    assert alone.sentence.endswith("Tcam Square (vacant) and Project Manager (vacant)")


def test_one_person_in_two_seats_reads_once() -> None:
    both = organization(software_architect=(Holder(person="chair"),))
    of = rule("triage", by=Who(roles=("systems-engineer", "software-architect")), count=2)
    assert told(asked(of, organization=both))[:2] == ("error", "seats-vacant")


def test_who_has_read_it_and_who_still_could_are_two() -> None:
    of = rule("triage", by=Who(roles=("systems-engineer", "software-architect")), count=2)
    assert told(asked(of, READ)) == NOT_READ


# ------------------------------------------------------------- consensus


@pytest.mark.parametrize(
    ("events", "more", "expected", "asks"),
    [
        pytest.param(
            (),
            {},
            ("waiting", "not-recorded", "Asker has not recorded the consensus"),
            [("asker", "Asker", "/rfc adopt 111111111111 TEXT")],
            id="not-yet",
        ),
        pytest.param((ADOPTED,), {}, ("met", "recorded", "Asker recorded: agreed"), [], id="recorded"),
        pytest.param(
            (ADOPTED, comment("asker", f"/rfc adopt {D1[7:20]} agreed by all", 80.5)),
            {},
            ("met", "recorded", "Asker recorded: agreed by all"),
            [],
            id="the-last-one-counts",
        ),
        pytest.param(
            (comment("asker", f"/rfc adopt {D2} agreed", 20),),
            {"heads": CHANGED},
            (
                "waiting",
                "other-digest",
                "it was recorded on sha256:222222222222…, and the change is sha256:111111111111… now",
            ),
            [("asker", "Asker", "/rfc adopt 111111111111 TEXT")],
            id="on-another-change",
        ),
        pytest.param(
            (comment("asker", f"/rfc adopt {D1}", 80),),
            {},
            ("waiting", "not-recorded", "Asker has not recorded the consensus"),
            [("asker", "Asker", "/rfc adopt 111111111111 TEXT")],
            id="without-a-text",
        ),
        pytest.param(
            (comment("chair", f"/rfc adopt {D1} agreed", 80),),
            {},
            ("waiting", "not-recorded", "Asker has not recorded the consensus"),
            [("asker", "Asker", "/rfc adopt 111111111111 TEXT")],
            id="by-another",
        ),
        pytest.param(
            (comment("asker", "/rfc assign @chair", 2), comment("chair", f"/rfc adopt {D1} agreed", 80)),
            {},
            ("met", "recorded", "Chair recorded: agreed"),
            [],
            id="by-the-new-assignee",
        ),
        pytest.param(
            (
                comment("asker", f"/rfc adopt {D1} agreed", 2),
                comment("asker", "/rfc assign @chair", 3),
            ),
            {},
            ("met", "recorded", "Asker recorded: agreed"),
            [],
            id="by-the-assignee-of-then",
        ),
        pytest.param(
            (),
            {"rfc": None},
            ("blocked", "no-rfc", "without its record, nobody is its assignee"),
            [],
            id="no-record",
        ),
        pytest.param(
            (),
            {"rfc": rfc(assignee="nobody")},
            (
                "error",
                "seats-vacant",
                "nobody can record the consensus: nobody (nobody: no account on record)",
            ),
            [],
            id="an-assignee-whom-nobody-knows",
        ),
    ],
)
def test_consensus(
    events: tuple[Event, ...],
    more: dict[str, Any],
    expected: tuple[str, str, str],
    asks: list[tuple[str, str, str]],
) -> None:
    found = asked("consensus", *events, **more)
    assert told(found) == expected
    assert can(found) == asks


def test_that_there_is_no_assignee_is_said_in_words() -> None:
    found = asked("consensus", rfc=rfc(assignee=""))
    assert told(found)[:2] == ("error", "seats-vacant")
    assert found.sentence.startswith("nobody can record the consensus: ")
    assert "  " not in found.sentence


def test_what_a_consensus_rests_on() -> None:
    (only,) = asked("consensus", ADOPTED).evidence
    assert (only.what, only.at, only.digest, only.role) == ("Asker recorded the consensus", at(80), D1, "")


def test_others_than_the_assignee_can_be_asked() -> None:
    of = rule("consensus", by=Who(roles=("systems-engineer",), groups=("assignee", "requestor")))
    waiting = asked(of, rfc=rfc(assignee="owner"))
    assert told(waiting)[2] == "Chair, Owner or Asker has not recorded the consensus"
    for name in ("chair", "owner", "asker"):
        recorded = comment(name, f"/rfc adopt {D1} agreed", 80)
        assert asked(of, recorded, rfc=rfc(assignee="owner")).status == "met"
    chair_only = rule("consensus", by=Who(roles=("systems-engineer",)))
    assert asked(chair_only, ADOPTED).code == "not-recorded"


def test_a_text_after_a_tab_is_a_text() -> None:
    recorded = comment("asker", f"/rfc adopt {D1}\tall agree", 80)
    assert told(asked("consensus", recorded)) == ("met", "recorded", "Asker recorded: all agree")


# ------------------------------------------------------------------- lcr

RECORDED = comment("chair", "/rfc lcr LCR-12 approved in March", 5)


@pytest.mark.parametrize(
    ("events", "more", "expected", "asks"),
    [
        pytest.param(
            (),
            {"rfc": rfc(lcr="LCR-12")},
            ("waiting", "lcr-not-recorded", "the approval of LCR-12 is not recorded"),
            [("chair", "Systems Engineer", "/rfc lcr LCR-12")],
            id="not-yet",
        ),
        pytest.param(
            (RECORDED,),
            {"rfc": rfc(lcr="LCR-12")},
            ("met", "lcr-recorded", "Chair recorded the approval of LCR-12"),
            [],
            id="recorded",
        ),
        pytest.param(
            (RECORDED,),
            {"rfc": rfc(lcr="LCR-1")},
            ("waiting", "lcr-not-recorded", "the approval of LCR-1 is not recorded"),
            [("chair", "Systems Engineer", "/rfc lcr LCR-1")],
            id="another-one",
        ),
        pytest.param(
            (comment("manager", "/rfc lcr LCR-12", 5),),
            {"rfc": rfc(lcr="LCR-12")},
            ("waiting", "lcr-not-recorded", "the approval of LCR-12 is not recorded"),
            [("chair", "Systems Engineer", "/rfc lcr LCR-12")],
            id="by-another-office",
        ),
        pytest.param(
            (RECORDED,),
            {},
            ("waiting", "no-lcr", "the record names no change request of the project (lcr)"),
            [("chair", "Systems Engineer", "/rfc lcr LCR-N")],
            id="the-record-names-none",
        ),
        pytest.param(
            (RECORDED,),
            {"rfc": None},
            ("waiting", "no-lcr", "the record names no change request of the project (lcr)"),
            [("chair", "Systems Engineer", "/rfc lcr LCR-N")],
            id="no-record",
        ),
        pytest.param(
            (),
            {"rfc": rfc(lcr="LCR-12"), "organization": organization(systems_engineer=None)},
            ("error", "seats-vacant", "nobody can record it: Systems Engineer (vacant)"),
            [],
            id="nobody-is-there",
        ),
    ],
)
def test_external(
    events: tuple[Event, ...],
    more: dict[str, Any],
    expected: tuple[str, str, str],
    asks: list[tuple[str, str, str]],
) -> None:
    found = asked("lcr", *events, **more)
    assert told(found) == expected
    assert can(found) == asks
    assert found.vacant == (("Systems Engineer (vacant)",) if found.status == "error" else ())


def test_what_an_lcr_rests_on() -> None:
    later = comment("chair", "/rfc lcr LCR-12 again", 7)
    found = asked("lcr", RECORDED, later, rfc=rfc(lcr="LCR-12"))
    assert [(one.what, one.at) for one in found.evidence] == [("Chair recorded the LCR", at(7))]


# ------------------------------------------------------------------ open

HELD = comment("asker", "/rfc hold the vendor is late", 5)


def happened(kind: Any, hours: float, by: str = "asker") -> Event:
    return Event(id=f"{kind}-{hours}", kind=kind, at=at(hours), by=account(by))


REQUEST = Request(number=17, author=account("asker"))


@pytest.mark.parametrize(
    ("events", "more", "expected"),
    [
        pytest.param((), {}, ("met", "open", "since 2026-03-02 10:00 UTC"), id="open"),
        pytest.param(
            (comment("asker", "/rfc withdraw", 5),),
            {},
            ("blocked", "withdrawn", "Asker withdrew it"),
            id="withdrawn",
        ),
        pytest.param(
            (comment("owner", "/rfc withdraw", 5),),
            {"rfc": rfc(assignee="owner")},
            ("blocked", "withdrawn", "Owner withdrew it"),
            id="withdrawn-by-the-assignee",
        ),
        pytest.param(
            (comment("chair", "/rfc withdraw", 5),),
            {},
            ("met", "open", "since 2026-03-02 10:00 UTC"),
            id="not-theirs",
        ),
        pytest.param(
            (happened("closed", 5),),
            {},
            ("blocked", "closed", "it was closed 2026-03-02 15:00 UTC"),
            id="closed",
        ),
        pytest.param(
            (happened("closed", 5), happened("reopened", 6)),
            {},
            ("met", "open", "since 2026-03-02 10:00 UTC"),
            id="reopened",
        ),
        pytest.param(
            (happened("closed", 5), happened("reopened", 6), happened("closed", 7)),
            {},
            ("blocked", "closed", "it was closed 2026-03-02 17:00 UTC"),
            id="closed-again",
        ),
        pytest.param(
            (happened("merged", 5),),
            {},
            ("met", "open", "since 2026-03-02 10:00 UTC"),
            id="merged-is-not-closed",
        ),
        pytest.param(
            (HELD,), {}, ("waiting", "on-hold", "Asker put it on hold: the vendor is late"), id="on-hold"
        ),
        pytest.param(
            (HELD, comment("square", "/rfc resume it came", 6)),
            {},
            ("met", "open", "since 2026-03-02 10:00 UTC"),
            id="resumed",
        ),
        pytest.param(
            (HELD, comment("outsider", "/rfc resume it came", 6)),
            {},
            ("waiting", "on-hold", "Asker put it on hold: the vendor is late"),
            id="an-outsider-does-not-resume-it",
        ),
        pytest.param(
            (comment("outsider", "/rfc hold on", 6),),
            {},
            ("met", "open", "since 2026-03-02 10:00 UTC"),
            id="nor-hold-it",
        ),
        pytest.param(
            (comment("owner", "/rfc hold on", 6),),
            {"rfc": rfc(assignee="owner")},
            ("waiting", "on-hold", "Owner put it on hold: on"),
            id="the-assignee-does",
        ),
        pytest.param(
            (), {"request": replace(REQUEST, draft=True)}, ("waiting", "draft", "it is a draft"), id="a-draft"
        ),
        pytest.param(
            (happened("ready", 5),),
            {"request": replace(REQUEST, draft=True)},
            ("met", "open", "since 2026-03-02 10:00 UTC"),
            id="ready",
        ),
        pytest.param(
            (happened("ready", 5), happened("drafted", 6)),
            {},
            ("waiting", "draft", "it is a draft"),
            id="drafted",
        ),
        pytest.param(
            (),
            {"request": replace(REQUEST, conflicts=True, base="stable")},
            ("waiting", "conflicts", "it conflicts with stable"),
            id="in-conflict",
        ),
        pytest.param(
            (comment("asker", "/rfc withdraw", 5), happened("closed", 6)),
            {},
            ("blocked", "withdrawn", "Asker withdrew it"),
            id="withdrawn-and-closed",
        ),
        pytest.param(
            (HELD,),
            {"request": replace(REQUEST, conflicts=True, draft=True)},
            ("waiting", "on-hold", "Asker put it on hold: the vendor is late"),
            id="on-hold-before-all-else",
        ),
        pytest.param(
            (),
            {"request": replace(REQUEST, conflicts=True, draft=True)},
            ("waiting", "draft", "it is a draft"),
            id="a-draft-before-a-conflict",
        ),
    ],
)
def test_open(events: tuple[Event, ...], more: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert told(asked("open", *events, **more)) == expected


@pytest.mark.parametrize(
    ("events", "evidence"),
    [
        pytest.param((), ("opened", "", OPENED), id="open"),
        pytest.param((happened("closed", 5),), ("closed", "closed-5", None), id="closed"),
        pytest.param(
            (comment("asker", "/rfc withdraw", 5, id="w"),), ("Asker withdrew", "w", at(5)), id="withdrawn"
        ),
        pytest.param(
            (comment("asker", "/rfc hold x", 5, id="h"),), ("Asker put it on hold", "h", at(5)), id="on-hold"
        ),
    ],
)
def test_what_it_rests_on(events: tuple[Event, ...], evidence: Any) -> None:
    (only,) = asked("open", *events).evidence
    assert (only.what, only.event, only.at) == evidence


def test_an_objector_who_asks_takes_back_the_objection_first() -> None:
    objected = comment("asker", "/rfc object wait", 2)
    back, withdrawn = comment("asker", "/rfc withdraw", 3), comment("asker", "/rfc withdraw", 4, id="w2")
    assert asked("open", objected, back).status == "met"
    assert told(asked("open", objected, back, withdrawn))[1] == "withdrawn"


@pytest.mark.parametrize(
    ("draft", "kinds", "expected"),
    [
        pytest.param(False, (), False, id="opened-ready"),
        pytest.param(True, (), True, id="opened-as-a-draft"),
        pytest.param(True, ("ready",), False, id="made-ready"),
        pytest.param(True, ("ready", "drafted"), True, id="and-a-draft-again"),
        pytest.param(False, ("drafted", "ready", "closed"), False, id="other-things-happened"),
    ],
)
def test_is_draft(draft: bool, kinds: tuple[str, ...], expected: bool) -> None:
    events = [happened(kind, number) for number, kind in enumerate(kinds, start=1)]
    assert is_draft(case(*events, request=replace(REQUEST, draft=draft))) is expected


def test_who_holds_and_resumes() -> None:
    acts = (
        HELD,
        comment("outsider", "/rfc resume x", 6),
        comment("owner", "/rfc resume x", 7),
        comment("square", "/rfc hold y", 8),
    )
    found = case(*acts, rfc=rfc(assignee="owner"))
    assert [act.person for act in holding_acts(found)] == ["asker", "owner", "square"]
    held = on_hold(found)
    assert held is not None
    assert (held.person, held.text) == ("square", "y")
    assert on_hold(case()) is None


def test_who_agrees_and_wrote_it_has_not_read_it_for_the_board() -> None:
    """An approval that does not count shows nothing."""
    parts = (Contributor(commit="c1", account=account("square")),)
    found = asked("triage", review("square", "APPROVED", 24), contributors=parts)
    assert found.code == "not-read"
    assert asked("triage", before=(opened(),)).code == "not-read"
