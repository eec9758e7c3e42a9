"""What became of the tests of a policy, as text and JSON."""

from __future__ import annotations

import json

import pytest

from dmccb.policy.policy_tests import Expected, PolicyCase
from dmccb.policy.tested import PolicyTested, run_policy_tests
from dmccb.render import RENDERERS
from dmccb.render.view import View
from tests.policy.build import facts
from tests.policy.texts import ASKED, ROUTE, policy

FAILING = Expected(verdict="PASS", requirements={"open": "blocked"})


def ran(expected: Expected = FAILING) -> PolicyTested:
    made = facts()
    case = PolicyCase("baselines/policy/a.test.yaml", 7, "one", "shows it", made, expected)
    return run_policy_tests(policy(ROUTE, ASKED), [case])


TEXT = """\
p: 0 of 1 cases pass
0 of 2 rules shown both ways

Cases that fail
  baselines/policy/a.test.yaml:7: one  shows it
    open: expected blocked, found met
      since 2026-03-02 10:00 UTC

Rules that no case shows both ways
  all: no case has what it does not mean
  open: no case fails it
"""


def test_a_failure_says_what_was_expected_and_why_it_is_not_so() -> None:
    assert RENDERERS["PolicyTests"]["text"](ran()) == TEXT


def test_a_terminal_shows_the_same() -> None:
    page = RENDERERS["PolicyTests"]["terminal"](ran(), View(columns=100, colour=False))
    assert page.split() == TEXT.split()


def test_where_nothing_fails_only_coverage_is_said() -> None:
    page = RENDERERS["PolicyTests"]["text"](ran(Expected(verdict="PASS")))
    assert page.startswith("p: 1 of 1 cases pass\n")
    assert "Cases that fail" not in page


@pytest.mark.parametrize("passed", [True, False])
def test_as_json(*, passed: bool) -> None:
    found = json.loads(RENDERERS["PolicyTests"]["json"](ran(Expected(verdict="PASS") if passed else FAILING)))
    (case,) = found["cases"]
    assert (found["schema"], found["policy"], case["name"]) == ("dmccb/policy-tests/1", "p", "one")
    assert case["passed"] is passed
    assert len(case["differences"]) == (not passed)
    assert found["uncovered"] == {
        "all": "no case has what it does not mean",
        "open": "no case fails it",
    }
