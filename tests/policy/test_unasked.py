"""What was said and does not count, and why; and what does, and is never told otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dmccb.policy.evaluate import decide
from dmccb.rfc.event import Contributor, Event, Head
from dmccb.rfc.roster import Holder
from tests.policy.build import (
    BOARD,
    D1,
    D2,
    OPENED,
    account,
    approvals,
    at,
    comment,
    decided,
    facts,
    item,
    organization,
    policy_with,
    review,
    rfc,
    rule,
    team_item,
)

WEEK = 7 * 24
BACK = (
    Head(at=OPENED, commit="c1", digest=D1),
    Head(at=at(10), commit="c2", digest=D2),
    Head(at=at(20), commit="c3", digest=D1),
)
CHANGED = (Head(at=OPENED, commit="c1", digest=D2), Head(at=at(30), commit="c2", digest=D1))
NO_SEAT = "they had no seat that is asked at that time"


def uncounted(*events: Event, under: Any = None, **more: Any) -> list[tuple[str, str, str, str]]:
    """Return who said what in vain, and why."""
    found = decide(under, facts(*events, **more)) if under else decided(*events, **more)
    return [(one.act.login, one.act.verb, one.code, one.sentence) for one in found.uncounted]


@pytest.mark.parametrize(
    ("events", "more", "expected"),
    [
        pytest.param(
            (*approvals("chair"), comment("chair", "/rfc object no", 30)),
            {},
            ("chair", "approve", "replaced", "chair said something else later (objected)"),
            id="replaced",
        ),
        pytest.param(
            tuple(approvals("asker")),
            {},
            ("asker", "approve", "requestor", "the requestor's own approval does not count"),
            id="requestor",
        ),
        pytest.param(
            tuple(approvals("square")),
            {"contributors": (Contributor(commit="c1", account=account("square")),)},
            ("square", "approve", "contributor", "who contributed to the change does not approve it"),
            id="contributor",
        ),
        pytest.param(
            (comment("chair", "/rfc approve", 24),),
            {"under": policy_with(rule("board", methods=("review",)))},
            ("chair", "approve", "method", "the rule accepts other ways of saying so"),
            id="method",
        ),
        pytest.param(
            tuple(approvals("chair")),
            {
                "under": policy_with(carried="void"),
                "heads": (Head(at=OPENED, commit="c1", digest=D1), Head(at=at(30), commit="c2", digest=D1)),
            },
            (
                "chair",
                "approve",
                "commit-changed",
                "the commit is another one since, and the policy keeps no approvals then",
            ),
            id="commit-changed",
        ),
        pytest.param(
            (comment("manager", "/rfc decide accept so be it", 24),),
            {},
            ("manager", "decide", "too-early", "it was too early to be asked"),
            id="too-early",
        ),
        pytest.param(
            (*approvals("expert-a", hours=1), comment("chair", "/rfc empanel @expert-a", 2)),
            {},
            ("expert-a", "approve", "too-early", "it was too early to be asked"),
            id="too-early-for-an-expert",
        ),
        pytest.param(
            (
                *approvals("chair", hours=1),
                comment("outsider", "/rfc object no", 15),
                comment("outsider", "/rfc withdraw", 16),
            ),
            {"heads": BACK},
            (
                "chair",
                "approve",
                "objection-meanwhile",
                "the change was another one since, and somebody objected while it was",
            ),
            id="objection-meanwhile",
        ),
        pytest.param(
            tuple(approvals("outsider")), {}, ("outsider", "approve", "no-seat", NO_SEAT), id="no-seat"
        ),
        pytest.param(
            (comment("outsider", "/rfc read", 5),),
            {},
            ("outsider", "read", "no-seat", NO_SEAT),
            id="no-seat-to-read",
        ),
        pytest.param(
            (comment("outsider", "/rfc flag x", 5),),
            {},
            ("outsider", "flag", "no-seat", NO_SEAT),
            id="no-seat-to-flag",
        ),
        pytest.param(
            (comment("outsider", "/rfc major x", 5),),
            {},
            ("outsider", "major", "no-seat", NO_SEAT),
            id="no-seat-to-call-it-major",
        ),
        pytest.param(
            (comment("outsider", "/rfc hold x", 5),),
            {},
            ("outsider", "hold", "no-seat", NO_SEAT),
            id="no-seat-to-hold",
        ),
        pytest.param(
            (comment("outsider", "/rfc decide accept x", 5),),
            {},
            ("outsider", "decide", "no-seat", NO_SEAT),
            id="no-seat-to-decide",
        ),
        pytest.param(
            (comment("outsider", "/rfc assign @chair", 5),),
            {},
            ("outsider", "assign", "no-seat", NO_SEAT),
            id="no-seat-to-assign",
        ),
        pytest.param(
            tuple(approvals("deputy")),
            {
                "organization": organization(
                    project_manager=(Holder(person="manager"), Holder(person="deputy", deputy=True))
                )
            },
            (
                "deputy",
                "approve",
                "deputy",
                "the holder was not recorded as absent, so the deputy has no say",
            ),
            id="deputy",
        ),
        pytest.param(
            (comment("deputy", "/rfc decide accept x", 5),),
            {
                "organization": organization(
                    project_manager=(Holder(person="manager"), Holder(person="deputy", deputy=True))
                )
            },
            ("deputy", "decide", "deputy", "the holder was not recorded as absent, so the deputy has no say"),
            id="deputy-decides",
        ),
        pytest.param(
            (comment("scientist", "/rfc decide accept x", 5),),
            {},
            ("scientist", "decide", "not-asked", "no rule asks for it"),
            id="not-asked",
        ),
        pytest.param(
            tuple(approvals("tcam")),
            {},
            ("tcam", "approve", "not-asked", "no rule asks for it"),
            id="not-asked-of-this-route",
        ),
        pytest.param(
            (comment("manager", "/rfc decide accept", 5),),
            {},
            ("manager", "decide", "no-reason", "it gives no reason"),
            id="no-reason",
        ),
        pytest.param(
            (comment("chair", "/rfc assess endorse", 5),),
            {},
            ("chair", "assess", "no-reason", "it gives no reason"),
            id="no-reason-to-endorse",
        ),
        pytest.param(
            (comment("outsider", "/rfc withdraw", 5),),
            {},
            (
                "outsider",
                "withdraw",
                "not-yours",
                "they are neither requestor nor assignee, and have nothing to take back",
            ),
            id="not-yours",
        ),
        pytest.param(
            tuple(approvals("chair")),
            {"heads": CHANGED},
            (
                "chair",
                "approve",
                "other-digest",
                "it is about sha256:222222222222…, and the change is sha256:111111111111… now",
            ),
            id="other-digest",
        ),
        pytest.param(
            (comment("manager", "/rfc decide accept x", 5),),
            {"rfc": rfc(requestor="manager")},
            ("manager", "decide", "requestor", "the requestor's own approval does not count"),
            id="requestor-decides",
        ),
        pytest.param(
            (comment("manager", "/rfc decide accept x", 5),),
            {"contributors": (Contributor(commit="c1", account=account("manager")),)},
            ("manager", "decide", "contributor", "who contributed to the change does not approve it"),
            id="contributor-decides",
        ),
        pytest.param(
            (comment("chair", "/rfc frobnicate", 5),),
            {},
            ("chair", "frobnicate", "unknown-command", "there is no command 'frobnicate'"),
            id="unknown-command",
        ),
        pytest.param(
            (review("chair", "APPROVED", 3, dismissed_at=at(5), dismissed_by=account("manager")),),
            {},
            ("chair", "approve", "replaced", "chair said something else later (had their review dismissed)"),
            id="dismissed",
        ),
        pytest.param(
            (comment("asker", f"/rfc adopt {D1}", 5),),
            {},
            ("asker", "adopt", "no-reason", "it gives no reason"),
            id="a-consensus-without-a-text",
        ),
    ],
)
def test_why(events: tuple[Event, ...], more: dict[str, Any], expected: tuple[str, str, str, str]) -> None:
    assert uncounted(*events, **more) == [expected]


@pytest.mark.parametrize(
    ("events", "more"),
    [
        pytest.param((), {}, id="nothing-was-said"),
        pytest.param((comment("architect", "/rfc read", 1),), {}, id="read"),
        pytest.param(tuple(approvals(*BOARD)), {}, id="approved"),
        pytest.param((comment("asker", f"/rfc adopt {D1} agreed", 2),), {}, id="recorded"),
        pytest.param((comment("outsider", "/rfc object no", 2),), {}, id="objected"),
        pytest.param(
            (comment("outsider", "/rfc object no", 2), comment("outsider", "/rfc withdraw", 3)),
            {},
            id="taken-back",
        ),
        pytest.param(
            (comment("outsider", "/rfc object no", 2), *approvals("outsider")),
            {},
            id="an-approval-takes-it-back",
        ),
        pytest.param(
            (comment("outsider", "/rfc object no", 2), comment("outsider", "/rfc withdraw", 3)),
            {"items": (item(control="status"),)},
            id="taken-back-where-no-rule-asks-for-objections",
        ),
        pytest.param(
            (comment("outsider", "/rfc object no", 2), *approvals("outsider")),
            {"items": (item(control="status"),)},
            id="approved-after-all-where-no-rule-asks-for-objections",
        ),
        pytest.param((comment("asker", "/rfc withdraw", 3),), {}, id="withdrawn"),
        pytest.param((comment("asker", "/rfc assign @chair", 3),), {}, id="assigned"),
        pytest.param(
            (comment("asker", "/rfc hold x", 3), comment("chair", "/rfc resume x", 4)), {}, id="held"
        ),
        pytest.param((comment("chair", "/rfc flag x", 3),), {"items": (team_item(),)}, id="flagged"),
        pytest.param((comment("chair", "/rfc major x", 3),), {}, id="called-major"),
        pytest.param((comment("manager", "/rfc reject x", 3),), {}, id="rejected"),
        pytest.param((comment("manager", "/rfc decide reject x", 3),), {}, id="decided-against"),
        pytest.param(
            (comment("manager", "/rfc decide accept x", WEEK),), {"hours": WEEK}, id="decided-in-time"
        ),
        pytest.param(
            (comment("chair", "/rfc lcr LCR-1", 3),),
            {"rfc": rfc(lcr="LCR-1"), "items": (item(levels=("1",)),)},
            id="the-lcr",
        ),
        pytest.param(
            (comment("manager", "/rfc urgent x", 3), comment("manager", "/rfc decide accept y", 4)),
            {},
            id="urgent",
        ),
        pytest.param((comment("manager", "/rfc urgent x", 3),), {}, id="marked-urgent-and-not-decided-yet"),
        pytest.param((comment("asker", "/rfc escalate x", 3),), {}, id="escalated"),
        pytest.param((comment("chair", "/rfc empanel @expert-a", 3),), {}, id="empanelled"),
        pytest.param(
            (comment("architect", "/rfc read", 1), comment("architect", "/rfc read", 2)), {}, id="read-twice"
        ),
        pytest.param(
            (comment("chair", "/rfc flag x", 1), comment("chair", "/rfc read", 2)), {}, id="flagged-and-read"
        ),
        pytest.param(
            (comment("asker", f"/rfc adopt {D1} a", 2), comment("asker", f"/rfc adopt {D1} b", 3)),
            {},
            id="recorded-twice",
        ),
        pytest.param((*approvals("chair", hours=3), *approvals("chair", hours=4)), {}, id="approved-twice"),
    ],
)
def test_what_counts_is_not_told_that_it_does_not(events: tuple[Event, ...], more: dict[str, Any]) -> None:
    assert uncounted(*events, **more) == []


def test_an_approval_is_taken_back_by_a_withdrawal() -> None:
    found = uncounted(*approvals("chair"), comment("chair", "/rfc withdraw", 30))
    assert found == [("chair", "approve", "replaced", "chair said something else later (withdrew)")]


def test_the_oldest_first() -> None:
    found = uncounted(
        comment("outsider", "/rfc read", 9),
        comment("outsider", "/rfc nonsense", 8),
        comment("owner", "/rfc read\n\n/rfc flag x", 8, id="a"),
    )
    assert [(login, verb) for login, verb, _, _ in found] == [
        ("owner", "flag"),
        ("owner", "read"),
        ("outsider", "nonsense"),
        ("outsider", "read"),
    ]


def test_what_counts_does_not_hide_what_comes_after_it() -> None:
    read, withdrawn = comment("architect", "/rfc read", 1), comment("asker", "/rfc hold x", 2)
    found = uncounted(read, withdrawn, comment("outsider", "/rfc read", 3))
    assert [(login, verb) for login, verb, _, _ in found] == [("outsider", "read")]


def test_nobody_takes_back_what_another_said() -> None:
    more: dict[str, Any] = {"items": (item(control="status"),)}
    found = uncounted(comment("owner", "/rfc object no", 2), comment("outsider", "/rfc withdraw", 3), **more)
    assert [(login, code) for login, _, code, _ in found] == [("outsider", "not-yours")]


def test_an_approval_after_an_approval_ends_nothing() -> None:
    more: dict[str, Any] = {"items": (item(control="status"),)}
    found = uncounted(comment("outsider", "/rfc withdraw", 2), *approvals("outsider"), **more)
    assert [(verb, code) for _, verb, code, _ in found] == [("withdraw", "not-yours"), ("approve", "no-seat")]


def test_evidence_about_another_change_does_not_count() -> None:
    found = uncounted(comment("manager", "/rfc decide accept x", 5), heads=CHANGED)
    assert [code for _, _, code, _ in found] == ["other-digest"]


def test_a_rejection_is_of_the_request_whatever_it_changes() -> None:
    assert uncounted(comment("manager", "/rfc decide reject x", 5), heads=CHANGED) == []


def test_who_stands_in_later_had_no_say_before() -> None:
    people = organization(
        project_manager=(
            Holder(person="manager"),
            Holder(person="deputy", deputy=True, since=date(2026, 3, 4)),
        )
    )
    assert uncounted(*approvals("deputy", hours=24), organization=people)[0][2] == "deputy"
    assert uncounted(*approvals("deputy", hours=72), organization=people) == []


def test_of_two_decisions_the_first_was_replaced() -> None:
    found = uncounted(
        comment("manager", "/rfc decide accept x", 3), comment("manager", "/rfc decide accept y", 4)
    )
    assert [(code, sentence) for _, _, code, sentence in found] == [
        ("replaced", "they said something else later"),
        ("too-early", "it was too early to be asked"),
    ]
