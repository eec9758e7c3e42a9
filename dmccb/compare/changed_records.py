"""Old and new bytes of record files -> only the records that differ.

Pure.  The cost follows the change: stretches that are equal are skipped by
comparing blocks of bytes, and only records whose bytes differ are parsed.

The short cut gives the same change set as parsing everything, as long as each
file is one that can be read at all.  Faults in stretches that both sides share
are not looked for here: ``check`` finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dmccb.compare.changed_chunks import changed_chunks
from dmccb.problems import Problem
from dmccb.records.kinds import Kind
from dmccb.records.read import RecordFile, duplicate, read_chunks, read_file
from dmccb.records.record import Record
from dmccb.records.split import head_forms, heads


class FilePair(NamedTuple):
    """One record file on both sides; None where it does not exist.

    ``old_at`` and ``new_at`` go before the path in problems, as in
    ``v1.4:baselines/…``.
    """

    path: str
    old: bytes | None
    new: bytes | None
    old_at: str = ""
    new_at: str = ""


class ChangedRecords(NamedTuple):
    """The records of one collection that differ, by ID, and what forbids to read them."""

    old: Mapping[str, Record]
    new: Mapping[str, Record]
    problems: tuple[Problem, ...] = ()


class _ChangedFile(NamedTuple):
    """What differs between two versions of a file, and the heads of the old one, joined."""

    old: RecordFile
    new: RecordFile
    heads: bytes


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
    files = [_changed_file(kind, pair) for pair in pairs]
    old, old_problems = _joined(file.old for file in files)
    new, new_problems = _joined(file.new for file in files)
    problems = (*old_problems, *new_problems)
    if not problems and _used_again(files, unchanged):
        return None
    same = {key for key, record in old.items() if record == new.get(key)}
    return ChangedRecords(
        old={key: record for key, record in old.items() if key not in same},
        new={key: record for key, record in new.items() if key not in same},
        problems=problems,
    )


def _changed_file(kind: Kind, pair: FilePair) -> _ChangedFile:
    old, new = pair.old or b"", pair.new or b""
    before, after = changed_chunks(old, new)
    return _ChangedFile(
        old=read_chunks(kind, pair.old_at + pair.path, old, before),
        new=read_chunks(kind, pair.new_at + pair.path, new, after),
        heads=b"\n".join(heads(old)),
    )


def _joined(files: Iterable[RecordFile]) -> tuple[dict[str, Record], list[Problem]]:
    """Return the records of several files, and what forbids to read or to join them."""
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    for file in files:
        problems += file.problems
        for key, record in file.records.items():
            if records.setdefault(key, record) is not record:
                problems.append(duplicate(record, records[key]))
    return records, problems


def _used_again(files: Sequence[_ChangedFile], unchanged: Iterable[bytes]) -> bool:
    """Tell whether the old files have more records with the IDs of the change than those that differ.

    What differs on the new side alone is in no old file, unless it is in a
    stretch that both sides share.
    """
    old = [chunk.id for file in files for chunk in file.old.chunks]
    new = [chunk.id for file in files for chunk in file.new.chunks]
    came_or_went = set(old) != set(new)
    forms: set[bytes] = set()
    for key in {*old, *new}:
        forms |= head_forms(key)
    touched = (file.heads.split(b"\n") for file in files)
    shared = (heads(data) for data in (unchanged if came_or_went else ()))
    left = len(old)
    for found in chain(touched, shared):
        left -= sum(map(forms.__contains__, found))
    return left < 0


def all_records(kind: Kind, pair: FilePair) -> ChangedRecords:
    """Return the records of one file, read whole on both sides, changed or not."""
    before = read_file(kind, pair.old_at + pair.path, pair.old or b"")
    after = read_file(kind, pair.new_at + pair.path, pair.new or b"")
    return ChangedRecords(old=before.records, new=after.records, problems=(*before.problems, *after.problems))
