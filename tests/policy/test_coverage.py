"""Which rules some cases show both ways."""

from __future__ import annotations

from typing import Any

import pytest

from dmccb.policy.coverage import coverage
from dmccb.policy.decision import Outcome, Status
from dmccb.policy.facts import Facts
from tests.policy.build import comment, facts, item, policy, rfc, team_item

NOTE = team_item("DM-9", control="note")
LDM = item("LDM-151", collection="documents", series=("LDM",), documents=(), levels=())


def shown(rule: str, *cases: Facts) -> tuple[bool, bool]:
    found = {one.rule.id: one for one in coverage(policy(), cases, [{} for _ in cases])}
    return found[rule].yes, found[rule].no


def outcome(rule: str, status: Status) -> dict[str, Outcome]:
    return {rule: Outcome(rule=rule, title="", requirement="", status=status, code="", sentence="")}


@pytest.mark.parametrize(
    ("rule", "cases", "expected"),
    [
        pytest.param("route-board-documents", [{"items": (LDM,)}], (True, False), id="has-what-it-means"),
        pytest.param("route-board-documents", [{"items": (NOTE,)}], (False, True), id="has-something-else"),
        pytest.param("route-board-documents", [{"items": (LDM, NOTE)}], (True, True), id="both-in-one-case"),
        pytest.param("route-board-documents", [{"items": ()}], (False, False), id="nothing-changes"),
        pytest.param("route-team", [{"items": (team_item(),)}], (True, False), id="no-other-rule-means-it"),
        pytest.param("route-team", [{"items": (LDM,)}], (False, True), id="another-rule-means-it"),
        pytest.param(
            "major-scope", [{"rfc": rfc(names=("scope",))}], (True, False), id="class-by-the-record"
        ),
        pytest.param("major-scope", [{}], (False, True), id="class-of-another"),
        pytest.param("flag", [{}], (False, False), id="nobody-flags"),
    ],
)
def test_what_gives_a_route_or_a_class(
    rule: str, cases: list[dict[str, Any]], expected: tuple[bool, bool]
) -> None:
    assert shown(rule, *(facts(**case) for case in cases)) == expected


@pytest.mark.parametrize(
    ("rule", "by", "said", "expected"),
    [
        pytest.param("flag", "architect", "/rfc flag see LDM-151", (True, False), id="flag-of-a-member"),
        pytest.param("flag", "outsider", "/rfc flag see LDM-151", (False, True), id="flag-of-an-outsider"),
        pytest.param("major-said", "architect", "/rfc major large", (True, False), id="major"),
        pytest.param("ordinary-said", "architect", "/rfc ordinary small", (False, True), id="not-the-chair"),
        pytest.param("ordinary-said", "chair", "/rfc ordinary small", (True, False), id="the-chair"),
    ],
)
def test_what_somebody_says(rule: str, by: str, said: str, expected: tuple[bool, bool]) -> None:
    assert shown(rule, facts(comment(by, said, 1))) == expected


@pytest.mark.parametrize(
    ("statuses", "expected", "missing"),
    [
        pytest.param(["met"], (True, False), "no case fails it", id="met"),
        pytest.param(["waiting"], (False, True), "no case meets it", id="waiting"),
        pytest.param(["blocked"], (False, True), "no case meets it", id="blocked"),
        pytest.param(["error"], (False, True), "no case meets it", id="error"),
        pytest.param(["met", "error"], (True, True), "", id="both"),
        pytest.param(["not applicable"], (False, False), "no case meets it or fails it", id="not-asked"),
        pytest.param([], (False, False), "no case meets it or fails it", id="no-case"),
    ],
)
def test_what_asks_something(statuses: list[Status], expected: tuple[bool, bool], missing: str) -> None:
    outcomes = [outcome("window", status) for status in statuses]
    found = {one.rule.id: one for one in coverage(policy(), [], outcomes)}["window"]
    assert (found.yes, found.no) == expected
    assert found.missing == missing


def test_every_rule_is_told_in_order() -> None:
    assert [one.rule.id for one in coverage(policy(), [], [])] == list(policy().rules)
