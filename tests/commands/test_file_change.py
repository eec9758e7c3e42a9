"""What changed in one file, as git hands it over."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.commands.file_change import file_change

PATH = "baselines/milestones/a.yaml"
ONE = b"A:\n  title: a\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        pytest.param(PATH, ONE, b"A:\n  title: b\n", ["changed"], id="changed"),
        pytest.param(PATH, b"", ONE, ["added"], id="the-file-is-new"),
        pytest.param(PATH, ONE, b"", ["removed"], id="the-file-is-gone"),
        pytest.param(PATH, ONE, b"# c\n\nA:\n    title: 'a'\n", [], id="another-form"),
        pytest.param("README.md", b"a", b"b", None, id="no-record-file"),
        pytest.param(PATH, ONE, b"A:\n  title: &a b\n", None, id="cannot-be-read"),
    ],
)
def test_file_change(tmp_path: Path, path: str, old: bytes, new: bytes, found: list[str] | None) -> None:
    answer = file_change(tmp_path, path, old, new)
    changes = [change.change for change in answer.record.changeset.changes] if answer.record else None
    assert changes == found


def test_an_id_that_is_used_twice_is_a_problem(tmp_path: Path) -> None:
    answer = file_change(tmp_path, PATH, ONE, ONE + b"\nB:\n  title: b\n\nA:\n  title: a\n")
    assert [problem.rule for problem in answer.problems] == ["duplicate-id"]
