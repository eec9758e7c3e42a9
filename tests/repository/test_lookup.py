"""A record found by its ID without reading the others: the same as reading them all."""

from __future__ import annotations

import pytest

from dmccb.errors import RecordFileError
from dmccb.records.split import split
from dmccb.repository.folder import Folder
from dmccb.repository.lookup import chunks_named, lookup
from dmccb.repository.schemas import load_kinds
from tests.cli.conftest import Repo


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
        pytest.param("milestones/b.yaml", "M-1:\n  title: [\n", "b.yaml:3", id="one-is-unreadable"),
        pytest.param("frobs.yaml", "M-1:\n  title: x\n", "no schema describes", id="a-file-of-no-kind"),
        pytest.param("milestones/b.json", "{}", "not read as a record file", id="a-file-that-is-not-read"),
    ],
)
def test_no_answer_where_it_could_be_another(name: str, text: str, said: str, repo: Repo) -> None:
    repo.write("baselines/milestones/a.yaml", "M-1:\n  title: One\n")
    repo.write(f"baselines/{name}", text)
    with pytest.raises(RecordFileError, match=said):
        lookup(Folder(repo.root, "x"), load_kinds(), "M-1")
