"""The content of changed files before and after each step, as git has it."""

from __future__ import annotations

from collections.abc import Sequence

from dmccb.repository.file_versions import Content, FileVersions
from dmccb.repository.git import Repository
from dmccb.repository.log import first_parents
from tests.cli.conftest import Repo
from tests.repository.build import fast_import, reading


def versions(repo: Repo) -> tuple[Sequence[list[tuple[Content, Content]]], int]:
    """Return what each step of main had after and before, newest first, and how often git was asked."""
    line = first_parents(Repository(repo.root), "main", ["baselines"])
    with reading(repo.root) as objects:
        asked = 0
        answer = objects.answer

        def counted() -> object:
            nonlocal asked
            asked += 1
            return answer()

        objects.answer = counted  # type: ignore[method-assign, assignment]
        found = FileVersions(objects, line)
        return [found.of(step) for step in line], asked


def test_each_version_is_read_once(repo: Repo) -> None:
    stream = [
        b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 1\nx\n"
        b"M 100644 inline baselines/%s.yaml\ndata 2\n%02d\n" % (1577880000 + index, name, index)
        for index, name in enumerate([b"a", b"b"] * 20)
    ]
    fast_import(repo.root, b"".join(stream))
    found, asked = versions(repo)
    texts = [b"%02d" % index for index in range(39, -1, -1)]
    assert found == [[(new, old)] for new, old in zip(texts, [*texts[2:], b"", b""], strict=True)]
    assert asked == 40


def test_files_that_come_go_and_come_again(repo: Repo) -> None:
    for text in ("one\n", None, "two\n"):
        if text is None:
            (repo.root / "baselines/a.yaml").unlink()
        else:
            repo.write("baselines/a.yaml", text)
        repo.write("baselines/b.yaml", f"{text}")
        repo.commit()
    found, _ = versions(repo)
    assert found == [
        [(b"two\n", b""), (b"two\n", b"None")],
        [(b"", b"one\n"), (b"None", b"one\n")],
        [(b"one\n", b""), (b"one\n", b"")],
    ]


def test_a_submodule_has_no_content(repo: Repo) -> None:
    (repo.root / "baselines/a.yaml").symlink_to("b.yaml")
    repo.write("x", "x")
    commit = repo.commit()
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},baselines/sub")
    repo.git("commit", "--quiet", "--message", "a submodule")
    found, _ = versions(repo)
    assert found[0] == [(None, b"")]
    assert found[1] == [(b"b.yaml", b"")]  # the text of a link; whoever reads the folder refuses it
