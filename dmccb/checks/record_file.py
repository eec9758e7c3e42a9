"""One record file -> its records, and what is wrong with each by itself.

Pure.  What a record has wrong by itself depends on its bytes alone: how it is
written, and whether it obeys its schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dmccb.checks.canonical_form import form, misreadings
from dmccb.checks.finding import Finding
from dmccb.checks.schema import Validator
from dmccb.compare.changed_records import duplicate, read_chunk
from dmccb.problems import Problem
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.split import MAX_UNREADABLE, Chunk, chunks, first_key, guard, too_many
from dmccb.records.write import write_record


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
    """

    kind: Kind
    path: str
    data: bytes
    records: dict[str, Record] = field(default_factory=dict)
    alive: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def canonical(self) -> bool:
        """Whether the file can be read and is in canonical form."""
        return not self.problems and not any(finding.written for finding in self.findings)


class Reader:
    """Reads files of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._validator = Validator(kind)

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one file.

        Parameters
        ----------
        path
            Its name, relative to the root of the repository.
        data
            Its bytes, at most ``MAX_BYTES``.
        """
        out = FileRead(kind=self.kind, path=path, data=data)
        out.problems.extend(guard(data[: first_key(data)], path))
        held: list[Chunk] = []
        odd: list[int] = []
        at, line = 0, 1
        for chunk in chunks(data):
            line, at = line + data.count(b"\n", at, chunk.start), chunk.start
            if len(out.problems) >= MAX_UNREADABLE:
                out.problems.append(too_many(path, line))
                break
            tail = 1 if chunk.end == len(data) else 2
            if not self._take(out, chunk, line, tail):
                odd.append(len(held))
            held.append(chunk)
        out.alive.update(chunk.id for chunk in held)
        if out.canonical:
            out.problems.extend(form(self.kind, path, data, held, odd))
        return out

    def record(self, path: str, body: bytes, key: str) -> Record | None:
        """Read one record without judging it; None where it cannot be read."""
        record, trouble = read_chunk(self.kind, body, key, path, 0)
        return None if trouble else record

    def _take(self, out: FileRead, chunk: Chunk, line: int, tail: int) -> bool:
        """Read one record; tell whether it is in canonical form."""
        body = out.data[chunk.start : chunk.end]
        text = body.rstrip(b"\n")
        record, trouble = read_chunk(self.kind, body, chunk.id, out.path, line)
        out.problems.extend(trouble)
        if trouble:
            return False
        canonical = write_record(self.kind, chunk.id, record.fields).encode() == text
        if chunk.id in out.records:
            out.problems.append(duplicate(record, out.records[chunk.id]))
            return False
        out.records[chunk.id] = record
        out.findings.extend(self._validator.findings(record))
        if not canonical:
            out.findings.extend(misreadings(self.kind, record, body))
        return canonical and len(body) == len(text) + tail
