"""The requests for comments: one record in each file, named as it is."""

from __future__ import annotations

import pytest

from dmccb.problems import Problem
from dmccb.repository.folder import Folder
from dmccb.repository.rfcs import read_rfcs, rfc_files
from tests.cli.conftest import Repo
from tests.repository.build import revision


def problems(repo: Repo) -> list[tuple[str, str, str]]:
    def row(one: Problem) -> tuple[str, str, str]:
        return one.rule, one.place, one.message

    in_folder = rfc_files(Folder(repo.root, "x"))
    repo.commit()
    with revision(repo.root) as found:
        assert rfc_files(found) == in_folder
    return [row(one) for one in in_folder.problems]


def test_the_records_by_number(repo: Repo) -> None:
    for number in (10, 9, 100):
        repo.write(f"rfcs/RFC-{number}.yaml", f"# a comment\n\nRFC-{number}:\n  title: N{number}\n")
    records, found = read_rfcs(Folder(repo.root, "x"))
    assert (list(records), found) == (["RFC-9", "RFC-10", "RFC-100"], ())
    assert (records["RFC-9"].path, records["RFC-9"].line) == ("rfcs/RFC-9.yaml", 3)
    assert problems(repo) == []


def test_there_need_be_none(repo: Repo) -> None:
    assert read_rfcs(Folder(repo.root, "x")) == ({}, ())


@pytest.mark.parametrize(
    "name",
    [
        "RFC-1.yml",
        "RFC-1.YAML",
        "rfc-1.yaml",
        "RFC-01.yaml",
        "RFC-0.yaml",
        "RFC-.yaml",
        "RFC-1",
        "RFC-1.yaml.orig",
        "RFC-1-draft.yaml",
        "RFC-1.json",
        ".RFC-1.yaml",
        "README.md",
        "RFC-\N{ARABIC-INDIC DIGIT ONE}.yaml",
    ],
)
def test_a_file_of_another_name_is_told(name: str, repo: Repo) -> None:
    repo.write(f"rfcs/{name}", "RFC-1:\n  title: One\n")
    message = "a file of this name is not read as a record file"
    assert problems(repo) == [("not-a-record-file", f"rfcs/{name}", message)]
    assert read_rfcs(Folder(repo.root, "x"))[0] == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ("rfcs/RFC-1.yaml:1:1", "the file holds no record (want RFC-1)"), id="empty"),
        pytest.param(
            "# one\n# two\n",
            ("rfcs/RFC-1.yaml:3:1", "the file holds no record (want RFC-1)"),
            id="comments-alone",
        ),
        pytest.param(
            "# one\n\nRFC-2:\n  title: Two\n",
            ("rfcs/RFC-1.yaml:3:1", "the file of RFC-1 holds the record 'RFC-2'"),
            id="another",
        ),
        pytest.param(
            "RFC-1:\n  title: One\n\nRFC-2:\n  title: Two\n",
            ("rfcs/RFC-1.yaml:4:1", "the file of RFC-1 holds the record 'RFC-2'"),
            id="one-more",
        ),
        pytest.param(
            "RFC-3:\n  title: Three\n\nRFC-1:\n  title: One\n\nRFC-2:\n  title: Two\n",
            ("rfcs/RFC-1.yaml:1:1", "the file of RFC-1 holds the record 'RFC-3' and 1 more"),
            id="two-more",
        ),
    ],
)
def test_a_file_holds_the_record_of_its_name(text: str, expected: tuple[str, str], repo: Repo) -> None:
    repo.write("rfcs/RFC-1.yaml", text)
    assert problems(repo) == [("rfc-file", *expected)]
    records, told = read_rfcs(Folder(repo.root, "x"))
    assert records.keys() <= {"RFC-1"}
    assert told


def test_what_cannot_be_read_hides_no_other(repo: Repo) -> None:
    repo.write("rfcs/RFC-1.yaml", "RFC-1:\n\ttitle: One\n")
    repo.write("rfcs/RFC-2.yaml", "RFC-2:\n  title: Two\n")
    records, told = read_rfcs(Folder(repo.root, "x"))
    assert list(records) == ["RFC-2"]
    assert [(one.rule, one.place) for one in told] == [("tab", "rfcs/RFC-1.yaml:2:1")]
