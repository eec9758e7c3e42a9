"""What every command begins with: the repository, its register, its kinds."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dmccb.commands.session import Session, session
from dmccb.errors import DmccbError, RepositoryError, UsageError
from dmccb.repository.git import Repository
from dmccb.repository.working_tree import WorkingTree
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import ONE


def clone_bare(repo: Repo, to: Path) -> Path:
    repo.git("clone", "--quiet", "--bare", str(repo.root), str(to))
    return to


def test_the_repository_around_the_folder(repo: Repo) -> None:
    with session(repo.root / "baselines") as here:
        assert (here.repository, here.root) == (Repository(repo.root), repo.root)
        assert here.needs_repository() == here.repository
        assert here.needs_finder().objects is here.needs_objects()


NEEDS: list[Callable[[Session], object]] = [
    Session.needs_repository,
    Session.needs_objects,
    Session.needs_finder,
]


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.__name__.replace("_", "-"))
def test_outside_of_git_nothing_of_git_can_be_had(need: Callable[[Session], object], tmp_path: Path) -> None:
    with session(tmp_path) as here:
        assert (here.repository, here.finder, here.root) == (None, None, tmp_path)
        with pytest.raises(RepositoryError, match="not in a git repository") as error:
            need(here)
    assert "git clone" in error.value.hint


def test_the_working_tree_is_meant_where_nothing_is_named(repo: Repo) -> None:
    with session(repo.root) as here:
        assert isinstance(here.open(None).snapshot, WorkingTree)


@pytest.mark.parametrize(
    ("name", "error", "said", "hint"),
    [
        pytest.param("", UsageError, "a name is empty", "script", id="an-unset-variable"),
        pytest.param("v9", DmccbError, "'v9'", "", id="unknown"),
        pytest.param("HEAD~1", RepositoryError, "HEAD~1 has no folder 'baselines'", "name a", id="no-folder"),
    ],
)
def test_a_name_that_means_nothing(
    name: str, error: type[DmccbError], said: str, hint: str, repo: Repo
) -> None:
    repo.commit("nothing yet")
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit()
    with session(repo.root) as here:
        for opened in (here.open, here.open_judge):
            with pytest.raises(error) as caught:
                opened(name)
            assert said in caught.value.message
            assert hint in caught.value.hint


def test_a_working_tree_without_baselines_is_not_an_empty_one(repo: Repo) -> None:
    (repo.root / "baselines").rmdir()
    with (
        session(repo.root) as here,
        pytest.raises(RepositoryError, match="no folder 'baselines' in") as error,
    ):
        here.open(None)
    assert "dmccb -C FOLDER" in error.value.hint
    assert "make baselines/ and put a record file in it" in error.value.hint


def test_a_bare_repository_has_no_working_tree(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    plan.two_baselines(repo, dmccb)
    with session(clone_bare(repo, tmp_path / "bare")) as here:
        with pytest.raises(UsageError, match="a bare repository has no working tree"):
            here.open(None)
        assert list(here.register) == ["v1.0", "v1.1"]  # HEAD's
        assert here.open("HEAD").snapshot.has_baselines


def test_the_register_is_the_working_tree_s(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    repo.write("baselines/register.yaml", text.replace("v1.1:", "v2.0:"))
    with session(repo.root) as here:
        assert sorted(here.register) == ["v1.0", "v2.0"]
        assert sorted(here.names.register) == ["v1.0", "v1.1", "v2.0"]  # what HEAD registered keeps its name


def test_what_head_registered_keeps_its_meaning(repo: Repo, dmccb: Dmccb) -> None:
    first, second = plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    known = [part.split()[0] for part in text.split("sha256:")[1:]]
    repo.write("baselines/register.yaml", text.replace(known[0], known[1]))
    with session(repo.root) as here:
        assert [here.open(name).snapshot.commit for name in ("v1.0", "v1.1")] == [first, second]


@pytest.mark.parametrize(
    ("dates", "newest"),
    [
        pytest.param(("2020-01-01", "2020-01-02"), "v1.1", id="by-date"),
        pytest.param(("2020-01-03", "2020-01-02"), "v1.0", id="not-by-name"),
        pytest.param(("2020-01-01", "2020-01-01"), "v1.1", id="by-name-on-the-same-day"),
    ],
)
def test_the_last_baseline(dates: tuple[str, str], newest: str, repo: Repo) -> None:
    digest = f"sha256:{'0' * 64}"
    entries = (
        f"{name}:\n  document: D-1\n  date: {day}\n  digest: {digest}\n"
        for name, day in zip(("v1.0", "v1.1"), dates, strict=True)
    )
    repo.records("register.yaml", "register", "\n".join(entries))
    with session(repo.root) as here:
        assert here.last_baseline() == newest


def test_without_a_register_there_is_no_last_baseline(repo: Repo) -> None:
    with session(repo.root) as here, pytest.raises(UsageError, match="names no baseline") as error:
        here.last_baseline()
    assert "dmccb diff HEAD~1 HEAD" in error.value.hint


def _fail(here: Session) -> None:
    assert here.needs_objects().get("HEAD") is not None
    raise RuntimeError


def test_git_is_ended_whatever_happens(repo: Repo) -> None:
    repo.commit()
    with contextlib.suppress(RuntimeError), session(repo.root) as here:
        _fail(here)
    assert here.needs_objects()._process.poll() is not None
