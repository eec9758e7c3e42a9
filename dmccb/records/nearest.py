"""A name that nobody has × the names there are -> those that may have been meant.

Pure.  The one home of "did you mean".  Capitals and small letters count as the
same.  Where there are many names, only those that begin alike are compared, so
that a hint never costs more than reading did.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

_COMPARED = 2000
"""Names that are compared at most: those around the place that the name would have among them."""

_LONGEST = 200
"""Longest name that is compared: comparing long texts takes a time that is quadratic."""


def nearest(name: str, known: Sequence[str], *, most: int = 1, alike: float = 0.6) -> list[str]:
    """Return the names that are most like one, best first.

    Parameters
    ----------
    name
        What was written.
    known
        The names there are, sorted.
    most
        How many to return at most.
    alike
        How alike they must be, from 0 to 1.
    """
    import difflib  # takes 3 ms to load, and only those who mistype need it

    if len(name) > _LONGEST:
        return []
    wanted = name.casefold()
    alike_but_for_case: dict[str, list[str]] = {}
    for each in _candidates(name, known):
        alike_but_for_case.setdefault(each.casefold(), []).append(each)
    found = difflib.get_close_matches(wanted, list(alike_but_for_case), n=most, cutoff=alike)
    return [each for folded in found for each in alike_but_for_case[folded]][:most]


def _candidates(name: str, known: Sequence[str]) -> list[str]:
    """Return the names to compare: those near the name in order, and those that differ in case alone."""
    if len(known) <= _COMPARED:
        near = list(known)
    else:
        start = max(0, bisect_left(known, name) - _COMPARED // 2)
        near = list(dict.fromkeys((*known[start : start + _COMPARED], *_same_but_for_case(name, known))))
    return [each for each in near if len(each) <= _LONGEST]


def _same_but_for_case(name: str, known: Sequence[str]) -> list[str]:
    wanted = name.casefold()
    return [each for each in known if each.casefold() == wanted]


def did_you_mean(name: object, known: Sequence[str], *, most: int = 1, alike: float = 0.6) -> str:
    """Return the question whether another name was meant; empty if none is near, or if this is not text."""
    if not isinstance(name, str):
        return ""
    return question([repr(each) for each in nearest(name, known, most=most, alike=alike)])


def question(names: Sequence[str]) -> str:
    """Return the question whether one of these names was meant; empty where there are none."""
    return f"did you mean {' or '.join(names)}?" if names else ""
