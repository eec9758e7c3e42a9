"""Tags are made where they can be, and the others are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.baseline.status import RegisteredStatus
from dmccb.errors import RepositoryError
from dmccb.records.record import Record
from dmccb.repository.git import Repository
from dmccb.repository.write import make_tag
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo


def status(name: str, commit: str) -> RegisteredStatus:
    entry = Record(id=name, fields={"document": "PLAN-1", "tag": name})
    return RegisteredStatus(entry=entry, tag=name, state="untagged", commit=commit)


@pytest.fixture
def user(repo: Repo) -> Repo:
    repo.git("config", "user.name", "A. Author")
    repo.git("config", "user.email", "author@example.org")
    return repo


def test_a_tag_is_annotated(user: Repo) -> None:
    commit = user.commit()
    make_tag(Repository(user.root), status("LDM-1/v1", commit))
    assert user.git("cat-file", "-t", "LDM-1/v1") == "tag"
    assert user.git("rev-parse", "LDM-1/v1^{commit}") == commit
    assert "Baseline LDM-1/v1\n\ndocument: PLAN-1" in user.git("cat-file", "-p", "LDM-1/v1")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("x.lock", "git allows no tag 'x.lock'", id="impossible"),
        pytest.param("--force", "git allows no tag '--force'", id="like-an-option"),
        pytest.param("taken", "already exists", id="taken"),
        pytest.param("taken/v1", "git tag taken/v1: ", id="below-another-tag"),
    ],
)
def test_a_tag_that_cannot_be_made(name: str, said: str, user: Repo) -> None:
    commit = user.commit(tag="taken")
    with pytest.raises(RepositoryError, match=said) as error:
        make_tag(Repository(user.root), status(name, commit))
    assert "tag: NAME" in error.value.hint


def test_what_a_hook_leaves_behind(user: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Repo(tmp_path / "other")
    other.root.mkdir()
    other.git("init", "--quiet")
    commit = user.commit()
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    make_tag(Repository(user.root), status("v1", commit))
    assert user.git("tag") == "v1"


def test_in_a_sha_256_repository(tmp_path: Path, dmccb: Dmccb) -> None:
    repo = Repo(tmp_path / "repo")
    (repo.root / "baselines").mkdir(parents=True)
    repo.git("init", "--quiet", "--object-format=sha256")
    first, second = plan.two_baselines(repo, dmccb)
    assert dmccb("baselines", "restore").code == 0
    assert [repo.git("rev-parse", f"{name}^{{commit}}") for name in ("v1.0", "v1.1")] == [first, second]


def test_restore_goes_on_after_a_tag_that_cannot_be_made(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    repo.write("baselines/register.yaml", text.replace("v1.0:\n", "v1.0:\n  tag: x.lock\n"))
    result = dmccb("baselines", "restore")
    assert result.code == 1
    assert "git allows no tag 'x.lock'" in result.err
    assert result.out.split()[::2][:1] == ["v1.1"]
    assert repo.git("tag") == "v1.1"
