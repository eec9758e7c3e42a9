"""One ID -> every change of its record, as far back as the clone goes."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from dmccb.commands.find import RecordNotFoundError
from dmccb.commands.history import history
from dmccb.compare.event import History
from dmccb.errors import RepositoryError
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo


def step(repo: Repo, *milestones: str, message: str = "change") -> str:
    repo.records("milestones.yaml", "milestone", "\n".join(milestones))
    return repo.commit(message)


def told(folder: Path, key: str, ref: str = "HEAD", collection: str = "") -> dict[str, list[tuple[str, str]]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for one in history(folder, key, ref, collection).records:
        out[one.collection] = [(event.change.change, event.commit) for event in one.events]
    return out


def baselines(found: History) -> dict[str, list[tuple[str, str]]]:
    """Return commit -> name and date of the baselines that it is."""
    out: dict[str, list[tuple[str, str]]] = {}
    for event in chain.from_iterable(one.events for one in found.records):
        if event.baselines:
            out[event.commit] = [one[:2] for one in event.baselines]
    return out


@pytest.fixture
def three(repo: Repo) -> list[str]:
    """Make three commits: added, moved, removed."""
    other = plan.milestone("M-0")
    return [
        step(repo, other, plan.milestone("M-1", due="2020-01-01")),
        step(repo, other, plan.milestone("M-1", due="2020-02-01")),
        step(repo, other),
    ]


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        pytest.param("HEAD", ["removed", "changed", "added"], id="of-a-record-that-is-gone"),
        pytest.param("HEAD~1", ["changed", "added"], id="back-from-an-earlier-commit"),
        pytest.param("HEAD~2", ["added"], id="the-first"),
    ],
)
def test_newest_first(ref: str, expected: list[str], repo: Repo, three: list[str]) -> None:
    commits = three[: len(expected)][::-1]
    assert told(repo.root, "M-1", ref) == {"milestones": list(zip(expected, commits, strict=True))}


def test_a_record_is_followed_through_its_earlier_ids(repo: Repo) -> None:
    commits = [
        step(repo, plan.milestone("M-1")),
        step(repo, plan.milestone("M-2", "Title of M-1", aka=["M-1"])),
        step(repo, plan.milestone("M-3", "Title of M-1", aka=["M-1", "M-2"])),
    ]
    assert told(repo.root, "M-3") == {
        "milestones": list(zip(["renumbered", "renumbered", "added"], commits[::-1], strict=True))
    }


def test_an_id_in_two_collections(repo: Repo) -> None:
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    commit = repo.commit()
    assert told(repo.root, "R-1") == {place: [("added", commit)] for place in ("milestones", "releases")}
    assert list(told(repo.root, "R-1", collection="releases")) == ["releases"]


def test_a_baseline_is_named_with_its_day(repo: Repo, dmccb: Dmccb) -> None:
    first, second = plan.two_baselines(repo, dmccb)
    found = history(repo.root, "M-1")
    assert baselines(found) == {first: [("v1.0", "2020-01-01")], second: [("v1.1", "2020-01-02")]}
    assert not found.shallow


def test_a_baseline_that_is_lost_names_no_commit_and_hides_no_history(repo: Repo, dmccb: Dmccb) -> None:
    first, _ = plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    known = text.partition("v1.1:")[2].partition("sha256:")[2].split()[0]
    repo.write("baselines/register.yaml", text.replace(known, "0" * 64))
    repo.commit()
    found = history(repo.root, "M-1")
    assert list(baselines(found)) == [first]
    assert len(found.records[0].events) == 2


def test_a_shallow_clone_does_not_take_its_first_commit_for_the_beginning(
    repo: Repo, three: list[str], tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth=2", repo.root.as_uri(), str(clone))
    assert history(clone, "M-0").shallow
    assert told(clone, "M-1") == {"milestones": [("removed", three[2])]}


@pytest.mark.parametrize(
    ("key", "collection"),
    [pytest.param("M-9", "", id="never-there"), pytest.param("M-1", "releases", id="never-in-that-one")],
)
def test_an_id_that_no_record_ever_had(key: str, collection: str, repo: Repo, three: list[str]) -> None:
    with pytest.raises(RecordNotFoundError, match=f"no record has the ID '{key}'"):
        history(repo.root, key, collection=collection)


def test_an_id_that_no_record_ever_had_may_be_on_another_branch(repo: Repo, three: list[str]) -> None:
    with pytest.raises(RecordNotFoundError, match="no record has the ID 'ZZZ' at HEAD") as error:
        history(repo.root, "ZZZ")
    assert (
        error.value.hint == "no state before has it either; on another branch: dmccb history ZZZ --at BRANCH"
    )


def not_found(folder: Path, key: str, ref: str = "HEAD") -> RecordNotFoundError:
    with pytest.raises(RecordNotFoundError, match=f"no record has the ID '{key}' at {ref}") as error:
        history(folder, key, ref)
    return error.value


def test_or_not_be_committed_yet(repo: Repo, three: list[str]) -> None:
    repo.records("milestones.yaml", "milestone", f"{plan.milestone('M-0')}\n{plan.milestone('M-8')}")
    error = not_found(repo.root, "M-8")
    assert (
        str(error) == "no record has the ID 'M-8' at HEAD: it is in the working tree, and not committed yet"
    )
    assert error.hint == "history begins with a commit; the record as it is now: dmccb show M-8"
    assert "on another branch" in not_found(repo.root, "ZZZ").hint


def test_or_have_come_after_the_revision_that_was_asked_for(repo: Repo, three: list[str]) -> None:
    step(repo, plan.milestone("M-0"), plan.milestone("M-8"))
    assert "not committed" not in str(not_found(repo.root, "M-8", "HEAD~1"))


def test_a_working_tree_that_cannot_be_read_tells_nothing(repo: Repo, three: list[str]) -> None:
    repo.write("baselines/milestones.yaml", "M-8: [\n")
    assert "on another branch" in not_found(repo.root, "M-8").hint


def test_or_before_what_a_shallow_clone_has(repo: Repo, three: list[str], tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth=1", repo.root.as_uri(), str(clone))
    with pytest.raises(RecordNotFoundError) as error:
        history(clone, "ZZZ")
    assert "git fetch --unshallow" in error.value.hint


def test_outside_of_git_there_is_no_history(tmp_path: Path) -> None:
    (tmp_path / "baselines").mkdir()
    with pytest.raises(RepositoryError, match="not in a git repository"):
        history(tmp_path, "M-1")
