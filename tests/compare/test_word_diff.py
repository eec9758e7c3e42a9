"""Word differences of two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.compare.word_diff import word_difference

WORDS = st.lists(st.sampled_from(["a", "b", "c", "dd"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "added", "removed"),
    [
        pytest.param("coadded data", "coaded data", ("coaded",), ("coadded",), id="one-word"),
        pytest.param("Ops rehearsal", "Ops rehearsal #1", ("#1",), (), id="only-added"),
        pytest.param("a b c d e", "a x c y e", ("x", "y"), ("b", "d"), id="two-runs-keep-what-is-between"),
        pytest.param("a b c d", "a x y d", ("x y",), ("b c",), id="a-run-of-words"),
        pytest.param("a x y d", "a b c d", ("b c",), ("x y",), id="a-run-of-words-the-other-way-round"),
        pytest.param("a b c d e", "a c d x e", ("x",), ("b",), id="one-came-where-another-did-not-go"),
        pytest.param("a c d x e", "a b c d e", ("b",), ("x",), id="and-the-other-way-round"),
        pytest.param("a  b", "a b", (), (), id="blanks-do-not-count"),
    ],
)
def test_word_difference(old: str, new: str, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    assert word_difference(old, new) == (added, removed)


def test_two_long_runs_are_not_searched_for_common_words() -> None:
    old, new = "a b " * 400, "b a " * 400
    assert word_difference(f"x {old}y", f"x {new}y") == ((new.strip(),), (old.strip(),))


def test_what_is_equal_at_both_ends_does_not_count_as_long() -> None:
    long = "a b " * 400
    assert word_difference(f"{long}x {long}", f"{long}y {long}") == (("y",), ("x",))


@given(WORDS, WORDS)
def test_swapping_the_texts_swaps_the_answers(old: str, new: str) -> None:
    assert word_difference(new, old) == word_difference(old, new)[::-1]


@given(WORDS, WORDS)
def test_nothing_differs_only_between_equal_words(old: str, new: str) -> None:
    assert (word_difference(old, new) == ((), ())) == (old.split() == new.split())
