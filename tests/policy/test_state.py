"""What is said of a request as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from dmccb.policy.decision import Outcome, Status
from dmccb.policy.state import sentence_of, warnings_of
from dmccb.rfc.event import Event
from tests.policy.build import (
    ADOPTED,
    BOARD,
    READ,
    account,
    approvals,
    at,
    comment,
    decided,
    item,
    organization,
    team_item,
)

DONE = (READ, *approvals(*BOARD), ADOPTED)
WEEK = 7 * 24


def happened(kind: Any, hours: float = 5) -> Event:
    return Event(id=f"{kind}-{hours}", kind=kind, at=at(hours), by=account("asker"))


@pytest.mark.parametrize(
    ("events", "more", "state"),
    [
        pytest.param((), {"items": (team_item(),)}, "PROPOSED", id="the-teams"),
        pytest.param((), {}, "FLAGGED", id="the-boards"),
        pytest.param((), {"items": (item(levels=("1",)),)}, "FLAGGED", id="the-projects"),
        pytest.param(
            (comment("chair", "/rfc flag of interest", 5),),
            {"items": (team_item(),)},
            "FLAGGED",
            id="flagged",
        ),
        pytest.param(tuple(approvals(*BOARD)), {}, "BOARD APPROVED", id="approved"),
        pytest.param(DONE, {}, "BOARD APPROVED", id="everything-is-met"),
        pytest.param((happened("merged"),), {}, "ADOPTED", id="merged"),
        pytest.param((comment("asker", "/rfc withdraw", 5),), {}, "WITHDRAWN", id="withdrawn"),
        pytest.param((happened("closed"),), {}, "WITHDRAWN", id="closed"),
        pytest.param((comment("manager", "/rfc reject no", 5),), {}, "REJECTED", id="rejected"),
        pytest.param(
            (comment("manager", "/rfc decide reject", 5),), {}, "REJECTED", id="rejected-without-a-reason"
        ),
        pytest.param((comment("asker", "/rfc escalate x", 5),), {}, "ESCALATED", id="escalated"),
        pytest.param(
            (comment("asker", "/rfc escalate x", 5), *DONE), {}, "BOARD APPROVED", id="escalated-and-back"
        ),
        pytest.param(
            (comment("asker", "/rfc withdraw", 5), comment("manager", "/rfc reject no", 6)),
            {},
            "WITHDRAWN",
            id="withdrawn-and-rejected",
        ),
        pytest.param(
            (comment("asker", "/rfc escalate x", 5), comment("manager", "/rfc reject no", 6)),
            {},
            "REJECTED",
            id="rejected-ends-an-escalation",
        ),
        pytest.param(
            (comment("manager", "/rfc reject no", 4), happened("merged")),
            {},
            "ADOPTED",
            id="there-is-no-way-back",
        ),
    ],
)
def test_state(events: tuple[Event, ...], more: dict[str, Any], state: str) -> None:
    assert decided(*events, **more).state == state


def way(title: str, status: Status = "met", code: str = "x", **more: Any) -> Outcome:
    given: dict[str, Any] = {"rule": title, "requirement": "any", "sentence": f"{title} it is"}
    return Outcome(title=title, status=status, code=code, **{**given, **more})


@pytest.mark.parametrize(
    ("required", "sentence"),
    [
        pytest.param((way("A"), way("B")), "all 2 requirements are met", id="all"),
        pytest.param(
            (way("A", "waiting"), way("B"), way("C", "not applicable")),
            "1 of 2 requirements are met; missing: A",
            id="one-is-missing",
        ),
        pytest.param(
            (way("A", "waiting"), way("B", "blocked"), way("C", "error")),
            "0 of 3 requirements are met; missing: A, B and C",
            id="three-are-named",
        ),
        pytest.param(
            (way("A", "waiting"), way("B", "blocked"), way("C", "error"), way("D", "waiting"), way("E")),
            "1 of 5 requirements are met; missing: A, B and 2 more",
            id="of-four-two-are-named",
        ),
        pytest.param(
            (way("A"), way("B", parts=(way("C", "waiting", "decided"), way("D", code="decided")))),
            "all 2 requirements are met; D it is",
            id="decided-by-one",
        ),
        pytest.param(
            (way("A", "not applicable"), way("B", "not applicable")), "B it is", id="nothing-is-asked"
        ),
    ],
)
def test_sentence(required: tuple[Outcome, ...], sentence: str) -> None:
    assert sentence_of(required) == sentence


def test_warnings() -> None:
    inner = way("B", vacant=("Chair (vacant)", "Lead (vacant)"))
    outcomes = (way("A", vacant=("Lead (vacant)",), parts=(inner,)), way("C", vacant=("T/CAM (vacant)",)))
    assert list(warnings_of(outcomes)) == ["Lead (vacant)", "Chair (vacant)", "T/CAM (vacant)"]
    assert decided(organization=organization(tcam_square=None)).warnings == ("Tcam Square (vacant)",)
