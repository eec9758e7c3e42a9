"""The first-parent line of a branch, with the files that each commit changed."""

from __future__ import annotations

from dmccb.repository.git import Repository
from dmccb.repository.log import first_parents
from tests.cli.conftest import Repo


def test_the_steps_of_a_branch(repo: Repo) -> None:
    repo.git("config", "log.showRoot", "false")
    repo.write("baselines/a.yaml", "A:\n  title: A\n")
    first = repo.commit("one")
    repo.write("elsewhere", "x")
    repo.commit("nothing of ours")
    repo.git("checkout", "--quiet", "-b", "topic")
    repo.write("baselines/b\n:c.yaml", "B:\n  title: B\n")
    repo.commit("on the side\nwith a second line")
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "the merge", "topic")
    found = first_parents(Repository(repo.root), "HEAD", ["baselines"])
    assert [(step.subject, [file.path for file in step.files]) for step in found] == [
        ("the merge", ["baselines/b\n:c.yaml"]),
        ("one", ["baselines/a.yaml"]),
    ]
    assert (found[1].commit, found[1].author, found[1].files[0].old) == (first, "A. Author", "0" * 40)
