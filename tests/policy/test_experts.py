"""Whom somebody named as experts, and since when a request is escalated."""

from __future__ import annotations

from typing import Any

import pytest

from dmccb.policy.experts import empanelled, escalated_at
from dmccb.rfc.event import Event
from tests.policy.build import at, case, comment, rfc, rule

ESCALATED = comment("asker", "/rfc escalate we must decide", 3)
CHAIRS = comment("chair", "/rfc empanel @Expert-A @expert-b @expert-a", 2)
MANAGERS = comment("manager", "/rfc empanel @expert-c", 4)


@pytest.mark.parametrize(
    ("name", "events", "persons"),
    [
        pytest.param("committee", (), None, id="nobody"),
        pytest.param("committee", (CHAIRS,), ("expert-a", "expert-b"), id="each-once"),
        pytest.param("committee", (MANAGERS,), None, id="by-who-may-not"),
        pytest.param("panel", (MANAGERS,), None, id="a-panel-without-an-escalation"),
        pytest.param("panel", (ESCALATED, MANAGERS), ("expert-c",), id="a-panel"),
        pytest.param(
            "panel",
            (comment("asker", "/rfc escalate x", 4), MANAGERS),
            ("expert-c",),
            id="a-panel-at-the-moment-of-the-escalation",
        ),
        pytest.param(
            "panel", (comment("asker", "/rfc escalate x", 5), MANAGERS), None, id="a-panel-too-early"
        ),
        pytest.param("committee", (ESCALATED, CHAIRS), ("expert-a", "expert-b"), id="named-before-it"),
        pytest.param(
            "committee",
            (ESCALATED, comment("chair", "/rfc empanel @expert-c", 5)),
            None,
            id="no-committee-after-an-escalation",
        ),
        pytest.param(
            "committee",
            (CHAIRS, comment("chair", "/rfc empanel @expert-c @zoe", 3)),
            ("expert-c", "@zoe"),
            id="the-last-ones",
        ),
        pytest.param(
            "committee",
            (CHAIRS, comment("chair", "/rfc empanel somebody", 3)),
            ("expert-a", "expert-b"),
            id="nobody-named",
        ),
        pytest.param("board", (CHAIRS,), None, id="a-rule-without-experts"),
    ],
)
def test_empanelled(name: str, events: tuple[Event, ...], persons: tuple[str, ...] | None) -> None:
    found = empanelled(case(*events), rule(name))
    assert (found.persons if found else None) == persons


def test_what_names_them() -> None:
    found = empanelled(case(CHAIRS, comment("chair", "/rfc empanel @expert-c @Zoe", 3)), rule("committee"))
    assert found is not None
    assert (found.act.at, found.strangers) == (at(3), ("zoe",))


@pytest.mark.parametrize(
    ("events", "more", "moment"),
    [
        pytest.param((), {}, None, id="not"),
        pytest.param((ESCALATED,), {}, at(3), id="by-the-requestor"),
        pytest.param(
            (ESCALATED, comment("asker", "/rfc escalate again", 5)), {}, at(3), id="since-the-first"
        ),
        pytest.param((comment("outsider", "/rfc escalate x", 3),), {}, None, id="by-an-outsider"),
        pytest.param(
            (comment("owner", "/rfc escalate x", 3),),
            {"rfc": rfc(assignee="owner")},
            at(3),
            id="by-the-assignee",
        ),
        pytest.param(
            (comment("asker", "/rfc assign @owner", 2), comment("owner", "/rfc escalate x", 3)),
            {},
            at(3),
            id="by-the-new-assignee",
        ),
    ],
)
def test_escalated_at(events: tuple[Event, ...], more: dict[str, Any], moment: Any) -> None:
    assert escalated_at(case(*events, **more)) == moment
