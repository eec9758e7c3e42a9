"""What each step of a branch changed in a collection, for whoever follows records."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dmccb.compare.change import Change
from dmccb.compare.compare import compare
from dmccb.errors import RecordFileError
from dmccb.repository.git import Repository
from dmccb.repository.schemas import load_kinds
from dmccb.repository.steps import Steps, cut_off, steps_of
from tests.cli import plan
from tests.cli.conftest import Repo
from tests.repository.build import fast_import, reading


class Note:
    """Follows some IDs, and notes what it is shown."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self.taken: list[tuple[int, list[str]]] = []

    def keys(self, step: int) -> tuple[str, ...]:
        return self._keys

    def take(self, step: int, changes: Sequence[Change]) -> None:
        self.taken.append((step, [f"{one.change} {one.id}" for one in changes]))


def commits(steps: Steps) -> list[str]:
    """Return the commits of the steps, newest first."""
    return [steps[index].commit for index in range(steps.known)]


@contextlib.contextmanager
def stepping(root: Path, collection: str = "milestones") -> Iterator[Steps]:
    repository = Repository(root)
    with reading(root) as objects:
        commit = repository.commit("HEAD", objects)
        (found,) = steps_of(repository, objects, load_kinds(), commit, collection)
        yield found


def step(repo: Repo, *milestones: str) -> str:
    repo.records("milestones.yaml", "milestone", "\n".join(milestones))
    return repo.commit()


@pytest.fixture
def three(repo: Repo) -> list[str]:
    """Make three commits: M-1 is added, moved, removed; M-0 is there throughout."""
    other = plan.milestone("M-0")
    return [
        step(repo, other, plan.milestone("M-1", due="2020-01-01")),
        step(repo, other, plan.milestone("M-1", due="2020-02-01")),
        step(repo, other),
    ]


@pytest.mark.parametrize(
    ("order", "taken"),
    [
        pytest.param(
            range(3),
            [(0, ["removed M-1"]), (1, ["changed M-1"]), (2, ["added M-0", "added M-1"])],
            id="back",
        ),
        pytest.param(
            range(3)[::-1],
            [(2, ["added M-0", "added M-1"]), (1, ["changed M-1"]), (0, ["removed M-1"])],
            id="forth",
        ),
        pytest.param(
            range(2)[::-1], [(1, ["changed M-1"]), (0, ["removed M-1"])], id="forth-from-the-second"
        ),
    ],
)
def test_both_ways(
    order: Sequence[int], taken: list[tuple[int, list[str]]], repo: Repo, three: list[str]
) -> None:
    note = Note("M-1")
    with stepping(repo.root) as steps:
        steps.walk(order, note)
        assert [steps[index].commit for index, _ in taken] == [three[2 - index] for index, _ in taken]
    assert note.taken == taken


def test_each_collection_has_its_own_steps(repo: Repo) -> None:
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    first = repo.commit()
    repo.write("baselines/README", "none of ours")
    repo.commit()
    second = step(repo, plan.milestone("R-1", "Other"))
    with reading(repo.root) as objects:
        found = list(steps_of(Repository(repo.root), objects, load_kinds(), second))
    lines = {steps.kind.collection: commits(steps) for steps in found}
    assert lines == {"documents": [first], "milestones": [second, first], "releases": [first]}


def test_a_shallow_clone_knows_one_side_of_its_first_commit(
    repo: Repo, three: list[str], tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth=2", repo.root.as_uri(), str(clone))
    assert cut_off(Repository(clone)) == {three[1]}
    assert cut_off(Repository(repo.root)) == frozenset()
    with stepping(clone) as steps:
        assert steps.known == 1
    with stepping(repo.root) as steps:
        assert steps.known == 3


def test_only_where_the_bytes_of_the_record_differ_anything_is_compared(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = []
    for index in range(300):
        text = f"A:\n  title: {index // 100}\n\nB:\n  title: {index}\n".encode()
        stream.append(
            b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 1\nx\n"
            b"M 100644 inline baselines/milestones.yaml\ndata %d\n%s\n"
            % (1577880000 + index, len(text), text)
        )
    fast_import(repo.root, b"".join(stream))
    compared: list[str] = []

    def counted(*args: object) -> object:
        compared.append("a step")
        return compare(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("dmccb.repository.steps.compare", counted)
    note = Note("A")
    with stepping(repo.root) as steps:
        steps.walk(range(steps.known), note)
    assert len(note.taken) == len(compared) == 3


def test_nothing_before_the_change_asked_for_is_read(repo: Repo) -> None:
    """A commit that cannot be read is no obstacle to the changes after it."""
    broken = step(repo, "M-1:\n  title: [\n")
    step(repo, plan.milestone("M-1"))
    last = step(repo, plan.milestone("M-1", due="2020-01-01"))
    note = Note("M-1")
    with stepping(repo.root) as steps:
        assert steps[0].commit == last
        with pytest.raises(RecordFileError, match=r"or the commit before it: .*milestones\.yaml") as error:
            steps.walk(range(steps.known), note)
    assert note.taken == [(0, ["changed M-1"])]
    assert broken[:10] in error.value.message
