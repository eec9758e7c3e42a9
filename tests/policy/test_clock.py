"""Since when, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.clock import end_of, start_of
from dmccb.policy.evaluate import decide
from dmccb.rfc.event import Event, Head
from dmccb.rfc.request import Request
from tests.policy.build import (
    D1,
    D2,
    OPENED,
    account,
    asked,
    at,
    case,
    comment,
    facts,
    item,
    opened,
    policy,
    requested,
    rfc,
    rule,
    team_item,
    told,
)

REQUEST = Request(number=17, author=account("asker"))
CHANGED = (Head(at=OPENED, commit="c1", digest=D2), Head(at=at(30), commit="c2", digest=D1))
TOO_EARLY = "is earlier than 72 hours allow (2026-03-05 10:00 UTC)"


def happened(kind: Any, hours: float) -> Event:
    return Event(id=f"{kind}-{hours}", kind=kind, at=at(hours), by=account("asker"))


# -------------------------------------------------------------- beginnings


@pytest.mark.parametrize(
    ("start", "events", "more", "moment"),
    [
        pytest.param("opened", (), {}, OPENED, id="opened"),
        pytest.param("opened", (), {"before": ()}, None, id="never-opened"),
        pytest.param("opened", (opened(hours=5),), {}, OPENED, id="opened-is-the-first"),
        pytest.param("ready", (), {}, OPENED, id="ready-from-the-beginning"),
        pytest.param("ready", (), {"request": replace(REQUEST, draft=True)}, None, id="a-draft"),
        pytest.param(
            "ready",
            (happened("ready", 5),),
            {"request": replace(REQUEST, draft=True)},
            at(5),
            id="made-ready",
        ),
        pytest.param(
            "ready", (happened("drafted", 3), happened("ready", 5)), {}, at(5), id="ready-for-the-last-time"
        ),
        pytest.param("ready", (happened("drafted", 3),), {}, None, id="a-draft-again"),
        pytest.param("ready", (happened("closed", 3), happened("reopened", 4)), {}, OPENED, id="not-drafted"),
        pytest.param("ready", (happened("ready", 90),), {"hours": 81}, OPENED, id="ready-later"),
        pytest.param("changed", (), {}, OPENED, id="never-changed"),
        pytest.param("changed", (), {"heads": CHANGED}, at(30), id="changed"),
        pytest.param(
            "changed",
            (),
            {"heads": (*CHANGED, Head(at=at(40), commit="c3", digest=D1))},
            at(30),
            id="the-meaning-is-the-same",
        ),
        pytest.param("changed", (), {"heads": ()}, None, id="no-head"),
        pytest.param("told", (), {}, OPENED, id="told"),
        pytest.param(
            "told", (requested("lead", 5),), {"before": (opened(), requested("tcam"))}, at(5), id="told-later"
        ),
        pytest.param("told", (), {"before": (opened(),)}, None, id="not-told"),
        pytest.param("asked", (), {}, OPENED, id="asked"),
        pytest.param("asked", (), {"heads": CHANGED}, at(30), id="asked-about-the-change-as-it-is"),
        pytest.param("asked", (), {"heads": ()}, None, id="asked-about-nothing"),
        pytest.param("asked", (happened("drafted", 3),), {}, None, id="asked-about-a-draft"),
        pytest.param(
            "asked",
            (comment("chair", "/rfc flag of interest", 20),),
            {"items": (team_item(),)},
            at(20),
            id="asked-when-it-was-flagged",
        ),
        pytest.param(
            "asked",
            (comment("chair", "/rfc flag of interest", 20),),
            {},
            OPENED,
            id="flagged-for-nothing-more",
        ),
        pytest.param("decided", (), {}, None, id="nothing-was-decided"),
        pytest.param(
            "decided",
            (comment("manager", "/rfc decide accept a", 6), comment("manager", "/rfc decide accept b", 5)),
            {},
            at(5),
            id="the-first-decision",
        ),
        pytest.param(
            "decided",
            (comment("manager", "/rfc decide accept a", 6),),
            {"heads": CHANGED},
            None,
            id="another-change",
        ),
        pytest.param(
            "decided",
            (comment("outsider", "/rfc decide accept a", 6),),
            {},
            None,
            id="who-may-not-decides-nothing",
        ),
    ],
)
def test_start(start: str, events: tuple[Event, ...], more: dict[str, Any], moment: datetime | None) -> None:
    assert start_of(case(*events, **more), (start,)) == moment


def test_the_latest_of_several() -> None:
    found = case(heads=CHANGED)
    assert start_of(found, ("opened", "changed", "ready")) == at(30)
    assert start_of(found, ("opened", "decided")) is None
    assert start_of(found, ()) is None


def test_the_end_of_a_day() -> None:
    assert end_of(date(2026, 2, 28)) == datetime(2026, 3, 1, tzinfo=UTC)


# ----------------------------------------------------------------- window


@pytest.mark.parametrize(
    ("name", "hours", "more", "expected", "due"),
    [
        pytest.param(
            "window",
            71,
            {},
            ("waiting", "window-open", "until 2026-03-05 10:00 UTC"),
            at(72),
            id="still-open",
        ),
        pytest.param(
            "window", 72, {}, ("met", "window-over", "since 2026-03-05 10:00 UTC"), None, id="over-at-its-end"
        ),
        pytest.param(
            "window",
            81,
            {"heads": CHANGED},
            ("waiting", "window-open", "until 2026-03-06 16:00 UTC"),
            at(102),
            id="a-new-meaning-begins-it-anew",
        ),
        pytest.param(
            "window",
            81,
            {"rfc": rfc(planned_end=date(2026, 3, 6))},
            ("waiting", "window-open", "until 2026-03-07 00:00 UTC, the planned end"),
            at(110),
            id="a-later-planned-end-rules",
        ),
        pytest.param(
            "window",
            110,
            {"rfc": rfc(planned_end=date(2026, 3, 6))},
            ("met", "window-over", "since 2026-03-07 00:00 UTC, the planned end"),
            None,
            id="a-later-planned-end-is-over",
        ),
        pytest.param(
            "window",
            81,
            {"rfc": rfc(planned_end=date(2026, 3, 4))},
            ("blocked", "planned-end-too-early", f"the planned end, 2026-03-04, {TOO_EARLY}"),
            None,
            id="an-earlier-planned-end-is-refused",
        ),
        pytest.param(
            "window",
            81,
            {"rfc": rfc(planned_end=None)},
            ("met", "window-over", "since 2026-03-05 10:00 UTC"),
            None,
            id="no-planned-end",
        ),
        pytest.param(
            "window",
            81,
            {"rfc": None},
            ("met", "window-over", "since 2026-03-05 10:00 UTC"),
            None,
            id="no-record",
        ),
        pytest.param(
            "window",
            81,
            {"before": (opened(),)},
            ("waiting", "not-started", "72 hours have not begun: not everybody affected was told"),
            None,
            id="not-told",
        ),
        pytest.param(
            "window",
            81,
            {"heads": ()},
            ("waiting", "not-started", "72 hours have not begun: the gate has seen no head"),
            None,
            id="no-head",
        ),
        pytest.param(
            "window",
            81,
            {"request": replace(REQUEST, draft=True)},
            ("waiting", "not-started", "72 hours have not begun: it is a draft"),
            None,
            id="a-draft",
        ),
        pytest.param(
            "window",
            81,
            {"before": ()},
            ("waiting", "not-started", "72 hours have not begun: no event says when it was opened"),
            None,
            id="not-opened",
        ),
        pytest.param(
            "window-major",
            81,
            {"rfc": rfc(rfc_class="ordinary", planned_end=date(2026, 3, 5))},
            ("waiting", "window-open", "until 2026-03-09 10:00 UTC"),
            at(168),
            id="a-planned-end-of-an-ordinary-one-is-not-too-early",
        ),
        pytest.param(
            "window-major",
            81,
            {"rfc": rfc(rfc_class="major", planned_end=date(2026, 3, 8))},
            (
                "blocked",
                "planned-end-too-early",
                "the planned end, 2026-03-08, is earlier than 1 week allow (2026-03-09 10:00 UTC)",
            ),
            None,
            id="a-planned-end-of-a-major-one-is",
        ),
        pytest.param(
            "window-major",
            168,
            {"rfc": rfc(rfc_class="major", planned_end=date(2026, 3, 9))},
            ("met", "window-over", "since 2026-03-09 10:00 UTC"),
            None,
            id="planned-for-its-last-day",
        ),
    ],
)
def test_window(
    name: str, hours: float, more: dict[str, Any], expected: tuple[str, str, str], due: datetime | None
) -> None:
    found = asked(name, hours=hours, **more)
    assert told(found) == expected
    assert (found.due, found.overdue, found.can) == (due, False, ())


@pytest.mark.parametrize(
    ("start", "why"),
    [
        pytest.param("asked", "nobody was asked", id="asked"),
        pytest.param("decided", "nothing was decided", id="decided"),
    ],
)
def test_other_beginnings(start: str, why: str) -> None:
    found = asked(rule("window", starts=("opened", start)), heads=())
    assert told(found) == ("waiting", "not-started", f"72 hours have not begun: {why}")


def test_what_a_window_rests_on() -> None:
    assert [(one.what, one.at) for one in asked("window").evidence] == [
        ("it began", OPENED),
        ("it ends", at(72)),
    ]
    assert [(one.what, one.at) for one in asked("window", hours=1).evidence] == [("it began", OPENED)]


def test_a_planned_end_counts_from_the_end_of_the_longest_window() -> None:
    """A major request with a planned end on the last day of its week ends with the week."""
    more: dict[str, Any] = {
        "rfc": rfc(rfc_class="major", planned_end=date(2026, 3, 9)),
        "items": (item(days_min=40, days_max=40),),
        "hours": 168,
    }
    for name in ("window", "window-major"):
        assert asked(name, **more).code == "window-over"
    assert asked("window", **more).sentence == "since 2026-03-05 10:00 UTC"


def test_a_rule_that_is_asked_of_everything_reads_the_planned_end() -> None:
    early = rfc(planned_end=date(2026, 3, 4))
    assert asked(rule("window", when=None), rfc=early).code == "planned-end-too-early"


def test_another_period() -> None:
    assert asked(rule("window", period="1h"), hours=1, rfc=None).status == "met"
    assert asked(rule("window", period="1h"), hours=0.9, rfc=None).sentence == "until 2026-03-02 11:00 UTC"


@pytest.mark.parametrize(
    "day", [pytest.param(date.max, id="the-last-day-there-is"), pytest.param(date.min, id="the-first")]
)
def test_any_planned_end_gets_an_answer(day: date) -> None:
    assert decide(policy(), facts(rfc=rfc(planned_end=day))).verdict in ("WAIT", "BLOCK", "ERROR")
