"""The files beside the records that say what these mean, and how a change is judged."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dmccb.repository.empty_snapshot import EmptySnapshot
from dmccb.repository.folder import Folder
from dmccb.repository.git import Repository
from dmccb.repository.governing_files import governing_files
from dmccb.repository.objects import Entry, Objects
from dmccb.repository.snapshot import Revision, Snapshot
from dmccb.repository.working_tree import WorkingTree
from tests.cli.conftest import Repo

Sides = tuple[Snapshot, Snapshot]

BEFORE = {
    "schemas/a.json": "{}",
    "schemas/below/b.json": "{}",
    "schemas/gone.json": "{}",
    "schemas/README.md": "x",
    "dmccb.toml": "a = 1",
    ".github/workflows/ci.yml": "on: push",
    ".github/workflows/gate.yaml": "on: push",
    ".github/workflows/notes.txt": "x",
    ".github/CODEOWNERS": "x",
    "baselines/policy/routes.test.yaml": "a: 1",
    "baselines/policy/routes.yaml": "a: 1",
    "baselines/milestones.yaml": "M-1:\n  title: One\n",
    "dmccb.toml.old": "x",
    "src/schemas/c.json": "{}",
}
AFTER = {name: f"{text} " for name, text in BEFORE.items() if name != "schemas/gone.json"} | {
    "schemas/new.json": "{}"
}
EXPECTED = (
    (".github/workflows/ci.yml", "changed"),
    (".github/workflows/gate.yaml", "changed"),
    ("baselines/policy/routes.test.yaml", "changed"),
    ("dmccb.toml", "changed"),
    ("schemas/a.json", "changed"),
    ("schemas/below/b.json", "changed"),
    ("schemas/gone.json", "removed"),
    ("schemas/new.json", "added"),
)


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def commit_both(repo: Repo) -> None:
    write(repo.root, BEFORE)
    repo.commit(tag="one")
    (repo.root / "schemas/gone.json").unlink()
    write(repo.root, AFTER)
    repo.commit(tag="two")


@contextlib.contextmanager
def revisions(repo: Repo) -> Iterator[tuple[Revision, Revision, Objects]]:
    repository = Repository(repo.root)
    with repository.objects() as objects:
        one, two = (
            Revision(repository, objects, name, repository.commit(name, objects)) for name in ("one", "two")
        )
        yield one, two, objects


def test_of_two_commits(repo: Repo) -> None:
    commit_both(repo)
    with revisions(repo) as (one, two, _):
        assert governing_files(one, two) == EXPECTED
        assert governing_files(one, one) == ()
        assert [change for _, change in governing_files(two, one)].count("added") == 1


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_of_a_commit_and_the_working_tree(repo: Repo, algorithm: str) -> None:
    shutil.rmtree(repo.root / ".git")
    repo.git("init", "--quiet", "--initial-branch=main", f"--object-format={algorithm}")
    commit_both(repo)
    with revisions(repo) as (one, two, _):
        now = WorkingTree(repo.root, Repository(repo.root))
        assert governing_files(one, now) == EXPECTED
        assert governing_files(two, now) == ()


def test_of_two_folders(tmp_path: Path) -> None:
    write(tmp_path / "one", BEFORE)
    write(tmp_path / "two", AFTER)
    one, two = (Folder(tmp_path / name, name) for name in ("one", "two"))
    assert governing_files(one, two) == EXPECTED
    assert governing_files(two, two) == ()


def test_what_was_there_before_the_first_commit(tmp_path: Path) -> None:
    write(tmp_path, {"dmccb.toml": ""})
    assert governing_files(EmptySnapshot(), Folder(tmp_path, "now")) == (("dmccb.toml", "added"),)


def test_equal_trees_are_not_walked(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo.root, BEFORE)
    repo.commit(tag="one")
    write(repo.root, {"schemas/a.json": "[]"})
    repo.commit(tag="two")
    with revisions(repo) as (one, two, objects):
        walked: list[str] = []
        tree = objects.tree

        def told(oid: str, what: str = "") -> list[Entry]:
            walked.append(what)
            return tree(oid, what)

        monkeypatch.setattr(objects, "tree", told)
        assert governing_files(one, two) == (("schemas/a.json", "changed"),)
    assert {what.partition(":")[2] for what in walked if what} == {"", "schemas/"}


@pytest.mark.parametrize(
    ("link", "told"),
    [
        pytest.param("schemas/a.json", "schemas/a.json", id="a-file"),
        pytest.param("schemas/sub", "schemas/sub", id="a-folder-maybe"),
        pytest.param(".github/workflows", ".github/workflows", id="the-folder-itself"),
        pytest.param(".github", ".github", id="above-the-folder"),
    ],
)
def test_a_link_is_told(repo: Repo, link: str, told: str) -> None:
    write(repo.root, {"baselines/m.yaml": "", "schemas/x.txt": ""})
    (repo.root / link).parent.mkdir(exist_ok=True)
    (repo.root / link).symlink_to("here")
    repo.commit(tag="one")
    (repo.root / link).unlink()
    (repo.root / link).symlink_to("there")
    repo.commit(tag="two")
    with revisions(repo) as (one, two, _):
        now = WorkingTree(repo.root, Repository(repo.root))
        assert governing_files(one, two) == ((told, "changed"),)
        assert governing_files(one, now) == ((told, "changed"),)
        assert governing_files(two, now) == ()


def test_what_cannot_be_read_never_equals_anything(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "schemas").mkdir(parents=True)
        os.mkfifo(tmp_path / name / "schemas/a.json")
        with (tmp_path / name / "dmccb.toml").open("wb") as file:
            file.truncate((1 << 20) + 1)
    one, two = (Folder(tmp_path / name, name) for name in ("one", "two"))
    assert governing_files(one, two) == (("dmccb.toml", "changed"), ("schemas/a.json", "changed"))


def test_folders_nested_too_deep_are_told(tmp_path: Path) -> None:
    deep = "/".join(["schemas", *["d"] * 40])
    for name in ("one", "two"):
        write(tmp_path / name, {f"{deep}/a.json": "{}"})
    one, two = (Folder(tmp_path / name, name) for name in ("one", "two"))
    ((path, change),) = governing_files(one, two)
    assert path == "/".join(["schemas", *["d"] * 32])
    assert change == "changed"
