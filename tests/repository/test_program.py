"""Git reads, and runs nothing that a repository names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dmccb.repository.program import environment, git_command
from tests.cli.conftest import Repo


def ask(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        git_command(root, *args), env=environment(), capture_output=True, text=True, check=False
    )


def script(path: Path, mark: Path) -> Path:
    """Write a program that leaves a mark when it is run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_file_system_monitor_is_not_run(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    mark = tmp_path / "was-run"
    repo.git("config", "core.fsmonitor", str(script(tmp_path / "monitor", mark)))
    assert ask(repo.root, "status").returncode == 0
    assert not mark.exists()
    repo.git("status")
    assert mark.exists()  # plain git runs it, so the test would see it


def test_no_hook_is_run(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    mark = tmp_path / "was-run"
    script(repo.root / ".git/hooks/reference-transaction", mark)
    assert ask(repo.root, "update-ref", "refs/heads/other", "HEAD").returncode == 0
    assert not mark.exists()
    repo.git("update-ref", "refs/heads/another", "HEAD")
    assert mark.exists()


def test_nothing_is_fetched(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    done = ask(repo.root, "fetch", repo.root.as_uri())
    assert (done.returncode != 0, "not allowed" in done.stderr) == (True, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/nowhere"),
        ("GIT_COMMON_DIR", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_NAMESPACE", "other"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_GLOB_PATHSPECS", "1"),
        ("GIT_NOGLOB_PATHSPECS", "1"),
    ],
)
def test_no_variable_sends_git_elsewhere(
    name: str, value: str, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("baselines/A*.yaml", "x")
    repo.write("baselines/AB.yaml", "x")
    repo.commit()
    monkeypatch.setenv(name, value)
    assert ask(repo.root, "ls-files", "--", "baselines/A*.yaml").stdout == "baselines/A*.yaml\n"


def test_a_replaced_object_is_read_as_what_it_is(repo: Repo) -> None:
    repo.write("a", "one\n")
    first = repo.commit()
    repo.write("a", "two\n")
    repo.git("replace", first, repo.commit())
    assert ask(repo.root, "show", f"{first}:a").stdout == "one\n"


def test_what_is_not_git_s_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    found = environment()
    assert (found["HOME"], found["LC_ALL"]) == ("/somewhere", "C")


def test_a_bare_repository_is_read_where_it_is_named(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    bare = tmp_path / "bare"
    repo.git("clone", "--quiet", "--bare", str(repo.root), str(bare))
    assert ask(bare, "rev-parse", "HEAD").stdout.strip() == repo.git("rev-parse", "HEAD")


def test_a_bare_repository_does_not_take_the_place_of_a_broken_one(repo: Repo) -> None:
    """Where ``.git`` is no git folder, git would take what is beside it for one, and obey its settings."""
    repo.commit()
    bare = repo.root / "bare"
    repo.git("clone", "--quiet", "--bare", str(repo.root), str(bare))
    assert ask(bare, "rev-parse", "HEAD").returncode == 0
    (bare / ".git").mkdir()
    done = ask(bare, "rev-parse", "HEAD")
    assert (done.returncode, "bare repository" in done.stderr) == (128, True)
