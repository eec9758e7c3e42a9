"""The record files of a folder: one that cannot be read does not hide the others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dmccb.errors import RecordFileError, RepositoryError
from dmccb.repository.folder import Folder, blob_name
from dmccb.repository.git import Repository
from dmccb.repository.refused import MAX_DEPTH
from dmccb.repository.working_tree import WorkingTree
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import ONE

ROOT = Path(__file__).resolve().parents[2]


def told(folder: Folder) -> list[tuple[str, str]]:
    return [(problem.rule, problem.path) for problem in folder.listing().problems]


def test_files_are_named_as_git_names_them(repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit()
    expected = repo.git("rev-parse", "HEAD:baselines/milestones.yaml")
    assert Folder(repo.root, "x").listing().files == {"milestones.yaml": expected}
    assert blob_name(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"


def test_a_file_that_goes_while_it_is_read(repo: Repo) -> None:
    folder = Folder(repo.root, "x")
    file = repo.records("milestones.yaml", "milestone", ONE)
    listing = folder.listing()
    file.unlink()
    with pytest.raises(RecordFileError, match=r"milestones\.yaml: No such file"):
        next(folder.read(["milestones.yaml"], listing))


def test_a_working_tree_is_known_by_what_it_is(repo: Repo, tmp_path: Path) -> None:
    assert WorkingTree(repo.root, Repository(repo.root)).in_repository
    assert not Folder(repo.root, "working tree").in_repository
    assert not WorkingTree(tmp_path).in_repository


@pytest.mark.parametrize("name", ["working tree", "other"])
def test_a_folder_is_checked_the_same_whatever_its_name(name: str, repo: Repo, dmccb: Dmccb) -> None:
    entry = f"v1:\n  document: D\n  date: 2020-01-01\n  digest: sha256:{'0' * 64}\n"
    repo.write(f"{name}/baselines/register.yaml", entry)
    repo.commit()
    assert "register-digest" not in dmccb("check", "--ref", name).out


def test_one_unreadable_file_hides_no_other_finding(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    repo.records("milestones/a.yaml", "milestone", "A:\n  title: A\n  level: 9\n")
    repo.records("milestones/c.yaml", "milestone", "C:\n  title: C\n  level: 9\n")
    (repo.root / "baselines/milestones/b.yaml").mkdir()
    (repo.root / "baselines/milestones/d.yaml").symlink_to(tmp_path / "nowhere")
    out = dmccb("check").out
    assert out.count("schema-range") == 2
    assert "baselines/milestones/d.yaml: error: symlink" in out


@pytest.mark.parametrize("path", ["baselines/milestones/b.yaml", "baselines/products"])
def test_what_this_user_may_not_read(path: str, repo: Repo) -> None:
    repo.records("milestones/a.yaml", "milestone", "A:\n  title: A\n  level: 9\n")
    repo.write("baselines/milestones/b.yaml", ONE)
    repo.write("baselines/products/p.yaml", "")
    (repo.root / path).chmod(0)
    done = _without_privilege(repo, "check")
    (repo.root / path).chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert (
        f"{path}: error: unreadable-file: Permission denied\n  ls -ld {path}: may you read it?" in done.stdout
    )
    assert "schema-range" in done.stdout
    assert str(repo.root) not in done.stdout


def _without_privilege(repo: Repo, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the program so that the mode of a file counts, for root as well."""
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from dmccb.cli.start import main; main()"
    line = [sys.executable, "-c", program, "-C", str(repo.root), *args]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may read everything, and setpriv is not here to change that")
        line = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *line]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_folders_without_end(repo: Repo, dmccb: Dmccb) -> None:
    here = os.open(repo.root / "baselines", os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    (problem,) = Folder(repo.root, "x").listing().problems
    assert problem.rule == "folder-too-deep"
    assert problem.path.count("/") == MAX_DEPTH + 1
    assert dmccb("check").code == 1
    subprocess.run(["rm", "-r", str(repo.root / "baselines")], check=True)


# ----------------------------------------------------------- sparse checkouts


@pytest.fixture
def sparse(repo: Repo) -> Repo:
    """Make a repository of which only the milestones are checked out."""
    repo.records("milestones/a.yaml", "milestone", ONE)
    repo.records("documents/D.yaml", "document", "D-1:\n  title: D\n")
    repo.write("schemas/box.schema.json", "{}")
    repo.write("more/README", "x")
    repo.commit()
    repo.git("sparse-checkout", "set", "baselines/milestones", "more", "schemas")
    assert not (repo.root / "baselines/documents").exists()
    return repo


@pytest.mark.parametrize(
    "command", [["check"], ["check", "--since", "HEAD"], ["diff", "HEAD"], ["show", "M-1"]]
)
def test_a_sparse_checkout_is_not_a_removal(command: list[str], sparse: Repo, dmccb: Dmccb) -> None:
    result = dmccb(*command)
    assert (result.code, result.out) == (3, "")
    assert (
        "baselines/documents/D.yaml is left out of the working tree: this is a sparse checkout" in result.err
    )
    assert "hint: git sparse-checkout disable" in result.err
    sparse.git("sparse-checkout", "disable")
    assert dmccb(*command).code == 0


def test_a_sparse_checkout_of_what_is_not_controlled(sparse: Repo, dmccb: Dmccb) -> None:
    sparse.git("sparse-checkout", "set", "baselines", "schemas")
    assert dmccb("diff", "HEAD", "--exit-code").code == 0


@pytest.mark.parametrize(
    ("kept", "missing"), [("baselines", "schemas/box.schema.json"), ("schemas", "baselines/documents/D.yaml")]
)
def test_schemas_and_baselines_as_a_whole_may_be_left_out(
    kept: str, missing: str, sparse: Repo, dmccb: Dmccb
) -> None:
    sparse.git("sparse-checkout", "set", kept, "more")
    result = dmccb("check")
    assert (result.code, missing in result.err) == (3, True)


def test_a_file_that_is_there_although_it_may_be_left_out(sparse: Repo, dmccb: Dmccb) -> None:
    sparse.records("documents/D.yaml", "document", "D-1:\n  title: Other\n")
    assert dmccb("diff", "HEAD", "--exit-code").code == 1


def test_a_submodule_that_is_not_checked_out(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    commit = repo.commit()
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},baselines/inner")
    (repo.root / "baselines/inner").mkdir()
    assert "baselines/inner: error: not-a-record-file: a submodule" in dmccb("check").out


TESTED = {
    "policy/rules.yaml": ONE,
    "policy/a.test.yaml": "cases: {}\n",
    "policy/b.test.yaml": "not a record\n",
    "policy/rules/x.test.yaml": ONE,
    "milestones/x.test.yaml": ONE,
}


@pytest.mark.parametrize("bare", [False, True])
def test_tests_of_the_policy_are_no_record_files_and_can_be_had(repo: Repo, *, bare: bool) -> None:
    for path, text in TESTED.items():
        repo.write(f"baselines/{path}", text)
    folder = Folder(repo.root / "baselines" if bare else repo.root, "here", bare=bare)
    found = folder.listing()
    assert sorted(found.files) == ["milestones/x.test.yaml", "policy/rules.yaml", "policy/rules/x.test.yaml"]
    assert found.problems == []
    tests = folder.policy_tests()
    assert tests.problems == ()
    assert dict(tests.files) == {"a.test.yaml": b"cases: {}\n", "b.test.yaml": b"not a record\n"}


def test_a_link_in_the_place_of_a_test_is_told(repo: Repo) -> None:
    repo.write("baselines/policy/rules.yaml", ONE)
    (repo.root / "baselines/policy/a.test.yaml").symlink_to("rules.yaml")
    folder = Folder(repo.root, "here")
    assert [problem.rule for problem in folder.policy_tests().problems] == ["symlink"]
    assert told(folder) == [("symlink", "baselines/policy/a.test.yaml")]


def test_without_a_policy_there_are_no_tests(repo: Repo) -> None:
    assert Folder(repo.root, "here").policy_tests().files == {}
    (repo.root / "baselines/policy").symlink_to("nowhere")
    assert Folder(repo.root, "here").policy_tests().files == {}


def test_tests_that_a_sparse_checkout_left_out_are_not_missing(repo: Repo) -> None:
    repo.write("baselines/policy/a.test.yaml", "cases: {}\n")
    repo.commit()
    repo.git("sparse-checkout", "set", "--no-cone", "/*", "!/baselines/policy")
    with pytest.raises(RepositoryError, match=r"a\.test\.yaml is left out"):
        WorkingTree(repo.root, Repository(repo.root)).policy_tests()
