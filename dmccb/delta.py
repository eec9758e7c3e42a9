"""Old and new bytes of record files -> only the records that differ.

Pure.  The cost follows the change: stretches that are equal are skipped by
comparing blocks of bytes, and only records whose bytes differ are parsed.

The short cut gives the same change set as parsing everything, as long as each
file is one that can be read at all.  Faults in stretches that both sides share
are not looked for here: ``check`` finds them.  Nor is an ID that stands twice
in one collection, where the other copy is in such a stretch of another file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dmccb.kinds import Kind
from dmccb.problems import Problem
from dmccb.record import Record
from dmccb.simple import simple
from dmccb.split import KEY, MAX_FINDINGS, Chunk, first_key, guard, key_text, line_at, plain, split
from dmccb.typed import typed

_BLOCK = 4096
_FEW = 3
"""IDs that are looked for one by one; more of them in one pass."""

_HEAD = re.compile(rb"\n[^ \n#][^\n]*")
"""A line that is not indented."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePair:
    """One record file on both sides; None where it does not exist.

    ``old_at`` and ``new_at`` go before the path in findings, as in
    ``v1.4:baselines/…``.
    """

    path: str
    old: bytes | None
    new: bytes | None
    old_at: str = ""
    new_at: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Touched:
    """The records of one collection whose bytes differ, by ID, and what forbids to read them."""

    old: dict[str, Record] = field(default_factory=dict)
    new: dict[str, Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def touched(kind: Kind, pairs: Iterable[FilePair]) -> Touched:
    """Return the records of one collection that differ.

    Parameters
    ----------
    kind
        The kind of the collection.
    pairs
        The files whose bytes differ.  A record that went from one file to
        another with the same bytes is dropped again.
    """
    out = Touched()
    for pair in pairs:
        old, new = pair.old or b"", pair.new or b""
        for at, data in ((pair.old_at, old), (pair.new_at, new)):
            out.problems.extend(guard(data[: first_key(data)], at + pair.path))
        before, after = differing(old, new)
        _read(kind, pair.old_at + pair.path, old, before, out.old, out.problems)
        _read(kind, pair.new_at + pair.path, new, after, out.new, out.problems)
    for key in [key for key in out.old if out.old[key] == out.new.get(key)]:
        del out.old[key], out.new[key]
    return out


def _read(
    kind: Kind, path: str, data: bytes, chunks: list[Chunk], out: dict[str, Record], problems: list[Problem]
) -> None:
    for chunk in chunks:
        if len(problems) >= MAX_FINDINGS:
            return  # there is no answer anyway, and each finding costs a count of lines
        body = data[chunk.start : chunk.end]
        record, found = read_chunk(kind, body, chunk.id, path, 0)
        if found or chunk.id in out:  # counting lines costs; only a finding needs them
            record, found = read_chunk(kind, body, chunk.id, path, line_at(data, chunk.start))
        problems.extend(found)
        if chunk.id in out:
            problems.append(duplicate(record, out[chunk.id]))
        else:
            out[chunk.id] = record


def read_chunk(kind: Kind, body: bytes, key: str, path: str, line: int) -> tuple[Record, tuple[Problem, ...]]:
    """Return the record of one chunk, and what forbids to read it.

    Parameters
    ----------
    kind
        The kind that types it.
    body
        The bytes of the chunk.
    key
        The ID that ``split`` saw.
    path, line
        Where it stands.
    """
    if (text := simple(body, key)) is not None:
        return Record(id=key, fields=typed(kind.fields, text), path=path, line=line), ()
    from dmccb.parse import parse  # YAML takes 12 ms to load, and is seldom needed

    problems = () if plain(body) else tuple(guard(body, path, line))
    fields = {}
    if not problems:
        parsed = parse(body, key, path, line)
        problems, fields = parsed.problems, typed(kind.fields, parsed.fields)
    return Record(id=key, fields=fields, path=path, line=line), problems


def duplicate(record: Record, other: Record) -> Problem:
    """Return the finding for an ID that stands twice in one collection."""
    place = f"{other.path}:{other.line}" if other.line else other.path
    return Problem(
        path=record.path,
        line=record.line,
        column=1,
        rule="duplicate-id",
        id=record.id,
        message=f"{record.id} stands twice: also at {place}",
        hint="keep one of the two",
    )


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
