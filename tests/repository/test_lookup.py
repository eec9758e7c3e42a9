"""A record found by its ID without reading the others: the same as reading them all."""

from __future__ import annotations

import pytest

from dmccb.errors import RecordFileError
from dmccb.records.split import split
from dmccb.repository.folder import Folder
from dmccb.repository.lookup import chunks_named, find, formerly, lookup, required
from dmccb.repository.schemas import load_kinds
from tests.cli.conftest import Repo
from tests.repository.build import ONE


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param(b"M-1:\n  a: b\n", [0], id="first"),
        pytest.param(b"# x\nM-1:\n  a: b\n", [4], id="later"),
        pytest.param(b'"M-1":\n  a: b\n', [0], id="double-quotes"),
        pytest.param(b"M-0:\n  a: b\n'M-1':\n  a: b\n", [12], id="single-quotes"),
        pytest.param(b"M-1:\n  a: b\nM-1:\n  a: c\n", [0, 12], id="twice"),
        pytest.param(b"M-10:\n  a: M-1\n", [], id="only-the-beginning-of-an-id"),
        pytest.param(b"M-0:\n  M-1: x\n", [], id="a-field"),
        pytest.param(b"M-1 x:\n  a: b\n", [], id="no-record"),
        pytest.param(b"", [], id="nothing"),
    ],
)
def test_chunks_named(text: bytes, starts: list[int]) -> None:
    found = sorted(chunks_named(text, "M-1"), key=lambda chunk: chunk.start)
    assert [chunk.start for chunk in found] == starts
    assert found == [chunk for chunk in split(text) if chunk.id == "M-1"]


def test_the_record_with_its_place(repo: Repo) -> None:
    repo.records("milestones/a.yaml", "milestone", "A:\n  title: A\n\nM-1:\n  title: One\n")
    repo.records("milestones/b.yaml", "milestone", "M-2:\n  title: [\n")
    found = lookup(Folder(repo.root, "x"), load_kinds(), "M-1")
    (record,) = found.values()
    assert (record.fields["title"], record.path, record.line) == ("One", "baselines/milestones/a.yaml", 6)
    assert lookup(Folder(repo.root, "x"), load_kinds(), "M-9") == {}
    assert lookup(Folder(repo.root, "x"), load_kinds(), "M-1", "documents") == {}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("milestones/b.yaml", "M-1:\n  title: Two\n", "the ID M-1 is used twice", id="twice"),
        pytest.param("milestones/b.yaml", "M-1:\n  title: [\n", "b.yaml:2", id="one-is-unreadable"),
        pytest.param("frobs.yaml", "M-1:\n  title: x\n", "no schema describes", id="a-file-of-no-kind"),
        pytest.param("milestones/b.json", "{}", "not read as a record file", id="a-file-that-is-not-read"),
    ],
)
def test_no_answer_where_it_could_be_another(name: str, text: str, said: str, repo: Repo) -> None:
    repo.write("baselines/milestones/a.yaml", "M-1:\n  title: One\n")
    repo.write(f"baselines/{name}", text)
    with pytest.raises(RecordFileError, match=said):
        lookup(Folder(repo.root, "x"), load_kinds(), "M-1")


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        pytest.param(["M-3"], {"M-3": ("milestones/b.yaml", 1)}, id="one"),
        pytest.param(
            ["M-2", "M-1"], {"M-1": ("milestones/a.yaml", 1), "M-2": ("milestones/a.yaml", 4)}, id="two"
        ),
        pytest.param(["M-9"], {}, id="nobody-has-it"),
        pytest.param(["M"], {}, id="only-the-beginning-of-an-id"),
        pytest.param(["D-1"], {}, id="of-another-collection"),
        pytest.param([], {}, id="none-asked-for"),
    ],
)
def test_find(keys: list[str], found: dict[str, tuple[str, int]], repo: Repo) -> None:
    repo.write("baselines/documents.yaml", "D-1:\n  title: Plan\n")
    repo.write("baselines/milestones/a.yaml", "M-1:\n  title: One\n\nM-2:\n  title: Two\n")
    repo.write("baselines/milestones/b.yaml", "M-3:\n  title: Three\n")
    told = find(Folder(repo.root, "x"), load_kinds()["milestones"], keys)
    assert {key: (record.path, record.line) for key, record in told.items()} == {
        key: (f"baselines/{path}", line) for key, (path, line) in found.items()
    }


def test_a_record_is_found_beside_one_that_is_broken(repo: Repo) -> None:
    repo.write("baselines/milestones.yaml", f"M-0:\n  title: [\n\n{ONE}")
    (record,) = find(Folder(repo.root, "x"), load_kinds()["milestones"], ["M-0", "M-1"]).values()
    assert (record.id, record.fields["title"]) == ("M-1", "One")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("A:\n  title: A\n  aka:\n    - M-1\n", ["A"], id="in-its-list"),
        pytest.param('A:\n  title: A\n  aka: ["M\\x2d1"]\n', ["A"], id="escaped"),
        pytest.param("A:\n  title: A\n  aka:\n    - M-10\n", [], id="only-the-beginning"),
        pytest.param("A:\n  title: M-1\n", [], id="in-another-field"),
        pytest.param("M-1:\n  title: M-1\n", [], id="as-its-own"),
        pytest.param(
            "A:\n  title: [\n\nB:\n  title: B\n  aka: [M-1]\n", ["B"], id="beside-what-is-unreadable"
        ),
        pytest.param(
            "B:\n  title: B\n  aka: [M-1]\n\nA:\n  title: A\n  aka: [M-1]\n", ["A", "B"], id="of-two"
        ),
    ],
)
def test_the_records_that_had_an_id_earlier(text: str, found: list[str], repo: Repo) -> None:
    repo.records("milestones/a.yaml", "milestone", text)
    assert formerly(Folder(repo.root, "x"), load_kinds()["milestones"], ["M-1"]) == found


def test_an_earlier_id_that_may_be_in_what_is_unreadable_is_no_answer(repo: Repo) -> None:
    repo.records("milestones/a.yaml", "milestone", "A:\n  title: [\n  aka: [M-1]\n")
    with pytest.raises(RecordFileError, match=r"milestones/a\.yaml:4"):
        formerly(Folder(repo.root, "x"), load_kinds()["milestones"], ["M-1"])


def test_a_kind_without_earlier_ids_has_none(repo: Repo) -> None:
    repo.records("releases.yaml", "release", "R-1:\n  aka: [M-1]\n")
    assert formerly(Folder(repo.root, "x"), load_kinds()["releases"], ["M-1"]) == []


def test_required_records(repo: Repo) -> None:
    repo.records("milestones/a.yaml", "milestone", "A:\n  title: A\n\nM-1:\n  title: One\n\nB:\n  title: [\n")
    kind, snapshot = load_kinds()["milestones"], Folder(repo.root, "x")
    for listing in (None, snapshot.listing()):
        found = required(snapshot, kind, ["M-1", "A", "M-9"], listing)
        assert {key: record.fields["title"] for key, record in found.items()} == {"A": "A", "M-1": "One"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("M-1:\n  title: [\n", "b.yaml:2", id="unreadable"),
        pytest.param("M-1:\n  title: Two\n", "the ID M-1 is used twice", id="twice"),
    ],
)
def test_a_required_record_that_nobody_can_tell(text: str, said: str, repo: Repo) -> None:
    repo.write("baselines/milestones/a.yaml", "M-1:\n  title: One\n")
    repo.write("baselines/milestones/b.yaml", text)
    with pytest.raises(RecordFileError, match=said):
        required(Folder(repo.root, "x"), load_kinds()["milestones"], ["M-1"])
