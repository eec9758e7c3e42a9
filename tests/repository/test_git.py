"""Which repository holds a folder, and what git says of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dmccb.errors import RefNotFoundError, RepositoryError
from dmccb.repository.git import Repository, discover
from tests.cli.conftest import Repo
from tests.repository.build import ONE, reading


def clone(repo: Repo, to: Path, *options: str) -> Path:
    repo.git("clone", "--quiet", *options, repo.root.as_uri(), str(to))
    return to


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(".", id="top"),
        pytest.param("baselines", id="a-folder-below"),
        pytest.param(".git", id="the-git-folder"),
        pytest.param(".git/refs", id="inside-the-git-folder"),
    ],
)
def test_a_folder_is_held_by_the_repository_around_it(inside: str, repo: Repo) -> None:
    assert discover(repo.root / inside) == Repository(repo.root)


def test_a_folder_outside_of_git_is_held_by_none(tmp_path: Path) -> None:
    assert discover(tmp_path) is None


def test_a_nested_repository_comes_before_the_one_around_it(repo: Repo) -> None:
    inner = repo.root / "tools"
    subprocess.run(["git", "init", "--quiet", str(inner)], check=True)
    assert discover(inner) == Repository(inner)


@pytest.mark.parametrize("inside", [".", "refs/heads"])
def test_a_bare_repository_is_known_by_what_its_folder_holds(inside: str, repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    bare = clone(repo, tmp_path / "bare", "--bare")
    found = discover(bare / inside)
    assert found == Repository(bare)
    assert found.bare
    assert found.git_dir.resolve() == bare.resolve()
    assert not Repository(repo.root).bare


def test_a_bare_repository_among_files_is_refused(repo: Repo) -> None:
    """It may have come with them, and its settings name programs that git would run."""
    repo.commit()
    bare = clone(repo, repo.root / "data", "--bare")
    with pytest.raises(RepositoryError, match="bare repository inside the repository") as error:
        discover(bare)
    assert "clone it" in error.value.hint


@pytest.mark.parametrize(
    ("options", "shallow"),
    [pytest.param(["--depth=1"], True, id="cut-off"), pytest.param([], False, id="whole")],
)
def test_shallow(options: list[str], repo: Repo, tmp_path: Path, *, shallow: bool) -> None:
    repo.commit("one")
    repo.commit("two")
    assert Repository(clone(repo, tmp_path / "clone", *options)).shallow is shallow


def test_a_linked_work_tree_shares_the_git_folder(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    repo.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    linked = Repository(tmp_path / "linked")
    assert discover(linked.root / "baselines") == linked
    assert linked.git_dir.resolve() == (repo.root / ".git").resolve()


def test_git_refuses_in_its_own_words(repo: Repo) -> None:
    with pytest.raises(RepositoryError, match=r"^git rev-list: .*no-such-revision"):
        Repository(repo.root).run("rev-list", "no-such-revision", "--")
    assert Repository(repo.root).run("rev-list", "no-such-revision", "--", check=False) == ""


def test_a_path_that_is_not_utf_8_is_kept(repo: Repo) -> None:
    name = b"caf\xe9.yaml".decode("utf-8", "surrogateescape")
    repo.write(name, ONE)
    repo.git("add", "--all")
    assert Repository(repo.root).run("ls-files", "-z") == f"{name}\0"


@pytest.mark.parametrize(
    "named",
    [
        pytest.param("HEAD", id="head"),
        pytest.param("v1", id="tag"),
        pytest.param("annotated", id="annotated-tag-is-peeled"),
        pytest.param("HEAD~1", id="parent"),
    ],
)
def test_a_revision_names_a_commit(named: str, repo: Repo) -> None:
    repo.commit("first")
    repo.commit("second", tag="v1")
    repo.git("tag", "--annotate", "--message", "x", "annotated")
    with reading(repo.root) as objects:
        assert Repository(repo.root).commit(named, objects) == repo.git("rev-parse", f"{named}^{{commit}}")


@pytest.mark.parametrize(
    "named",
    [
        pytest.param("v9", id="no-such-name"),
        pytest.param("HEAD:baselines/milestones.yaml", id="a-file-is-not-a-commit"),
        pytest.param("0" * 40, id="no-such-object"),
    ],
)
def test_what_is_not_a_commit_is_not_found(named: str, repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit()
    with (
        reading(repo.root) as objects,
        pytest.raises(RefNotFoundError, match="no such revision in repo") as e,
    ):
        Repository(repo.root).commit(named, objects)
    assert repr(named) in e.value.message


def test_history_of_a_path_is_newest_first(repo: Repo) -> None:
    repo.write("baselines/a.yaml", "1")
    first = repo.commit()
    repo.write("README", "2")
    repo.commit()
    repo.write("baselines/a.yaml", "3")
    last = repo.commit()
    assert Repository(repo.root).history("HEAD", "baselines") == [last, first]
    assert Repository(repo.root).history("HEAD", "baselines/*") == []  # a path, not a pattern


def test_a_text_is_traced_to_the_commits_that_added_and_removed_it(repo: Repo) -> None:
    def commit(text: str) -> str:
        repo.write("baselines/a.yaml", text)
        return repo.commit()

    added, kept, removed = commit("v1: x\n"), commit("v1: x\n# more\n"), commit("# more\n")
    assert Repository(repo.root).touching("HEAD", "v1: x", "baselines/a.yaml") == [removed, added]
    assert Repository(repo.root).touching(kept, "v1: x", "baselines/a.yaml") == [added]


def _branch(repo: Repo) -> None:
    repo.git("branch", "draft")


def _tag(repo: Repo) -> None:
    repo.git("tag", "LDM-1/v1.0")


def _remote(repo: Repo) -> None:
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")


def _notes(repo: Repo) -> None:
    repo.git("notes", "add", "--message", "x")


@pytest.mark.parametrize(
    ("make", "more"),
    [
        pytest.param(_branch, ["refs/heads/draft"], id="branch"),
        pytest.param(_tag, ["refs/tags/LDM-1/v1.0"], id="tag"),
        pytest.param(_remote, ["refs/remotes/origin/main"], id="branch-of-another-clone"),
        pytest.param(_notes, [], id="notes-are-no-names"),
    ],
)
def test_refs(make: Callable[[Repo], None], more: list[str], repo: Repo) -> None:
    repo.commit()
    make(repo)
    assert sorted(Repository(repo.root).refs()) == sorted(["refs/heads/main", *more])
