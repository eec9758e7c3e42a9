"""Record files of one revision -> Baseline: assembled, with a digest of its meaning.

Pure.  Reads every record; ``delta`` is the way round that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from dmccb.baseline.register import REGISTER
from dmccb.problems import Problem
from dmccb.records.canonical_json import canonical_json, sha256
from dmccb.records.kinds import Kinds, kind_of
from dmccb.records.read import duplicate, no_kind, read_file
from dmccb.records.record import Collections, Record


class Baseline(NamedTuple):
    """Every record of one revision.

    Attributes
    ----------
    collections
        Collection -> ID -> record, both sorted.
    problems
        What could not be read, sorted by place; the baseline holds the rest.
    """

    collections: Collections = MappingProxyType({})
    problems: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the meaning of every collection but the register.

        Formatting, comments, order and the split over files do not count.
        """
        return digest(self.collections)

    def __len__(self) -> int:
        return sum(len(records) for records in self.collections.values())


def assemble(files: Iterable[tuple[str, bytes]], kinds: Kinds, root: str = "baselines") -> Baseline:
    """Read whole record files into a baseline.

    Parameters
    ----------
    files
        Path relative to the baselines folder, and content.
    kinds
        The kinds that the files may hold.
    root
        Name of the baselines folder, for the findings.
    """
    collections: dict[str, dict[str, Record]] = {name: {} for name in kinds}
    problems: list[Problem] = []
    for path, data in files:
        kind = kind_of(kinds, path)
        if kind is None:
            problems.append(no_kind(f"{root}/{path}", kinds))
            continue
        file = read_file(kind, f"{root}/{path}", data)
        problems.extend(file.problems)
        known = collections[kind.collection]
        for key, record in file.records.items():
            if known.setdefault(key, record) is not record:
                problems.append(duplicate(record, known[key]))
    return Baseline(
        collections={name: dict(sorted(records.items())) for name, records in collections.items() if records},
        problems=tuple(sorted(problems)),
    )


Lines = dict[tuple[str, str], bytes]
"""Collection and ID -> what a digest takes of a record."""


def digest(collections: Mapping[str, Mapping[str, Record]]) -> str:
    """Return ``sha256:…`` over the records of every collection but the register."""
    return digest_of(digest_lines(collections))


def digest_lines(collections: Mapping[str, Mapping[str, Record]]) -> Lines:
    """Return what a digest takes of each record of every collection but the register."""
    return {
        (name, key): canonical_json([name, key, record.fields]) + b"\n"
        for name in collections.keys() - {REGISTER}
        for key, record in collections[name].items()
    }


def digest_of(lines: Lines) -> str:
    """Return the digest of a baseline whose records have these lines."""
    return sha256(lines[place] for place in sorted(lines))
