"""One record file -> its records, and what is wrong with each by itself.

Pure.  What a record has wrong by itself depends on its bytes alone: how it is
written, and whether it obeys its schema.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dmccb.checks.canonical_form import form
from dmccb.checks.finding import Finding
from dmccb.checks.locate import WrittenPaths
from dmccb.checks.misreadings import misreadings, unsaid
from dmccb.checks.surely_canonical import surely_canonical
from dmccb.checks.validator import Validator
from dmccb.problems import Problem
from dmccb.records.fast_parse import fast_parse
from dmccb.records.kinds import Kind
from dmccb.records.read import read_chunk, read_file
from dmccb.records.record import Fields, Record
from dmccb.records.scalars import Text
from dmccb.records.write import write_record

MAX_FINDINGS = 1000
"""Findings about single records of one file, after which its other records are not judged."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRead:
    """What one record file holds.

    Attributes
    ----------
    kind, path, data
        Its kind, its name relative to the root of the repository, its bytes.
    records
        ID -> record, of those that can be read.
    alive
        The IDs of all, readable or not.
    problems
        What forbids to read it, and its form.
    findings
        What single records have wrong.
    canonical
        Whether the file can be read and is in canonical form.
    """

    kind: Kind
    path: str
    data: bytes
    records: Mapping[str, Record] = field(default_factory=dict)
    alive: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    canonical: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Judged:
    """What one record has wrong by itself, and how it is written.

    Attributes
    ----------
    findings
        What is wrong.
    canonical
        Whether its lines are as ``dmccb fmt`` writes them, without comments.
    misread
        Whether some reader of YAML takes one of its values for something else.
    """

    findings: Sequence[Finding]
    canonical: bool = True
    misread: bool = False


_FINE = _Judged(findings=())


class Reader:
    """Reads files of one kind.

    Parameters
    ----------
    kind
        The kind.
    shipped
        Whether its schema comes with dmccb.
    """

    def __init__(self, kind: Kind, *, shipped: bool = False) -> None:
        self.kind = kind
        self._validator = Validator(kind, shipped=shipped)

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one file.

        Parameters
        ----------
        path
            Its name, relative to the root of the repository.
        data
            Its bytes, at most ``MAX_BYTES``.
        """
        file = read_file(self.kind, path, data)
        problems = list(file.problems)
        findings: list[Finding] = []
        odd: list[tuple[int, Fields]] = []
        unambiguous = True
        for index, chunk in enumerate(file.chunks):
            record = file.records.get(chunk.id)
            if record is None:
                continue
            body = data[chunk.start : chunk.end]
            judged = self._judge(record, body)
            if not judged.canonical or body != _with_blank_line(body, last=chunk.end == len(data)):
                odd.append((index, record.fields))
            findings.extend(judged.findings)
            unambiguous = unambiguous and not judged.misread
            if len(findings) > MAX_FINDINGS:
                problems.append(_too_many(record))
                break
        if unambiguous and not problems:
            problems.extend(form(self.kind, path, data, file.chunks, odd))
        return FileRead(
            kind=self.kind,
            path=path,
            data=data,
            records=file.records,
            alive=frozenset(chunk.id for chunk in file.chunks),
            problems=tuple(problems),
            findings=tuple(findings[:MAX_FINDINGS]),
            canonical=unambiguous and not problems,
        )

    def _judge(self, record: Record, body: bytes) -> _Judged:
        """Say what one record has wrong by itself."""
        found: list[Finding] = []
        if not self._validator.obeys(record):
            found = list(islice(self._validator.findings(record), MAX_FINDINGS + 1))
        if surely_canonical(self.kind.fields, record, body) or self._canonical(record, body):
            return _Judged(findings=found) if found else _FINE
        values = _text(record, body)
        misread = list(misreadings(self.kind, record, values))
        unsaid_yet = unsaid(misread, found, WrittenPaths(self.kind.fields, values))
        return _Judged(findings=[*found, *unsaid_yet], canonical=False, misread=bool(misread))

    def _canonical(self, record: Record, body: bytes) -> bool:
        return write_record(self.kind, record.id, record.fields).encode() == body.rstrip(b"\n")

    def record(self, path: str, body: bytes, key: str) -> Record | None:
        """Read one record without judging it; None where it cannot be read."""
        record, trouble = read_chunk(self.kind, body, key, path, 0)
        return None if trouble else record


def _with_blank_line(body: bytes, *, last: bool) -> bytes:
    """Return a chunk with an empty line below it, or none below the last."""
    return body.rstrip(b"\n") + (b"\n" if last else b"\n\n")


def _text(record: Record, body: bytes) -> Mapping[str, Text]:
    """Return the fields of a record as text."""
    if (fast := fast_parse(body, record.id)) is not None:
        return fast
    from dmccb.records.parse import parse  # YAML takes 12 ms to load, and is seldom needed

    return parse(body, record.id).fields


def _too_many(record: Record) -> Problem:
    return Problem(
        path=record.path,
        line=record.line,
        rule="too-many-findings",
        message=f"{MAX_FINDINGS} findings above: the records from here on were not judged by themselves",
        hint="correct those first; is the file in the right folder?",
    )
