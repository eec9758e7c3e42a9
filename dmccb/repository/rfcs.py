"""A snapshot -> its requests for comments, and what is in ``rfcs`` that is none.

``rfcs`` is beside ``baselines`` and flat.  ``rfcs/RFC-n.yaml`` holds the record
``RFC-n``, and no other, so that a path says which RFC it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dmccb.problems import Problem
from dmccb.records.kinds import RFCS
from dmccb.records.read import read_file
from dmccb.records.record import Record
from dmccb.records.split import first_key, line_at, split
from dmccb.repository.refused import other
from dmccb.repository.schemas import load_kinds_beside
from dmccb.repository.snapshot import Snapshot

_FILE = re.compile(r"RFC-[1-9][0-9]*\.yaml")


class RfcFiles(NamedTuple):
    """The files of the requests for comments.

    Attributes
    ----------
    files
        Path relative to the root of the repository -> content, by number.
    problems
        What is not read, what is named as no RFC is, and records that are
        not in the file of their name; sorted by place.
    """

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def rfc_files(snapshot: Snapshot) -> RfcFiles:
    """Return the files of a snapshot's requests for comments."""
    found = snapshot.beside(RFCS)
    problems = list(found.problems)
    files: dict[str, bytes] = {}
    for name in sorted(found.files, key=in_order):
        path = f"{RFCS}/{name}"
        if _FILE.fullmatch(name):
            files[path] = found.files[name]
            problems += _other_records(path, found.files[name])
        else:
            problems.append(_misnamed(path))
    return RfcFiles(files=files, problems=tuple(sorted(problems)))


def read_rfcs(snapshot: Snapshot) -> tuple[Mapping[str, Record], tuple[Problem, ...]]:
    """Return a snapshot's requests for comments by ID, lowest number first, and what is wrong with them.

    Raises
    ------
    SchemaError
        If the snapshot's own schema of an RFC makes no sense.
    """
    kind = load_kinds_beside(snapshot)[RFCS]
    found = rfc_files(snapshot)
    problems = list(found.problems)
    records: dict[str, Record] = {}
    for path, data in found.files.items():
        file = read_file(kind, path, data)
        problems += file.problems
        if _key(path) in file.records:
            records[_key(path)] = file.records[_key(path)]
    return records, tuple(sorted(problems))


def in_order(name: str) -> tuple[int, str]:
    """Return what sorts IDs, or names of files, by number: RFC-9 is before RFC-10."""
    return len(name), name


def _key(path: str) -> str:
    """Return the ID that belongs to a file."""
    return path.removeprefix(f"{RFCS}/").removesuffix(".yaml")


def _misnamed(path: str) -> Problem:
    return other(
        path,
        "a file of this name",
        f"{RFCS}/ holds RFC-1.yaml, RFC-2.yaml and so on, and nothing else: git mv it",
    )


def _other_records(path: str, data: bytes) -> Iterator[Problem]:
    """Yield, once at most, what keeps a file from being that of one RFC."""
    key, chunks = _key(path), split(data)
    if not chunks:
        line = line_at(data, first_key(data))
        message = f"the file holds no record (want {key})"
        yield Problem(path=path, line=line, column=1, rule="rfc-file", message=message, hint=_ONE_EACH)
    others = [chunk for chunk in chunks if chunk.id != key]
    for chunk in others[:1]:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        yield Problem(
            path=path,
            line=line_at(data, chunk.start),
            column=1,
            rule="rfc-file",
            id=chunk.id,
            message=f"the file of {key} holds the record {chunk.id[:_SHOWN]!r}{more}",
            hint=_ONE_EACH,
        )


_ONE_EACH = f"{RFCS}/RFC-n.yaml holds RFC-n, and no other record"

_SHOWN = 60
