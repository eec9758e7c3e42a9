"""The working tree: what git left out of it is not deleted, and what git keeps elsewhere is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dmccb.errors import RepositoryError
from dmccb.repository.git import Repository
from dmccb.repository.working_tree import WorkingTree
from tests.cli.conftest import Repo
from tests.repository.build import ONE

OTHER = ONE.replace("M-1", "D-1")


@pytest.fixture
def sparse(repo: Repo) -> Callable[[str], WorkingTree]:
    """Give a checkout with one folder, and the files at the top."""
    repo.write("baselines/milestones/a.yaml", ONE)
    repo.write("baselines/documents/a.yaml", OTHER)
    repo.write("schemas/box.schema.json", "{}")
    repo.write("elsewhere/x", "x")
    repo.commit()

    def checked_out(folder: str) -> WorkingTree:
        repo.git("sparse-checkout", "set", "--cone", folder)
        return WorkingTree(repo.root, Repository(repo.root))

    return checked_out


def test_the_files_that_are_there(repo: Repo) -> None:
    repo.write("baselines/milestones.yaml", ONE)
    tree = WorkingTree(repo.root, Repository(repo.root))
    listing = tree.listing()
    assert list(listing.files) == ["milestones.yaml"]
    assert list(tree.read(["milestones.yaml"], listing)) == [ONE.encode()]
    assert (tree.in_repository, tree.has_baselines) == (True, True)


def test_outside_of_git_the_files_are_read_alike(repo: Repo) -> None:
    repo.write("baselines/milestones.yaml", ONE)
    tree = WorkingTree(repo.root)
    assert list(tree.listing().files) == ["milestones.yaml"]
    assert not tree.in_repository


@pytest.mark.parametrize("folder", ["elsewhere", "baselines/documents"])
def test_what_a_sparse_checkout_left_out_is_not_deleted(
    folder: str, sparse: Callable[[str], WorkingTree]
) -> None:
    tree = sparse(folder)
    assert tree.has_baselines
    with pytest.raises(RepositoryError, match="left out of the working tree") as error:
        tree.listing()
    assert error.value.hint == "git sparse-checkout disable"


def test_what_is_not_asked_for_may_be_left_out(sparse: Callable[[str], WorkingTree]) -> None:
    tree = sparse("baselines/documents")
    assert list(tree.listing(within=["documents"]).files) == ["documents/a.yaml"]
    with pytest.raises(RepositoryError, match=r"milestones/a\.yaml is left out"):
        tree.listing(within=["milestones"])


def test_how_many_are_left_out_is_told(sparse: Callable[[str], WorkingTree]) -> None:
    with pytest.raises(RepositoryError, match=r"documents/a\.yaml \(and 1 more\) is left out"):
        sparse("elsewhere").listing()


def test_a_schema_that_is_left_out_is_not_missing(sparse: Callable[[str], WorkingTree]) -> None:
    with pytest.raises(RepositoryError, match=r"schemas/box\.schema\.json is left out"):
        sparse("baselines").schemas()


def test_settings_that_are_left_out_are_not_the_default(repo: Repo) -> None:
    repo.write("dmccb.toml", "")
    repo.write("baselines/a.yaml", ONE)
    repo.commit()
    repo.git("sparse-checkout", "set", "--no-cone", "/baselines/")
    with pytest.raises(RepositoryError, match=r"dmccb\.toml is left out"):
        WorkingTree(repo.root, Repository(repo.root)).settings()


def test_a_file_left_out_and_written_again_is_there(repo: Repo, sparse: Callable[[str], WorkingTree]) -> None:
    sparse("baselines/documents")
    repo.write("baselines/milestones/a.yaml", ONE)
    tree = WorkingTree(repo.root, Repository(repo.root))
    assert sorted(tree.listing().files) == ["documents/a.yaml", "milestones/a.yaml"]


def test_a_file_that_was_deleted_is_not_left_out(repo: Repo) -> None:
    file = repo.write("baselines/milestones.yaml", ONE)
    repo.commit()
    file.unlink()
    assert not WorkingTree(repo.root, Repository(repo.root)).listing().files


def test_a_submodule_is_told_once_even_where_its_folder_is_empty(repo: Repo) -> None:
    repo.write("baselines/milestones.yaml", ONE)
    commit = repo.commit()
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},baselines/releases")
    (repo.root / "baselines/releases").mkdir()
    tree = WorkingTree(repo.root, Repository(repo.root))
    told = [(one.path, one.message) for one in tree.listing().problems]
    assert told == [("baselines/releases", "a submodule is not read as a record file")]
    assert tree.listing(within=["milestones"]).problems == []
