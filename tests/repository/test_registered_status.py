"""Where the content of a baseline is, and which of its tag and its entry was changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dmccb.baseline.status import RegisteredStatus
from dmccb.repository.folder import Folder
from dmccb.repository.registered import read_register
from dmccb.repository.registered_status import registered_status
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import finding

REGISTER = "baselines/register.yaml"
ZERO = f"sha256:{'0' * 64}"


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    """Make v1.0 and v1.1, both with their tags."""
    first, second = plan.two_baselines(repo, dmccb)
    repo.git("tag", "v1.0", first)
    repo.git("tag", "v1.1", second)
    return repo


def status(repo: Repo, name: str = "v1.0") -> RegisteredStatus:
    """Return the state of a baseline as the register of the working tree has it."""
    with finding(repo.root) as finder:
        return registered_status(finder, read_register(Folder(repo.root, "x"))[name])


def digest(repo: Repo, name: str = "v1.0") -> str:
    return str(read_register(Folder(repo.root, "x"))[name].fields["digest"])


def damage(repo: Repo, name: str = "v1.0", digest_now: str = ZERO) -> None:
    """Give the entry of a baseline another digest."""
    repo.write(REGISTER, repo.read(REGISTER).replace(digest(repo, name), digest_now))


def _damaged(repo: Repo) -> None:
    damage(repo)


def _damaged_and_committed(repo: Repo) -> None:
    damage(repo)
    repo.commit("a slip of the pen")


def _damaged_and_untagged(repo: Repo) -> None:
    damage(repo)
    repo.git("tag", "--delete", "v1.0")


def _damaged_and_moved(repo: Repo) -> None:
    damage(repo)
    repo.git("tag", "--force", "v1.0", "v1.1")


def _copied_from_another(repo: Repo) -> None:
    damage(repo, digest_now=digest(repo, "v1.1"))


def _moved(repo: Repo) -> None:
    repo.git("tag", "--force", "v1.0", "v1.1")


def _moved_and_an_entry_added(repo: Repo) -> None:
    _moved(repo)
    entry = f"\nv1.2:\n  document: PLAN-1\n  date: 2020-02-01\n  digest: {ZERO}\n"
    repo.write(REGISTER, repo.read(REGISTER) + entry)


def _another_s_tag(repo: Repo) -> None:
    text = repo.read(REGISTER)
    repo.write(REGISTER, text.replace("v1.0:\n", "v1.0:\n  tag: v1.1\n"))


def _another_s_tag_committed(repo: Repo) -> None:
    _another_s_tag(repo)
    repo.commit("a wrong tag")


def _new_entry(repo: Repo) -> None:
    entry = f"\nv1.2:\n  document: PLAN-1\n  date: 2020-02-01\n  digest: {digest(repo)}\n"
    repo.write(REGISTER, repo.read(REGISTER) + entry)
    repo.git("tag", "v1.2", "v1.1")


@pytest.mark.parametrize(
    ("change", "name", "state"),
    [
        pytest.param(_damaged, "v1.0", "changed", id="entry-changed-and-not-committed"),
        pytest.param(_damaged, "v1.1", "tagged", id="the-entry-beside-it-is-as-it-was"),
        pytest.param(_damaged_and_committed, "v1.0", "changed", id="entry-changed-in-a-commit"),
        pytest.param(_damaged_and_moved, "v1.0", "changed", id="both-changed"),
        pytest.param(_copied_from_another, "v1.0", "changed", id="digest-of-another-baseline"),
        pytest.param(_damaged_and_untagged, "v1.0", "lost", id="entry-changed-and-no-tag"),
        pytest.param(_another_s_tag, "v1.0", "changed", id="tag-of-another-baseline"),
        pytest.param(_another_s_tag_committed, "v1.0", "unclear", id="tag-of-another-baseline-committed"),
        pytest.param(_new_entry, "v1.2", "unclear", id="entry-that-is-not-committed-yet"),
        pytest.param(_moved, "v1.0", "moved", id="tag-moved"),
        pytest.param(
            _moved_and_an_entry_added, "v1.0", "moved", id="a-change-of-another-entry-is-none-of-it"
        ),
    ],
)
def test_a_tag_is_to_be_deleted_only_where_it_was_moved(
    change: Callable[[Repo], None], name: str, state: str, two: Repo
) -> None:
    change(two)
    found = status(two, name)
    assert found.state == state
    assert bool(found.message) == bool(found.hint) == (state != "tagged")
    assert ("tag -d" in found.hint) == (state == "moved")


def test_a_changed_entry_is_named_with_what_head_and_the_tag_have(two: Repo) -> None:
    before = digest(two)
    damage(two)
    found = status(two)
    assert found.message == (
        f"the register's entry of v1.0 was changed: it records {ZERO}, "
        f"and HEAD has {before} there, and so has the tag 'v1.0'"
    )
    assert found.hint.startswith(f"'git diff HEAD -- {REGISTER}' shows the change; ")
    assert f"'git checkout HEAD -- {REGISTER}' undoes" in found.hint


def test_following_the_hint_mends_a_changed_entry(two: Repo) -> None:
    damage(two)
    two.git("checkout", "HEAD", "--", REGISTER)
    assert status(two).state == "tagged"


def test_an_entry_that_was_changed_is_said_to_be_where_its_content_is_nowhere(two: Repo) -> None:
    _damaged_and_untagged(two)
    assert "was changed" in status(two).message


def test_a_moved_tag_is_told_where_it_would_be_restored(two: Repo) -> None:
    first = two.git("rev-parse", "v1.0^{commit}")
    _moved(two)
    found = status(two)
    assert f"puts the tag on {first[:10]}" in found.hint
    assert found.message.startswith("the tag 'v1.0' is not the baseline v1.0: ")


def test_where_the_content_is_in_no_commit_nobody_knows_which_is_wrong(two: Repo) -> None:
    """The entry was wrong from the first commit on, so that history has nothing better to offer."""
    two.write(REGISTER, two.read(REGISTER).replace(digest(two), ZERO))
    two.git("checkout", "--quiet", "--orphan", "fresh")
    two.commit("all at once")
    two.git("tag", "--force", "v1.0")
    found = status(two)
    assert found.state == "unclear"
    assert "keep both" in found.hint


def test_a_register_of_head_that_cannot_be_read_blames_nobody(two: Repo) -> None:
    text = two.read(REGISTER)
    two.write(REGISTER, text + "v1.0: {\n")
    two.commit("a broken register")
    two.write(REGISTER, text)
    assert status(two).state == "tagged"
    _moved(two)
    assert status(two).state == "unclear"
