"""A policy as a reader is shown it, one of its rules, and its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.commands.find import RecordNotFoundError
from dmccb.commands.policies import PolicyError
from dmccb.commands.policy import Source, explain_rule, run_tests, show_policy
from dmccb.errors import UsageError
from tests.cli.conftest import Repo
from tests.commands.test_policies import write
from tests.policy.texts import AS_OF, ASKED, PROFILE, ROUTE, rule

HERE = Source()
CASES = """\
facts:
  as_of: 2026-03-05T10:00:00Z
  request: {number: 17, author: ada}
  change: {digest: x, items: [{collection: milestones, id: M, change: changed, control: controlled}]}
  heads: [{at: "2026-03-02T10:00:00Z", commit: c, digest: x}]
  organization:
    persons:
      ada: {name: Ada, accounts: [{login: ada, id: 1}]}
  events:
    - {kind: opened, at: "2026-03-02T10:00:00Z", by: ada}
cases:
  opened:
    expect: {verdict: PASS, requirements: {open: met}}
  draft:
    facts: {request: {draft: true}}
    expect: {verdict: WAIT}
"""


def test_the_policy_of_the_working_tree(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    shown = show_policy(repo.root, HERE, AS_OF)
    assert shown.policy is not None
    assert (shown.where, shown.policy.name, shown.as_of) == ("working tree", "p", AS_OF)
    assert shown.organization.name("ada") == "Ada"


def test_the_policy_of_a_revision(repo: Repo) -> None:
    write(repo, ROUTE)
    repo.commit(tag="one")
    write(repo, ROUTE, profile=PROFILE.replace("version: 1", "version: 2"))
    then, now = show_policy(repo.root, Source(at="one"), AS_OF), show_policy(repo.root, HERE, AS_OF)
    assert then.policy is not None
    assert now.policy is not None
    assert (then.policy.version, now.policy.version) == (1, 2)


def test_a_policy_that_comes_with_dmccb_needs_no_repository(tmp_path: Path) -> None:
    shown = show_policy(tmp_path, Source(profile="minimal"), AS_OF)
    assert shown.policy is not None
    assert (shown.where, shown.policy.name) == ("minimal", "minimal")


def test_two_policies_at_once_make_no_sense(repo: Repo) -> None:
    with pytest.raises(UsageError, match="name two policies"):
        show_policy(repo.root, Source(at="HEAD", profile="minimal"), AS_OF)


def test_what_is_wrong_is_shown_and_nothing_else(repo: Repo) -> None:
    write(repo, ROUTE, rule("bad", "requirement: magic"))
    shown = show_policy(repo.root, HERE, AS_OF)
    assert shown.policy is None
    assert [problem.line for problem in shown.errors] == [17]
    assert shown.organization.persons == {}


def test_a_rule_is_explained(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    found = explain_rule(repo.root, "open", HERE, AS_OF)
    assert (found.rule.id, found.policy.name) == ("open", "p")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("opne", "did you mean 'open'?", id="misspelt"),
        pytest.param("zzz", "dmccb policy lists them", id="nothing-near"),
    ],
)
def test_a_rule_that_there_is_not(repo: Repo, name: str, hint: str) -> None:
    write(repo, ROUTE, ASKED)
    with pytest.raises(RecordNotFoundError, match=f"p has no rule '{name}'") as caught:
        explain_rule(repo.root, name, HERE, AS_OF)
    assert caught.value.hint == hint


def test_a_rule_of_a_policy_that_makes_no_sense(repo: Repo) -> None:
    write(repo, ROUTE, rule("bad", "requirement: magic"))
    with pytest.raises(PolicyError):
        explain_rule(repo.root, "all", HERE, AS_OF)


def test_the_tests_beside_a_policy(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    repo.write("baselines/policy/a.test.yaml", CASES)
    found = run_tests(repo.root, (), HERE)
    assert found.problems == ()
    assert [(one.case.path, one.case.name) for one in found.tested.results] == [
        ("baselines/policy/a.test.yaml", "opened"),
        ("baselines/policy/a.test.yaml", "draft"),
    ]
    assert found.tested.failed == ()


def test_the_tests_of_a_revision(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    repo.write("baselines/policy/a.test.yaml", CASES)
    repo.commit(tag="one")
    repo.write("baselines/policy/a.test.yaml", CASES.replace("verdict: PASS", "verdict: BLOCK"))
    assert run_tests(repo.root, (), Source(at="one")).tested.failed == ()
    assert [one.case.name for one in run_tests(repo.root, (), HERE).tested.failed] == ["opened"]


def test_the_tests_of_some_files(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    repo.write("baselines/policy/a.test.yaml", "cases: nothing\n")
    repo.write("other.yaml", CASES)
    found = run_tests(repo.root, (Path("other.yaml"),), HERE)
    assert found.problems == ()
    assert {one.case.path for one in found.tested.results} == {"other.yaml"}


def test_a_file_that_is_none_is_told(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    repo.write("other.yaml", CASES)
    (repo.root / "link.yaml").symlink_to("other.yaml")
    found = run_tests(repo.root, (Path("link.yaml"),), HERE)
    assert [problem.message for problem in found.problems] == ["a symbolic link is not read as a test"]


def test_what_cannot_be_read_is_told_and_the_others_are_run(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    repo.write("baselines/policy/a.test.yaml", CASES)
    repo.write("baselines/policy/b.test.yaml", "cases:\n  a: b\n")
    found = run_tests(repo.root, (), HERE)
    assert [problem.place for problem in found.problems] == ["baselines/policy/b.test.yaml:2:3"]
    assert len(found.tested.results) == 2


def test_no_tests_are_no_success(repo: Repo) -> None:
    write(repo, ROUTE)
    with pytest.raises(UsageError, match="p has no tests"):
        run_tests(repo.root, (), HERE)
