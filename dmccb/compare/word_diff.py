"""Text × text -> the runs of words that came and went.

Pure.
"""

from __future__ import annotations

MOST_COMPARISONS = 250_000
"""Product of the lengths of two runs of words up to which common words are looked for inside them."""


def word_difference(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the runs of words that only the new, and only the old text has.

    Parameters
    ----------
    old, new
        Two versions of a text; words are what blanks separate.

    Notes
    -----
    Swapping the texts swaps the answers.  Common words at both ends are set
    aside first; inside, the longest common runs are kept.  Of two runs that
    are too long for that, the whole is the change.
    """
    left, right = old.split(), new.split()
    limit = min(len(left), len(right))
    head = next((i for i in range(limit) if left[i] != right[i]), limit)
    tail = next((i for i in range(limit - head) if left[-1 - i] != right[-1 - i]), limit - head)
    gone, come = left[head : len(left) - tail], right[head : len(right) - tail]
    if not gone or not come or len(gone) * len(come) > MOST_COMPARISONS:
        return _run(come), _run(gone)
    if come < gone:  # one fixed order, so that the matcher's answer does not depend on the direction
        removed, added = _runs(come, gone)
    else:
        added, removed = _runs(gone, come)
    return added, removed


def _run(words: list[str]) -> tuple[str, ...]:
    return (" ".join(words),) if words else ()


def _runs(first: list[str], second: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the runs that only the second, and only the first list has."""
    from difflib import SequenceMatcher

    steps = [
        step
        for step in SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
        if step[0] != "equal"
    ]
    only_second = tuple(" ".join(second[start:stop]) for _, _, _, start, stop in steps if stop > start)
    only_first = tuple(" ".join(first[start:stop]) for _, start, stop, _, _ in steps if stop > start)
    return only_second, only_first
