"""An ID × a snapshot -> the records that have it, without reading the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dmccb.problems import Problem, unreadable
from dmccb.records.kinds import Kind, Kinds, kind_of
from dmccb.records.read import duplicate, no_kind, read_chunk
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.split import KEY, Chunk, chunks, first_key, head_forms, key_text, line_at
from dmccb.records.vocabulary import ids
from dmccb.repository.refused import BASELINES
from dmccb.repository.snapshot import Listing, Snapshot


def lookup(
    snapshot: Snapshot, kinds: Kinds, key: str, only: str = "", listing: Listing | None = None
) -> dict[str, Record]:
    """Return collection -> record for every record with an ID; nothing where none has it.

    Parameters
    ----------
    snapshot
        Where to look.
    kinds
        The kinds that it may hold.
    key
        The ID.
    only
        A collection to look in; all where empty.
    listing
        The files of the snapshot, where they are known.

    Raises
    ------
    RecordFileError
        If something below the baselines is not read, or a record with this
        ID cannot be, or it is there twice.
    """
    listing = listing or snapshot.listing(within=[kinds[only].folder] if only else ())
    problems: list[Problem] = list(listing.problems)
    out: dict[str, Record] = {}
    paths = sorted(listing.files)
    for path, data in zip(paths, snapshot.read(paths, listing), strict=True):
        kind, name = kind_of(kinds, path), f"{BASELINES}/{path}"
        if kind is None:
            problems.append(no_kind(name, kinds))
        elif only in ("", kind.collection):
            for record, found in _records(kind, name, data, key):
                problems += found
                if out.setdefault(kind.collection, record) is not record:
                    problems.append(duplicate(record, out[kind.collection]))
    if problems:
        raise unreadable(problems)
    return dict(sorted(out.items()))


def find(snapshot: Snapshot, kind: Kind, keys: Iterable[str]) -> dict[str, Record]:
    """Return single records of a collection without parsing the others."""
    wanted = set(keys)
    if not wanted:
        return {}
    listing = snapshot.listing(within=[kind.folder])
    paths = [path for path in sorted(listing.files) if kind.holds(path)]
    out: dict[str, Record] = {}
    for path, data in zip(paths, snapshot.read(paths, listing), strict=True):
        for key in sorted(wanted - out.keys()):
            record, problems = next(_records(kind, f"{BASELINES}/{path}", data, key), (None, ()))
            if record is not None and not problems:
                out[key] = record
    return out


def required(
    snapshot: Snapshot, kind: Kind, keys: Iterable[str], listing: Listing | None = None
) -> dict[str, Record]:
    """Return those of some records of a collection that are there, without parsing the others.

    Parameters
    ----------
    snapshot
        Where to look.
    kind
        The kind of the collection.
    keys
        The IDs.
    listing
        The files of the snapshot, where they are known.

    Raises
    ------
    RecordFileError
        If one of them cannot be read.
    """
    wanted = sorted(set(keys))
    listing = listing or snapshot.listing(within=[kind.folder])
    paths = [path for path in sorted(listing.files) if kind.holds(path)]
    problems: list[Problem] = list(listing.problems)
    out: dict[str, Record] = {}
    for path, data in zip(paths, snapshot.read(paths, listing), strict=True):
        for key in wanted:
            for record, found in _records(kind, f"{BASELINES}/{path}", data, key):
                problems += found
                if out.setdefault(key, record) is not record:
                    problems.append(duplicate(record, out[key]))
    if problems:
        raise unreadable(problems)
    return out


def formerly(snapshot: Snapshot, kind: Kind, keys: Iterable[str]) -> list[str]:
    """Return the IDs of the records of a collection that say they had one of some IDs earlier.

    Parameters
    ----------
    snapshot
        Where to look.
    kind
        The kind of the collection.
    keys
        The earlier IDs.

    Raises
    ------
    RecordFileError
        If a record that may name one of them cannot be read.
    """
    wanted = frozenset(keys)
    if Role.FORMER_IDS not in kind.roles:
        return []
    listing = snapshot.listing(within=[kind.folder])
    paths = [path for path in sorted(listing.files) if kind.holds(path)]
    problems: list[Problem] = []
    out: list[str] = []
    for path, data in zip(paths, snapshot.read(paths, listing), strict=True):
        for chunk in _mentioning(data, wanted):
            body, line = data[chunk.start : chunk.end], line_at(data, chunk.start)
            record, found = read_chunk(kind, body, chunk.id, f"{BASELINES}/{path}", line)
            problems += found
            if wanted.intersection(ids(kind, record, Role.FORMER_IDS)):
                out.append(chunk.id)
    if problems:
        raise unreadable(problems)
    return sorted(out)


def _mentioning(data: bytes, keys: frozenset[str]) -> Iterator[Chunk]:
    """Yield the chunks of a file that may have one of some texts in them."""
    texts = re.compile(b"|".join(sorted(map(_searched, keys))))
    if texts.search(data):
        yield from (chunk for chunk in chunks(data) if texts.search(data, chunk.start, chunk.end))


def _searched(key: str) -> bytes:
    """Return a pattern of the bytes that a text needs in a file: its own, or an escape."""
    simple = re.fullmatch(r"[\w./+~-]+", key)
    return rb"\\|" + re.escape(key.encode("utf-8", "surrogateescape")) if simple else b""


def _records(kind: Kind, path: str, data: bytes, key: str) -> Iterator[tuple[Record, tuple[Problem, ...]]]:
    for chunk in chunks_named(data, key):
        body = data[chunk.start : chunk.end]
        yield read_chunk(kind, body, key, path, line_at(data, chunk.start))


def chunks_named(data: bytes, key: str) -> Iterator[Chunk]:
    """Yield the chunks of a file that have an ID, in whatever quotes it stands."""
    for form in sorted(head_forms(key)):
        for start in _line_starts(data, form):
            match = KEY.match(data, start)
            if match is not None and key_text(match) == key:
                yield Chunk(key, start, first_key(data, match.end()))


def _line_starts(data: bytes, text: bytes) -> Iterator[int]:
    """Yield where the lines begin that begin with a text."""
    if data.startswith(text):
        yield 0
    at = data.find(b"\n" + text)
    while at >= 0:
        yield at + 1
        at = data.find(b"\n" + text, at + 1)
