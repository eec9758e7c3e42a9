"""Old and new bytes of record files -> only the records that differ.

Pure.  The cost follows the change: stretches that are equal are skipped by
comparing blocks of bytes, and only records whose bytes differ are parsed.

The short cut gives the same change set as parsing everything, as long as each
file is one that can be read at all.  Faults in stretches that both sides share
are not looked for here: ``check`` finds them.  Nor is an ID that stands twice
in one collection, where the other copy is in such a stretch of another file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dmccb.compare.changed_chunks import differing
from dmccb.problems import Problem
from dmccb.records.coerce import typed
from dmccb.records.fast_parse import simple
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.split import MAX_FINDINGS, Chunk, first_key, guard, line_at, plain


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
    from dmccb.records.parse import parse  # YAML takes 12 ms to load, and is seldom needed

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
