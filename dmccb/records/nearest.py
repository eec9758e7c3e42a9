"""A name that nobody has × the names there are -> those that may have been meant.

Pure.  The one home of "did you mean".  Where there are many names, only those
that begin alike are compared, so that a hint never costs more than reading
did.
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
    start = max(0, bisect_left(known, name) - _COMPARED // 2) if len(known) > _COMPARED else 0
    candidates = [each for each in known[start : start + _COMPARED] if len(each) <= _LONGEST]
    return difflib.get_close_matches(name, candidates, n=most, cutoff=alike)


def did_you_mean(name: str, known: Sequence[str], *, most: int = 1, alike: float = 0.6) -> str:
    """Return the question whether another name was meant; empty where none is near."""
    found = [repr(each) for each in nearest(name, known, most=most, alike=alike)]
    return f"did you mean {' or '.join(found)}?" if found else ""
