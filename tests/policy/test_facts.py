"""Facts are read strictly, and one thing has one digest."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from dmccb.policy.facts import (
    ChangeFacts,
    Facts,
    FactsError,
    PolicyChange,
    PolicyFacts,
    facts_json,
    facts_of,
    read_facts,
    spoken,
    stamp,
)
from dmccb.rfc.event import Head
from dmccb.rfc.roster import Organization
from tests.policy.build import (
    D1,
    D2,
    OPENED,
    READ,
    account,
    approvals,
    at,
    comment,
    facts,
    item,
    opened,
    owner,
    rfc,
)

NO_RFC = r"rfc.id: expected `str` matching regex '^RFC-[1-9][0-9]*$(?!\\n)'"
EVERYTHING = facts(
    READ, *approvals("chair"), parties=(owner("v1"),), change={"authors": {"LDM-1": ("author",)}}
)


def values(**more: Any) -> dict[str, Any]:
    """Return the least that facts must say, with other values."""
    given: dict[str, Any] = {
        "as_of": "2026-03-05T10:00:00Z",
        "request": {"number": 1, "author": None},
        "change": {"digest": D1},
    }
    return {**given, **more}


def event(**more: Any) -> dict[str, Any]:
    return {"id": "e1", "kind": "comment", "at": "2026-03-05T10:00:00Z", **more}


def test_the_least() -> None:
    found = read_facts(json.dumps(values()), "f.json")
    assert (found.as_of, found.request.number, found.events) == (datetime(2026, 3, 5, 10, tzinfo=UTC), 1, ())
    assert (found.opened, found.rfc, found.schema) == (None, None, "dmccb/facts/1")


def test_what_is_written_is_read_again() -> None:
    written = facts_json(EVERYTHING)
    found = read_facts(json.dumps(written), "f.json")
    assert facts_json(found) == written
    assert replace(found, events=EVERYTHING.events) == EVERYTHING


def test_what_is_not_said() -> None:
    found = facts_of(values(change={"digest": D1, "policy": {"version": 2}}), "f.json")
    assert (found.heads, found.contributors, found.unreadable, found.organization) == (
        (),
        (),
        (),
        Organization(),
    )
    assert found.change == ChangeFacts(
        digest=D1, items=(), parties=(), authors={}, policy=PolicyChange(version=2, fault=""), textual=()
    )
    assert facts_of(values(), "f.json").change.policy is None
    assert found.policy == PolicyFacts(branch="main", version=None, digest="")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(EVERYTHING, id="facts"),
        pytest.param(EVERYTHING.change, id="change"),
        pytest.param(EVERYTHING.policy, id="policy"),
        pytest.param(PolicyChange(version=1), id="policy-change"),
    ],
)
def test_a_value_does_not_change_and_is_strict(value: Any) -> None:
    name = value.__struct_fields__[0]
    with pytest.raises(AttributeError):
        setattr(value, name, getattr(value, name))
    with pytest.raises(TypeError):
        type(value)(getattr(value, name))
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({**msgspec.to_builtins(value), "colour": 1}, type(value))


def test_what_is_empty_is_left_out() -> None:
    assert facts_json(facts_of(values(), "f.json")) == {"schema": "dmccb/facts/1", **values()}
    assert msgspec.to_builtins(PolicyChange(version=1)) == {"version": 1}
    assert msgspec.to_builtins(PolicyFacts()) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "f.json: not JSON: Expecting value: line 1 column 1 (char 0)", id="empty"),
        pytest.param(
            "{",
            "f.json: not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
            id="cut",
        ),
        pytest.param(
            '{"as_of": 1, "as_of": 2}', "f.json: not JSON: the key 'as_of' is used twice", id="a-key-twice"
        ),
        pytest.param(
            '{"request": {"a": {"b": 1, "c": 2, "b": 1}}}',
            "f.json: not JSON: the key 'b' is used twice",
            id="deep-inside",
        ),
        pytest.param(
            f'{{"{"k" * 99}": 1, "{"k" * 99}": 2}}',
            f"f.json: not JSON: the key '{'k' * 60}' is used twice",
            id="a-long-key",
        ),
        pytest.param("[]", "f.json: expected `object`, got `array`", id="a-list"),
        pytest.param("null", "f.json: expected `object`, got `null`", id="null"),
    ],
)
def test_what_is_no_json(text: str, message: str) -> None:
    with pytest.raises(FactsError) as raised:
        read_facts(text, "f.json")
    assert raised.value.message == message


def test_what_is_nested_too_deep_is_no_json() -> None:
    with pytest.raises(FactsError, match=r"^f\.json: not JSON: "):
        read_facts("[" * 100_000, "f.json")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param({"colour": 1}, "object contains unknown field `colour`", id="unknown-key"),
        pytest.param(
            {"request": {"number": 1, "author": None, "colour": 1}},
            "request: object contains unknown field `colour`",
            id="unknown-key-inside",
        ),
        pytest.param(
            {"events": [event(), event(id="e2", colour=1)]},
            "events[1]: object contains unknown field `colour`",
            id="unknown-key-of-an-event",
        ),
        pytest.param(
            {"as_of": "2026-03-05T10:00:00"},
            "as_of: expected `datetime` with a timezone component",
            id="naive-time",
        ),
        pytest.param(
            {"events": [event(at="2026-03-05T10:00:00")]},
            "events[0].at: expected `datetime` with a timezone component",
            id="naive-time-of-an-event",
        ),
        pytest.param({"as_of": "yesterday"}, "as_of: invalid RFC3339 encoded datetime", id="no-time"),
        pytest.param({"as_of": 5}, "as_of: expected `datetime`, got `int`", id="a-number-for-a-time"),
        pytest.param(
            {"request": {"number": "1", "author": None}},
            "request.number: expected `int`, got `str`",
            id="a-text-for-a-number",
        ),
        pytest.param(
            {"request": {"number": 0, "author": None}}, "request.number: expected `int` >= 1", id="no-number"
        ),
        pytest.param(
            {"request": {"number": True, "author": None}},
            "request.number: expected `int`, got `bool`",
            id="yes-for-a-number",
        ),
        pytest.param(
            {"request": {"number": 1}},
            "request: object missing required field `author`",
            id="an-author-must-be-said",
        ),
        pytest.param({"events": {}}, "events: expected `array`, got `object`", id="an-object-for-a-list"),
        pytest.param(
            {"events": [event(kind="tweet")]},
            "events[0].kind: invalid enum value 'tweet'",
            id="an-unknown-kind",
        ),
        pytest.param({"events": [event(id="")]}, "events[0].id: expected `str` of length >= 1", id="no-id"),
        pytest.param(
            {"events": [event(state="LIKED")]},
            "events[0].state: invalid enum value 'LIKED'",
            id="an-unknown-state",
        ),
        pytest.param(
            {"change": {"digest": ""}}, "change.digest: expected `str` of length >= 1", id="no-digest"
        ),
        pytest.param(
            {"rfc": {"id": "RFC-01"}},
            NO_RFC,
            id="no-rfc",
        ),
        pytest.param(
            {"rfc": {"id": "RFC-1\n"}},
            NO_RFC,
            id="a-line-after-an-id",
        ),
        pytest.param(
            {"rfc": {"id": "RFC-1", "class": "huge"}}, "rfc.class: invalid enum value 'huge'", id="no-class"
        ),
        pytest.param(
            {"schema": "dmccb/facts/2"}, "schema: invalid enum value 'dmccb/facts/2'", id="another-version"
        ),
        pytest.param(
            {"contributors": [{"commit": "c", "account": {"login": "a", "id": 0}}]},
            "contributors[0].account.id: expected `int` >= 1",
            id="no-account",
        ),
        pytest.param(
            {"organization": {"roles": {"chair": {"title": ""}}}},
            "organization.roles[...].title: expected `str` of length >= 1",
            id="a-role-without-a-name",
        ),
    ],
)
def test_what_is_refused(more: dict[str, Any], message: str) -> None:
    with pytest.raises(FactsError) as raised:
        read_facts(json.dumps(values(**more)), "f.json")
    assert raised.value.message == f"f.json: {message}"
    assert raised.value.hint == "see facts.schema.json"


def test_two_events_of_one_id() -> None:
    with pytest.raises(FactsError) as raised:
        facts_of(values(events=[event(), event(id="e2"), event(kind="review"), event(id="e2")]), "f.json")
    assert raised.value.message == "f.json: two events have the ID 'e1'"
    assert raised.value.hint == "an event is told once: what became of it is part of it"


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("0001-01-01T00:00:00+14:00", id="before-the-first-day"),
        pytest.param("9999-12-31T23:59:59-12:00", id="after-the-last-day"),
    ],
)
def test_a_time_that_utc_has_not_is_refused(moment: str) -> None:
    with pytest.raises(FactsError):
        read_facts(json.dumps(values(as_of=moment)), "f.json").digest  # noqa: B018 - it is worked out


def test_half_a_letter_is_refused_or_has_a_digest() -> None:
    text = json.dumps(values(events=[event(body="\\ud800")])).replace("\\\\ud800", "\\ud800")
    try:
        found = read_facts(text, "f.json")
    except FactsError:
        return
    assert found.digest.startswith("sha256:")


# ------------------------------------------------------------------ digest


def shuffled(given: Facts, seed: int) -> Facts:
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    events, heads = list(given.events), list(given.heads)
    chance.shuffle(events)
    chance.shuffle(heads)
    return replace(given, events=tuple(events), heads=tuple(heads))


MANY = replace(
    EVERYTHING,
    heads=(Head(at=at(5), commit="c2", digest=D2), Head(at=at(5), commit="c1", digest=D2), *EVERYTHING.heads),
)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_does_not_matter(seed: int) -> None:
    assert shuffled(MANY, seed).digest == MANY.digest


def test_the_offset_does_not_matter() -> None:
    away = timezone(timedelta(hours=-7))
    other = replace(
        EVERYTHING,
        as_of=EVERYTHING.as_of.astimezone(away),
        events=tuple(replace(each, at=each.at.astimezone(away)) for each in EVERYTHING.events),
    )
    assert other.digest == EVERYTHING.digest
    assert facts_json(other)["as_of"] == "2026-03-05T19:00:00Z"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(EVERYTHING, as_of=at(82)), id="the-moment"),
        pytest.param(replace(EVERYTHING, events=EVERYTHING.events[:-1]), id="an-event"),
        pytest.param(replace(EVERYTHING, rfc=rfc(title="x")), id="the-record"),
        pytest.param(replace(EVERYTHING, change=facts(items=(item("M-1"),)).change), id="the-change"),
        pytest.param(replace(EVERYTHING, unreadable=("x",)), id="what-could-not-be-read"),
    ],
)
def test_everything_else_matters(other: Facts) -> None:
    assert other.digest != EVERYTHING.digest


def test_as_json() -> None:
    found = facts_json(
        facts(comment("chair", "x", 5, id="b"), comment("chair", "y", 5, id="a"), before=(opened(),))
    )
    assert next(iter(found)) == "schema"
    assert found["schema"] == "dmccb/facts/1"
    assert [each["id"] for each in found["events"]] == ["opened", "a", "b"]
    assert found["events"][0] == {
        "id": "opened",
        "kind": "opened",
        "at": "2026-03-02T10:00:00Z",
        "by": {"login": "asker", "id": account("asker").id},
    }
    assert [each["commit"] for each in facts_json(MANY)["heads"]] == ["c1", "c1", "c2"]


def test_when_it_was_opened() -> None:
    assert facts(opened(hours=5), opened(hours=3), before=()).opened == at(3)
    assert facts().opened == OPENED
    assert facts(before=()).opened is None


@pytest.mark.parametrize(
    ("moment", "written", "said"),
    [
        pytest.param("2026-03-05T10:00:00+00:00", "2026-03-05T10:00:00Z", "2026-03-05 10:00 UTC", id="utc"),
        pytest.param(
            "2026-03-05T01:00:00+02:00", "2026-03-04T23:00:00Z", "2026-03-04 23:00 UTC", id="another-offset"
        ),
        pytest.param(
            "2026-03-05T10:00:07+00:00", "2026-03-05T10:00:07Z", "2026-03-05 10:00:07 UTC", id="seconds"
        ),
        pytest.param(
            "2026-03-05T10:00:00.25+00:00",
            "2026-03-05T10:00:00.250000Z",
            "2026-03-05 10:00:00 UTC",
            id="less-than-a-second",
        ),
    ],
)
def test_moments(moment: str, written: str, said: str) -> None:
    found = datetime.fromisoformat(moment)
    assert (stamp(found), spoken(found)) == (written, said)
