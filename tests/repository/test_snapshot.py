"""The record files of a commit: what is missing is not empty, and nothing is skipped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.errors import RepositoryError
from dmccb.repository.refused import MAX_DEPTH
from dmccb.repository.snapshot import Listing
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import ONE, commit_tree, drop, revision, store, tree


def listed(repo: Repo, name: str = "HEAD") -> Listing:
    with revision(repo.root, name) as found:
        return found.listing()


def told(listing: Listing) -> list[tuple[str, str]]:
    return [(problem.rule, problem.path) for problem in listing.problems]


@pytest.fixture
def three(repo: Repo) -> Repo:
    """Make three commits, of which the first has no ``baselines``."""
    (repo.root / "baselines").rmdir()
    repo.write("README", "nothing yet\n")
    repo.commit("none")
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit("one")
    repo.records("milestones.yaml", "milestone", ONE.replace("One", "Uno"))
    repo.commit("two", tag="two")
    return repo


COMMANDS = [
    ["check", "--ref", "HEAD"],
    ["check", "--since", "HEAD"],
    ["diff", "HEAD~1", "HEAD"],
    ["diff", "HEAD", "HEAD~1"],
    ["diff", "HEAD"],
    ["history", "M-1"],
    ["show", "M-1", "--at", "HEAD"],
    ["impact", "M-1", "--at", "HEAD"],
]


@pytest.mark.parametrize("path", ["HEAD:baselines/milestones.yaml", "HEAD:baselines", "HEAD^{tree}"])
@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_a_missing_object_is_no_answer(path: str, command: list[str], three: Repo, dmccb: Dmccb) -> None:
    three.records("milestones.yaml", "milestone", ONE.replace("One", "Eins"))
    drop(three, three.git("rev-parse", path))
    result = dmccb(*command)
    assert (result.code, result.out) == (3, "")
    assert "git does not have the object" in result.err
    assert "hint: a partial clone: git fetch --refetch --no-filter; any other: git fsck" in result.err


def test_the_hint_for_a_partial_clone_is_right(three: Repo, tmp_path: Path, dmccb: Dmccb) -> None:
    three.git("config", "uploadpack.allowFilter", "true")
    clone = Repo(tmp_path / "clone")
    three.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", three.root.as_uri(), str(clone.root))
    assert dmccb("diff", "HEAD~1", "HEAD", cwd=clone.root).code == 3
    clone.git("fetch", "--quiet", "--refetch", "--no-filter")
    assert dmccb("diff", "HEAD~1", "HEAD", cwd=clone.root).code == 0


@pytest.mark.parametrize(
    "command",
    [
        ["check", "--ref", "HEAD~2"],
        ["check", "--since", "HEAD~2"],
        ["diff", "HEAD~2", "HEAD"],
        ["diff", "HEAD", "HEAD~2"],
        ["diff", "HEAD~2"],
        ["history", "M-1", "--at", "HEAD~2"],
        ["show", "M-1", "--at", "HEAD~2"],
    ],
    ids="-".join,
)
def test_a_commit_without_baselines_is_no_answer(command: list[str], three: Repo, dmccb: Dmccb) -> None:
    result = dmccb(*command)
    assert (result.code, result.out) == (3, "")
    assert "HEAD~2 has no folder 'baselines'\nhint: name a commit, tag or folder that has one" in result.err


def test_history_begins_where_the_baselines_do(three: Repo, dmccb: Dmccb) -> None:
    assert dmccb("history", "M-1").out.count("\n  20") + dmccb("history", "M-1").out.count("\n20") == 2


@pytest.mark.parametrize(("folder", "file"), [("40000", "100644"), ("040000", "0100644")])
def test_padded_modes_are_read_the_same(folder: str, file: str, repo: Repo, dmccb: Dmccb) -> None:
    blob = store(repo, "blob", b"M-1:\n  title: One\n  level: 9\n")
    inner = tree(repo, (file, "a.yaml", blob))
    commit = commit_tree(repo, tree(repo, (folder, "baselines", tree(repo, (folder, "milestones", inner)))))
    assert listed(repo, commit).files == {"milestones/a.yaml": blob}
    assert dmccb("check", "--ref", commit).code == 1


def test_padded_modes_are_no_difference(repo: Repo, dmccb: Dmccb) -> None:
    blob = store(repo, "blob", ONE.encode())
    commits = []
    for folder, file in (("40000", "100644"), ("040000", "0100644")):
        inner = tree(repo, (folder, "milestones", tree(repo, (file, "a.yaml", blob))))
        commits.append(commit_tree(repo, tree(repo, (folder, "baselines", inner))))
    result = dmccb("diff", *commits, "--exit-code")
    assert result.code == 0, result.err


@pytest.mark.parametrize("name", ["x.YAML", "x.Yml", "x.json", "x.JSON"])
def test_data_under_another_name_is_told(name: str, repo: Repo, dmccb: Dmccb) -> None:
    repo.write(f"baselines/milestones/{name}", ONE)
    repo.write("baselines/README.md", "What is here.\n")
    repo.write("baselines/.gitkeep", "")
    repo.commit()
    assert told(listed(repo)) == [("not-a-record-file", f"baselines/milestones/{name}")]
    for command in (["check"], ["check", "--ref", "HEAD"]):
        result = dmccb(*command)
        assert (result.code, result.out.count("error")) == (1, 1)
        assert f"baselines/milestones/{name}: error: not-a-record-file" in result.out


def test_two_files_of_one_name(repo: Repo) -> None:
    blob, other = store(repo, "blob", ONE.encode()), store(repo, "blob", b"")
    inner = tree(repo, ("100644", "a.yaml", blob), ("100644", "a.yaml", other))
    commit = commit_tree(repo, tree(repo, ("40000", "baselines", inner)))
    assert told(listed(repo, commit)) == [("not-a-record-file", "baselines/a.yaml")]


def test_folders_without_end(repo: Repo, dmccb: Dmccb) -> None:
    oid = tree(repo, ("100644", "a.yaml", store(repo, "blob", ONE.encode())))
    for _ in range(1500):
        oid = tree_of(repo, oid)
    commit = commit_tree(repo, tree(repo, ("40000", "baselines", oid)))
    (problem,) = listed(repo, commit).problems
    assert problem.rule == "folder-too-deep"
    assert problem.path.count("/") == MAX_DEPTH + 1
    assert dmccb("check", "--ref", commit).code == 1


def tree_of(repo: Repo, oid: str) -> str:
    """Put a folder around a tree, without starting git."""
    import hashlib
    import zlib

    body = b"40000 d\0" + bytes.fromhex(oid)
    data = b"tree %d\0" % len(body) + body
    name = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    file = repo.root / ".git/objects" / name[:2] / name[2:]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(zlib.compress(data))
    return name


def test_what_is_missing_at_the_top(repo: Repo) -> None:
    repo.write("README", "x")
    commit = repo.commit()
    drop(repo, repo.git("rev-parse", "HEAD^{tree}"))
    with revision(repo.root, commit) as found, pytest.raises(RepositoryError):
        _ = found.has_baselines


def test_a_file_in_place_of_the_folder(repo: Repo) -> None:
    (repo.root / "baselines").rmdir()
    repo.write("baselines", "not a folder\n")
    repo.commit("a file")
    assert told(listed(repo)) == [("not-a-record-file", "baselines")]


def test_a_folder_in_place_of_the_settings(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    repo.write("dmccb.toml/file", "not settings\n")
    repo.commit("a folder")
    result = dmccb("check", "--ref", "HEAD")
    assert (result.code, result.out) == (3, "")
    assert "dmccb.toml: a folder is not read" in result.err


TESTED = {
    "policy/rules.yaml": ONE,
    "policy/a.test.yaml": "cases: {}\n",
    "policy/b.test.yaml": "not a record\n",
    "policy/rules/x.test.yaml": ONE,
    "milestones/x.test.yaml": ONE,
}


def test_tests_of_the_policy_are_no_record_files_and_can_be_had(repo: Repo) -> None:
    for path, text in TESTED.items():
        repo.write(f"baselines/{path}", text)
    repo.commit()
    found = listed(repo)
    assert sorted(found.files) == ["milestones/x.test.yaml", "policy/rules.yaml", "policy/rules/x.test.yaml"]
    assert found.problems == []
    with revision(repo.root) as snapshot:
        tests = snapshot.policy_tests()
    assert tests.problems == ()
    assert dict(tests.files) == {"a.test.yaml": b"cases: {}\n", "b.test.yaml": b"not a record\n"}


def test_a_link_in_the_place_of_a_test_is_told(repo: Repo) -> None:
    repo.write("baselines/policy/rules.yaml", ONE)
    (repo.root / "baselines/policy/a.test.yaml").symlink_to("rules.yaml")
    repo.commit()
    with revision(repo.root) as snapshot:
        tests = snapshot.policy_tests()
    assert [(problem.rule, problem.path) for problem in tests.problems] == [
        ("symlink", "baselines/policy/a.test.yaml")
    ]
    assert told(listed(repo)) == [("symlink", "baselines/policy/a.test.yaml")]


def test_without_a_policy_there_are_no_tests(repo: Repo) -> None:
    repo.write("baselines/milestones/x.test.yaml", ONE)
    repo.commit()
    with revision(repo.root) as snapshot:
        assert snapshot.policy_tests().files == {}
