"""The record files of one state, split but not read -> any record, when it is asked for.

Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from dmccb.checks.finding import Finding
from dmccb.checks.locate import Places
from dmccb.checks.record_file import Reader
from dmccb.problems import Problem
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.split import Chunk, line_at, split

_CHARACTERS = rb"A-Za-z0-9_.+~/-"

TOKEN = re.compile(rb"[%b]+" % _CHARACTERS)
"""What an ID is made of, where it can be found without reading YAML."""

_FEW = 20
"""How many texts are looked for one by one; of more, each token that begins as they all do is looked at."""

_ESCAPE = b"\\"
"""Where it is, an ID may be written in another way."""

_MANY = 5000
"""IDs that are looked for at once, at most."""


class NeedsFullCheckError(Exception):
    """What the change brought cannot be told from a part of the records."""


@dataclass(frozen=True)
class IndexedFile:
    """One record file, split but not read."""

    kind: Kind
    path: str
    data: bytes

    @cached_property
    def chunks(self) -> list[Chunk]:
        """Its records, in order."""
        return split(self.data)

    @cached_property
    def starts(self) -> list[int]:
        """Where they begin."""
        return [chunk.start for chunk in self.chunks]

    @property
    def in_order(self) -> bool:
        """Whether the IDs are sorted."""
        return all(one.id < two.id for one, two in pairwise(self.chunks))

    def naming(self, wanted: set[bytes]) -> Iterator[str]:
        """Yield the IDs of the records that have one of these texts in them, or an escape."""
        for offset, _ in self._places(wanted):
            index = bisect_right(self.starts, offset) - 1
            if index >= 0:
                yield self.chunks[index].id

    def named(self, wanted: set[bytes]) -> Iterator[str]:
        """Yield which of these IDs are in a record other than their own; all of them where that is unsure."""
        for offset, text in self._places(wanted):
            index = bisect_right(self.starts, offset) - 1
            if text == _ESCAPE:
                yield from (each.decode() for each in wanted)
                return
            if index < 0 or self.chunks[index].id.encode() != text:
                yield text.decode()

    def _places(self, wanted: set[bytes]) -> Iterator[tuple[int, bytes]]:
        """Yield where one of these texts is, or an escape, and which it is."""
        if _ESCAPE in self.data:
            yield from ((offset, _ESCAPE) for offset in _found(self.data, _ESCAPE))
        if len(wanted) <= _FEW:
            for text in wanted:
                yield from ((offset, text) for offset in _found(self.data, text))
            return
        begin = _common_beginning(wanted)  # a pattern that begins with plain text is searched for quickly
        for match in re.finditer(rb"%b[%b]*" % (re.escape(begin), _CHARACTERS), self.data):
            start = match.start()
            if match[0] in wanted and not TOKEN.match(self.data, start - 1, start):
                yield start, match[0]


def _common_beginning(texts: set[bytes]) -> bytes:
    first, last = min(texts), max(texts)
    length = next((at for at, char in enumerate(first) if last[at : at + 1] != bytes([char])), len(first))
    return first[:length]


def tokens(keys: Iterable[str]) -> set[bytes]:
    """Return IDs as they can be looked for in a file.

    Raises
    ------
    NeedsFullCheckError
        If they are too many, or one is not a plain word.
    """
    out = {key.encode() for key in keys}
    if len(out) > _MANY or not all(TOKEN.fullmatch(text) for text in out):
        raise NeedsFullCheckError
    return out


def _found(data: bytes, text: bytes) -> Iterator[int]:
    at = data.find(text)
    while at >= 0:
        yield at
        at = data.find(text, at + len(text))


class LazyIndex:
    """One state: every record is known by its ID, and read when it is asked for."""

    def __init__(self, files: Sequence[IndexedFile], readers: Mapping[str, Reader]) -> None:
        self.files = {file.path: file for file in files}
        self._readers = readers
        self._known: dict[tuple[str, str], Record] = {}
        self.where: dict[str, dict[str, tuple[IndexedFile, Chunk]]] = {name: {} for name in readers}
        for file in files:
            self.where[file.kind.name].update({chunk.id: (file, chunk) for chunk in file.chunks})
        if len(self) != sum(len(file.chunks) for file in files):
            raise NeedsFullCheckError

    def __len__(self) -> int:
        return sum(map(len, self.where.values()))

    def record(self, kind: str, key: str) -> Record:
        """Return one record; its line is not counted yet."""
        if (kind, key) not in self._known:
            file, chunk = self.where[kind][key]
            record = self._readers[kind].record(file.path, file.data[chunk.start : chunk.end], key)
            if record is None:
                raise NeedsFullCheckError
            self._known[kind, key] = record
        return self._known[kind, key]

    def problems(self, findings: Iterable[Finding]) -> list[Problem]:
        """Return findings with their places."""
        places = Places({path: (file.kind, file.data) for path, file in self.files.items()})
        return places.problems(self._placed(finding) for finding in findings)

    def _placed(self, finding: Finding) -> Finding:
        kind = self.files[finding.record.path].kind.name
        file, chunk = self.where[kind][finding.record.id]
        return replace(finding, record=replace(finding.record, line=line_at(file.data, chunk.start)))


class RecordSubset(Mapping[str, Record]):
    """The records of a kind: any can be looked up; only the subjects are listed."""

    def __init__(self, side: LazyIndex, kind: str, subjects: set[str]) -> None:
        self._side, self._kind = side, kind
        self._subjects = sorted(key for key in subjects if key in side.where[kind])

    def __getitem__(self, key: str) -> Record:
        if key not in self._side.where[self._kind]:
            raise KeyError(key)
        return self._side.record(self._kind, key)

    def __contains__(self, key: object) -> bool:
        return key in self._side.where[self._kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)
