"""One record file -> its records, and what forbids to read the others: the one reader.

Pure.  Comparing, checking, formatting and showing all read through here, so
that what one of them can read, each can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dmccb.problems import Problem
from dmccb.records.coerce import typed
from dmccb.records.fast_parse import fast_parse
from dmccb.records.guard import (
    MAX_BYTES,
    MAX_RECORDS,
    MAX_UNREADABLE,
    guard,
    plain,
    too_large,
    too_many,
    too_many_records,
)
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Record
from dmccb.records.split import Chunk, chunks, first_key

_NAMED = 3
"""Schemas that a hint names at most."""


class RecordFile(NamedTuple):
    """What a record file holds, or some of its chunks.

    Attributes
    ----------
    records
        ID -> record, of those that can be read; the first of each ID.
    chunks
        The chunks that were looked at, in order, readable or not.
    problems
        What forbids to read the others.
    """

    records: Mapping[str, Record] = MappingProxyType({})
    chunks: tuple[Chunk, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_file(kind: Kind, path: str, data: bytes) -> RecordFile:
    """Read a whole record file.

    Parameters
    ----------
    kind
        The kind of its records.
    path
        Its name, for records and problems.
    data
        Its content.
    """
    if len(data) > MAX_BYTES:
        return RecordFile(problems=(too_large(path, len(data)),))
    return _read(kind, path, data, chunks(data), numbered=True)


def read_chunks(kind: Kind, path: str, data: bytes, some: Iterable[Chunk]) -> RecordFile:
    """Read some chunks of a record file; their records have no line, since counting lines costs.

    Parameters
    ----------
    kind, path, data
        As for ``read_file``.
    some
        The chunks, in the order of the file.
    """
    return _read(kind, path, data, some, numbered=False)


def _read(kind: Kind, path: str, data: bytes, some: Iterable[Chunk], *, numbered: bool) -> RecordFile:
    records: dict[str, Record] = {}
    seen: list[Chunk] = []
    problems = guard(data[: first_key(data)], path)
    lines = _Lines(data)
    for chunk in some:
        if len(problems) >= MAX_UNREADABLE:
            problems.append(too_many(path, lines.at(chunk.start)))
            break
        if len(seen) >= MAX_RECORDS:
            problems.append(too_many_records(path, lines.at(chunk.start)))
            break
        seen.append(chunk)
        body = data[chunk.start : chunk.end]
        record, found = read_chunk(kind, body, chunk.id, path, lines.at(chunk.start) if numbered else 0)
        if not numbered and (found or chunk.id in records):  # a problem has a line
            record, found = read_chunk(kind, body, chunk.id, path, lines.at(chunk.start))
        problems += found
        if chunk.id in records:
            problems.append(duplicate(record, records[chunk.id]))
        elif not found:
            records[chunk.id] = record
    return RecordFile(records=records, chunks=tuple(seen), problems=tuple(problems))


class _Lines:
    """Counts the lines of a file up to offsets that only grow, each byte once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at, self._line = 0, 1

    def at(self, offset: int) -> int:
        self._line += self._data.count(b"\n", self._at, offset)
        self._at = offset
        return self._line


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
        Where the chunk is.
    """
    if (text := fast_parse(body, key)) is not None:
        return Record(id=key, fields=typed(kind.fields, text), path=path, line=line), ()
    from dmccb.records.parse import parse  # YAML takes 12 ms to load, and is seldom needed

    problems = () if plain(body) else tuple(guard(body, path, line))
    fields = {}
    if not problems:
        parsed = parse(body, key, path, line)
        problems, fields = parsed.problems, typed(kind.fields, parsed.fields)
    return Record(id=key, fields=fields, path=path, line=line), problems


def duplicate(record: Record, other: Record) -> Problem:
    """Return the problem of an ID that two records of one collection have."""
    place = f"{other.path}:{other.line}" if other.line else other.path
    return Problem(
        path=record.path,
        line=record.line,
        column=1,
        rule="duplicate-id",
        id=record.id,
        message=f"the ID {record.id} is used twice: also at {place}",
        hint="keep one of the two records",
    )


def no_kind(path: str, kinds: Kinds, passed_over: Sequence[str] = ()) -> Problem:
    """Return the problem of a file that belongs to no kind.

    Parameters
    ----------
    path
        The file.
    kinds
        By collection.
    passed_over
        Schemas without ``x-collection``: one of them may have been meant.
    """
    folders = sorted(kind.folder for kind in kinds.values() if not kind.beside)
    known = f"known folders: {', '.join(folders)}; "
    if passed_over:
        verb = "has" if len(passed_over) == 1 else "have"
        next_step = (
            f"{', '.join(passed_over[:_NAMED])} {verb} no x-collection: "
            f'add "x-collection": "{_folder(path)}" to the schema of these records'
        )
    else:
        next_step = "a schema in schemas/ adds one"
    return Problem(
        path=path,
        rule="unknown-collection",
        message="no schema describes what this file holds",
        hint=known + next_step,
    )


def _folder(path: str) -> str:
    """Return the likely folder of a file's kind: the first below ``baselines``, or the file's own name."""
    below = path.removeprefix("baselines/")
    return below.partition("/")[0].removesuffix(".yaml")
