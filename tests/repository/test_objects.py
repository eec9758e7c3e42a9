"""Git's object store: what is missing is told, and nothing that a repository names is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.errors import RepositoryError
from dmccb.repository.git import Repository, discover
from dmccb.repository.objects import FOLDER, Entry, entries
from dmccb.repository.program import environment, git_command
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import ONE, drop, reading, store, tree


@pytest.mark.parametrize("mode", ["40000", "040000", "0040000"])
def test_modes_are_read_without_zeros_in_front(mode: str) -> None:
    data = f"{mode} baselines\0".encode() + bytes(20)
    assert entries(data, 20) == [Entry(FOLDER, "baselines", "00" * 20)]


@given(st.binary(max_size=80))
def test_a_damaged_tree_is_an_error_of_its_form(data: bytes) -> None:
    try:
        entries(data, 20)
    except ValueError:
        return


def test_a_tree_that_makes_no_sense(repo: Repo) -> None:
    oid = store(repo, "tree", b"100644 without an end")
    with reading(repo.root) as objects, pytest.raises(RepositoryError, match="is damaged"):
        objects.tree(oid)


@pytest.mark.parametrize("kind", ["blob", "tree"])
def test_a_missing_object_is_not_empty(kind: str, repo: Repo) -> None:
    with reading(repo.root) as objects, pytest.raises(RepositoryError, match="git does not have the object"):
        objects.need("1" * 40, kind, "baselines/x.yaml")


def test_answers_keep_their_order(repo: Repo) -> None:
    names = [store(repo, "blob", str(index).encode()) for index in range(30)]
    with reading(repo.root) as objects:
        found = [one.data for one in objects.each([*names, "1" * 40]) if one]
        assert found == [str(index).encode() for index in range(30)]
        assert objects.get("no\nname") is None


def test_a_replaced_object_is_what_its_name_says(repo: Repo) -> None:
    honest, other = store(repo, "blob", b"honest"), store(repo, "blob", b"other!")
    repo.git("replace", honest, other)
    with reading(repo.root) as objects:
        assert objects.need(honest, "blob", "x").data == b"honest"


def test_a_graft_changes_no_history(repo: Repo) -> None:
    first, second = repo.commit(), repo.commit()
    repo.write(".git/info/grafts", f"{second}\n")
    assert Repository(repo.root).run("rev-list", second).split() == [second, first]


def test_variables_that_lead_elsewhere_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_GLOB_PATHSPECS"):
        monkeypatch.setenv(name, "elsewhere")
    assert "elsewhere" not in environment().values()


# ------------------------------------------------- nothing that it names is run


@pytest.fixture
def hostile(repo: Repo, tmp_path: Path) -> tuple[Repo, Path]:
    """Make a repository whose every setting that names a command names one that leaves a file."""
    mark = tmp_path / "ran"
    script = repo.write("run.sh", f"#!/bin/sh\ntouch '{mark}'\nexit 1\n")
    script.chmod(0o755)
    repo.records("milestones.yaml", "milestone", ONE)
    repo.write(".gitattributes", "* diff=evil filter=evil\n")
    repo.commit("one")
    repo.records("milestones.yaml", "milestone", ONE.replace("One", "Uno"))
    repo.commit("two")
    for name in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "gpg.program",
        "diff.external", "diff.evil.textconv", "diff.evil.command", "filter.evil.smudge",
        "filter.evil.process", "pager.log", "core.alternateRefsCommand", "credential.helper",
    ):  # fmt: skip
        repo.git("config", name, str(script))
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "extensions.partialClone", "origin")
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "remote.origin.url", f"ext::{script} %S")
    repo.git("config", "protocol.ext.allow", "always")
    hooks = repo.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
        (hooks / hook).chmod(0o755)
    mark.unlink(missing_ok=True)
    return repo, mark


COMMANDS = [
    ["check"],
    ["check", "--since", "HEAD~1"],
    ["check", "--ref", "HEAD"],
    ["diff", "HEAD~1", "HEAD"],
    ["diff", "HEAD"],
    ["history", "M-1"],
    ["show", "M-1", "--at", "HEAD"],
    ["baselines"],
    ["fmt", "--check"],
]


@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_reading_runs_nothing(command: list[str], hostile: tuple[Repo, Path], dmccb: Dmccb) -> None:
    repo, mark = hostile
    dmccb(*command)
    blob = repo.git("rev-parse", "HEAD:baselines/milestones.yaml")
    assert not mark.exists()
    drop(repo, blob)
    dmccb(*command)
    assert not mark.exists()


def test_the_hostile_repository_would_run_something(hostile: tuple[Repo, Path]) -> None:
    """Plain git does, or the test above shows nothing."""
    repo, mark = hostile
    drop(repo, repo.git("rev-parse", "HEAD:baselines/milestones.yaml"))
    subprocess.run(
        ["git", "-C", str(repo.root), "cat-file", "-p", "HEAD:baselines/milestones.yaml"],
        check=False,
        capture_output=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    assert mark.exists()


def test_a_bare_repository_among_the_files_of_another_is_refused(
    hostile: tuple[Repo, Path], tmp_path: Path, dmccb: Dmccb
) -> None:
    repo, mark = hostile
    outer = Repo(tmp_path / "outer")
    outer.root.mkdir()
    outer.git("init", "--quiet")
    (repo.root / ".git").rename(outer.root / "docs")
    result = dmccb("diff", "HEAD~1", "HEAD", cwd=outer.root / "docs" / "refs")
    assert (result.code, mark.exists()) == (3, False)
    assert "is a bare repository inside the repository" in result.err
    assert "safe.bareRepository=explicit" in git_command(outer.root, "status")


def test_discover(repo: Repo, tmp_path: Path) -> None:
    found = discover(repo.root / "baselines")
    assert found is not None
    assert found.root == repo.root
    inside = discover(repo.root / ".git" / "refs")
    assert inside is not None
    assert inside.root == repo.root
    assert discover(tmp_path) is None


def test_a_tree_as_it_is_told(repo: Repo) -> None:
    blob = store(repo, "blob", b"x")
    oid = tree(repo, ("0100644", "a.yaml", blob), ("100644", "a.yaml", blob))
    with reading(repo.root) as objects:
        assert [entry.name for entry in objects.tree(oid)] == ["a.yaml", "a.yaml"]
