"""Who was told of a request, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.rules import Who
from dmccb.policy.telling import telling, told_at
from dmccb.rfc.event import Event
from dmccb.rfc.request import Request
from dmccb.rfc.roster import Holder
from tests.policy.build import (
    LEAD,
    OPENED,
    TCAM,
    account,
    asked,
    at,
    can,
    case,
    comment,
    item,
    opened,
    organization,
    owner,
    requested,
    review,
    rfc,
    rule,
    shown,
    team_item,
    told,
)

BOTH = (TCAM, LEAD)
TCAM_TOLD = requested("tcam", 1)
NOT_LEAD = ("waiting", "not-told", "not told yet: Lead (DRP Science Lead)")


@pytest.mark.parametrize(
    ("events", "expected", "asks"),
    [
        pytest.param(
            (),
            (
                "waiting",
                "not-told",
                "not told yet: Tcam (Science Pipelines T/CAM) and Lead (DRP Science Lead)",
            ),
            [("tcam", "Science Pipelines T/CAM", ""), ("lead", "DRP Science Lead", "")],
            id="nobody",
        ),
        pytest.param((TCAM_TOLD,), NOT_LEAD, [("lead", "DRP Science Lead", "")], id="one-of-two"),
        pytest.param(
            (TCAM_TOLD, requested("lead", 2)), ("met", "told", "2 of 2: Tcam and Lead"), [], id="both"
        ),
        pytest.param(
            (TCAM_TOLD, comment("outsider", "see @Lead, please", 3)),
            ("met", "told", "2 of 2: Tcam and Lead"),
            [],
            id="mentioned-by-anybody",
        ),
        pytest.param(
            (TCAM_TOLD, comment("lead", "I see", 3)),
            ("met", "told", "2 of 2: Tcam and Lead"),
            [],
            id="has-spoken",
        ),
        pytest.param(
            (TCAM_TOLD, review("lead", "COMMENTED", 3)),
            ("met", "told", "2 of 2: Tcam and Lead"),
            [],
            id="has-reviewed",
        ),
        pytest.param(
            (TCAM_TOLD, review("outsider", "COMMENTED", 3, "@lead")),
            ("met", "told", "2 of 2: Tcam and Lead"),
            [],
            id="mentioned-in-a-review",
        ),
        pytest.param(
            (TCAM_TOLD, review("lead", "PENDING", 3)),
            NOT_LEAD,
            [("lead", "DRP Science Lead", "")],
            id="pending",
        ),
        pytest.param(
            (TCAM_TOLD, comment("asker", "@lead", 3, edited=True)),
            NOT_LEAD,
            [("lead", "DRP Science Lead", "")],
            id="a-text-that-was-changed",
        ),
        pytest.param(
            (TCAM_TOLD, comment("asker", "lead", 3)),
            NOT_LEAD,
            [("lead", "DRP Science Lead", "")],
            id="a-name-is-no-mention",
        ),
        pytest.param(
            (TCAM_TOLD, Event(id="r", kind="requested", at=at(2), by=account("asker"))),
            NOT_LEAD,
            [("lead", "DRP Science Lead", "")],
            id="a-request-to-nobody",
        ),
        pytest.param(
            (TCAM_TOLD, Event(id="r", kind="ready", at=at(2), by=account("lead"), body="@lead")),
            NOT_LEAD,
            [("lead", "DRP Science Lead", "")],
            id="what-is-no-text",
        ),
        pytest.param(
            (TCAM_TOLD, comment("nobody", "@lead", 3, by=None)),
            ("met", "told", "2 of 2: Tcam and Lead"),
            [],
            id="by-a-deleted-account",
        ),
        pytest.param(
            (TCAM_TOLD, requested("lead", 82)), NOT_LEAD, [("lead", "DRP Science Lead", "")], id="later"
        ),
    ],
)
def test_who_was_told(
    events: tuple[Event, ...], expected: tuple[str, str, str], asks: list[tuple[str, str, str]]
) -> None:
    found = asked("notify", *events, before=(opened(),), parties=BOTH)
    assert told(found) == expected
    assert can(found) == asks


def test_when_each_was_told() -> None:
    found = asked(
        "notify",
        requested("tcam", 5),
        comment("asker", "@tcam @lead", 3),
        comment("tcam", "I see", 9),
        before=(opened(),),
        parties=BOTH,
    )
    assert [(one.what, one.person, one.role, one.at) for one in found.evidence] == [
        ("Tcam was told", "tcam", "Science Pipelines T/CAM", at(3)),
        ("Lead was told", "lead", "DRP Science Lead", at(3)),
    ]


def test_the_text_of_the_request_tells_too() -> None:
    found = asked("notify", before=(opened("for @tcam and @lead"),), parties=BOTH)
    assert (found.status, {one.at for one in found.evidence}) == ("met", {OPENED})


def test_nobody_else_is_affected() -> None:
    found = asked("notify", parties=())
    assert told(found) == ("met", "nobody-affected", "nobody else is affected")
    assert [(one.what, one.at) for one in found.evidence] == [("nobody else is affected", OPENED)]


def test_who_asks_knows() -> None:
    found = asked("notify", requested("lead"), before=(opened(),), parties=BOTH, rfc=rfc(requestor="tcam"))
    assert told(found) == ("met", "told", "2 of 2: Tcam and Lead")
    assert found.evidence[0].at == OPENED


def test_who_asks_knows_from_the_beginning_whenever_they_speak() -> None:
    events = (requested("lead"), comment("tcam", "any news?", 50))
    found = asked("notify", *events, before=(opened(),), parties=BOTH, rfc=rfc(requestor="tcam"))
    assert found.evidence[0].at == OPENED


def test_nobody_knows_of_what_was_never_opened() -> None:
    found = asked("notify", before=(), parties=(TCAM,), rfc=rfc(requestor="tcam"))
    assert told(found) == ("waiting", "not-told", "not told yet: Tcam (Science Pipelines T/CAM)")


# ------------------------------------------------------------- vacant


def test_for_a_vacant_role_somebody_else_is_told() -> None:
    nobody = organization(lead_drp=None)
    waiting = asked("notify", TCAM_TOLD, before=(opened(),), parties=BOTH, organization=nobody)
    assert told(waiting) == ("waiting", "not-told", "not told yet: Manager (Project Manager)")
    assert waiting.vacant == ("DRP Science Lead (vacant)",)
    assert can(waiting) == [("manager", "Project Manager", "")]
    met = asked(
        "notify", TCAM_TOLD, requested("manager", 2), before=(opened(),), parties=BOTH, organization=nobody
    )
    assert told(met) == ("met", "told", "2 of 2: Tcam and Manager")
    assert shown(met) == [
        ("Tcam was told", "Science Pipelines T/CAM"),
        ("Manager was told", "Project Manager"),
    ]
    assert met.vacant == ("DRP Science Lead (vacant)",)


def test_one_who_stands_in_for_two_is_told_once() -> None:
    nobody = organization(lead_drp=None, tcam_science_pipelines=None)
    met = asked("notify", requested("manager", 2), before=(opened(),), parties=BOTH, organization=nobody)
    assert told(met) == ("met", "told", "1 of 1: Manager")
    assert met.vacant == ("Science Pipelines T/CAM (vacant)", "DRP Science Lead (vacant)")


@pytest.mark.parametrize(
    ("of", "people", "sentence"),
    [
        pytest.param(
            rule("notify", instead=Who()),
            {"lead_drp": None},
            "affected, and nobody can be told: DRP Science Lead (vacant)",
            id="nobody-stands-in",
        ),
        pytest.param(
            rule("notify"),
            {"lead_drp": None, "project_manager": None},
            "affected, and nobody can be told: Project Manager (vacant)",
            id="who-stands-in-is-not-there-either",
        ),
    ],
)
def test_nobody_can_be_told(of: Any, people: dict[str, Any], sentence: str) -> None:
    found = asked(of, TCAM_TOLD, before=(opened(),), parties=BOTH, organization=organization(**people))
    assert told(found) == ("error", "seats-vacant", sentence)
    assert found.vacant == ("DRP Science Lead (vacant)",)
    assert shown(found) == [("Tcam was told", "Science Pipelines T/CAM")]


def test_one_of_two_holders_is_enough() -> None:
    two = organization(lead_drp=(Holder(person="lead"), Holder(person="expert-a")))
    waiting = asked("notify", before=(opened(),), parties=(LEAD,), organization=two)
    assert waiting.sentence == "not told yet: Expert-A or Lead (DRP Science Lead)"
    events = (requested("expert-a", 5), requested("lead", 6))
    met = asked("notify", *events, before=(opened(),), parties=(LEAD,), organization=two)
    assert [(one.person, one.at) for one in met.evidence] == [("expert-a", at(5))]


def test_one_person_in_two_roles_is_named_once() -> None:
    both = organization(lead_drp=(Holder(person="tcam"),))
    found = asked("notify", TCAM_TOLD, before=(opened(),), parties=BOTH, organization=both)
    assert told(found) == ("met", "told", "2 of 2: Tcam")


def test_owners_are_told() -> None:
    found = asked("notify", before=(opened(),), parties=(owner("v1"),))
    assert told(found) == ("waiting", "not-told", "not told yet: Owner (owner of the pipeline)")


# ----------------------------------------------------------- since when


@pytest.mark.parametrize(
    ("events", "more", "moment"),
    [
        pytest.param((requested("tcam", 2), requested("lead", 5)), {}, at(5), id="the-last-of-them"),
        pytest.param((requested("tcam", 2),), {}, None, id="one-was-not"),
        pytest.param((), {"parties": ()}, OPENED, id="nobody-is-affected"),
        pytest.param((requested("tcam", 2), requested("lead", -1)), {}, at(2), id="before-it-was-opened"),
        pytest.param(
            (), {"items": (item(control="status"),)}, OPENED, id="on-a-route-on-which-nobody-is-told"
        ),
        pytest.param((requested("tcam"), requested("lead", -5)), {}, OPENED, id="never-before-it-was-opened"),
        pytest.param((), {"before": (), "items": (item(control="status"),)}, None, id="it-was-never-opened"),
    ],
)
def test_told_at(events: tuple[Event, ...], more: dict[str, Any], moment: datetime | None) -> None:
    given: dict[str, Any] = {"before": (opened(),), "parties": BOTH}
    assert told_at(case(*events, **{**given, **more})) == moment


def test_whoever_asks() -> None:
    found = case(before=(opened(),), parties=BOTH, items=(team_item(),))
    assert telling(rule("notify"), found) == asked("notify", before=(opened(),), parties=BOTH)
    authored = replace(Request(number=17, author=None))
    assert asked("notify", TCAM_TOLD, before=(opened(),), parties=(TCAM,), request=authored).status == "met"
