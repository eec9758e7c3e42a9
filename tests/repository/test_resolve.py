"""What a name means, and who says so."""

from __future__ import annotations

import pytest

from dmccb.baseline.baseline import digest
from dmccb.baseline.register import Register
from dmccb.errors import AmbiguousNameError, RefNotFoundError
from dmccb.records.record import Record
from dmccb.repository.folder import Folder
from dmccb.repository.read import read_records
from dmccb.repository.registered import DigestMismatchError, read_register
from dmccb.repository.resolve import NameResolver, resolve_judge
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Revision
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import ONE, finding, revision

BAD = "M-1:\n  title: One\n  level: 9\n"


def commit_of(repo: Repo, register: Register, name: str) -> str:
    with finding(repo.root) as finder:
        found = NameResolver(root=repo.root, finder=finder, register=register).resolve(name)
    assert isinstance(found.snapshot, Revision)
    return found.snapshot.commit


def judge_of(repo: Repo, name: str) -> str:
    with finding(repo.root) as finder:
        return resolve_judge(repo.root, finder, name).snapshot.commit


def register(repo: Repo) -> Register:
    with revision(repo.root) as head:
        return read_register(head)


@pytest.fixture
def shadowed(repo: Repo) -> Repo:
    """Make a branch with two errors in it, which registers its own state as LDM-1/main."""
    repo.records("documents.yaml", "document", "LDM-1:\n  title: Plan\n  series: LDM\n")
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit("base")
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.git("checkout", "--quiet", "-b", "request")
    repo.records("milestones.yaml", "milestone", f"{BAD}\nM-2:\n  title: Two\n  level: 9\n")
    with_digest(repo, "LDM-1/main", "LDM-1/HEAD", "origin/main")
    repo.commit("request")
    return repo


def with_digest(repo: Repo, *names: str) -> None:
    """Register the working tree under names that 'baselines record' refuses."""
    content = digest(read_records(Folder(repo.root, "x"), load_kinds()))
    entry = f"  document: LDM-1\n  date: 2020-01-01\n  digest: {content}\n"
    repo.records("register.yaml", "register", "\n".join(f"{name}:\n{entry}" for name in names))


@pytest.mark.parametrize("name", ["main", "origin/main", "refs/heads/main", "HEAD~1"])
def test_a_request_does_not_choose_what_it_is_judged_against(name: str, shadowed: Repo, dmccb: Dmccb) -> None:
    assert judge_of(shadowed, name) == shadowed.git("rev-parse", "main")
    result = dmccb("check", "--since", name)
    assert result.code == 1
    assert result.out.count("schema-range") == 2


@pytest.mark.parametrize(("name", "entry"), [("main", "LDM-1/main"), ("origin/main", "origin/main")])
def test_a_baseline_and_a_branch_of_one_name_are_told_apart_by_nobody(
    name: str, entry: str, shadowed: Repo
) -> None:
    with pytest.raises(AmbiguousNameError, match="is the name of different commits") as error:
        commit_of(shadowed, {entry: register(shadowed)[entry]}, name)
    assert "refs/" in error.value.hint
    assert "baseline " in error.value.message


def test_a_baseline_and_a_branch_of_one_commit_agree(repo: Repo, dmccb: Dmccb) -> None:
    _, second = plan.two_baselines(repo, dmccb)
    repo.git("branch", "v1.1", second)
    repo.git("tag", "v1.1", second)
    assert commit_of(repo, register(repo), "v1.1") == second


def test_a_tag_and_a_branch_of_one_name_are_ambiguous(repo: Repo) -> None:
    repo.git("tag", "x", repo.commit())
    repo.git("branch", "x", repo.commit())
    with pytest.raises(AmbiguousNameError) as error:
        commit_of(repo, {}, "x")
    assert error.value.hint == "say which: refs/heads/x or refs/tags/x"
    assert commit_of(repo, {}, "refs/tags/x") != commit_of(repo, {}, "refs/heads/x")


def test_a_baseline_named_like_a_short_hash_is_ambiguous(repo: Repo, dmccb: Dmccb) -> None:
    first, _ = plan.two_baselines(repo, dmccb)
    entry = register(repo)["v1.1"]
    name = f"PLAN-1/{first[:10]}"
    with pytest.raises(AmbiguousNameError):
        commit_of(repo, {name: Record(id=name, fields=entry.fields)}, first[:10])


def test_what_the_working_tree_says_of_a_registered_baseline_does_not_count(repo: Repo, dmccb: Dmccb) -> None:
    first, _ = plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    entries = text.replace("v1.0:", "v1.x:").replace("v1.1:", "v1.0:").replace("v1.x:", "v1.1:")
    repo.write("baselines/register.yaml", entries)
    assert f'"commit": "{first}"' in dmccb("diff", "v1.0", "HEAD", "--json").out


# -------------------------------------------------------------------- since


def test_since_a_baseline_by_its_tag(repo: Repo, dmccb: Dmccb) -> None:
    first, second = plan.two_baselines(repo, dmccb)
    with pytest.raises(RefNotFoundError, match=r"git has no revision, branch or tag") as error:
        judge_of(repo, "v1.0")
    assert "dmccb baselines restore" in error.value.hint
    assert dmccb("baselines", "restore").code == 0
    assert (judge_of(repo, "v1.0"), judge_of(repo, "v1.1")) == (first, second)


def test_since_a_short_name(repo: Repo) -> None:
    first = repo.commit(tag="LDM-1/v1")
    repo.commit(tag="LDM-1/v2")
    assert judge_of(repo, "v1") == first
    repo.commit(tag="LDM-2/v1")
    with pytest.raises(AmbiguousNameError, match="refs/tags/LDM-2/v1"):
        judge_of(repo, "v1")


def test_since_a_moved_tag(repo: Repo, dmccb: Dmccb) -> None:
    _, second = plan.two_baselines(repo, dmccb)
    repo.git("tag", "v1.0", second)
    with pytest.raises(DigestMismatchError):
        judge_of(repo, "v1.0")


def test_since_a_folder_that_the_request_brings(repo: Repo) -> None:
    """Where git does not know ``origin/main``, a folder of that name is the request's own."""
    repo.write("origin/main/baselines/milestones.yaml", ONE)
    repo.commit()
    with pytest.raises(RefNotFoundError):
        judge_of(repo, "origin/main")
    with finding(repo.root) as finder:
        assert resolve_judge(repo.root, finder, "./origin/main").snapshot.has_baselines


def test_a_broken_register_does_not_stop_the_change_that_mends_it(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit()
    repo.write("baselines/register.yaml", "v1: [\n")
    result = dmccb("check", "--since", "main")
    assert (result.code, "syntax" in result.out) == (1, True)
