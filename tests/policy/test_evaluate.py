"""The verdict: of all that is asked, in the order in which a request goes its way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.evaluate import EVALUATORS, decide
from dmccb.policy.facts import ChangeFacts
from dmccb.policy.rules import When
from dmccb.policy.vocabulary import CLASSIFYING, REQUIREMENTS
from dmccb.rfc.event import Event, Head
from tests.policy.build import (
    ADOPTED,
    BOARD,
    D1,
    D2,
    OPENED,
    READ,
    TOLD,
    approvals,
    at,
    comment,
    decided,
    facts,
    item,
    opened,
    organization,
    policy,
    policy_with,
    replaced,
    rfc,
    rule,
    status,
    team_item,
)


def title(name: str) -> str:
    return policy().rules[name].title


DONE = (READ, *approvals(*BOARD), ADOPTED)


def test_each_kind_of_requirement_has_an_evaluator() -> None:
    assert EVALUATORS.keys() == REQUIREMENTS.keys() - CLASSIFYING


@pytest.mark.parametrize(
    ("events", "more", "verdict", "code", "sentence"),
    [
        pytest.param(DONE, {}, "PASS", "all-met", "all 10 requirements are met", id="pass"),
        pytest.param(
            (READ, *approvals(*BOARD)),
            {},
            "WAIT",
            "not-recorded",
            "9 of 10 requirements are met; missing: Record of the consensus",
            id="wait",
        ),
        pytest.param(
            (*DONE, comment("outsider", "/rfc object no", 30)),
            {},
            "BLOCK",
            "objection",
            "9 of 10 requirements are met; missing: No standing objection",
            id="block",
        ),
        pytest.param(
            DONE,
            {"contributors": ()},
            "ERROR",
            "no-contributors",
            "9 of 10 requirements are met; missing: Known contributors",
            id="error",
        ),
        pytest.param(
            (comment("outsider", "/rfc object no", 30),),
            {"contributors": ()},
            "ERROR",
            "no-contributors",
            f"5 of 10 requirements are met; missing: {title('known-contributors')}, {title('triage')} "
            "and 3 more",
            id="an-error-is-stricter-than-a-block",
        ),
        pytest.param(
            (),
            {"items": (item(control="note"),)},
            "N/A",
            "not-controlled",
            "nothing under control changes",
            id="nothing-under-control",
        ),
        pytest.param(
            (), {"items": ()}, "N/A", "not-controlled", "nothing under control changes", id="nothing"
        ),
    ],
)
def test_verdict(
    events: tuple[Event, ...], more: dict[str, Any], verdict: str, code: str, sentence: str
) -> None:
    found = decided(*events, **more)
    assert (found.verdict, found.sentence) == (verdict, sentence)
    assert found.code == code


# ----------------------------------------------------------- no answer


@pytest.mark.parametrize(
    ("more", "faults"),
    [
        pytest.param(
            {"unreadable": ("baselines/x.yaml: bad", "events: 500")},
            [("unreadable", "baselines/x.yaml: bad"), ("unreadable", "events: 500")],
            id="what-could-not-be-read",
        ),
        pytest.param(
            {"before": ()},
            [("not-opened", "no event says that the request was opened by then")],
            id="not-opened",
        ),
        pytest.param(
            {"before": (opened(hours=82), *TOLD)},
            [("not-opened", "no event says that the request was opened by then")],
            id="opened-later",
        ),
        pytest.param(
            {"heads": ()}, [("no-head", "the gate had seen no head of the request by then")], id="no-head"
        ),
        pytest.param(
            {"heads": (Head(at=at(82), commit="c1", digest=D1),)},
            [("no-head", "the gate had seen no head of the request by then")],
            id="a-head-that-is-seen-later",
        ),
        pytest.param(
            {"digest": D2},
            [("head-mismatch", "the change is sha256:222222222222…, and the head is sha256:111111111111…")],
            id="the-change-is-not-that-of-the-head",
        ),
        pytest.param(
            {"digest": D2, "before": (), "unreadable": ("x",)},
            [
                ("unreadable", "x"),
                ("not-opened", "no event says that the request was opened by then"),
                ("head-mismatch", "the change is sha256:222222222222…, and the head is sha256:111111111111…"),
            ],
            id="all-faults-are-told",
        ),
    ],
)
def test_what_cannot_be_decided(more: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    found = decided(*DONE, **more)
    assert (found.verdict, found.code) == ("ERROR", faults[0][0])
    assert [(one.code, one.sentence) for one in found.requirements] == faults
    assert {(one.rule, one.title, one.requirement, one.status) for one in found.requirements} == {
        ("facts", "what the decision rests on", "facts", "error")
    }
    assert found.owed == ()


def test_a_policy_without_rules_decides_nothing() -> None:
    found = decide(replaced(policy(), rules={}), facts(*DONE))
    assert [(one.code, one.sentence) for one in found.requirements] == [
        ("policy-empty", "the policy has no rules")
    ]


def test_opened_this_very_moment_is_opened() -> None:
    assert decided(hours=0).verdict == "WAIT"


# ------------------------------------------------------- what is not covered


def test_what_no_rule_means_is_never_fine() -> None:
    found = decided(
        *DONE, items=(item(), item("X-1", collection="mysteries", control="status", old_id="X-0"))
    )
    routed = rule("route-status", when=When(collections=("milestones",), control=("status",)))
    bare = decide(
        policy_with(routed), facts(*DONE, items=(item(), item("X-1", collection="x", control="status")))
    )
    assert (bare.verdict, bare.code) == ("BLOCK", "no-rule")
    first = bare.requirements[0]
    assert (first.rule, first.requirement, first.sentence) == ("coverage", "coverage", "no rule covers x X-1")
    assert first.title == "every controlled item is somebody's to decide on"
    assert status(bare, "board-approval") == "met"
    assert found.requirement("coverage") is None


def test_a_route_on_which_nothing_is_asked() -> None:
    bare = replaced(policy(), rules={"route-team": policy().rules["route-team"]})
    found = decide(bare, facts(items=(team_item(),)))
    assert (found.verdict, found.code) == ("BLOCK", "no-rule")
    assert (
        found.sentence
        == "0 of 1 requirements are met; missing: every controlled item is somebody's to decide on"
    )
    assert found.requirements[-1].sentence == (
        "no rule of Change control of LSST Data Management asks anything on the route team"
    )


def test_what_is_not_covered_needs_no_other_rule() -> None:
    bare = replaced(policy(), rules={"route-team": rule("route-team", when=When(collections=("x",)))})
    found = decide(bare, facts(items=(item("X-1"),)))
    assert [one.sentence for one in found.requirements] == ["no rule covers milestones X-1"]


# ---------------------------------------------------------------- the rest


def test_what_is_asked_in_which_order() -> None:
    found = decided()
    assert [one.rule for one in found.requirements if one.status != "not applicable"] == [
        "open",
        "rfc-record",
        "known-contributors",
        "notify",
        "triage",
        "last-word",
        "no-objection",
        "board-approval",
        "consensus",
        "window",
    ]
    skipped = [one for one in found.requirements if one.status == "not applicable"]
    assert {(one.code, one.sentence) for one in skipped} == {("not-asked", "it is not asked of this request")}
    assert {one.rule for one in skipped} >= {"lcr", "owner", "window-major", "wbs-approval"}


@pytest.mark.parametrize(
    ("items", "asked"),
    [
        pytest.param((item(levels=("1",)),), {"lcr", "lcr-named"}, id="project"),
        pytest.param((team_item(),), {"no-objection-team"}, id="team"),
        pytest.param((team_item(levels=("4",)),), {"no-objection-team", "wbs-approval"}, id="wbs"),
        pytest.param((item(control="status"),), {"status-accounting"}, id="status"),
        pytest.param(
            (item(collection="documents", series=("DMTN",), levels=(), documents=()),),
            {"author-approval"},
            id="author",
        ),
        pytest.param(
            (item(collection="releases", levels=(), lost=("DM-1",)),), {"owner", "window-major"}, id="descope"
        ),
        pytest.param((item(collection="rules", levels=(), documents=()),), {"policy-change"}, id="policy"),
    ],
)
def test_what_is_asked_besides(items: tuple[Any, ...], asked: set[str]) -> None:
    usual = {one.rule for one in decided().requirements if one.status != "not applicable"}
    found = {one.rule for one in decided(items=items).requirements if one.status != "not applicable"}
    assert found - usual == asked


def test_what_is_owed_afterwards_keeps_nothing_from_being_merged() -> None:
    urgent = (comment("manager", "/rfc urgent it leaks", 5), comment("manager", "/rfc decide accept x", 6))
    found = decided(*urgent)
    assert (found.verdict, [one.rule for one in found.owed]) == ("PASS", ["assessment"])
    assert found.owed[0].sentence == "the board's assessment is owed by 2026-03-09 16:00 UTC"
    assert found.sentence == "all 10 requirements are met; urgent (it leaks): Manager decided alone: x"
    assert "assessment" not in {one.rule for one in found.requirements}
    assert decided().owed == ()


def test_what_a_verdict_says_of_the_request() -> None:
    found = decided(
        comment("outsider", "/rfc object later", 6),
        comment("square", "/rfc object sooner", 5),
        comment("asker", "/rfc hold on", 7),
        comment("outsider", "/rfc read", 8),
        organization=organization(tcam_square=None, lead_drp=None),
        change={"textual": ("README.md",)},
    )
    assert (found.rfc, found.number, found.digest, found.route) == ("RFC-17", 17, D1, "board")
    assert (found.rfc_class, found.as_of, found.on_hold) == ("ordinary", at(81), True)
    assert (found.policy, found.policy_version) == (policy().name, policy().version)
    assert found.policy_digest == policy().digest
    assert [one.item.id for one in found.routes] == ["LDM-503-13"]
    assert [one.text for one in found.objections] == ["sooner", "later"]
    assert [one.code for one in found.uncounted] == ["no-seat"]
    assert found.textual == ("README.md",)
    assert found.warnings == ("DRP Science Lead (vacant)", "Tcam Square (vacant)")
    assert decided(rfc=None).rfc == ""
    assert not decided().on_hold


def test_what_happens_later_is_not_known_yet() -> None:
    later = comment("outsider", "/rfc object no", 90)
    assert decided(*DONE, later) == decided(*DONE)
    assert decided(*DONE, later, hours=90).verdict == "BLOCK"
    assert facts(hours=0).as_of == OPENED + timedelta(0)


def test_a_major_one_waits_for_a_week() -> None:
    far = item(days_min=31, days_max=31)
    major = rfc(rfc_class="major", planned_end=None)
    found = decided(*DONE, items=(far,), rfc=replace(major, planned_end=rfc().planned_end))
    assert status(found, "window-major") == "blocked"
    assert found.rfc_class == "major"


def test_a_change_is_a_value() -> None:
    assert facts().change == ChangeFacts(digest=D1, items=(item(),), parties=facts().change.parties)
