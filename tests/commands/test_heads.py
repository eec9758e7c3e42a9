"""What the register and the document's own change record say of a comparison."""

from __future__ import annotations

import pytest

from dmccb.changerecord.head import VersionRow
from dmccb.commands.diff import Question, diff
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

ALL = Question()


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> tuple[str, str]:
    return plan.two_baselines(repo, dmccb)


def test_what_the_register_says_of_a_baseline_heads_its_change_record(
    repo: Repo, two: tuple[str, str]
) -> None:
    found = diff(repo.root, ["v1.0", "v1.1"], ALL)
    head = found.head
    assert (head.document, head.title, head.version, head.row.date) == ("PLAN-1", "Plan", "1.1", "2020-01-02")
    assert (found.changeset.old.date, found.changeset.new.date) == ("2020-01-01", "2020-01-02")
    assert (found.changeset.old.commit, found.changeset.new.commit) == two
    assert all(side.digest.startswith("sha256:") for side in (found.changeset.old, found.changeset.new))


def test_a_commit_has_no_version(repo: Repo, two: tuple[str, str]) -> None:
    found = diff(repo.root, two, ALL)
    assert (found.head.document, found.head.version, found.changeset.new.digest) == ("", "", "")
    assert found.changeset.new.date == repo.git("log", "-1", "--format=%cs", two[1])
    assert found.outside.is_empty


ROW = """  change_record:
    - version: "1.1"
      date: 2020-02-03
      rfc: RFC-7
      owner: A. Owner
"""


def test_the_row_of_the_version_is_looked_for_in_the_newest_records_too(
    repo: Repo, two: tuple[str, str]
) -> None:
    """A document's change record often gets the row of a version after the baseline was made."""
    assert diff(repo.root, ["v1.0", "v1.1"], ALL).head.row == VersionRow(date="2020-01-02")
    repo.write("baselines/documents/PLAN-1.yaml", "PLAN-1:\n  title: Plan\n" + ROW)
    known = VersionRow(date="2020-02-03", rfc="RFC-7", owner="A. Owner")
    assert diff(repo.root, ["v1.0", "v1.1"], ALL).head.row == known
    said = VersionRow(rfc="RFC-8", owner="Nobody", description="Because.")
    found = diff(repo.root, ["v1.0", "v1.1"], Question(row=said)).head.row
    assert found == known._replace(description="Because."), "what is said fills the gaps"
