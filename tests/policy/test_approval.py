"""How an approval stands: in words, and with whom to ask."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from dmccb.policy.rules import Rule, Who
from dmccb.rfc.event import Contributor, Event, Head
from dmccb.rfc.request import Release, Request
from dmccb.rfc.roster import Holder
from tests.policy.build import (
    BOARD,
    D1,
    D2,
    OPENED,
    TCAM,
    account,
    approvals,
    asked,
    at,
    can,
    comment,
    opened,
    organization,
    owner,
    review,
    rfc,
    rule,
    shown,
    told,
)

OF_CHAIR = "; Project Manager or Systems Engineer must be among them"
COMMITTEE = comment("chair", "/rfc empanel @expert-a @expert-b", 2)
ESCALATED = comment("asker", "/rfc escalate we must decide", 3)
PANEL = comment("manager", "/rfc empanel @expert-a @expert-b @expert-c", 4)
OF_AUTHOR = "; author of LDM-1 must be among them"
AUTHOR: dict[str, Any] = {"change": {"authors": {"LDM-1": ("expert-b",)}}}
ONE = rule("board", by=Who(roles=("systems-engineer",)), including=Who(), share="all")


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param((), ("waiting", f"0 of 4 approvals (4 more of 6 seats){OF_CHAIR}"), id="nobody-yet"),
        pytest.param(
            approvals("architect"),
            ("waiting", f"1 of 4 approvals (3 more of 6 seats){OF_CHAIR}"),
            id="one-of-four",
        ),
        pytest.param(
            approvals("manager"),
            ("waiting", "1 of 4 approvals (3 more of 6 seats)"),
            id="one-of-those-wanted",
        ),
        pytest.param(
            approvals("architect", "operator", "interfacer", "square"),
            ("waiting", f"4 of 4 approvals{OF_CHAIR}"),
            id="enough-without-those-wanted",
        ),
        pytest.param(
            approvals(*BOARD),
            ("met", "4 of 6 approved, 4 needed: Architect, Chair, Manager and Operator"),
            id="enough",
        ),
        pytest.param(
            approvals("chair", "architect", "operator", "interfacer", "square"),
            ("met", "5 of 6 approved, 4 needed: Architect, Chair, Interfacer, Operator and Square"),
            id="more-than-enough",
        ),
    ],
)
def test_the_board(events: list[Event], expected: tuple[str, str]) -> None:
    status, code, sentence = told(asked("board", *events))
    assert (status, sentence) == expected
    assert code == {"waiting": "approvals-missing", "met": "approved"}[status]


def test_what_an_approval_rests_on() -> None:
    found = asked("board", *approvals(*BOARD))
    assert shown(found) == [
        ("Architect approved", "Software Architect"),
        ("Chair approved", "Systems Engineer"),
        ("Manager approved", "Project Manager"),
        ("Operator approved", "Operations Architect"),
    ]
    assert {(one.verb, one.at, one.digest, one.deputy) for one in found.evidence} == {
        ("approve", at(24), D1, False)
    }
    assert (found.can, found.vacant, found.due, found.overdue) == ((), (), None, False)


def test_only_those_who_must_be_among_them_are_asked_once_there_are_enough() -> None:
    enough = approvals("square", "operator", "architect", "interfacer")
    found = asked("board", *enough)
    assert told(found) == ("waiting", "approvals-missing", f"4 of 4 approvals{OF_CHAIR}")
    assert [login for login, _, _ in can(found)] == ["chair", "manager"]


def test_who_is_asked() -> None:
    assert can(asked("board", *approvals("architect"))) == [
        ("chair", "Systems Engineer", "/rfc approve"),
        ("operator", "Operations Architect", "/rfc approve"),
        ("interfacer", "Interface Scientist", "/rfc approve"),
        ("square", "Tcam Square", "/rfc approve"),
        ("manager", "Project Manager", "/rfc approve"),
    ]


@pytest.mark.parametrize(
    ("events", "sentence", "codes"),
    [
        pytest.param(
            (comment("architect", "/rfc object too late", 2),),
            "no consensus: Architect objects; 0 of 4 approvals",
            ["Architect objected"],
            id="one-member",
        ),
        pytest.param(
            (
                *approvals(*BOARD, hours=1),
                comment("square", "/rfc reject never", 3),
                comment("architect", "/rfc object too late", 2),
            ),
            "no consensus: Architect and Square object; 3 of 4 approvals",
            [
                "Chair approved",
                "Manager approved",
                "Operator approved",
                "Architect objected",
                "Square rejected it",
            ],
            id="two-members-after-the-majority",
        ),
    ],
)
def test_a_member_who_objects(events: tuple[Event, ...], sentence: str, codes: list[str]) -> None:
    found = asked("board", *events)
    assert told(found) == ("blocked", "member-objects", sentence)
    assert [one.what for one in found.evidence] == codes


def test_an_outsider_does_not_break_the_consensus() -> None:
    found = asked("board", *approvals(*BOARD), comment("outsider", "/rfc object no", 2))
    assert found.status == "met"


def test_an_objection_is_nothing_to_a_rule_that_only_counts() -> None:
    counting = rule("board", unanimous=False)
    assert asked(counting, *approvals(*BOARD), comment("square", "/rfc object no", 2)).status == "met"


# ------------------------------------------------------------- one seat


@pytest.mark.parametrize(
    ("events", "more", "expected"),
    [
        pytest.param(
            (), {}, ("waiting", "approvals-missing", "Systems Engineer has not approved yet"), id="not-yet"
        ),
        pytest.param(approvals("chair"), {}, ("met", "approved", "Chair approved"), id="approved"),
        pytest.param(
            (),
            {"organization": organization(systems_engineer=None)},
            ("error", "seats-vacant", "nobody can approve: Systems Engineer (vacant)"),
            id="nobody-sits-there",
        ),
        pytest.param(
            (),
            {"rfc": rfc(requestor="chair")},
            ("error", "seats-vacant", "0 of 0 seats must approve, and 0 can"),
            id="it-is-the-requestors-own-and-nobody-stands-in",
        ),
    ],
)
def test_one_seat(events: list[Event], more: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert told(asked(ONE, *events, **more)) == expected


def test_one_seat_of_a_contributor() -> None:
    found = asked(
        rule("board", by=Who(roles=("systems-engineer",)), including=Who(), share="all"),
        contributors=(*asked_contributors("chair"),),
    )
    assert told(found) == ("error", "seats-vacant", "Systems Engineer may not approve this one")
    assert (found.can, found.vacant) == ((), ())


def asked_contributors(*names: str) -> Any:
    return [Contributor(commit="c1", account=account(name)) for name in names]


def test_a_number_is_never_lowered() -> None:
    nobody = organization(
        software_architect=None, operations_architect=None, interface_scientist=None, tcam_square=None
    )
    found = asked("board", *approvals("chair", "manager"), organization=nobody)
    vacant = (
        "Software Architect (vacant)",
        "Operations Architect (vacant)",
        "Interface Scientist (vacant)",
        "Tcam Square (vacant)",
    )
    assert told(found) == (
        "error",
        "seats-vacant",
        f"4 of 6 seats must approve, and 2 can: {', '.join(vacant[:3])} and {vacant[3]}",
    )
    assert (found.vacant, found.can) == (vacant, ())
    assert shown(found) == [("Chair approved", "Systems Engineer"), ("Manager approved", "Project Manager")]


def test_those_who_are_wanted_are_not_there() -> None:
    found = asked("board", organization=organization(systems_engineer=None, project_manager=None))
    assert told(found) == (
        "error",
        "seats-vacant",
        "4 of 6 seats must approve, and 4 can: Systems Engineer (vacant) and Project Manager (vacant)"
        + OF_CHAIR,
    )


def test_a_vacant_seat_is_named_while_others_can_approve() -> None:
    found = asked("board", organization=organization(tcam_square=None))
    assert told(found)[:2] == ("waiting", "approvals-missing")
    assert found.vacant == ("Tcam Square (vacant)",)
    assert "square" not in {person for person, _, _ in can(found)}


# -------------------------------------------------------- those affected


def test_each_of_those_affected_approves() -> None:
    both = (owner("v1"), owner("v1"))
    other = type(both[0])(
        kind="owner",
        name="owner of the camera",
        persons=("expert-a",),
        elements=(),
        items=(),
        releases=("v1",),
    )
    found = asked("owner", parties=(both[0], other))
    assert told(found) == ("waiting", "approvals-missing", "0 of 2 approvals (2 more of 2 seats)")
    assert can(found) == [
        ("owner", "owner of the pipeline", "/rfc approve"),
        ("expert-a", "owner of the camera", "/rfc approve"),
    ]


def test_nobody_is_on_record() -> None:
    found = asked("author-agrees")
    assert told(found) == ("error", "nobody", "nobody on record can approve this")
    assert (found.can, found.vacant) == ((), ())


def test_asking_is_agreement_of_ones_own() -> None:
    found = asked(
        "wbs-approval",
        before=(opened(by="tcam"),),
        request=_request("tcam"),
        contributors=asked_contributors("tcam"),
        parties=(TCAM,),
    )
    assert told(found) == ("met", "approved", "Tcam approved")
    assert shown(found) == [("Tcam asks for it", "Science Pipelines T/CAM")]
    only = found.evidence[0]
    assert (only.event, only.person, only.at, only.verb) == ("opened", "tcam", OPENED, "")


def _request(author: str) -> Any:
    return Request(number=17, author=account(author))


# --------------------------------------------------------------- experts


@pytest.mark.parametrize(
    ("name", "events", "more", "expected", "asks"),
    [
        pytest.param(
            "committee",
            (),
            {},
            ("waiting", "not-empanelled", "no experts are named"),
            [("chair", "Systems Engineer", "/rfc empanel @LOGIN …")],
            id="no-committee",
        ),
        pytest.param(
            "committee",
            (),
            {"organization": organization(systems_engineer=None)},
            ("error", "seats-vacant", "nobody can name experts: Systems Engineer (vacant)"),
            [],
            id="nobody-can-name-one",
        ),
        pytest.param(
            "committee",
            (COMMITTEE,),
            AUTHOR,
            ("waiting", "approvals-missing", "0 of 2 approvals (2 more of 2 seats)" + OF_AUTHOR),
            [("expert-a", "Expert-A", "/rfc approve"), ("expert-b", "Expert-B", "/rfc approve")],
            id="a-committee-was-named",
        ),
        pytest.param(
            "committee",
            (COMMITTEE, *approvals("expert-b")),
            AUTHOR,
            ("waiting", "approvals-missing", "1 of 2 approvals (1 more of 2 seats)"),
            [("expert-a", "Expert-A", "/rfc approve")],
            id="the-author-has-approved",
        ),
        pytest.param(
            "committee",
            (COMMITTEE, *approvals("expert-a", "expert-b")),
            AUTHOR,
            ("met", "approved", "2 of 2 approved, 2 needed: Expert-A and Expert-B"),
            [],
            id="all-of-them-with-the-author",
        ),
        pytest.param(
            "committee",
            (COMMITTEE, *approvals("expert-a", "expert-b")),
            {"change": {"authors": {"LDM-1": ("expert-c",)}}},
            ("error", "seats-vacant", "2 of 2 seats must approve, and 2 can" + OF_AUTHOR),
            [],
            id="a-committee-without-the-author",
        ),
        pytest.param(
            "panel", (), {}, ("waiting", "not-escalated", "the request was not escalated"), [], id="no-panel"
        ),
        pytest.param(
            "panel",
            (ESCALATED,),
            {},
            ("waiting", "not-empanelled", "no experts are named"),
            [("manager", "Project Manager", "/rfc empanel @LOGIN …")],
            id="escalated-and-no-panel",
        ),
        pytest.param(
            "panel",
            (ESCALATED, PANEL, *approvals("expert-a")),
            {},
            ("waiting", "approvals-missing", "1 of 2 approvals (1 more of 3 seats)"),
            [("expert-b", "Expert-B", "/rfc approve"), ("expert-c", "Expert-C", "/rfc approve")],
            id="a-minority-of-the-panel",
        ),
        pytest.param(
            "panel",
            (ESCALATED, PANEL, *approvals("expert-a", "expert-c")),
            {},
            ("met", "approved", "2 of 3 approved, 2 needed: Expert-A and Expert-C"),
            [],
            id="a-majority-of-the-panel",
        ),
        pytest.param(
            "panel",
            (),
            {"organization": organization(project_manager=None)},
            ("error", "seats-vacant", "nobody can name experts: Project Manager (vacant)"),
            [],
            id="nobody-can-name-a-panel",
        ),
    ],
)
def test_experts(
    name: str,
    events: tuple[Event, ...],
    more: dict[str, Any],
    expected: tuple[str, str, str],
    asks: list[tuple[str, str, str]],
) -> None:
    found = asked(name, *events, **more)
    assert told(found) == expected
    assert can(found) == asks


COUNTING = rule("committee", including=Who())


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            (COMMITTEE,),
            ("waiting", "approvals-missing", "0 of 2 approvals (2 more of 2 seats)"),
            id="nobody-yet",
        ),
        pytest.param(
            (COMMITTEE, *approvals("expert-a", "expert-b")),
            ("met", "approved", "2 of 2 approved, 2 needed: Expert-A and Expert-B"),
            id="all",
        ),
        pytest.param(
            (COMMITTEE, *approvals("expert-a", "expert-b", hours=1)),
            ("waiting", "approvals-missing", "0 of 2 approvals (2 more of 2 seats)"),
            id="before-they-were-named",
        ),
        pytest.param(
            (COMMITTEE, *approvals("expert-a"), comment("expert-b", "/rfc object no", 25)),
            ("blocked", "member-objects", "no consensus: Expert-B objects; 1 of 2 approvals"),
            id="one-objects",
        ),
    ],
)
def test_a_committee_of_any_experts(events: tuple[Event, ...], expected: tuple[str, str, str]) -> None:
    assert told(asked(COUNTING, *events)) == expected


def test_a_deputy_who_could_name_experts_and_the_seat_of_one_without_an_account() -> None:
    deputy = Holder(person="deputy", deputy=True, since=date(2026, 3, 1))
    found = asked("committee", organization=organization(systems_engineer=(deputy,)))
    assert [(one.person, one.deputy) for one in found.can] == [("deputy", True)]
    empty = asked("panel", ESCALATED, organization=organization(project_manager=(deputy,)))
    assert (empty.vacant, [one.name for one in empty.can]) == ((), ["Deputy"])


# ------------------------------------------------------------------ time


@pytest.mark.parametrize(
    ("fields", "urgent", "hours", "due", "overdue"),
    [
        pytest.param({}, False, 81, None, False, id="a-rule-without-a-period"),
        pytest.param({"period": "7d"}, False, 81, at(7 * 24), False, id="before-it-is-due"),
        pytest.param({"period": "7d"}, False, 168, at(7 * 24), True, id="when-it-is-due"),
        pytest.param({"period": "7d", "urgent_period": "24h"}, False, 81, at(168), False, id="not-urgent"),
        pytest.param({"period": "7d", "urgent_period": "24h"}, True, 81, at(24), True, id="urgent"),
        pytest.param({"urgent_period": "24h"}, False, 81, None, False, id="a-period-of-urgent-ones-only"),
        pytest.param({"period": "24h", "starts": ("changed",)}, False, 40, at(60), False, id="its-own-start"),
        pytest.param({"period": "24h", "starts": ("decided",)}, False, 40, None, False, id="not-begun"),
    ],
)
def test_when_it_is_due(
    fields: dict[str, Any],
    urgent: bool,
    hours: float,
    due: datetime | None,
    overdue: bool,
) -> None:
    more: dict[str, Any] = {"rfc": rfc(release=Release(urgent=urgent))}
    if "starts" in fields:
        more["heads"] = (
            Head(at=OPENED, commit="c1", digest=D2),
            Head(at=at(36), commit="c2", digest=D1),
        )
    found = asked(rule("board", **fields), hours=hours, **more)
    assert (found.status, found.due, found.overdue) == ("waiting", due, overdue)


def test_an_approval_that_is_given_is_not_due() -> None:
    found = asked(rule("board", period="1h"), *approvals(*BOARD))
    assert (found.status, found.due, found.overdue) == ("met", None, False)


def test_a_person_who_holds_two_seats_is_named_once() -> None:
    both: Rule = rule(
        "board", by=Who(roles=("systems-engineer", "software-architect")), share="all", including=Who()
    )
    found = asked(
        both,
        review("chair", "APPROVED", 24),
        organization=organization(software_architect=(Holder(person="chair"),)),
    )
    assert told(found) == ("error", "seats-vacant", "2 of 2 seats must approve, and 1 can")
    assert [one.role for one in found.evidence] == ["Systems Engineer"]
