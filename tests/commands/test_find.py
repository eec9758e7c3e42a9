"""An ID on the command line -> the records that it names, or what may be meant."""

from __future__ import annotations

import pytest

from dmccb.commands.find import RecordNotFoundError, Sought, named_records, records_of
from dmccb.errors import NO, RecordFileError, UsageError
from dmccb.records.record import Collections
from dmccb.repository.folder import Folder
from dmccb.repository.read import read_records
from dmccb.repository.schemas import load_kinds
from tests.cli import plan
from tests.cli.conftest import Repo

KINDS = load_kinds()


@pytest.fixture
def records(repo: Repo) -> Repo:
    plan.write(
        repo,
        [
            plan.milestone("DM-A-1"),
            plan.milestone("DM-A-12"),
            plan.milestone("DM-B-7", aka=["DM-OLD-7"]),
            plan.milestone("R-1"),
        ],
        [plan.release("R-1", [])],
    )
    return repo


def both_ways(repo: Repo, key: str, only: str = "") -> list[tuple[str, str]]:
    """Look for an ID without reading the others, and among all records: the answer is the same."""
    snapshot = Folder(repo.root, "x")
    whole: Collections = read_records(snapshot, KINDS)
    sought = Sought(key=key, collection=only, at="v1.4", otherwise="ask somebody")
    found = named_records(snapshot, KINDS, sought)
    assert sorted(found, key=lambda one: one[0]) == sorted(
        records_of(whole, KINDS, sought), key=lambda one: one[0]
    )
    return sorted((place, record.id) for place, record in found)


@pytest.mark.parametrize(
    ("key", "only", "expected"),
    [
        pytest.param("DM-A-1", "", ["milestones"], id="one"),
        pytest.param("R-1", "", ["milestones", "releases"], id="in-two-collections"),
        pytest.param("R-1", "releases", ["releases"], id="in-one-of-them"),
    ],
)
def test_found(key: str, only: str, expected: list[str], records: Repo) -> None:
    assert both_ways(records, key, only) == [(place, key) for place in expected]


@pytest.mark.parametrize(
    ("key", "only", "said", "hint"),
    [
        pytest.param("DM-A-2", "", "", "did you mean DM-A-12 or DM-A-1 or DM-B-7? Ask somebody", id="near"),
        pytest.param(
            "dm-b-7", "", "", "did you mean DM-B-7 or DM-A-1 or DM-A-12? Ask somebody", id="in-small-letters"
        ),
        pytest.param("b-7", "", "", "did you mean DM-B-7? Ask somebody", id="a-part-of-one"),
        pytest.param("ZZZ", "", "", "ask somebody", id="nothing-near"),
        pytest.param(
            "DM-OLD-7",
            "",
            ": it is an earlier ID of DM-B-7 (aka, in milestones)",
            "use DM-B-7",
            id="renumbered",
        ),
        pytest.param("DM-A-1", "releases", "", "ask somebody", id="elsewhere"),
        pytest.param(
            "x", "products", ": the collection 'products' holds none", "ask somebody", id="nothing-at-all"
        ),
    ],
)
def test_not_found(key: str, only: str, said: str, hint: str, records: Repo) -> None:
    with pytest.raises(RecordNotFoundError) as error:
        both_ways(records, key, only)
    assert error.value.exit_code == NO
    assert error.value.message == f"no record has the ID '{key}' at v1.4{said}"
    assert error.value.hint == hint


def test_where_there_are_no_records_at_all(repo: Repo) -> None:
    with pytest.raises(RecordNotFoundError, match="the folder 'baselines' holds none"):
        both_ways(repo, "M-1")


def test_a_collection_that_does_not_exist_is_wrong_usage(records: Repo) -> None:
    with pytest.raises(UsageError, match="no collection 'milestone'") as error:
        named_records(Folder(records.root, "x"), KINDS, Sought(key="DM-A-1", collection="milestone"))
    assert error.value.hint == "did you mean 'milestones'?"


def test_no_answer_no_where_a_file_cannot_be_read(records: Repo) -> None:
    """The ID may be in it."""
    records.write("baselines/products.yaml", "p:\n  title: [\n")
    with pytest.raises(RecordFileError, match=r"products\.yaml"):
        named_records(Folder(records.root, "x"), KINDS, Sought(key="ZZZ"))
    assert named_records(Folder(records.root, "x"), KINDS, Sought(key="DM-A-1"))
