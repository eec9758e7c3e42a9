"""One record file -> its records, and what is wrong with each by itself.

Pure.  What a record has wrong by itself depends on its bytes alone: how it is
written, and whether it obeys its schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from dmccb.checks.canonical_form import form
from dmccb.checks.finding import Finding
from dmccb.checks.locate import WrittenPaths
from dmccb.checks.misreadings import misreadings, unsaid
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
            text = body.rstrip(b"\n")
            canonical = write_record(self.kind, chunk.id, record.fields).encode() == text
            if not canonical or body != text + (b"\n" if chunk.end == len(data) else b"\n\n"):
                odd.append((index, record.fields))
            found = list(islice(self._validator.findings(record), MAX_FINDINGS + 1))
            if not canonical:
                values = _text(record, body)
                misread = list(misreadings(self.kind, record, values))
                found.extend(unsaid(misread, found, WrittenPaths(self.kind.fields, values)))
                unambiguous = unambiguous and not misread
            findings.extend(found)
            if len(findings) > MAX_FINDINGS:
                problems.append(_too_many(record))
                break
        if unambiguous and not problems and (problem := form(self.kind, path, data, file.chunks, odd)):
            problems.append(problem)
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

    def record(self, path: str, body: bytes, key: str) -> Record | None:
        """Read one record without judging it; None where it cannot be read."""
        record, trouble = read_chunk(self.kind, body, key, path, 0)
        return None if trouble else record


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
