"""Where the content of a registered baseline is looked for."""

from __future__ import annotations

import pytest

from dmccb.errors import RefNotFoundError
from dmccb.records.record import Record
from dmccb.repository.registered import ContentFinder, outwards
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import drop, finding


@pytest.mark.parametrize(
    ("start", "expected"),
    [(2, "cdbea"), (0, "abcde"), (4, "edcba"), (9, "edcba")],
    ids=["middle", "newest", "oldest", "nowhere"],
)
def test_outwards(start: int, expected: str) -> None:
    assert "".join(outwards("abcde", start)) == expected


def entry(repo: Repo, name: str) -> Record:
    block = repo.read("baselines/register.yaml").partition(f"{name}:\n")[2]
    return Record(id=name, fields={"digest": block.partition("digest: ")[2].split()[0]})


def test_the_search_begins_at_the_entry(repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = plan.two_baselines(repo, dmccb)
    for index in range(5):
        repo.records("milestones.yaml", "milestone", plan.milestone("M-1", str(index)))
        repo.commit()
    asked: list[str] = []
    with finding(repo.root) as finder:
        known = finder.digests.digest_of

        def counted(revision: object) -> str:
            asked.append(revision.commit)  # type: ignore[attr-defined]
            return known(revision)  # type: ignore[arg-type]

        monkeypatch.setattr(finder.digests, "digest_of", counted)
        assert finder.locate(entry(repo, "v1.0")).commit == first
    assert asked == [first]


def test_a_commit_that_was_found_is_not_looked_for_again(
    repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = plan.two_baselines(repo, dmccb)
    with finding(repo.root) as finder:
        assert finder.locate(entry(repo, "v1.0")).commit == first
    monkeypatch.setattr(ContentFinder, "_candidates", None)
    with finding(repo.root) as finder:
        assert finder.locate(entry(repo, "v1.0")).commit == first


def test_a_remembered_commit_that_left_the_history_is_looked_for_again(repo: Repo, dmccb: Dmccb) -> None:
    _, last = plan.two_baselines(repo, dmccb)
    with finding(repo.root) as finder:
        assert finder.locate(entry(repo, "v1.1")).commit == last
    repo.git("commit", "--quiet", "--amend", "--message", "the same content")
    with finding(repo.root) as finder:
        assert finder.locate(entry(repo, "v1.1")).commit == repo.git("rev-parse", "HEAD") != last


def test_a_remembered_commit_with_other_content_is_not_believed(repo: Repo, dmccb: Dmccb) -> None:
    first, last = plan.two_baselines(repo, dmccb)
    wanted = entry(repo, "v1.0")
    with finding(repo.root) as finder:
        finder.digests.remember(str(wanted.fields["digest"]), last)
        assert finder.locate(wanted).commit == first


def test_the_entry_came_later_than_its_content(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    (repo.root / "baselines/register.yaml").unlink()
    content = repo.commit("without its entry")
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", "Later"))
    repo.commit("later")
    repo.write("baselines/register.yaml", text)
    repo.commit("the entry")
    with finding(repo.root) as finder:
        assert finder.locate(entry(repo, "v1.1")).commit in (content, repo.git("rev-parse", "HEAD~3"))


def test_a_commit_that_cannot_be_read_may_be_the_one(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    wanted = entry(repo, "v1.0")
    drop(repo, repo.git("rev-parse", "HEAD~1:baselines/milestones.yaml"))
    with finding(repo.root) as finder, pytest.raises(RefNotFoundError) as error:
        finder.locate(wanted)
    assert error.value.hint == "1 of 2 commits cannot be read, and may be the one: git fsck"


@pytest.mark.parametrize("tag", ["../heads/main", "HEAD~1", "x^{commit}", "a..b"])
def test_a_tag_that_is_none_names_no_commit(tag: str, repo: Repo) -> None:
    repo.commit()
    with finding(repo.root) as finder:
        assert finder.tagged(Record(id="v1", fields={"tag": tag})) is None
