"""The digests that are kept: only to save time, and out of reach of what they are about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dmccb.errors import DmccbError
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections
from dmccb.repository import digest_cache
from dmccb.repository.digest_cache import DigestCache, cache_file
from dmccb.repository.git import Repository
from dmccb.repository.progress import Progress
from dmccb.repository.read import read_records
from dmccb.repository.schemas import schemas
from dmccb.repository.snapshot import Revision
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import revision


def file(repo: Repo) -> Path:
    found = cache_file(Repository(repo.root))
    assert found is not None
    return found


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    """Make v1.0 and v1.1 without tags."""
    plan.two_baselines(repo, dmccb)
    return repo


def test_digests_are_kept(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("baselines").code == 0
    kept = file(two).read_text(encoding="ascii")
    assert kept.count("\n") == 4  # two digests, and the commits found for them
    assert dmccb("baselines").code == 0
    assert file(two).read_text(encoding="ascii") == kept


def test_what_comes_with_a_repository_is_not_believed(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    """The register says a wrong digest, and the git folder brings a cache that agrees."""
    assert dmccb("baselines").code == 0
    kept, false = file(two).read_text(encoding="ascii"), f"sha256:{'0' * 64}"
    register = two.read("baselines/register.yaml")
    right = register.partition("digest: ")[2].split()[0]
    two.write("baselines/register.yaml", register.replace(right, false))
    two.commit(tag="v1.0")
    brought = kept.replace(right, false)
    for name in ("digests", file(two).name):
        two.write(f".git/dmccb/{name}", brought)
        two.write(f".cache/dmccb/{name}", brought)
    result = dmccb("diff", "v1.0", "HEAD")
    assert (result.code, result.out) == (3, "")


def test_another_repository_answers_for_itself_alone(two: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    two.git("clone", "--quiet", str(two.root), str(other.root))
    assert cache_file(Repository(other.root)) != file(two)


def test_a_linked_working_tree_shares_the_cache(two: Repo, tmp_path: Path) -> None:
    two.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    assert cache_file(Repository(tmp_path / "linked")) == file(two)


def test_the_file_is_read_once(two: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    text = Path.read_text

    def counted(path: Path, *args: str, **more: str) -> str:
        if path.name.startswith("digests-"):
            read.append(path)
        return text(path, *args, **more)

    monkeypatch.setattr(Path, "read_text", counted)
    digests = DigestCache(Repository(two.root))
    for name in ("HEAD", "HEAD~1", "HEAD", "HEAD~1"):
        with revision(two.root, name) as found:
            digests.digest_of(found)
    assert len(read) == 1


@pytest.mark.parametrize(
    "rubbish",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe\x00", id="no-ascii"),
        pytest.param(b"rubbish\n\n a b c d\n", id="lines-of-no-meaning"),
        pytest.param(b"1:abc", id="a-line-that-was-not-finished"),
    ],
)
def test_a_broken_cache_changes_no_answer(rubbish: bytes, two: Repo, dmccb: Dmccb) -> None:
    expected = dmccb("baselines")
    file(two).write_bytes(rubbish)
    assert dmccb("baselines") == expected
    assert dmccb("baselines") == expected


def test_a_cut_off_line_changes_no_answer(two: Repo, dmccb: Dmccb) -> None:
    """Two runs at once, or a full disk, may leave a part of a line."""
    expected = dmccb("baselines")
    kept = file(two).read_bytes()
    for length in range(len(kept) - 75, len(kept), 9):
        file(two).write_bytes(kept[:length])
        assert dmccb("baselines") == expected


def test_a_cache_that_cannot_be_written_changes_no_answer(two: Repo, dmccb: Dmccb) -> None:
    expected = dmccb("baselines")
    folder = file(two).parent
    file(two).unlink()
    folder.rmdir()
    folder.write_text("in the way", encoding="utf-8")
    assert dmccb("baselines") == expected


def test_a_user_without_a_home(two: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_file(Repository(two.root)) is None
    with revision(two.root) as head:
        assert DigestCache(Repository(two.root)).digest_of(head).startswith("sha256:")


# ------------------------------------------------ one commit after the other


def _milestones(repo: Repo, path: str, *keys: str) -> None:
    repo.records(path, "milestone", "\n".join(plan.milestone(key) for key in keys))


def _begin(repo: Repo) -> None:
    for path, keys in [("a", ["A-1", "A-2", "A-3"]), ("b", ["B-1", "B-2"]), ("c", ["C-1"])]:
        _milestones(repo, f"milestones/{path}.yaml", *keys)


def _slip(repo: Repo) -> None:
    repo.records("milestones/b.yaml", "milestone", plan.milestone("B-1", due="2020-01-01"))


def _move(repo: Repo) -> None:
    _milestones(repo, "milestones/a.yaml", "A-1")
    _milestones(repo, "milestones/b.yaml", "A-2", "A-3", "B-1", "B-2")


def _rename_file(repo: Repo) -> None:
    (repo.root / "baselines/milestones/a.yaml").rename(repo.root / "baselines/milestones/z.yaml")


def _remove_file(repo: Repo) -> None:
    (repo.root / "baselines/milestones/c.yaml").unlink()


def _format(repo: Repo) -> None:
    text = repo.read("baselines/milestones/a.yaml")
    repo.write("baselines/milestones/a.yaml", text.replace("Title of A-1", '"Title of A-1"'))


def _another_kind(repo: Repo) -> None:
    repo.records("products.yaml", "product", "A-1:\n  title: A product with the ID of a milestone\n")


def _schema(repo: Repo) -> None:
    schema = next(text for name, text in schemas() if name == "milestone.schema.json")
    repo.write("schemas/milestone.schema.json", schema.replace('"type": "integer"', '"type": "string"'))
    repo.records("milestones/c.yaml", "milestone", plan.milestone("C-1", level=2))


def _used_twice(repo: Repo) -> None:
    _milestones(repo, "milestones/b.yaml", "A-2")


def _broken(repo: Repo) -> None:
    repo.records("milestones/b.yaml", "milestone", "B-1:\n  title: [\n")


STEPS = [_slip, _move, _rename_file, _remove_file, _format, _another_kind, _schema, _used_twice, _broken]


def digest_or_error(digests: DigestCache, repo: Repo, name: str) -> str:
    with revision(repo.root, name) as found:
        try:
            return digests.digest_of(found)
        except DmccbError as error:
            return f"{error.message} / {error.hint}"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__.strip("_").replace("_", "-"))
def test_a_digest_after_another_is_that_of_the_commit_alone(
    step: Callable[[Repo], None], repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(repo)
    names = [repo.commit()]
    step(repo)
    names.append(repo.commit())
    _begin(repo)
    _slip(repo)
    names.append(repo.commit())
    monkeypatch.setattr(digest_cache, "cache_file", lambda _: None)  # nothing is kept: each is computed
    after_another = DigestCache(Repository(repo.root))
    for name in names:
        alone = digest_or_error(DigestCache(Repository(repo.root)), repo, name)
        assert digest_or_error(after_another, repo, name) == alone


def test_of_a_second_commit_only_what_differs_is_read(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    _begin(repo)
    names = [repo.commit()]
    _slip(repo)
    names.append(repo.commit())
    whole: list[str] = []

    def counted(snapshot: Revision, kinds: Kinds, *, progress: Progress) -> Collections:
        whole.append(snapshot.commit)
        return read_records(snapshot, kinds, progress=progress)

    monkeypatch.setattr(digest_cache, "read_records", counted)
    digests = DigestCache(Repository(repo.root))
    for name in names:
        digest_or_error(digests, repo, name)
    assert whole == names[:1]
