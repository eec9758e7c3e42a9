"""The lines that differ, as git writes them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.render.unified_diff import unified_diff


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(b"a\n", b"a\n", "", id="equal"),
        pytest.param(b"a\n", b"b\n", "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n", id="a-line"),
        pytest.param(b"", b"b\n", "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+b\n", id="a-new-file"),
        pytest.param(
            b"a",
            b"b\n",
            "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n",
            id="without-a-last-line-end",
        ),
        pytest.param(
            b"a\r\n\x0cb\x85\n",
            b"a\n\x0cb\x85\n",
            "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n-a\r\n+a\n \x0cb\N{REPLACEMENT CHARACTER}\n",
            id="only-a-line-feed-ends-a-line",
        ),
    ],
)
def test_unified_diff(old: bytes, new: bytes, expected: str) -> None:
    assert unified_diff("f", old, new) == expected


LINES = st.lists(st.sampled_from(["a", "b", "\u2028", "\r", "", "é"]), max_size=6).map("\n".join)


@given(LINES, LINES)
def test_git_can_apply_it(tmp_path_factory: pytest.TempPathFactory, old: str, new: str) -> None:
    folder: Path = tmp_path_factory.mktemp("apply")
    patch = unified_diff("f", old.encode(), new.encode())
    if not old or not new:  # git wants /dev/null there
        return
    (folder / "f").write_bytes(old.encode())
    if patch:
        done = subprocess.run(
            ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"],
            cwd=folder,
            input=patch.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (folder / "f").read_bytes() == new.encode()
