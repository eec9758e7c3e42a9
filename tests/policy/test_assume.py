"""What would be, if somebody said something, or time passed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dmccb.errors import UsageError
from dmccb.policy.assume import assume, instant, said
from dmccb.policy.evaluate import decide
from dmccb.rfc.event import Account
from tests.policy.build import D1, IDS, account, approvals, at, comment, facts, opened, policy


def test_nothing_is_assumed() -> None:
    given = facts()
    assert assume(given, ()) == given


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        pytest.param("approve", "/rfc approve", id="approve"),
        pytest.param("read", "/rfc read", id="read"),
        pytest.param("withdraw", "/rfc withdraw", id="withdraw"),
        pytest.param("object", "/rfc object assumed", id="object"),
        pytest.param("adopt", f"/rfc adopt {D1} assumed", id="adopt"),
        pytest.param("decide", "/rfc decide accept assumed", id="decide"),
        pytest.param("assess", "/rfc assess endorse assumed", id="assess"),
        pytest.param("urgent", "/rfc urgent assumed", id="any-other"),
    ],
)
def test_what_is_said(verb: str, body: str) -> None:
    given = facts()
    found = assume(given, [f"{verb}=Chair"])
    event = found.events[-1]
    assert (event.kind, event.body, event.id, event.by) == ("comment", body, "assumed-1", account("chair"))
    assert event.at == found.as_of == at(81, seconds=1)
    assert found.events[:-1] == given.events
    assert event.whom is None


def test_one_after_the_other() -> None:
    found = assume(facts(), ["approve=chair", "at=+2h", "object=outsider"])
    first, second = found.events[-2:]
    assert (first.id, first.at) == ("assumed-1", at(81, seconds=1))
    assert (second.id, second.at) == ("assumed-2", at(83, seconds=2))
    assert found.as_of == at(83, seconds=2)


def test_somebody_is_told() -> None:
    found = assume(facts(before=(opened(),)), ["tell=Lead"])
    event = found.events[-1]
    assert (event.kind, event.whom, event.by, event.body) == ("requested", account("lead"), None, "")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        pytest.param("+72h", at(153), id="hours"),
        pytest.param("+7d", at(81 + 168), id="days"),
        pytest.param("+30m", at(81.5), id="minutes"),
        pytest.param("+5s", at(81, seconds=5), id="seconds"),
        pytest.param("2026-03-06T00:00:00Z", datetime(2026, 3, 6, tzinfo=UTC), id="an-instant"),
        pytest.param("2026-03-06T02:00:00+02:00", datetime(2026, 3, 6, tzinfo=UTC), id="with-an-offset"),
        pytest.param("2026-03-05T19:00:00Z", at(81), id="now"),
    ],
)
def test_when(value: str, moment: datetime) -> None:
    assert assume(facts(), [f"at={value}"]).as_of == moment


@pytest.mark.parametrize(
    ("assumption", "message", "hint"),
    [
        pytest.param(
            "approve",
            "--assume 'approve' means nothing",
            "approve=LOGIN, object=LOGIN, at=+72h",
            id="no-value",
        ),
        pytest.param(
            "approve=",
            "--assume 'approve=' means nothing",
            "approve=LOGIN, object=LOGIN, at=+72h",
            id="empty-value",
        ),
        pytest.param(
            "aprove=chair", "--assume aprove=…: no such command", "did you mean 'approve'?", id="misspelt"
        ),
        pytest.param(
            "dismissed=chair", "--assume dismissed=…: no such command", None, id="what-only-the-forge-says"
        ),
        pytest.param(
            "frobnicate=chair", "--assume frobnicate=…: no such command", None, id="no-such-command"
        ),
        pytest.param("=chair", "--assume =…: no such command", None, id="no-command"),
        pytest.param(
            "approve=chiar",
            "nobody on record has the account 'chiar'",
            "did you mean 'chair'?",
            id="a-login-misspelt",
        ),
        pytest.param(
            "approve=xyzzyplugh",
            "nobody on record has the account 'xyzzyplugh'",
            "an account of a person on record",
            id="a-stranger-does-not-approve",
        ),
        pytest.param(
            "at=soon",
            "--assume at='soon' is no time",
            "at=+72h, at=+7d, or at=2026-03-05T10:00:00Z",
            id="no-time",
        ),
        pytest.param(
            "at=+0h",
            "--assume at='+0h' is no time",
            "at=+72h, at=+7d, or at=2026-03-05T10:00:00Z",
            id="no-step",
        ),
        pytest.param(
            "at=+1w",
            "--assume at='+1w' is no time",
            "at=+72h, at=+7d, or at=2026-03-05T10:00:00Z",
            id="no-unit",
        ),
        pytest.param(
            "at=2026-03-06T00:00:00",
            "--assume at='2026-03-06T00:00:00' is no time",
            "at=+72h, at=+7d, or at=2026-03-05T10:00:00Z",
            id="naive",
        ),
        pytest.param(
            "at=2026-03-01T00:00:00Z",
            "--assume at=2026-03-01T00:00:00Z: time does not go back from 2026-03-05T19:00:00+00:00",
            "",
            id="the-past",
        ),
    ],
)
def test_what_means_nothing(assumption: str, message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as raised:
        assume(facts(), [assumption])
    assert raised.value.message == message
    assert raised.value.hint == hint or (hint is None and raised.value.hint)


def test_the_commands_are_named_where_none_is_near() -> None:
    with pytest.raises(UsageError) as raised:
        assume(facts(), ["xyzzyplugh=chair"])
    assert raised.value.hint.startswith("commands: read, flag, major, ")
    assert "dismissed" not in raised.value.hint


@pytest.mark.parametrize("verb", ["object", "withdraw"])
def test_anybody_objects(verb: str) -> None:
    event = assume(facts(), [f"{verb}=Zoe"]).events[-1]
    assert event.by == Account(login="zoe", id=1 << 62)


def test_who_has_spoken_is_known() -> None:
    spoken = comment("outsider", "hello", 5, by=Account(login="OutSider", id=9))
    event = assume(facts(spoken), ["approve=outsider"]).events[-1]
    assert event.by == Account(login="OutSider", id=9)


def test_of_two_accounts_of_one_login_that_on_record_is_meant() -> None:
    impostor = comment("chair", "hello", 5, by=Account(login="Chair", id=9))
    event = assume(facts(impostor), ["approve=chair"]).events[-1]
    assert event.by == account("chair")
    assert account("chair").id == IDS["chair"]


def test_the_words_can_be_given() -> None:
    assert said(facts(), "object", "chair", "too late").events[-1].body == "/rfc object too late"
    assert said(facts(), "object", "chair", "").events[-1].body == "/rfc object"


def test_it_changes_the_verdict() -> None:
    given = facts(*approvals("chair", "manager", "architect"))
    before = decide(policy(), given).requirement("board")
    after = decide(policy(), assume(given, ["approve=operator"])).requirement("board")
    assert before is not None
    assert after is not None
    assert (before.status, after.status) == ("waiting", "met")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2026-03-05T10:00:00Z", datetime(2026, 3, 5, 10, tzinfo=UTC), id="utc"),
        pytest.param("2026-03-05T10:00:00-07:00", datetime(2026, 3, 5, 17, tzinfo=UTC), id="offset"),
        pytest.param("2026-03-05T10:00:00", None, id="naive"),
        pytest.param("2026-03-05", None, id="a-day"),
        pytest.param("tomorrow", None, id="a-word"),
        pytest.param("", None, id="nothing"),
        pytest.param("0001-01-01T00:00:00+14:00", None, id="before-the-first-day"),
    ],
)
def test_instant(text: str, moment: Any) -> None:
    assert instant(text) == moment


@pytest.mark.parametrize("value", ["+99999999d", "+999999999999999999d"])
def test_a_time_that_never_comes_is_no_time(value: str) -> None:
    with pytest.raises(UsageError):
        assume(facts(), [f"at={value}"])
