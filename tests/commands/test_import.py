"""The text of a published document -> records, written beside those that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.commands.import_ import Imported, import_document
from dmccb.errors import RecordFileError, SourceError, UsageError
from tests.cli import plan
from tests.cli.conftest import Repo
from tests.importers.ldm564.builder import text

RELEASES = "baselines/releases/LDM-564.yaml"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ldm-564.txt"
    path.write_text(text(), encoding="utf-8")
    return path


def imported(repo: Repo, source: Path, *without: str, write: bool = True) -> Imported:
    return import_document(repo.root, "ldm-564", source, without, write=write)


def files(repo: Repo) -> dict[str, bytes]:
    found = (repo.root / "baselines").rglob("*.yaml")
    return {path.relative_to(repo.root).as_posix(): path.read_bytes() for path in found}


def test_the_plan_is_what_is_written(repo: Repo, source: Path) -> None:
    found = imported(repo, source)
    assert found.result.document == "LDM-564"
    assert found.plan.summary["releases"] == {"added": 1, "changed": 0, "removed": 0, "same": 0}
    assert {repo.root / path: data for path, data in files(repo).items()} == dict(found.plan.files)
    assert RELEASES in files(repo)


def test_a_rehearsal_plans_the_same_and_writes_nothing(repo: Repo, source: Path) -> None:
    rehearsed = imported(repo, source, write=False)
    assert files(repo) == {}
    assert imported(repo, source).plan == rehearsed.plan


def test_a_second_import_changes_nothing(repo: Repo, source: Path) -> None:
    imported(repo, source)
    again = imported(repo, source).plan
    assert (again.files, again.emptied) == ({}, ())
    assert again.summary["releases"]["same"] == 1


def test_records_that_the_document_does_not_know_stay(repo: Repo, source: Path) -> None:
    repo.records("milestones/no-wbs.yaml", "milestone", "# Ours.\n" + plan.milestone("OURS-1"))
    imported(repo, source)
    kept = repo.read("baselines/milestones/no-wbs.yaml")
    assert "# Ours.\nOURS-1:\n  title: Title of OURS-1\n" in kept
    assert "DM-A-1:" in kept


def test_a_file_that_holds_no_record_any_more_is_removed(repo: Repo, source: Path) -> None:
    """A release of this document that its text does not have any more, in a file of its own."""
    old = repo.records("releases/old.yaml", "release", plan.release("R-9", [], document="LDM-564"))
    found = imported(repo, source)
    assert found.plan.emptied == (old,)
    assert found.plan.summary["releases"]["removed"] == 1
    assert not old.exists()


def test_a_field_is_left_out_where_it_is_wanted(repo: Repo, source: Path) -> None:
    imported(repo, source, "due", "completed")
    milestones = files(repo)["baselines/milestones/no-wbs.yaml"]
    assert (b"due:" in milestones, b"completed:" in milestones, b"title: Alpha" in milestones) == (
        False,
        False,
        True,
    )


def test_a_field_that_no_record_has_is_a_slip_of_the_pen(repo: Repo, source: Path) -> None:
    with pytest.raises(UsageError, match="no record has a field 'dua'") as error:
        imported(repo, source, "dua")
    assert "due" in error.value.hint
    assert files(repo) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"caf\xe9", "byte 3 is not UTF-8", id="latin-1"),
        pytest.param(b"Dear all,\n", "", id="a-letter"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_what_is_not_the_document_is_refused_by_name(
    content: bytes, said: str, repo: Repo, source: Path
) -> None:
    source.write_bytes(content)
    with pytest.raises(SourceError) as error:
        imported(repo, source)
    assert error.value.message.startswith(f"{source}: {said}")
    assert files(repo) == {}


def test_records_that_cannot_be_read_are_not_overwritten(repo: Repo, source: Path) -> None:
    broken = "M-1:\n  title: [\n"
    repo.write("baselines/milestones/no-wbs.yaml", broken)
    with pytest.raises(RecordFileError, match=r"no-wbs\.yaml"):
        imported(repo, source)
    assert files(repo) == {"baselines/milestones/no-wbs.yaml": broken.encode()}
