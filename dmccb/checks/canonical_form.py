"""How a record file is written -> what ``dmccb fmt`` would write otherwise.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from dmccb.problems import Problem
from dmccb.records.comments import notes_of
from dmccb.records.format import split_preamble
from dmccb.records.kinds import Kind
from dmccb.records.record import Fields
from dmccb.records.split import Chunk, line_at
from dmccb.records.write import modeline, write_record


def form(
    kind: Kind, path: str, data: bytes, chunks: Sequence[Chunk], odd: Sequence[tuple[int, Fields]]
) -> Iterator[Problem]:
    """Yield the finding for a file that is not in canonical form.

    Parameters
    ----------
    kind, path, data
        The file.
    chunks
        Its records.
    odd
        Index and fields of those that are not plainly in canonical form: a
        record with a comment is one of these.

    Notes
    -----
    The canonical form of a chunk follows from that chunk alone, with the
    comments at its end, which stand above the next record; so only the first
    one that differs is written.
    """
    line = _first_difference(kind, path, data, chunks, odd)
    if line:
        yield Problem(
            path=path,
            line=line,
            rule="not-canonical",
            severity="warning",
            message="the file is not in canonical form, from this line on",
            hint=f"dmccb fmt {path}",
        )


def _first_difference(
    kind: Kind, path: str, data: bytes, chunks: Sequence[Chunk], odd: Sequence[tuple[int, Fields]]
) -> int:
    """Return the first line that is not as it should be; 0 where there is none."""
    start = chunks[0].start if chunks else len(data)
    if line := _differing_line(data, 0, start, _head(kind, path, data[:start], last=not chunks)):
        return line
    unsorted = _first_unsorted(chunks)
    for index, fields in odd:
        if index >= unsorted:
            break
        chunk = chunks[index]
        expected = _chunk(kind, data, chunk, fields)
        if line := _differing_line(data, chunk.start, chunk.end, expected):
            return line
    return _line_of_unsorted(kind, data, chunks, unsorted) if unsorted < len(chunks) else 0


def _line_of_unsorted(kind: Kind, data: bytes, chunks: Sequence[Chunk], index: int) -> int:
    """Return the line from which on another record should be, or the comments above that."""
    wanted = min(range(index, len(chunks)), key=lambda each: chunks[each].id)
    here, there = _above(kind, data, chunks, index), _above(kind, data, chunks, wanted)
    pairs = enumerate(zip_longest(here, there))
    same = next((number for number, (one, other) in pairs if one != other), len(here))
    return line_at(data, chunks[index].start) - len(here) + same


def _above(kind: Kind, data: bytes, chunks: Sequence[Chunk], index: int) -> tuple[str, ...]:
    """Return the comments right above a record, which are in the chunk before."""
    if index == 0:
        return split_preamble(data[: chunks[0].start].decode("utf-8"))[1]
    chunk = chunks[index - 1]
    return notes_of(data[chunk.start : chunk.end].decode("utf-8"), kind)[1]


def _first_unsorted(chunks: Sequence[Chunk]) -> int:
    """Return the index of the first chunk that another one should come before; their number without."""
    if all(one.id < two.id for one, two in pairwise(chunks)):
        return len(chunks)
    by_id = sorted(chunks, key=lambda chunk: chunk.id)
    pairs = enumerate(zip(chunks, by_id, strict=True))
    return next((index for index, (one, other) in pairs if one.id != other.id), len(chunks))


def _head(kind: Kind, path: str, preamble: bytes, *, last: bool) -> bytes:
    """Return what should stand before the first record."""
    head, above = split_preamble(preamble.decode("utf-8"))
    blank = "" if last and not above else "\n"
    lines = [f"{line}\n" for line in (modeline(path, kind), *head)]
    return "".join([*lines, blank, *(f"{line}\n" for line in above)]).encode()


def _chunk(kind: Kind, data: bytes, chunk: Chunk, fields: Fields) -> bytes:
    """Return a chunk in canonical form."""
    notes, following = notes_of(data[chunk.start : chunk.end].decode("utf-8"), kind)
    blank = "" if chunk.end == len(data) and not following else "\n"
    lines = [f"{line}\n" for line in following]
    return "".join([write_record(kind, chunk.id, fields, notes), "\n", blank, *lines]).encode()


def _differing_line(data: bytes, start: int, end: int, expected: bytes) -> int:
    """Return the line at which a stretch of the file differs from what it should be; 0 where it does not."""
    actual = data[start:end]
    if actual == expected:
        return 0
    pairs = zip(actual.split(b"\n"), expected.split(b"\n"), strict=False)
    same = next((number for number, (one, other) in enumerate(pairs) if one != other), None)
    if same is None:
        same = min(actual.count(b"\n"), expected.count(b"\n"))
    return line_at(data, start) + same
