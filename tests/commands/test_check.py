"""A state, or a change of it -> what is wrong; the records of both are read once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from dmccb.commands.check import check, list_rules
from dmccb.commands.checker import Checker
from dmccb.commands.session import session
from dmccb.errors import DmccbError, RepositoryError
from dmccb.problems import MAX_REPORTED
from dmccb.repository.snapshot import Listing, Revision
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import ONE

AS_OF = date(2020, 1, 1)


def rules(folder: Path, since: str | None = None, ref: str | None = None) -> list[str]:
    return [one.rule for one in check(folder, since=since, ref=ref, as_of=AS_OF).problems]


def milestones(repo: Repo, *records: str) -> None:
    repo.records("milestones.yaml", "milestone", "\n".join(records))


def test_a_state_without_findings(repo: Repo) -> None:
    milestones(repo, plan.milestone("M-1"), plan.milestone("M-2"))
    found = check(repo.root, since=None, ref=None, as_of=AS_OF)
    assert (found.problems, found.records) == ([], 2)


@pytest.mark.parametrize(
    ("since", "ref", "expected"),
    [
        pytest.param(None, None, ["schema-range", "schema-range"], id="all-of-the-working-tree"),
        pytest.param("HEAD", None, ["schema-range"], id="what-the-working-tree-added"),
        pytest.param(None, "HEAD", ["schema-range"], id="all-of-a-commit"),
        pytest.param(None, "HEAD~1", [], id="all-of-an-older-commit"),
        pytest.param("HEAD~1", "HEAD", ["schema-range"], id="what-a-commit-added"),
        pytest.param("HEAD", "HEAD", [], id="nothing-against-itself"),
        pytest.param("HEAD", "HEAD~1", [], id="corrected"),
    ],
)
def test_what_is_told_of_which_state(
    since: str | None, ref: str | None, expected: list[str], repo: Repo
) -> None:
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    milestones(repo, plan.milestone("M-1", level=9))
    repo.commit()
    milestones(repo, plan.milestone("M-1", level=9), plan.milestone("M-2", level=9))
    assert rules(repo.root, since, ref) == expected


def test_what_was_wrong_before_is_not_told_where_both_sides_are_read_whole(repo: Repo) -> None:
    """A changed schema leaves no part that cannot have been touched."""
    milestones(repo, plan.milestone("M-1", level=9))
    repo.commit()
    box = {"title": "box", "x-collection": "boxes", "additionalProperties": {"properties": {"size": {}}}}
    repo.write("schemas/box.schema.json", json.dumps(box))
    milestones(repo, plan.milestone("M-1", level=9), plan.milestone("M-2", level=9))
    found = check(repo.root, since="HEAD", ref=None, as_of=AS_OF).problems
    assert [(one.rule, one.id) for one in found] == [("schema-range", "M-2"), ("schema-changed", "")]


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        pytest.param("frobs.yaml", "F-1:\n  a: b\n", "unknown-collection", id="a-file-of-no-kind"),
        pytest.param("a.json", "{}", "not-a-record-file", id="a-file-that-is-not-read"),
        pytest.param("products.yaml", "p:\n  title: [\n", "syntax", id="broken"),
    ],
)
def test_a_file_that_cannot_be_read_does_not_hide_the_others(
    path: str, content: str, rule: str, repo: Repo
) -> None:
    milestones(repo, plan.milestone("M-1", level=9))
    repo.write(f"baselines/{path}", content)
    assert sorted(rules(repo.root)) == sorted([rule, "schema-range"])


def test_the_settings_of_the_working_tree_weigh_its_findings(repo: Repo) -> None:
    milestones(repo, plan.milestone("M-1", level=9))
    repo.write("dmccb.toml", '[check.severity]\nschema-range = "note"\n')
    (problem,) = check(repo.root, since=None, ref=None, as_of=AS_OF).problems
    assert (problem.rule, problem.severity) == ("schema-range", "note")


def test_findings_beyond_a_thousand_are_counted(repo: Repo) -> None:
    for part in "ab":
        records = (plan.milestone(f"{part}-{number}", level=9) for number in range(600))
        repo.records(f"milestones/{part}.yaml", "milestone", "\n".join(records))
    found = check(repo.root, since=None, ref=None, as_of=AS_OF)
    assert (len(found.problems), found.records) == (MAX_REPORTED + 1, 1200)
    assert found.problems[-1].rule == "too-many-findings"


def test_the_day_of_the_question_is_told_by_the_caller(repo: Repo) -> None:
    milestones(repo, plan.milestone("M-1", completed="2020-06-01"))
    before = check(repo.root, since=None, ref=None, as_of=date(2020, 1, 1)).problems
    after = check(repo.root, since=None, ref=None, as_of=date(2021, 1, 1)).problems
    assert (len(before), after) == (1, [])


def test_a_checker_reads_a_file_of_two_states_once(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.records("products.yaml", "product", "p:\n  title: P\n")
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    milestones(repo, plan.milestone("M-1", "Another"))
    repo.commit()
    read: list[str] = []
    whole = Revision.read

    def counted(self: Revision, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:
        read.extend(paths)
        return whole(self, paths, listing)

    monkeypatch.setattr(Revision, "read", counted)
    with session(repo.root) as here:
        checker = Checker(as_of=AS_OF)
        for name in ("HEAD~1", "HEAD"):
            checker.check(here.open(name).snapshot)
    assert sorted(read) == ["milestones.yaml", "milestones.yaml", "products.yaml"]


@pytest.mark.parametrize(
    ("since", "ref"), [pytest.param("HEAD", None, id="judge"), pytest.param(None, "HEAD", id="judged")]
)
def test_a_state_without_baselines_is_no_state_without_findings(
    since: str | None, ref: str | None, repo: Repo
) -> None:
    repo.commit("nothing yet")
    milestones(repo, ONE)
    with pytest.raises(RepositoryError, match="has no folder 'baselines'"):
        rules(repo.root, since, ref)


def test_no_records_are_no_answer_unless_that_is_allowed(repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", "")
    with pytest.raises(RepositoryError, match="working tree: no record below baselines/"):
        rules(repo.root)
    found = check(repo.root, since=None, ref=None, as_of=AS_OF, allow_empty=True)
    assert found.records == 0


def test_the_worst_findings_are_first_and_listed_where_not_all_are(repo: Repo) -> None:
    late = [plan.milestone(f"a-{number:04d}", due="2019-01-01") for number in range(MAX_REPORTED)]
    repo.records("milestones/a.yaml", "milestone", "\n".join(late))
    repo.records("milestones/b.yaml", "milestone", plan.milestone("b", level=9))
    found = check(repo.root, since=None, ref=None, as_of=AS_OF).problems
    assert [(one.rule, one.column) for one in found[:2]] == [("schema-range", 10), ("overdue", 8)]
    assert (found[-1].rule, found[-1].severity) == ("too-many-findings", "note")


def test_the_rules_are_those_of_the_working_tree(repo: Repo) -> None:
    repo.write("dmccb.toml", '[check.severity]\noverdue = "error"\nunplanned = "off"\n')
    found = {each.rule.id: each.severity for each in list_rules(repo.root)}
    assert (found["overdue"], found["unplanned"], found["tab"]) == ("error", "off", "error")


def test_a_schema_that_is_none_is_no_answer(repo: Repo) -> None:
    milestones(repo, ONE)
    repo.write("schemas/box.schema.json", "{")
    with pytest.raises(DmccbError, match=r"box\.schema\.json"):
        rules(repo.root)


def test_the_register_is_held_against_git(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    assert "register-digest" not in rules(repo.root)
    known = text.split("sha256:")[1].split()[0]
    repo.write("baselines/register.yaml", text.replace(known, "0" * 64))
    assert "register-digest" in rules(repo.root)
