"""Two versions of a record file -> the chunks whose bytes differ.

Pure.  Equal stretches are skipped by comparing blocks of bytes; only the
beginnings of the records around a difference are looked at.
"""

from __future__ import annotations

import re

from dmccb.records.split import KEY, Chunk, first_key, key_text, split

_BLOCK = 4096
_FEW = 3
"""IDs that are looked for one by one; more of them in one pass."""

_HEAD = re.compile(rb"\n[^ \n#][^\n]*")
"""A line that is not indented."""


def differing(old: bytes, new: bytes) -> tuple[list[Chunk], list[Chunk]]:
    """Return the chunks of two versions of a file whose bytes differ.

    Notes
    -----
    Walks both files at once.  From a pair of places where a record begins on
    both sides, the common stretch is skipped; the records at its end differ.
    With equal IDs it is one record that changed; else one side has a record
    more, and IDs in order say which.  Should they not be in order, or stand
    twice, the files are split whole.
    """
    walk = _Walk(old, new)
    if not walk.run():
        return _by_id(old, new)
    before, after = walk.touched
    again = {chunk.id for chunk in before} & {chunk.id for chunk in after}
    for data, chunks in ((old, before), (new, after)):
        if _stand_twice(data, [chunk for chunk in chunks if chunk.id not in again]):
            return _by_id(old, new)
    return before, after


def _by_id(old: bytes, new: bytes) -> tuple[list[Chunk], list[Chunk]]:
    """Split both files whole; a chunk that stands once on each side with equal bytes is dropped."""
    before, after = split(old), split(new)
    equal = _bodies(old, before) & _bodies(new, after)
    return (
        [chunk for chunk in before if (chunk.id, old[chunk.start : chunk.end]) not in equal],
        [chunk for chunk in after if (chunk.id, new[chunk.start : chunk.end]) not in equal],
    )


def _bodies(data: bytes, chunks: list[Chunk]) -> set[tuple[str, bytes]]:
    seen: dict[str, int] = {}
    for chunk in chunks:
        seen[chunk.id] = seen.get(chunk.id, 0) + 1
    return {(chunk.id, data[chunk.start : chunk.end]) for chunk in chunks if seen[chunk.id] == 1}


def _stand_twice(data: bytes, chunks: list[Chunk]) -> bool:
    """Tell whether other records of the file have the ID of one of these chunks."""
    if len(chunks) <= _FEW:
        return any(_stands_twice(data, chunk) for chunk in chunks)
    keys = {chunk.id.encode("utf-8") for chunk in chunks}
    heads = [KEY.match(data), *(KEY.match(line, 1) for line in _HEAD.findall(data))]
    return sum(1 for head in heads if head and (head[1] or head[2] or head[3]) in keys) > len(chunks)


def _stands_twice(data: bytes, chunk: Chunk) -> bool:
    key = chunk.id.encode("utf-8")
    at = data.find(key)
    while at >= 0:
        for start in (at, at - 1):  # without quotes, or with them
            if start >= 0 and not chunk.start <= start < chunk.end:
                match = KEY.match(data, start)
                if match is not None and key_text(match) == chunk.id:
                    return True
        at = data.find(key, at + 1)
    return False


class _Walk:
    """A pair of places, one in each file, that moves from difference to difference."""

    def __init__(self, old: bytes, new: bytes) -> None:
        self.old, self.new = old, new
        self.touched: tuple[list[Chunk], list[Chunk]] = ([], [])
        self._last = ["", ""]

    def run(self) -> bool:
        """Fill ``touched``; False where the files must be split whole."""
        i, j = first_key(self.old), first_key(self.new)
        while i < len(self.old) and j < len(self.new):
            length = _common(self.old, i, self.new, j)
            if i + length == len(self.old) and j + length == len(self.new):
                return True
            back = self._record_start(i, j, length)
            i, j = i + back, j + back
            step = self._step(i, j)
            if step is None:
                return False
            i, j = step
        return self._rest(0, self.old, i) and self._rest(1, self.new, j)

    def _record_start(self, i: int, j: int, length: int) -> int:
        """Return how far from (i, j) the record begins that holds the end of the common stretch."""
        offset = length
        while offset > 0:
            if KEY.match(self.old, i + offset) and KEY.match(self.new, j + offset):
                return offset
            offset = self.old.rfind(b"\n", i, i + offset - 1) + 1 - i
        return 0

    def _step(self, i: int, j: int) -> tuple[int, int] | None:
        """Note the records at (i, j) as touched, and return where to go on."""
        before, after = _chunk(self.old, i), _chunk(self.new, j)
        if before.id == after.id:
            return (before.end, after.end) if self._note(0, before) and self._note(1, after) else None
        if before.id < after.id:
            return (before.end, j) if self._note(0, before) else None
        return (i, after.end) if self._note(1, after) else None

    def _note(self, side: int, chunk: Chunk) -> bool:
        """Note one touched record; False where its ID is not in order."""
        if chunk.id <= self._last[side]:
            return False
        self._last[side] = chunk.id
        self.touched[side].append(chunk)
        return True

    def _rest(self, side: int, data: bytes, start: int) -> bool:
        while start < len(data):
            chunk = _chunk(data, start)
            if not self._note(side, chunk):
                return False
            start = chunk.end
        return True


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
        if old[i + done : i + done + block] != new[j + done : j + done + block]:
            return done + _first_difference(
                old[i + done : i + done + block], new[j + done : j + done + block]
            )
        done += block
        block *= 2
    return limit


def _first_difference(some: bytes, other: bytes) -> int:
    low, high = 0, len(some)
    while high - low > 1:
        middle = (low + high) // 2
        if some[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low
