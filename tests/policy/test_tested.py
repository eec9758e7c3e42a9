"""Cases × a policy -> what it says otherwise than is expected."""

from __future__ import annotations

from typing import Any

import pytest

from dmccb.policy.policy_tests import Expected, PolicyCase
from dmccb.policy.tested import Difference, PolicyTested, run_policy_tests
from tests.policy.build import ADOPTED, READ, comment, facts, policy, team_item


def run(*events: Any, expected: Expected, **more: Any) -> PolicyTested:
    given = {"items": (team_item("LDM-503-13"),), **more}
    case = PolicyCase("a.test.yaml", 7, "one", "shows it", facts(*events, **given), expected)
    return run_policy_tests(policy(), [case])


def differences(*events: Any, expected: Expected, **more: Any) -> tuple[Difference, ...]:
    return run(*events, expected=expected, **more).results[0].differences


def test_what_is_as_expected_has_no_differences() -> None:
    expected = Expected(
        verdict="PASS",
        route="team",
        rfc_class="ordinary",
        requirements={"window": "met", "board": "not applicable"},
    )
    found = run(READ, ADOPTED, expected=expected)
    assert found.failed == ()
    assert len(found.results) == 1


@pytest.mark.parametrize(
    ("expected", "what", "wanted", "said"),
    [
        pytest.param(Expected(verdict="BLOCK"), "verdict", "BLOCK", "PASS", id="verdict"),
        pytest.param(Expected(verdict="PASS", route="board"), "route", "board", "team", id="route"),
        pytest.param(Expected(verdict="PASS", rfc_class="major"), "class", "major", "ordinary", id="class"),
        pytest.param(
            Expected(verdict="PASS", requirements={"window": "waiting"}),
            "window",
            "waiting",
            "met",
            id="a-rule",
        ),
        pytest.param(
            Expected(verdict="PASS", requirements={"board": "met"}),
            "board",
            "met",
            "not applicable",
            id="a-rule-that-is-not-asked",
        ),
        pytest.param(
            Expected(verdict="PASS", requirements={"windw": "met"}),
            "windw",
            "met",
            "no such rule",
            id="misspelt",
        ),
    ],
)
def test_a_difference(expected: Expected, what: str, wanted: str, said: str) -> None:
    (found,) = differences(READ, ADOPTED, expected=expected)
    assert found[:3] == (what, wanted, said)


def test_another_code_is_a_difference() -> None:
    result = run(READ, ADOPTED, expected=Expected(verdict="PASS", code="other")).results[0]
    assert result.differences == (
        Difference("code", "other", result.decision.code, result.decision.sentence),
    )


def test_a_difference_says_why() -> None:
    (found,) = differences(READ, ADOPTED, expected=Expected(verdict="PASS", requirements={"windw": "met"}))
    assert found.sentence == "did you mean 'window'?"
    (found,) = differences(
        READ, ADOPTED, expected=Expected(verdict="PASS", requirements={"triage": "waiting"})
    )
    assert "Architect" in found.sentence


def test_a_way_that_settles_an_objection_can_be_asked_for() -> None:
    objection = comment("outsider", "/rfc object no", 10)
    expected = Expected(verdict="BLOCK", requirements={"accepted": "waiting", "no-objection-team": "blocked"})
    assert differences(READ, ADOPTED, objection, expected=expected) == ()


def test_the_rules_that_no_case_shows_are_named() -> None:
    found = run(READ, ADOPTED, expected=Expected(verdict="PASS"))
    missing = {one.rule.id: one.missing for one in found.uncovered}
    assert missing["window"] == "no case fails it"
    assert missing["board"] == "no case meets it or fails it"
    assert missing["route-board-documents"] == "no case has what it means"
    assert missing["route-team"] == "no case has what it does not mean"


def test_no_cases_show_nothing() -> None:
    found = run_policy_tests(policy(), [])
    assert found.results == ()
    assert len(found.uncovered) == len(policy().rules)
