"""The words of ``dmccb diff`` -> the names of the sides: ``A..B`` names two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from dmccb.errors import UsageError

_BRACED_OR_DOTS = re.compile(r"\{[^}]*\}|\.{2,}")
"""Dots that may be between two names; those in braces, as in ``HEAD^{/a..b}``, are matched apart."""


def side_names(words: Iterable[str], exists: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the names of the sides, in order.

    As in git, ``A..B`` is short for two names, and a name left out beside the
    dots is ``HEAD``. A path stays whole, whatever dots are in it.

    Parameters
    ----------
    words
        As they were typed.
    exists
        Tells whether a word is the path of a file or folder.

    Raises
    ------
    UsageError
        If the dots in a word do not divide it into two names.
    """
    found: list[str] = []
    for word in words:
        found += [word] if exists(word) else _divided(word)
    return tuple(found)


def _divided(word: str) -> list[str]:
    between = list(_dots_between(word))
    if not between:
        return [word]
    old, new = (word[: between[0].start()] or "HEAD", word[between[0].end() :] or "HEAD")
    if len(between) > 1 or len(between[0][0]) > 3:
        raise UsageError(
            f"{word!r} does not say where one side ends and the other begins (want A..B)",
            "give the two sides as two words, as in: dmccb diff v1.4 v1.5",
        )
    if between[0][0] == "...":
        raise UsageError(
            f"{word!r} asks for a comparison with the merge base, which dmccb does not look for (want A..B)",
            f"dmccb diff {old}..{new}, or: dmccb diff $(git merge-base {old} {new}) {new}",
        )
    return [old, new]


def _dots_between(word: str) -> Iterator[re.Match[str]]:
    """Yield the runs of dots in a word that are not the parent folder of a path."""
    for found in _BRACED_OR_DOTS.finditer(word):
        if found[0].startswith(".") and not _is_parent_folder(word, found):
            yield found


def _is_parent_folder(word: str, dots: re.Match[str]) -> bool:
    before, after = word[: dots.start()], word[dots.end() :]
    begins = not before or before.endswith("/")
    ends = not after or after.startswith("/")
    return dots[0] == ".." and begins and ends
