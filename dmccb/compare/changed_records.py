"""Old and new bytes of record files -> only the records that differ.

Pure.  The cost follows the change: stretches that are equal are skipped by
comparing blocks of bytes, and only records whose bytes differ are parsed.

The short cut gives the same change set as parsing everything, as long as each
file is one that can be read at all.  Faults in stretches that both sides share
are not looked for here: ``check`` finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from dmccb.compare.changed_chunks import changed_chunks
from dmccb.problems import Problem
from dmccb.records.kinds import Kind
from dmccb.records.read import RecordFile, duplicate, read_chunks, read_file
from dmccb.records.record import Record
from dmccb.records.split import head_forms, heads


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
class ChangedRecords:
    """The records of one collection that differ, by ID, and what forbids to read them."""

    old: Mapping[str, Record]
    new: Mapping[str, Record]
    problems: tuple[Problem, ...] = ()


def changed_records(
    kind: Kind, pairs: Iterable[FilePair], unchanged: Iterable[bytes] = ()
) -> ChangedRecords | None:
    """Return the records of one collection that differ; None where the collection must be read whole.

    Parameters
    ----------
    kind
        The kind of the collection.
    pairs
        The files whose bytes differ.  A record that went from one file to
        another with the same bytes is dropped again.
    unchanged
        The other files of the collection.  They are asked for only where a
        record came or went, and looked through for its ID.

    Notes
    -----
    The answer is None where an ID of the change is used again in a stretch
    that both sides share: which of the two is the record, nobody can tell.
    """
    old: dict[str, Record] = {}
    new: dict[str, Record] = {}
    problems: list[Problem] = []
    all_heads: list[bytes] = []
    touched: tuple[list[str], list[str]] = ([], [])
    for pair in pairs:
        before, after = pair.old or b"", pair.new or b""
        chunks = changed_chunks(before, after)
        problems += _merge(old, read_chunks(kind, pair.old_at + pair.path, before, chunks[0]))
        problems += _merge(new, read_chunks(kind, pair.new_at + pair.path, after, chunks[1]))
        for side in (0, 1):
            touched[side].extend(chunk.id for chunk in chunks[side])
        all_heads.append(b"\n".join(heads(before)))  # joined: a small part of the file
    if not problems:
        one_sided = set(touched[0]) ^ set(touched[1])
        shared = (b"\n".join(heads(data)) for data in (unchanged if one_sided else ()))
        if _used_again(touched, chain(all_heads, shared)):
            return None
    same = {key for key, record in old.items() if record == new.get(key)}
    return ChangedRecords(
        old={key: record for key, record in old.items() if key not in same},
        new={key: record for key, record in new.items() if key not in same},
        problems=tuple(problems),
    )


def all_records(kind: Kind, pair: FilePair) -> ChangedRecords:
    """Return the records of one file, read whole on both sides, changed or not."""
    before = read_file(kind, pair.old_at + pair.path, pair.old or b"")
    after = read_file(kind, pair.new_at + pair.path, pair.new or b"")
    return ChangedRecords(old=before.records, new=after.records, problems=(*before.problems, *after.problems))


def _used_again(touched: tuple[list[str], list[str]], all_heads: Iterable[bytes]) -> bool:
    """Tell whether the old files have more records with these IDs than those that differ.

    What differs on the new side alone is in no old file, unless it is in a
    stretch that both sides share.
    """
    forms = {form for side in touched for key in side for form in head_forms(key)}
    left = len(touched[0])
    for joined in all_heads:
        left -= sum(map(forms.__contains__, joined.split(b"\n")))
    return left < 0


def _merge(records: dict[str, Record], file: RecordFile) -> Iterator[Problem]:
    """Add the records of a file to those of its collection; yield what forbids it."""
    yield from file.problems
    for key, record in file.records.items():
        if records.setdefault(key, record) is not record:
            yield duplicate(record, records[key])
