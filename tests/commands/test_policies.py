"""A snapshot -> its policy, or everything that is wrong with it, each with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dmccb.checks.record_file import Reader
from dmccb.commands.policies import (
    PolicyError,
    load_working_policy,
    needs_policy,
    policy_problems,
    read_policy,
)
from dmccb.repository.folder import Folder
from dmccb.repository.schemas import load_kinds
from tests.cli.conftest import Repo
from tests.policy.texts import AS_OF, ASKED, BOARDS, PERSONS, PROFILE, ROLES, ROUTE, files, rule


def write(repo: Repo, *rules: str, profile: str = PROFILE) -> None:
    """Write a policy and its seats."""
    repo.records("policy/rules.yaml", "rule", "\n".join(rules))
    repo.records("policy/profiles.yaml", "profile", profile)
    repo.records("organization/roles.yaml", "role", ROLES)
    repo.records("organization/persons.yaml", "person", PERSONS)
    repo.records("organization/boards.yaml", "board", BOARDS)


def found(repo: Repo) -> list[str]:
    read = read_policy(Folder(repo.root, "here"), AS_OF)
    return [f"{problem.severity} {problem.place} {problem.message}" for problem in read.problems]


def test_a_policy_is_read_with_the_records_that_it_is_made_of(repo: Repo) -> None:
    write(repo, ROUTE, ASKED)
    read = read_policy(Folder(repo.root, "here"), AS_OF)
    assert read.policy is not None
    assert list(read.policy.rules) == ["all", "open"]
    assert sorted(read.records) == ["boards", "persons", "profiles", "roles", "rules"]
    assert read.errors == ()


def test_files_of_tests_hold_no_records(repo: Repo) -> None:
    write(repo, ROUTE)
    repo.write("baselines/policy/routes.test.yaml", "cases: nothing\n")
    assert found(repo) == []


def test_a_policy_in_several_files(repo: Repo) -> None:
    write(repo)
    (repo.root / "baselines/policy/rules.yaml").unlink()
    repo.records("policy/rules/routes.yaml", "rule", ROUTE)
    repo.records("policy/rules/others.yaml", "rule", ASKED)
    assert len(load_working_policy(repo.root).rules) == 2


def test_a_rule_in_two_files(repo: Repo) -> None:
    write(repo, ROUTE)
    repo.records("policy/rules/again.yaml", "rule", ROUTE)
    (said,) = found(repo)
    assert "the ID all is used twice" in said


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        pytest.param(
            rule("bad", "requirement: magic"),
            "error baselines/policy/rules.yaml:5:16 requirement: 'magic' is not known",
            id="the-schema-forbids-it",
        ),
        pytest.param(
            rule("bad", "requirement: open\nwhen:\n  routes:\n    - wbs"),
            "error baselines/policy/rules.yaml:8:9 when.routes: no rule gives anything 'wbs'",
            id="it-makes-no-sense",
        ),
        pytest.param(
            "bad\n", "error baselines/policy/rules.yaml:3:1 'bad' does not begin a record", id="unreadable"
        ),
        pytest.param("", "error baselines/policy there are no rules in baselines/policy", id="no-rules"),
    ],
)
def test_what_is_wrong_has_its_place(repo: Repo, rules: str, said: str) -> None:
    write(repo, rules)
    assert found(repo)[0].startswith(said)
    with pytest.raises(PolicyError) as caught:
        load_working_policy(repo.root)
    assert said.removeprefix("error ").split(" ", 1)[1] in caught.value.message
    assert caught.value.exit_code == 3


def test_no_policy_at_all_says_where_to_begin(repo: Repo) -> None:
    read = read_policy(Folder(repo.root, "here"), AS_OF)
    assert [problem.rule for problem in read.problems] == ["policy-missing"]
    assert read.problems[0].hint == "dmccb policy --profile minimal shows one to begin with"
    with pytest.raises(PolicyError, match="here has no policy to judge by"):
        needs_policy(read, "here")


def test_a_vacant_seat_is_a_warning(repo: Repo) -> None:
    write(
        repo, ROUTE, rule("way", "requirement: told\nwhen:\n  routes:\n    - team\nby:\n  roles:\n    - lead")
    )
    repo.records("organization/roles.yaml", "role", ROLES.replace("  holders:\n    - person: ada\n", ""))
    (said,) = found(repo)
    assert said.startswith("warning baselines/policy/rules.yaml:21:3 by: nobody holds the role 'lead'")
    assert load_working_policy(repo.root).rules


def test_who_holds_a_role_depends_on_the_day(repo: Repo) -> None:
    write(
        repo, ROUTE, rule("way", "requirement: told\nwhen:\n  routes:\n    - team\nby:\n  roles:\n    - lead")
    )
    repo.records(
        "organization/roles.yaml",
        "role",
        ROLES.replace("- person: ada\n", "- person: ada\n      from: 2026-03-02\n"),
    )
    here = Folder(repo.root, "here")
    assert read_policy(here, AS_OF).problems == ()
    assert [problem.rule for problem in read_policy(here, date(2026, 3, 1)).problems] == ["policy-vacant"]


def test_files_without_a_policy_have_nothing_wrong_with_it() -> None:
    kinds = load_kinds()
    roles = Reader(kinds["roles"]).read("baselines/organization/roles.yaml", ROLES.encode())
    assert policy_problems([roles], AS_OF) == []


def test_half_a_policy_is_told(tmp_path: Path) -> None:
    assert [problem.rule for problem in policy_problems(files(ROUTE, profile=""), AS_OF)] == [
        "policy-missing"
    ]
