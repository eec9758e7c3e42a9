"""A verdict, and what was asked besides, as JSON values."""

from __future__ import annotations

import json

import msgspec

from dmccb.policy.basis import basis_of
from dmccb.policy.cheapest import Plan, PlannedAct
from dmccb.policy.decision import decision_json
from dmccb.policy.evaluate import decide
from dmccb.policy.judged import Judged, Replayed, plan_json
from tests.policy.build import at, facts, policy

GIVEN = facts()
DECISION, BASIS = decide(policy(), GIVEN), basis_of(policy(), GIVEN)
PLAN = Plan(acts=(PlannedAct(login="a", name="A", verb="approve", rule="r"),), at=at(2))
WRITTEN = {
    "acts": [{"login": "a", "name": "A", "verb": "approve", "rule": "r"}],
    "at": "2026-03-02T12:00:00Z",
}


def test_a_verdict() -> None:
    assert Judged(DECISION, BASIS).as_json() == {
        **decision_json(DECISION),
        "basis": msgspec.to_builtins(BASIS),
    }


def test_what_was_asked_besides() -> None:
    found = Judged(DECISION, BASIS, ("approve=a",), (PLAN,)).as_json()
    assert found["assumed"] == ["approve=a"]
    assert json.loads(json.dumps(found["cheapest"])) == [WRITTEN]
    assert Judged(DECISION, BASIS, plans=()).as_json()["cheapest"] == []
    assert list(plan_json(PLAN)) == ["acts", "at"]
    assert plan_json(Plan(at=at(2))) == {"at": "2026-03-02T12:00:00Z"}


def test_a_replay() -> None:
    assert Replayed("PASS", "WAIT", same=False, differs=("rule window",)).as_json() == {
        "verdict": "PASS",
        "stored": "WAIT",
        "same": False,
        "differs": ["rule window"],
    }
    assert Replayed("PASS", "PASS", same=True).as_json()["differs"] == []
