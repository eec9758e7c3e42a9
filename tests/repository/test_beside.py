"""A flat folder beside the baselines: the same in a commit and in a folder, and nothing passed over."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from dmccb.errors import RepositoryError
from dmccb.records.guard import MAX_BYTES
from dmccb.repository.beside import Beside, is_hidden
from dmccb.repository.folder import Folder
from dmccb.repository.git import Repository
from dmccb.repository.working_tree import WorkingTree
from tests.cli.conftest import Repo
from tests.repository.build import commit_tree, drop, reading, revision, store, tree

Told = list[tuple[str, str, str]]


def in_commit(repo: Repo) -> Beside:
    repo.commit()
    with revision(repo.root) as found:
        return found.beside("rfcs")


def in_folder(repo: Repo) -> Beside:
    return Folder(repo.root, "x").beside("rfcs")


def in_working_tree(repo: Repo) -> Beside:
    return WorkingTree(repo.root, Repository(repo.root)).beside("rfcs")


EACH = pytest.mark.parametrize("read", [in_commit, in_folder, in_working_tree])
Read = Callable[[Repo], Beside]


def told(found: Beside) -> Told:
    return [(problem.rule, problem.path, problem.message) for problem in found.problems]


@EACH
def test_the_files_by_name(read: Read, repo: Repo) -> None:
    repo.write("rfcs/b.yaml", "b: {}\n")
    repo.write("rfcs/a.yaml", "")
    repo.write("rfcs/.gitkeep", "")
    repo.write("other/c.yaml", "c: {}\n")
    found = read(repo)
    assert list(found.files.items()) == [("a.yaml", b""), ("b.yaml", b"b: {}\n")]
    assert found.problems == ()


@EACH
def test_no_folder_is_an_empty_one(read: Read, repo: Repo) -> None:
    assert read(repo) == Beside()


def _linked(repo: Repo) -> None:
    (repo.root / "rfcs").mkdir()
    (repo.root / "rfcs/a.yaml").symlink_to("../b.yaml")


def _linked_folder(repo: Repo) -> None:
    repo.write("elsewhere/a.yaml", "a: {}\n")
    (repo.root / "rfcs").symlink_to("elsewhere")


def _large(repo: Repo) -> None:
    repo.write("rfcs/a.yaml", b"#" * (MAX_BYTES + 1))


NOT_READ = [
    pytest.param(
        _linked, ("symlink", "rfcs/a.yaml", "a symbolic link is not read as a record file"), id="link"
    ),
    pytest.param(
        _linked_folder, ("symlink", "rfcs", "a symbolic link is not read as a record file"), id="link-to-all"
    ),
    pytest.param(
        lambda repo: repo.write("rfcs", "a: {}\n"),
        ("not-a-record-file", "rfcs", "this is a file, and should be the folder of the record files"),
        id="a-file-in-the-place-of-the-folder",
    ),
    pytest.param(
        lambda repo: repo.write("rfcs/more/a.yaml", "a: {}\n"),
        ("not-a-record-file", "rfcs/more", "a folder is not read as a record file"),
        id="a-folder-in-the-folder",
    ),
    pytest.param(
        lambda repo: repo.write("rfcs/.more/a.yaml", "a: {}\n"),
        ("not-a-record-file", "rfcs/.more", "a folder is not read as a record file"),
        id="a-hidden-folder",
    ),
    pytest.param(
        _large,
        (
            "file-too-large",
            "rfcs/a.yaml",
            f"the file has {MAX_BYTES + 1} bytes; at most {MAX_BYTES} are read",
        ),
        id="too-large",
    ),
]


@EACH
@pytest.mark.parametrize(("make", "expected"), NOT_READ)
def test_what_is_not_read_is_told(
    make: Callable[[Repo], None], expected: tuple[str, str, str], read: Read, repo: Repo
) -> None:
    make(repo)
    found = read(repo)
    assert told(found) == [expected]
    assert found.files == {}
    assert all(problem.hint for problem in found.problems)


@pytest.mark.parametrize("read", [in_folder, in_working_tree])
def test_a_pipe_is_not_waited_for(read: Read, repo: Repo) -> None:
    (repo.root / "rfcs").mkdir()
    os.mkfifo(repo.root / "rfcs/a.yaml")
    assert told(read(repo)) == [
        ("not-a-record-file", "rfcs/a.yaml", "a pipe or a device is not read as a record file")
    ]


@pytest.mark.parametrize("read", [in_folder, in_working_tree])
def test_a_repository_in_the_place_of_the_folder_is_another_one(read: Read, repo: Repo) -> None:
    repo.write("rfcs/.git", "gitdir: elsewhere\n")
    repo.write("rfcs/a.yaml", "a: {}\n")
    found = read(repo)
    assert told(found) == [("not-a-record-file", "rfcs", "a submodule is not read as a record file")]
    assert found.files == {}


def test_a_submodule_in_a_commit(repo: Repo) -> None:
    commit = repo.commit()
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},rfcs/a.yaml")
    repo.git("commit", "--quiet", "--message", "submodule")
    with revision(repo.root) as found:
        assert told(found.beside("rfcs")) == [
            ("not-a-record-file", "rfcs/a.yaml", "a submodule is not read as a record file")
        ]


def test_two_files_of_one_name_in_a_damaged_commit(repo: Repo) -> None:
    blob = store(repo, "blob", b"a: {}\n")
    folder = tree(repo, ("100644", "a.yaml", blob), ("100644", "a.yaml", blob))
    commit = commit_tree(repo, tree(repo, ("40000", "rfcs", folder)))
    with revision(repo.root, commit) as found:
        assert told(found.beside("rfcs")) == [
            ("not-a-record-file", "rfcs/a.yaml", "a second file of this name is not read as a record file")
        ]


def test_what_is_missing_is_not_empty(repo: Repo) -> None:
    repo.write("rfcs/a.yaml", "a: {}\n")
    repo.commit()
    drop(repo, repo.git("rev-parse", "HEAD:rfcs/a.yaml"))
    with reading(repo.root), revision(repo.root) as found, pytest.raises(RepositoryError):
        found.beside("rfcs")


def test_what_a_sparse_checkout_leaves_out_is_not_deleted(repo: Repo) -> None:
    repo.write("rfcs/a.yaml", "a: {}\n")
    repo.write("baselines/b.yaml", "b: {}\n")
    repo.commit()
    repo.git("sparse-checkout", "set", "--cone", "baselines")
    with pytest.raises(RepositoryError, match=r"rfcs/a\.yaml is left out"):
        in_working_tree(repo)


@pytest.mark.parametrize(
    ("name", "expected"),
    [(".gitkeep", True), (".a.yaml.x1", True), (".a.yaml", False), (".a.JSON", False), ("a", False)],
)
def test_what_only_programs_see(name: str, *, expected: bool) -> None:
    assert is_hidden(name) is expected
