"""What ``dmccb check`` says of a policy: as it is, and under ``--since``."""

from __future__ import annotations

import pytest

from dmccb.commands.check import check
from dmccb.commands.check_policy import changes_policy
from dmccb.repository.folder import Folder
from dmccb.repository.schemas import load_kinds
from tests.cli.conftest import Repo
from tests.commands.test_policies import write
from tests.policy.texts import AS_OF, ASKED, PROFILE, ROLES, ROUTE, rule

NEVER = rule("never", "requirement: open\nwhen:\n  routes:\n    - wbs")
SECOND = PROFILE.replace("version: 1", "version: 2")


def said(repo: Repo, since: str | None = None) -> list[str]:
    found = check(repo.root, since=since, ref=None, as_of=AS_OF)
    return [f"{problem.severity} {problem.rule} {problem.place}" for problem in found.problems]


@pytest.fixture
def before(repo: Repo) -> Repo:
    """Commit a policy as the tag ``before``."""
    write(repo, ROUTE, ASKED)
    repo.commit(tag="before")
    return repo


def test_a_policy_without_faults_has_no_findings(before: Repo) -> None:
    before.write("baselines/policy/a.test.yaml", "facts: {}\n")
    assert said(before) == []


def test_what_makes_no_sense_in_a_policy_is_an_error(repo: Repo) -> None:
    write(repo, ROUTE, NEVER)
    assert said(repo) == ["error policy-impossible baselines/policy/rules.yaml:20:9"]


def test_a_vacant_seat_is_a_warning(repo: Repo) -> None:
    write(
        repo,
        ROUTE,
        rule("tell", "requirement: told\nwhen:\n  routes:\n    - team\nby:\n  roles:\n    - lead"),
    )
    repo.records("organization/roles.yaml", "role", ROLES.replace("  holders:\n    - person: ada\n", ""))
    assert said(repo) == ["warning policy-vacant baselines/policy/rules.yaml:21:3"]


def test_a_rule_that_obeys_no_schema_is_told_once(repo: Repo) -> None:
    write(repo, ROUTE, rule("bad", "requirement: magic"))
    assert said(repo) == ["error schema-enum baselines/policy/rules.yaml:17:16"]


def test_rules_without_a_profile(repo: Repo) -> None:
    write(repo, ROUTE)
    (repo.root / "baselines/policy/profiles.yaml").unlink()
    assert said(repo) == ["error policy-missing baselines/policy"]


def test_no_policy_is_no_finding(repo: Repo) -> None:
    repo.records("organization/roles.yaml", "role", "lead:\n  title: Lead\n")
    assert said(repo) == []


@pytest.mark.parametrize(
    ("rules", "profile", "expected"),
    [
        pytest.param((ROUTE, ASKED), PROFILE, [], id="nothing-changed"),
        pytest.param(
            (ROUTE,), PROFILE, ["error policy-version baselines/policy/profiles.yaml:3:1"], id="version-stays"
        ),
        pytest.param((ROUTE,), SECOND, [], id="version-higher"),
        pytest.param((ROUTE, ASKED), SECOND, [], id="version-alone"),
        pytest.param(
            (ROUTE, ASKED),
            PROFILE + "  carried: void\n",
            ["error policy-version baselines/policy/profiles.yaml:3:1"],
            id="a-setting-changed",
        ),
        pytest.param((ROUTE, ASKED), PROFILE + "  comment: ours\n", [], id="a-note-changed"),
        pytest.param(
            (ROUTE, NEVER, ASKED),
            SECOND,
            ["error policy-impossible baselines/policy/rules.yaml:20:9"],
            id="makes-no-sense-now",
        ),
    ],
)
def test_what_a_change_does_to_a_policy(
    before: Repo, rules: tuple[str, ...], profile: str, expected: list[str]
) -> None:
    write(before, *rules, profile=profile)
    assert said(before, since="before") == expected


def test_a_policy_does_not_go_back(repo: Repo) -> None:
    write(repo, ROUTE, profile=SECOND)
    repo.commit(tag="before")
    write(repo, ROUTE, profile=PROFILE.replace("p:", "q:"))
    assert said(repo, since="before") == ["error policy-version baselines/policy/profiles.yaml:3:1"]


def test_a_policy_is_not_taken_away(before: Repo) -> None:
    for name in ("rules", "profiles"):
        (before.root / f"baselines/policy/{name}.yaml").unlink()
    assert said(before, since="before") == ["error policy-version baselines/policy"]


def test_a_first_policy_may_have_any_version(repo: Repo) -> None:
    repo.records("organization/roles.yaml", "role", ROLES)
    repo.records("organization/persons.yaml", "person", "ada:\n  name: Ada\n\nben:\n  name: Ben\n")
    repo.commit(tag="before")
    write(repo, ROUTE)
    assert said(repo, since="before") == []


def test_a_seat_that_falls_vacant_is_introduced(repo: Repo) -> None:
    write(
        repo,
        ROUTE,
        rule("tell", "requirement: told\nwhen:\n  routes:\n    - team\nby:\n  roles:\n    - lead"),
    )
    repo.commit(tag="before")
    repo.records("organization/roles.yaml", "role", ROLES.replace("  holders:\n    - person: ada\n", ""))
    assert said(repo, since="before") == ["warning policy-vacant baselines/policy/rules.yaml:21:3"]


@pytest.mark.parametrize(
    ("path", "differs"),
    [
        pytest.param("baselines/policy/rules.yaml", True, id="rules"),
        pytest.param("baselines/organization/roles.yaml", True, id="seats"),
        pytest.param("baselines/organization/wbs.yaml", False, id="elements"),
        pytest.param("baselines/policy/a.test.yaml", False, id="tests"),
        pytest.param("baselines/milestones/M.yaml", False, id="milestones"),
    ],
)
def test_whether_a_change_is_one_of_the_policy(before: Repo, path: str, *, differs: bool) -> None:
    """So that all else is checked as narrowly as before."""
    import shutil

    old = shutil.copytree(before.root, before.root.parent / "old")
    before.write(path, "x: y\n")
    found = changes_policy(Folder(old, "old"), Folder(before.root, "new"), load_kinds())
    assert found is differs


def test_without_a_policy_no_seat_matters(repo: Repo) -> None:
    import shutil

    repo.records("organization/roles.yaml", "role", ROLES)
    old = shutil.copytree(repo.root, repo.root.parent / "old")
    repo.records("organization/roles.yaml", "role", "lead:\n  title: Lead\n")
    assert not changes_policy(Folder(old, "old"), Folder(repo.root, "new"), load_kinds())
