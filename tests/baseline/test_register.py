"""Names that a baseline can have."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.baseline.register import name_fault, name_taken, short_names, tag_fault
from dmccb.records.record import Record

_PARTS = st.sampled_from(
    ["a", "B", "1", ".", "..", "/", "//", "-", "@", "@{", "{", "~", "^", ":", "?", "*", "[", "\\", " ", "\t",
     "\x7f", ".lock", "lock", "é", "HEAD", "\u2028"]
)  # fmt: skip


def git_allows(name: str) -> bool:
    done = subprocess.run(["git", "check-ref-format", f"refs/tags/{name}"], check=False)
    return done.returncode == 0


@given(st.lists(_PARTS, max_size=6).map("".join))
def test_the_rules_are_gits(name: str) -> None:
    assert (tag_fault(name) == "") == git_allows(name)


@pytest.mark.parametrize(
    "name", ["x.lock", "v1..v2", "../heads/main", "", "a/.b", "a.lock/b", "a b", "a~1", "a.", "/a", "a//b"]
)
def test_what_no_tag_can_be_called(name: str) -> None:
    assert tag_fault(name)
    assert not git_allows(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("HEAD", "'HEAD' is a name of git's own", id="head"),
        pytest.param("LDM-1/HEAD", "'HEAD' is a name of git's own", id="head-by-its-short-name"),
        pytest.param("FETCH_HEAD", "'FETCH_HEAD' is a name of git's own", id="another-head"),
        pytest.param("@", "'@' is a name of git's own", id="at"),
        pytest.param("-x", "it begins with '-'", id="like-an-option"),
        pytest.param("refs/heads/main", "it begins with 'refs/'", id="like-a-ref"),
        pytest.param("v1..v2", "'..' is not allowed in the name of a tag", id="like-a-range"),
    ],
)
def test_what_no_baseline_can_be_called(name: str, said: str) -> None:
    assert name_fault(name) == said


REFS = ("refs/heads/main", "refs/remotes/origin/main", "refs/tags/v1.0")


@pytest.mark.parametrize(
    ("name", "tag", "said"),
    [
        pytest.param("v1.0", "", "", id="its-own-tag"),
        pytest.param("v1.0", "other", "the tag 'v1.0' is not its own, which is 'other'", id="anothers-tag"),
        pytest.param("LDM-1/v1.0", "", "", id="short-name-of-a-tag-is-told-at-use"),
        pytest.param("main", "", "refs/heads/main is a branch", id="a-branch"),
        pytest.param("LDM-1/main", "", "refs/heads/main is a branch", id="a-branch-by-its-short-name"),
        pytest.param("origin/main", "", "refs/remotes/origin/main is a branch", id="a-branch-elsewhere"),
        pytest.param("v2", "../heads/main", "its tag is '../heads/main': it begins", id="a-tag-that-is-none"),
        pytest.param("v2", "v1.0~1", "its tag is 'v1.0~1': '~' is not allowed", id="a-tag-that-is-a-walk"),
    ],
)
def test_names_that_are_taken(name: str, tag: str, said: str) -> None:
    found = name_taken(Record(id=name, fields={"tag": tag} if tag else {}), REFS)
    assert found.startswith(said) if said else found == ""


def test_short_names() -> None:
    assert short_names("a/b/c") == ["a/b/c", "b/c", "c"]
