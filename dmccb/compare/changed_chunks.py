"""Two versions of a record file -> the chunks whose bytes differ.

Pure.  Equal stretches are skipped by comparing blocks of bytes; only the
beginnings of the records around a difference are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from dmccb.records.split import KEY, Chunk, first_key, key_text, split

_BLOCK = 1 << 10
_LARGEST = 1 << 18
_SHORT = 1 << 9
_BLANK = ord(" ")


def changed_chunks(old: bytes, new: bytes) -> tuple[list[Chunk], list[Chunk]]:
    """Return the chunks of two versions of a file whose bytes differ.

    Notes
    -----
    Walks both files at once.  From a pair of places where a record begins on
    both sides, the common stretch is skipped; the records at its end differ.
    With equal IDs it is one record that changed; else one side has a record
    more, and IDs in order say which.  Should they not be in order, the files
    are split whole.
    """
    before: list[Chunk] = []
    after: list[Chunk] = []
    i, j = first_key(old), first_key(new)
    while i < len(old) and j < len(new):
        common = _common(old, i, new, j)
        if i + common == len(old) and j + common == len(new):
            break
        back = _record_start(old, i, new, j, common)
        one, other = _chunk(old, i + back), _chunk(new, j + back)
        i, j = one.start, other.start
        if one.id <= other.id:
            before.append(one)
            i = one.end
        if other.id <= one.id:
            after.append(other)
            j = other.end
    else:
        before += _rest(old, i)
        after += _rest(new, j)
    if _in_order(before) and _in_order(after):
        return before, after
    return _by_id(old, new)


def _in_order(chunks: list[Chunk]) -> bool:
    return all(one.id < two.id for one, two in pairwise(chunks))


def _by_id(old: bytes, new: bytes) -> tuple[list[Chunk], list[Chunk]]:
    """Split both files whole; a chunk that is there once on each side with equal bytes is dropped."""
    before, after = split(old), split(new)
    equal = _bodies(old, before) & _bodies(new, after)
    return (
        [chunk for chunk in before if (chunk.id, old[chunk.start : chunk.end]) not in equal],
        [chunk for chunk in after if (chunk.id, new[chunk.start : chunk.end]) not in equal],
    )


def _bodies(data: bytes, chunks: list[Chunk]) -> set[tuple[str, bytes]]:
    seen = Counter(chunk.id for chunk in chunks)
    return {(chunk.id, data[chunk.start : chunk.end]) for chunk in chunks if seen[chunk.id] == 1}


def _record_start(old: bytes, i: int, new: bytes, j: int, common: int) -> int:
    """Return how far from (i, j), where two records begin, the record begins in which they differ."""
    offset = old.rfind(b"\n", i, i + common) + 1 - i
    while offset > 0:
        indented = offset < common and old[i + offset] == _BLANK
        if not indented and KEY.match(old, i + offset) and KEY.match(new, j + offset):
            return offset
        offset = old.rfind(b"\n", i, i + offset - 1) + 1 - i
    return 0


def _rest(data: bytes, start: int) -> Iterator[Chunk]:
    while start < len(data):
        chunk = _chunk(data, start)
        yield chunk
        start = chunk.end


def _chunk(data: bytes, start: int) -> Chunk:
    match = KEY.match(data, start)
    if match is None:  # the walk stops at the beginnings of records only
        raise AssertionError(start)
    return Chunk(key_text(match), start, first_key(data, match.end()))


def _common(old: bytes, i: int, new: bytes, j: int) -> int:
    """Return the length of the common stretch that begins at ``old[i]`` and ``new[j]``."""
    limit = min(len(old) - i, len(new) - j)
    done, block = 0, _BLOCK
    while done < limit:
        block = min(block, limit - done)
        some, other = old[i + done : i + done + block], new[j + done : j + done + block]
        if some != other:
            return done + _first_difference(some, other)
        done += block
        block = min(2 * block, _LARGEST)
    return limit


def _first_difference(some: bytes, other: bytes) -> int:
    """Return where two stretches of equal length, which differ, do so first."""
    low, high = 0, len(some)
    while high - low > _SHORT:
        middle = (low + high) // 2
        if some[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    difference = int.from_bytes(some[low:high]) ^ int.from_bytes(other[low:high])
    return high - (difference.bit_length() + 7) // 8
