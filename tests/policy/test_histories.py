"""Whole requests as stories: what happened, and what the gate said after each event and in between.

Each row tells the hours since the request was opened, what happened then, the verdict, the state, and what is
missing.  A row without an event is a moment at which somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pytest

from dmccb.policy.decision import Decision
from dmccb.rfc.event import Event, Head
from tests.policy.build import (
    D1,
    D2,
    account,
    at,
    comment,
    decided,
    item,
    opened,
    organization,
    requested,
    review,
    rfc,
    team_item,
)

SECOND = 1 / 3600
WEEK = 168


class Row(NamedTuple):
    """One line of a story.

    Attributes
    ----------
    hours
        Since the request was opened.
    what
        What happened; None where somebody only asks.
    verdict, state
        What the gate says then.
    missing
        The rules that are not met.
    void
        Whose acts are about another digest than that of the change.
    owed
        How what is owed after the merge stands.
    """

    hours: float
    what: Event | Head | None
    verdict: str
    state: str
    missing: str = ""
    void: str = ""
    owed: str = ""


def say(hours: float, by: str, text: str, verdict: str, state: str, **more: str) -> Row:
    return Row(hours, comment(by, text, hours), verdict, state, **more)


def approve(hours: float, by: str, verdict: str, state: str, **more: str) -> Row:
    return Row(hours, review(by, "APPROVED", hours), verdict, state, **more)


def tell(hours: float, whom: str, verdict: str, state: str, **more: str) -> Row:
    return Row(hours, requested(whom, hours), verdict, state, **more)


def push(hours: float, digest: str, verdict: str, state: str, **more: str) -> Row:
    return Row(hours, Head(at=at(hours), commit=f"c{hours}", digest=digest), verdict, state, **more)


def ask(hours: float, verdict: str, state: str, **more: str) -> Row:
    return Row(hours, None, verdict, state, **more)


def merge(hours: float, **more: str) -> Row:
    event = Event(id="merged", kind="merged", at=at(hours), by=account("asker"))
    return Row(hours, event, "PASS", "ADOPTED", **more)


def judged(rows: Sequence[Row], index: int, given: dict[str, Any]) -> Decision:
    """Return the verdict at one row; the gate saw the first head at once."""
    now = rows[index].hours
    happened = [row.what for row in rows[: index + 1]]
    first = Head(at=at(), commit="c0", digest=D1)
    heads = (first, *(one for one in happened if isinstance(one, Head)))
    events = [one for one in happened if isinstance(one, Event)]
    return decided(*events, before=(opened(),), heads=heads, digest=heads[-1].digest, hours=now, **given)


def told(found: Decision) -> tuple[str, str, set[str], set[str], set[str]]:
    """Return what a row tells."""
    void = {one.act.login for one in found.uncounted if one.code == "other-digest"}
    owed = {"overdue" if one.overdue else one.code for one in found.owed}
    return found.verdict, found.state, {one.rule for one in found.open}, void, owed


def check(rows: Sequence[Row], **given: Any) -> None:
    """Assert the whole story, row by row."""
    story = [
        (
            row.hours,
            row.verdict,
            row.state,
            *(set(text.split()) for text in (row.missing, row.void, row.owed)),
        )
        for row in rows
    ]
    assert [(row.hours, *told(judged(rows, index, given))) for index, row in enumerate(rows)] == story


TEAM: dict[str, Any] = {"items": (team_item(),), "rfc": rfc(affected=("DM-1",))}
MAJOR: dict[str, Any] = {
    "items": (item(days_min=45, days_max=45),),
    "rfc": rfc(rfc_class="major", planned_end=date(2026, 3, 9)),
}


def test_a_smooth_change_on_the_teams_route() -> None:
    check(
        [
            ask(0, "WAIT", "PROPOSED", missing="notify triage consensus window"),
            tell(1, "tcam", "WAIT", "PROPOSED", missing="notify triage consensus window"),
            tell(2, "lead", "WAIT", "PROPOSED", missing="triage consensus window"),
            say(5, "architect", "/rfc read", "WAIT", "PROPOSED", missing="consensus window"),
            say(6, "outsider", "Looks fine to me.", "WAIT", "PROPOSED", missing="consensus window"),
            say(70, "asker", f"/rfc adopt {D1} nobody objected", "WAIT", "PROPOSED", missing="window"),
            ask(74 - SECOND, "WAIT", "PROPOSED", missing="window"),
            ask(74, "PASS", "PROPOSED"),
            merge(75),
        ],
        **TEAM,
    )


def test_a_major_change_slips_again_and_is_approved_again() -> None:
    four = "chair architect operator manager"
    check(
        [
            tell(
                0,
                "tcam",
                "WAIT",
                "FLAGGED",
                missing="notify triage board-approval consensus window-major window",
            ),
            tell(0, "lead", "WAIT", "FLAGGED", missing="triage board-approval consensus window-major window"),
            say(
                1,
                "square",
                "/rfc read",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus window-major window",
            ),
            approve(24, "chair", "WAIT", "FLAGGED", missing="board-approval consensus window-major window"),
            approve(
                25, "architect", "WAIT", "FLAGGED", missing="board-approval consensus window-major window"
            ),
            approve(
                26, "operator", "WAIT", "FLAGGED", missing="board-approval consensus window-major window"
            ),
            approve(27, "manager", "WAIT", "BOARD APPROVED", missing="consensus window-major window"),
            ask(72, "WAIT", "BOARD APPROVED", missing="consensus window-major"),
            # A rebase keeps the meaning, and so everything.
            push(90, D1, "WAIT", "BOARD APPROVED", missing="consensus window-major"),
            # It slips again: what was approved is void, that it was read and told is not.
            push(
                100, D2, "WAIT", "FLAGGED", missing="board-approval consensus window-major window", void=four
            ),
            say(
                101,
                "asker",
                f"/rfc adopt {D1} the board agreed",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus window-major window",
                void=f"{four} asker",
            ),
            approve(
                110,
                "chair",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus window-major window",
                void="architect operator manager asker",
            ),
            approve(
                111,
                "architect",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus window-major window",
                void="operator manager asker",
            ),
            approve(
                112,
                "square",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus window-major window",
                void="operator manager asker",
            ),
            approve(
                113,
                "manager",
                "WAIT",
                "BOARD APPROVED",
                missing="consensus window-major window",
                void="operator asker",
            ),
            ask(172, "WAIT", "BOARD APPROVED", missing="consensus window-major", void="operator asker"),
            say(
                200,
                "asker",
                f"/rfc adopt {D2} the board agreed to the second date",
                "WAIT",
                "BOARD APPROVED",
                missing="window-major",
                void="operator asker",
            ),
            ask(100 + WEEK - SECOND, "WAIT", "BOARD APPROVED", missing="window-major", void="operator asker"),
            ask(100 + WEEK, "PASS", "BOARD APPROVED", void="operator asker"),
            merge(100 + WEEK + 1, void="operator asker"),
        ],
        **MAJOR,
    )


def test_an_objection_is_raised_and_withdrawn() -> None:
    check(
        [
            tell(0, "tcam", "WAIT", "PROPOSED", missing="notify triage consensus window"),
            tell(0, "lead", "WAIT", "PROPOSED", missing="triage consensus window"),
            say(1, "chair", "/rfc read", "WAIT", "PROPOSED", missing="consensus window"),
            say(
                30,
                "outsider",
                "/rfc object the camera needs it earlier",
                "BLOCK",
                "PROPOSED",
                missing="no-objection-team consensus window",
            ),
            # Neither the chair nor the requestor's record takes it back.
            say(
                40,
                "chair",
                "/rfc withdraw",
                "BLOCK",
                "PROPOSED",
                missing="no-objection-team consensus window",
            ),
            say(
                50,
                "asker",
                f"/rfc adopt {D1} it was discussed",
                "BLOCK",
                "PROPOSED",
                missing="no-objection-team window",
            ),
            ask(72, "BLOCK", "PROPOSED", missing="no-objection-team"),
            ask(80 - SECOND, "BLOCK", "PROPOSED", missing="no-objection-team"),
            say(80, "outsider", "/rfc withdraw", "PASS", "PROPOSED"),
            merge(81),
        ],
        **TEAM,
    )


def test_a_board_without_quorum_and_the_project_manager_decides_after_a_week() -> None:
    check(
        [
            tell(0, "tcam", "WAIT", "FLAGGED", missing="notify triage board-approval consensus window"),
            tell(0, "lead", "WAIT", "FLAGGED", missing="triage board-approval consensus window"),
            approve(24, "chair", "WAIT", "FLAGGED", missing="board-approval consensus window"),
            approve(25, "architect", "WAIT", "FLAGGED", missing="board-approval consensus window"),
            approve(26, "manager", "WAIT", "FLAGGED", missing="board-approval consensus window"),
            ask(72, "WAIT", "FLAGGED", missing="board-approval consensus"),
            say(
                100,
                "manager",
                "/rfc decide accept three of us agree",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus",
            ),
            ask(WEEK - SECOND, "WAIT", "FLAGGED", missing="board-approval consensus"),
            ask(WEEK, "WAIT", "FLAGGED", missing="board-approval consensus"),
            # What was said too early does not become a decision by waiting.
            say(
                WEEK + 1,
                "chair",
                "/rfc decide accept three of us agree",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus",
            ),
            say(WEEK + 2, "manager", "/rfc decide accept there is no quorum", "PASS", "BOARD APPROVED"),
            merge(WEEK + 3),
        ],
        organization=organization(operations_architect=None, interface_scientist=None, tcam_square=None),
    )


def test_an_urgent_decision_is_assessed_afterwards() -> None:
    missing = "triage board-approval consensus window"
    check(
        [
            tell(0, "tcam", "WAIT", "FLAGGED", missing=f"notify {missing}"),
            tell(0, "lead", "WAIT", "FLAGGED", missing=missing),
            say(1, "square", "/rfc read", "WAIT", "FLAGGED", missing="board-approval consensus window"),
            say(
                2,
                "manager",
                "/rfc urgent the detector is at risk",
                "WAIT",
                "FLAGGED",
                missing="board-approval consensus window",
            ),
            say(3, "manager", "/rfc decide accept now", "PASS", "BOARD APPROVED", owed="assessment-owed"),
            merge(4, owed="assessment-owed"),
            ask(3 + WEEK, "PASS", "ADOPTED", owed="assessment-owed"),
            ask(3 + WEEK + SECOND, "PASS", "ADOPTED", owed="overdue"),
            say(
                3 + WEEK + 5,
                "manager",
                "/rfc assess endorse I was right",
                "PASS",
                "ADOPTED",
                owed="overdue",
            ),
            # The board's assessment comes after the merge: that is what it is for.
            say(
                3 + WEEK + 6, "chair", "/rfc assess endorse it was right", "PASS", "ADOPTED", owed="endorsed"
            ),
        ]
    )


def test_experts_decide_where_an_objection_remains() -> None:
    blocked = "no-objection-team"
    check(
        [
            tell(0, "tcam", "WAIT", "PROPOSED", missing="notify triage consensus window"),
            tell(0, "lead", "WAIT", "PROPOSED", missing="triage consensus window"),
            say(1, "chair", "/rfc read", "WAIT", "PROPOSED", missing="consensus window"),
            say(30, "outsider", "/rfc object no", "BLOCK", "PROPOSED", missing=f"{blocked} consensus window"),
            say(
                70, "asker", f"/rfc adopt {D1} all but one", "BLOCK", "PROPOSED", missing=f"{blocked} window"
            ),
            # Only the requestor or the assignee escalates.
            say(75, "outsider", "/rfc escalate please", "BLOCK", "PROPOSED", missing=blocked),
            say(80, "asker", "/rfc escalate we need an answer", "BLOCK", "ESCALATED", missing=blocked),
            say(81, "chair", "/rfc empanel @expert-a @expert-b", "BLOCK", "ESCALATED", missing=blocked),
            say(
                82,
                "manager",
                "/rfc empanel @expert-a @expert-b @expert-c",
                "BLOCK",
                "ESCALATED",
                missing=blocked,
            ),
            approve(90, "expert-a", "BLOCK", "ESCALATED", missing=blocked),
            approve(91, "expert-b", "PASS", "PROPOSED"),
            merge(92),
        ],
        **TEAM,
    )


@pytest.mark.parametrize(
    "by", [pytest.param("manager", id="project-manager"), pytest.param("scientist", id="subsystem-scientist")]
)
def test_a_rejection_is_final(by: str) -> None:
    check(
        [
            tell(0, "tcam", "WAIT", "PROPOSED", missing="notify triage consensus window"),
            tell(0, "lead", "WAIT", "PROPOSED", missing="triage consensus window"),
            say(1, "chair", "/rfc read", "WAIT", "PROPOSED", missing="consensus window"),
            say(70, "asker", f"/rfc adopt {D1} agreed", "WAIT", "PROPOSED", missing="window"),
            ask(72, "PASS", "PROPOSED"),
            say(
                73,
                by,
                "/rfc reject it costs too much",
                "BLOCK",
                "REJECTED",
                missing="last-word no-objection-team",
            ),
            ask(10 * WEEK, "BLOCK", "REJECTED", missing="last-word no-objection-team"),
        ],
        **TEAM,
    )


def test_a_request_is_withdrawn_for_good() -> None:
    check(
        [
            tell(0, "tcam", "WAIT", "PROPOSED", missing="notify triage consensus window"),
            tell(0, "lead", "WAIT", "PROPOSED", missing="triage consensus window"),
            say(1, "chair", "/rfc read", "WAIT", "PROPOSED", missing="consensus window"),
            say(2, "asker", "/rfc hold until Monday", "WAIT", "PROPOSED", missing="open consensus window"),
            say(60, "asker", "/rfc resume", "WAIT", "PROPOSED", missing="open consensus window"),
            say(61, "asker", "/rfc resume it is Monday", "WAIT", "PROPOSED", missing="consensus window"),
            say(70, "asker", "/rfc withdraw", "BLOCK", "WITHDRAWN", missing="open consensus window"),
            say(71, "asker", f"/rfc adopt {D1} agreed", "BLOCK", "WITHDRAWN", missing="open window"),
            ask(100, "BLOCK", "WITHDRAWN", missing="open"),
        ],
        **TEAM,
    )
