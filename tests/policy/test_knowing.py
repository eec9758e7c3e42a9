"""Since when each person knows of a request."""

from __future__ import annotations

import pytest

from dmccb.policy.case import Case
from dmccb.rfc.event import Event
from tests.policy.build import account, at, comment, facts, opened, policy, requested, review


def known(*events: Event, hours: float = 50) -> dict[str, float]:
    """Return person -> hours after the opening, of everybody but the requestor."""
    case = Case(policy(), facts(*events, before=(opened(),), hours=hours))
    return {
        who: (moment - at()).total_seconds() / 3600
        for who, moment in case.first_told.items()
        if who != "asker"
    }


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(requested("tcam", 3), {"tcam": 3}, id="asked-to-review"),
        pytest.param(comment("asker", "@tcam, look", 4), {"tcam": 4}, id="mentioned"),
        pytest.param(comment("asker", "@TCAM and @Lead", 4), {"tcam": 4, "lead": 4}, id="in-any-letters"),
        pytest.param(comment("tcam", "I see", 5), {"tcam": 5}, id="has-spoken"),
        pytest.param(review("tcam", "COMMENTED", 5), {"tcam": 5}, id="has-reviewed"),
        pytest.param(comment("asker", "@nobody-here", 4), {}, id="of-no-record"),
        pytest.param(comment("asker", "`@tcam`", 4), {}, id="in-code"),
        pytest.param(
            comment("asker", "> @tcam said so\n\nYes, @lead.", 4), {"tcam": 4, "lead": 4}, id="in-a-quote"
        ),
        pytest.param(comment("asker", "@tcam", 4, edited=True), {}, id="perhaps-mentioned-later"),
        pytest.param(review("tcam", "PENDING", 5, "@lead"), {}, id="not-submitted"),
        pytest.param(requested("tcam", 60), {}, id="not-yet"),
        pytest.param(
            Event(id="e", kind="closed", at=at(2), by=account("tcam"), body="@lead"),
            {},
            id="closing-tells-nobody",
        ),
        pytest.param(comment("asker", "@tcam", 4, by=None), {"tcam": 4}, id="by-an-account-that-is-gone"),
    ],
)
def test_who_knows(event: Event, expected: dict[str, float]) -> None:
    assert known(event) == expected


def test_the_first_time_counts() -> None:
    assert known(comment("asker", "@tcam", 9), requested("tcam", 3), comment("tcam", "yes", 5)) == {"tcam": 3}


def test_the_requestor_knows_from_the_start() -> None:
    assert Case(policy(), facts()).first_told["asker"] == at()
