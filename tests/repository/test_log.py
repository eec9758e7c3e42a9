"""The first-parent line of a branch, with the files that each commit changed."""

from __future__ import annotations

from dmccb.commands.history import _Blobs
from dmccb.repository.git import Repository
from dmccb.repository.log import first_parents
from tests.cli.conftest import Repo
from tests.repository.build import fast_import, reading


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


def test_what_no_file_can_hold_costs_no_comparison(repo: Repo) -> None:
    """Of many commits only those are compared in which the bytes of the record differ."""
    stream = []
    for index in range(300):
        text = f"A:\n  title: {index // 100}\n\nB:\n  title: {index}\n".encode()
        message = b"x"
        stream.append(
            b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata %d\n%s\n"
            b"M 100644 inline baselines/milestones.yaml\ndata %d\n%s\n"
            % (1577880000 + index, len(message), message, len(text), text)
        )
    fast_import(repo.root, b"".join(stream))
    with reading(repo.root) as objects:
        blobs = _Blobs(objects)
        steps = first_parents(Repository(repo.root), "main", ["baselines"])
        asked = [index for index, step in enumerate(steps) if blobs.may_hold(step, "A")]
    assert len(steps) == 300
    assert asked == [99, 199, 299]
