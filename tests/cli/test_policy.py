"""``dmccb policy`` on a real repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Dmccb, Repo
from tests.commands.test_policies import write
from tests.commands.test_policy import CASES
from tests.policy.texts import ASKED, ROUTE, rule

BAD = rule("bad", "requirement: open\nwhen:\n  routes:\n    - wbs")


@pytest.fixture
def here(repo: Repo) -> Repo:
    """Return a repository with a policy and its tests."""
    write(repo, ROUTE, ASKED)
    repo.write("baselines/policy/a.test.yaml", CASES)
    return repo


def test_the_rules_are_listed(here: Repo, dmccb: Dmccb) -> None:
    found = dmccb("policy")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("A policy (p), version 1\nworking tree, as of ")
    assert "team: anything under control that no other rule means" in found.out


def test_the_rules_of_a_revision_and_of_a_day(here: Repo, dmccb: Dmccb) -> None:
    here.commit(tag="one")
    found = dmccb("policy", "--at", "one", "--as-of", "2026-03-02")
    assert "one, as of 2026-03-02; in force by somebody" in found.out


def test_as_json(here: Repo, dmccb: Dmccb) -> None:
    found = json.loads(dmccb("policy", "--json").out)
    assert [one["id"] for one in found["rules"]] == ["all", "open"]


def test_what_is_wrong_goes_to_standard_error(here: Repo, dmccb: Dmccb) -> None:
    write(here, ROUTE, BAD)
    found = dmccb("policy")
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith(
        "dmccb: baselines/policy/rules.yaml:20:9: when.routes: no rule gives anything 'wbs'"
    )


def test_a_profile_needs_no_repository(tmp_path: Path, dmccb: Dmccb) -> None:
    found = dmccb("policy", "--profile", "minimal", cwd=tmp_path)
    assert found.code == 0
    assert found.out.startswith("Lazy consensus for a small team (minimal), version 1\n")
    assert found.out.endswith("Vacant seats\n  Project Lead\n")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        pytest.param(["--profile", "minmal"], 2, "did you mean 'minimal'?", id="unknown-profile"),
        pytest.param(["--profile", ""], 2, "the name is empty", id="no-profile"),
        pytest.param(["--at", "HEAD", "--profile", "minimal"], 2, "name two policies", id="two"),
        pytest.param(["explain", "opne"], 1, "did you mean 'open'?", id="unknown-rule"),
        pytest.param(["explain"], 2, "missing argument 'RULE'", id="no-rule"),
        pytest.param(["test", "nowhere.yaml"], 2, "'nowhere.yaml' does not exist", id="no-such-file"),
    ],
)
def test_what_makes_no_sense(here: Repo, dmccb: Dmccb, args: list[str], code: int, said: str) -> None:
    here.commit()
    found = dmccb("policy", *args)
    assert found.code == code
    assert found.out == ""
    assert said in found.err


def test_a_rule_is_explained(here: Repo, dmccb: Dmccb) -> None:
    found = dmccb("policy", "explain", "open")
    assert found.code == 0
    assert found.out.startswith("open: open\nA policy (p), version 1, as of ")
    assert json.loads(dmccb("policy", "explain", "open", "--json").out)["id"] == "open"


def test_the_tests_pass_and_name_what_they_do_not_show(here: Repo, dmccb: Dmccb) -> None:
    found = dmccb("policy", "test")
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "p: 2 of 2 cases pass\n1 of 2 rules shown both ways\n\n"
        "Rules that no case shows both ways\n  all: no case has what it does not mean\n"
    )


def test_strictly_what_is_not_shown_is_a_no(here: Repo, dmccb: Dmccb) -> None:
    assert dmccb("policy", "test", "--strict").code == 1
    assert dmccb("policy", "test", "--strict", "--profile", "minimal").code == 0


def test_a_case_that_fails(here: Repo, dmccb: Dmccb) -> None:
    other = here.write("other.yaml", CASES.replace("PASS", "BLOCK"))
    found = dmccb("policy", "test", other)
    assert found.code == 1
    assert f"{other}:12: opened" in found.out
    assert "    verdict: expected BLOCK, found PASS\n" in found.out
    failed = json.loads(dmccb("policy", "test", other, "--json").out)["cases"][0]
    assert failed["differences"][0]["what"] == "verdict"


def test_a_case_that_cannot_be_read(here: Repo, dmccb: Dmccb) -> None:
    here.write("baselines/policy/b.test.yaml", "cases:\n  a: b\n")
    found = dmccb("policy", "test")
    assert found.code == 1
    assert found.err == "dmccb: baselines/policy/b.test.yaml:2:3: the case 'a' must hold fields\n"


def test_the_reference_is_printed(tmp_path: Path, dmccb: Dmccb) -> None:
    found = dmccb("policy", "reference", cwd=tmp_path)
    page = Path(__file__).resolve().parents[2] / "docs" / "policy-reference.md"
    assert found.out == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("args", [[], ["explain"], ["test"], ["reference"]])
def test_help_has_an_example(here: Repo, dmccb: Dmccb, args: list[str]) -> None:
    found = dmccb("policy", *args, "--help")
    assert f"  dmccb policy {' '.join(args)}".rstrip() in found.out.partition("Example")[2]
