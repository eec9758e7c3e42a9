"""The policies that come with dmccb: each loads, passes its tests, and is shown both ways by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.commands.policy import PolicyTestsRun, Source, run_tests, show_policy
from dmccb.repository.policies import profiles
from tests.policy.texts import AS_OF


def run(name: str) -> PolicyTestsRun:
    return run_tests(Path(), (), Source(profile=name))


def test_these_come_with_dmccb() -> None:
    assert list(profiles()) == ["ldm-294", "ldm-294-v3.16", "minimal"]


@pytest.mark.parametrize("name", profiles())
def test_nothing_is_wrong_with_it(name: str) -> None:
    shown = show_policy(Path(), Source(profile=name), AS_OF)
    assert [problem for problem in shown.problems if problem.rule != "policy-vacant"] == []
    assert shown.policy is not None
    assert shown.policy.name == name


@pytest.mark.parametrize("name", profiles())
def test_its_tests_pass(name: str) -> None:
    found = run(name)
    failed = {result.case.name: result.differences for result in found.tested.failed}
    assert found.problems == ()
    assert failed == {}
    assert found.tested.results


@pytest.mark.parametrize("name", profiles())
def test_its_tests_show_each_rule_both_ways(name: str) -> None:
    uncovered = {one.rule.id: one.missing for one in run(name).tested.uncovered}
    assert uncovered == {}


@pytest.mark.parametrize("name", ["minimal", "ldm-294-v3.16"])
def test_it_names_no_real_person(name: str) -> None:
    assert show_policy(Path(), Source(profile=name), AS_OF).organization.persons == {}


def test_what_is_no_rule_of_the_document_is_a_choice() -> None:
    shown = show_policy(Path(), Source(profile="ldm-294-v3.16"), AS_OF)
    assert shown.policy is not None
    cited = {rule.citation.version for rule in shown.policy.rules.values()}
    assert cited == {"3.16"}
    minimal = show_policy(Path(), Source(profile="minimal"), AS_OF)
    assert minimal.policy is not None
    assert all(rule.choice for rule in minimal.policy.rules.values())
