"""The register: a new entry, where its baselines are, and the tags that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dmccb.baseline.baseline import digest
from dmccb.commands.baselines import record, restore, statuses
from dmccb.errors import InvalidRecordsError, RecordFileError, RepositoryError, UsageError
from dmccb.repository.folder import Folder
from dmccb.repository.read import read_records
from dmccb.repository.schemas import load_kinds
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

REGISTER = "baselines/register.yaml"
TODAY = date(2020, 6, 1)


def recorded(
    repo: Repo, name: str = "v1.0", told: Mapping[str, str] | None = None, day: date | None = None
) -> tuple[str, bool]:
    """Register the records of the working tree; return the digest, and whether the entry is new."""
    done = record(repo.root, name, {"document": "PLAN-1", **(told or {})}, day=day, today=TODAY)
    return done.digest, done.new


@pytest.fixture
def planned(repo: Repo) -> Repo:
    plan.write(repo, [plan.milestone("M-1"), plan.milestone("R-1")], [plan.release("R-1", ["M-1"])])
    repo.commit()
    return repo


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> tuple[str, str]:
    return plan.two_baselines(repo, dmccb)


@pytest.mark.parametrize(
    ("day", "expected"),
    [pytest.param(None, "2020-06-01", id="today"), pytest.param(date(2020, 5, 4), "2020-05-04", id="told")],
)
def test_an_entry_has_the_digest_of_the_records_and_its_day(
    day: date | None, expected: str, planned: Repo
) -> None:
    content = digest(read_records(Folder(planned.root, "x"), load_kinds()))
    assert recorded(planned, told={"rfc": "RFC-1"}, day=day) == (content, True)
    (entry,) = read_records(Folder(planned.root, "x"), load_kinds(), ["register"])["register"].values()
    assert entry.fields == {"document": "PLAN-1", "date": expected, "rfc": "RFC-1", "digest": content}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        pytest.param({"due": "2027-06-31"}, "due: '2027-06-31'", id="a-day-that-does-not-exist"),
        pytest.param({"deu": "2027-06-01"}, "deu", id="a-field-that-nobody-knows"),
    ],
)
def test_records_with_errors_are_not_registered(field: Mapping[str, str], said: str, planned: Repo) -> None:
    plan.write(
        planned, [plan.milestone("M-1", **field), plan.milestone("R-1")], [plan.release("R-1", ["M-1"])]
    )
    with pytest.raises(InvalidRecordsError) as error:
        recorded(planned)
    assert error.value.exit_code == 1
    assert error.value.message.startswith(
        "not registered: the records have 1 error\n  baselines/milestones.yaml:"
    )
    assert said in error.value.message
    assert not (planned.root / REGISTER).exists()


def test_of_many_errors_a_few_are_quoted(planned: Repo) -> None:
    release = plan.release("R-1", [f"M-{number}" for number in range(2, 9)])
    plan.write(planned, [plan.milestone("M-1"), plan.milestone("R-1")], [release])
    with pytest.raises(InvalidRecordsError, match=r"7 errors\n(  .*\n){3}  and 4 more errors\Z"):
        recorded(planned)


def test_an_error_that_the_settings_make_a_warning_does_not_refuse(planned: Repo) -> None:
    plan.write(planned, [plan.milestone("M-1"), plan.milestone("R-1")], [plan.release("R-1", ["M-2"])])
    planned.write("dmccb.toml", '[check.severity]\nunknown-reference = "warning"\n')
    assert recorded(planned)[1]


def test_the_same_content_again_changes_nothing(planned: Repo) -> None:
    content, _ = recorded(planned, day=date(2020, 5, 4))
    before = planned.read(REGISTER)
    assert recorded(planned) == (content, False)  # without a day, the day is not asked for
    assert planned.read(REGISTER) == before


def _other_records(repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("R-1", "Another title"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        pytest.param({"rfc": "RFC-2"}, "a different rfc", id="another-rfc"),
        pytest.param({"note": "New."}, "a different note", id="a-note-it-has-not"),
        pytest.param({"document": "R-9"}, "no document 'R-9' on record", id="an-unknown-document"),
    ],
)
def test_a_baseline_is_not_registered_again_with_anything_else(
    told: dict[str, str], said: str, planned: Repo
) -> None:
    recorded(planned, told={"rfc": "RFC-1"})
    before = planned.read(REGISTER)
    with pytest.raises(UsageError, match=said) as error:
        recorded(planned, told=told)
    assert error.value.hint
    assert planned.read(REGISTER) == before


def test_a_document_that_is_nearly_one_on_record_is_asked_about(planned: Repo) -> None:
    with pytest.raises(UsageError, match="no document 'plan1' on record") as error:
        recorded(planned, told={"document": "plan1"})
    assert error.value.hint == "did you mean 'PLAN-1'?"


@pytest.mark.parametrize(
    ("name", "told", "hint"),
    [
        pytest.param("v1.0", {"rfc": "foo"}, "as in: --rfc RFC-900", id="of-the-rfc"),
        pytest.param("a#b", {"rfc": "RFC-1"}, "names are like v1.6", id="of-the-name"),
        pytest.param("a..b", {}, "names are like v1.6", id="of-the-tag-that-it-would-have"),
        pytest.param("v1.0", {"note": ""}, "remove the field, or give it a value", id="of-an-empty-field"),
    ],
)
def test_a_hint_belongs_to_what_is_wrong(name: str, told: dict[str, str], hint: str, planned: Repo) -> None:
    with pytest.raises(UsageError) as error:
        recorded(planned, name, told)
    assert hint in error.value.hint


def test_other_records_are_other_content(planned: Repo) -> None:
    recorded(planned)
    _other_records(planned)
    with pytest.raises(UsageError, match="a different content"):
        recorded(planned)


def test_records_that_cannot_be_read_are_not_registered(planned: Repo) -> None:
    planned.write("baselines/milestones.yaml", "M-1:\n  title: [\n")
    with pytest.raises(RecordFileError, match=r"milestones\.yaml"):
        recorded(planned)
    assert not (planned.root / REGISTER).exists()


@pytest.mark.parametrize(
    "branch", [pytest.param("v1.0", id="its-name"), pytest.param("PLAN-1/v1.0", id="its-full-name")]
)
def test_a_name_that_is_a_branch_would_mean_both(branch: str, planned: Repo) -> None:
    planned.git("branch", branch)
    with pytest.raises(UsageError, match=f"refs/heads/{branch} is a branch"):
        recorded(planned, "PLAN-1/v1.0")


def test_statuses_are_the_oldest_first_with_the_commit_that_has_them(
    repo: Repo, two: tuple[str, str]
) -> None:
    repo.git("tag", "v1.1", two[1])
    found = [(one.entry.id, one.state, one.commit) for one in statuses(repo.root)]
    assert found == [("v1.0", "untagged", two[0]), ("v1.1", "tagged", two[1])]
    assert [one.entry.id for one in statuses(repo.root, ["v1.1", "v1.0"])] == ["v1.1", "v1.0"]


def test_content_that_no_commit_has_is_lost(repo: Repo, two: tuple[str, str]) -> None:
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    recorded(repo, "v1.2")
    found = statuses(repo.root, ["v1.2"])[0]
    assert (found.state, found.commit) == ("lost", "")
    assert found.message
    assert found.hint


def test_an_unknown_name_is_told_with_the_known_ones(repo: Repo, two: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="no baseline 'v9' in the register") as error:
        statuses(repo.root, ["v9"])
    assert error.value.hint == "baselines: v1.0, v1.1"


def test_outside_of_git_there_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "baselines").mkdir()
    with pytest.raises(RepositoryError, match="not in a git repository"):
        statuses(tmp_path)


def test_missing_tags_are_made_and_others_left(repo: Repo, two: tuple[str, str]) -> None:
    repo.git("tag", "v1.1", two[1])
    before = repo.git("rev-parse", "refs/tags/v1.1")
    assert [one.state for one in restore(repo.root)] == ["untagged", "tagged"]
    assert repo.git("rev-parse", "v1.0^{commit}") == two[0]
    assert repo.git("rev-parse", "refs/tags/v1.1") == before
    assert [one.state for one in restore(repo.root)] == ["tagged", "tagged"]


def test_only_the_named_tags_are_made(repo: Repo, two: tuple[str, str]) -> None:
    restore(repo.root, ["v1.1"])
    assert repo.git("tag", "--list") == "v1.1"


def test_a_tag_that_cannot_be_made_is_told_and_the_others_are_made(repo: Repo, two: tuple[str, str]) -> None:
    repo.git("tag", "v1.0/draft", two[0])  # git has no room for v1.0 beside it
    found = restore(repo.root)
    assert [bool(one.message) for one in found] == [True, False]
    assert repo.git("rev-parse", "v1.1^{commit}") == two[1]
