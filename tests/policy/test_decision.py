"""A verdict as a value."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.decision import (
    STATUSES,
    VERDICTS,
    Candidate,
    Decision,
    Evidence,
    Outcome,
    Status,
    best,
    decision_json,
    worst,
)
from tests.policy.build import BOARD, D1, OPENED, approvals, decided


def one(rule: str, status: Status = "met", *parts: Outcome) -> Outcome:
    return Outcome(
        rule=rule, title=rule, requirement="any", status=status, code="x", sentence="x", parts=parts
    )


@pytest.mark.parametrize(
    ("statuses", "strictest", "kindest"),
    [
        pytest.param((), "not applicable", "not applicable", id="none"),
        pytest.param(("met",), "met", "met", id="one"),
        pytest.param(("met", "not applicable"), "met", "met", id="not-asked-is-the-last-of-both"),
        pytest.param(("waiting", "met"), "waiting", "met", id="waiting"),
        pytest.param(("waiting", "blocked"), "blocked", "waiting", id="blocked"),
        pytest.param(("blocked", "error"), "error", "blocked", id="error"),
        pytest.param(("error", "not applicable"), "error", "error", id="an-error-and-nothing"),
    ],
)
def test_of_several(statuses: tuple[Status, ...], strictest: Status, kindest: Status) -> None:
    assert (worst(statuses), best(statuses)) == (strictest, kindest)
    assert (worst(reversed(statuses)), best(reversed(statuses))) == (strictest, kindest)


def test_each_status_has_a_verdict() -> None:
    assert [VERDICTS[status] for status in STATUSES] == ["ERROR", "BLOCK", "WAIT", "PASS", "N/A"]


def test_what_is_open_the_strictest_first() -> None:
    decision = decided()
    requirements = (
        one("a", "waiting"),
        one("b"),
        one("c", "error"),
        one("d", "not applicable"),
        one("e", "blocked"),
        one("f", "waiting"),
    )
    found = replace(decision, requirements=requirements)
    assert [each.rule for each in found.open] == ["c", "e", "a", "f"]


def test_a_requirement_wherever_it_is() -> None:
    deep = one("deep")
    found = replace(
        decided(),
        requirements=(one("a", "met", one("b", "met", deep)),),
        owed=(one("c", "waiting", one("d")),),
    )
    assert found.requirement("deep") is deep
    assert [name for name in "abcdx" if found.requirement(name)] == ["a", "b", "c", "d"]
    assert [each.rule for each in found.requirements[0].all()] == ["a", "b", "deep"]


def test_as_json() -> None:
    values = decision_json(decided(*approvals(*BOARD)))
    assert values["schema"] == "dmccb/decision/1"
    assert (values["verdict"], values["as_of"], values["digest"]) == ("WAIT", "2026-03-05T19:00:00Z", D1)
    assert (values["class"], values["number"], values["policy"]) == ("ordinary", 17, "ldm-294")
    board = next(each for each in values["requirements"] if each["rule"] == "board-approval")
    assert board["evidence"][0] == {
        "what": "Architect approved",
        "event": "review-architect-24",
        "verb": "approve",
        "person": "architect",
        "role": "Software Architect",
        "at": "2026-03-03T10:00:00Z",
        "digest": D1,
    }
    assert not [value for value in flat(values) if isinstance(value, datetime)]


def flat(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [inner for each in value.values() for inner in flat(each)]
    if isinstance(value, list):
        return [inner for each in value for inner in flat(each)]
    return [value]


def test_equal_facts_give_equal_bytes() -> None:
    first, second = (json.dumps(decision_json(decided(*approvals(*BOARD)))) for _ in range(2))
    assert first == second
    assert OPENED.isoformat() not in first


LEAST = Decision(verdict="N/A", code="x", sentence="y", state="PROPOSED", as_of=OPENED)
NOTHING = Outcome(rule="r", title="t", requirement="any", status="met", code="c", sentence="s")


def test_the_least_decision() -> None:
    assert decision_json(LEAST) == {
        "schema": "dmccb/decision/1",
        "verdict": "N/A",
        "code": "x",
        "sentence": "y",
        "state": "PROPOSED",
        "on_hold": False,
        "rfc": "",
        "number": 0,
        "digest": "",
        "route": "none",
        "class": "ordinary",
        "routes": [],
        "as_of": "2026-03-02T10:00:00Z",
        "policy": "",
        "policy_version": 0,
        "policy_digest": "",
        "requirements": [],
        "owed": [],
        "objections": [],
        "uncounted": [],
        "textual": [],
        "warnings": [],
    }


def test_the_least_of_the_others() -> None:
    assert (
        Outcome(
            rule="r",
            title="t",
            requirement="any",
            status="met",
            code="c",
            sentence="s",
            citation=None,
            choosing="",
            evidence=(),
            can=(),
            vacant=(),
            due=None,
            overdue=False,
            parts=(),
        )
        == NOTHING
    )
    assert Evidence(what="x") == Evidence(
        what="x", event="", verb="", person="", role="", deputy=False, at=None, digest="", carried=False
    )
    assert Candidate(person="a", name="A") == Candidate(
        person="a", name="A", login="", role="", deputy=False, by=""
    )


@pytest.mark.parametrize(
    ("value", "name"),
    [
        pytest.param(LEAST, "verdict", id="decision"),
        pytest.param(NOTHING, "status", id="outcome"),
        pytest.param(Evidence(what="x"), "what", id="evidence"),
        pytest.param(Candidate(person="a", name="A"), "name", id="candidate"),
    ],
)
def test_a_value_does_not_change_and_is_named(value: Any, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(value, name, "y")
    with pytest.raises(TypeError):
        type(value)("x")


def test_what_is_empty_is_left_out_below_the_top() -> None:
    found = replace(LEAST, requirements=(replace(NOTHING, evidence=(Evidence(what="x"),)),))
    assert decision_json(found)["requirements"] == [
        {
            "rule": "r",
            "title": "t",
            "requirement": "any",
            "status": "met",
            "code": "c",
            "sentence": "s",
            "evidence": [{"what": "x"}],
        }
    ]
    able = replace(NOTHING, can=(Candidate(person="a", name="A"),))
    assert decision_json(replace(LEAST, requirements=(able,)))["requirements"][0]["can"] == [
        {"person": "a", "name": "A"}
    ]
