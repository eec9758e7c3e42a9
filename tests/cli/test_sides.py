"""A..B: two names, as in git; a path stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.cli.sides import side_names
from dmccb.errors import UsageError


def nowhere(word: str) -> bool:
    return False


def everywhere(word: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["v1.4"], ["v1.4"], id="one-name"),
        pytest.param(["v1.4", "v1.5"], ["v1.4", "v1.5"], id="two-words"),
        pytest.param(["v1.4..v1.5"], ["v1.4", "v1.5"], id="two-names"),
        pytest.param(["LDM-564/v1.4..origin/main"], ["LDM-564/v1.4", "origin/main"], id="names-with-slashes"),
        pytest.param(["HEAD~2..HEAD^"], ["HEAD~2", "HEAD^"], id="revisions"),
        pytest.param(["v1.4.."], ["v1.4", "HEAD"], id="without-the-new-side"),
        pytest.param(["..v1.5"], ["HEAD", "v1.5"], id="without-the-old-side"),
        pytest.param([".."], [".."], id="the-folder-above"),
        pytest.param(["../.."], ["../.."], id="the-folder-above-that"),
        pytest.param(["../other"], ["../other"], id="a-folder-beside"),
        pytest.param(["a/../b"], ["a/../b"], id="a-roundabout-path"),
        pytest.param(["a/.."], ["a/.."], id="a-path-that-ends-above"),
        pytest.param(["../other..v1.5"], ["../other", "v1.5"], id="from-a-folder-beside"),
        pytest.param(["v1.5../old/plan"], ["v1.5", "/old/plan"], id="to-a-folder-from-the-root"),
        pytest.param(["HEAD^{/a..b}"], ["HEAD^{/a..b}"], id="dots-in-braces"),
        pytest.param(["HEAD^{/a..b}..main"], ["HEAD^{/a..b}", "main"], id="dots-in-braces-and-between"),
        pytest.param(["a..b", "c"], ["a", "b", "c"], id="three-sides-for-the-caller-to-refuse"),
        pytest.param([""], [""], id="an-empty-name-for-the-caller-to-refuse"),
    ],
)
def test_side_names(words: list[str], names: list[str]) -> None:
    assert side_names(words, nowhere) == tuple(names)


@pytest.mark.parametrize("word", ["a..b", "a...b", "..b", "a..", "a..b..c"])
def test_a_path_that_is_there_stays_whole(word: str) -> None:
    assert side_names([word], everywhere) == (word,)


@pytest.mark.parametrize(
    ("word", "said", "hint"),
    [
        pytest.param("v1.4...v1.5", "merge base", "v1.4..v1.5, or: ", id="three-dots"),
        pytest.param("v1.4...", "merge base", "$(git merge-base v1.4 HEAD) HEAD", id="three-dots-at-the-end"),
        pytest.param("a..b..c", "where one side ends", "two words", id="three-names"),
        pytest.param("v1.4..../other", "where one side ends", "two words", id="four-dots"),
    ],
)
def test_dots_that_do_not_divide_into_two(word: str, said: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        side_names([word], nowhere)
    assert repr(word) in caught.value.message
    assert said in caught.value.message
    assert hint in caught.value.hint


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9/-]{0,8}[A-Za-z0-9](\.[0-9])?", fullmatch=True)


@given(NAMES, NAMES)
def test_two_names_are_the_same_in_one_word_and_in_two(old: str, new: str) -> None:
    assert side_names([f"{old}..{new}"], nowhere) == side_names([old, new], nowhere) == (old, new)
