"""One record file -> its records, and what is wrong with each by itself.

Pure.  What a record has wrong by itself depends on its bytes alone: how it is
written, and whether it obeys its schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dmccb.checks.canonical_form import form, misreadings
from dmccb.checks.finding import Finding
from dmccb.checks.schema import Validator
from dmccb.problems import Problem
from dmccb.records.kinds import Kind
from dmccb.records.read import read_chunk, read_file
from dmccb.records.record import Record
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
    records: Mapping[str, Record] = field(default_factory=dict)
    alive: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()

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
        file = read_file(self.kind, path, data)
        problems = list(file.problems)
        findings: list[Finding] = []
        odd: list[int] = []
        for index, chunk in enumerate(file.chunks):
            record = file.records.get(chunk.id)
            if record is None:
                continue
            body = data[chunk.start : chunk.end]
            findings.extend(self._validator.findings(record))
            text = body.rstrip(b"\n")
            if write_record(self.kind, chunk.id, record.fields).encode() != text:
                findings.extend(misreadings(self.kind, record, body))
                odd.append(index)
            elif len(body) != len(text) + (1 if chunk.end == len(data) else 2):
                odd.append(index)
        if not problems and not any(finding.written for finding in findings):
            problems.extend(form(self.kind, path, data, file.chunks, odd))
        return FileRead(
            kind=self.kind,
            path=path,
            data=data,
            records=file.records,
            alive=frozenset(chunk.id for chunk in file.chunks),
            problems=tuple(problems),
            findings=tuple(findings),
        )

    def record(self, path: str, body: bytes, key: str) -> Record | None:
        """Read one record without judging it; None where it cannot be read."""
        record, trouble = read_chunk(self.kind, body, key, path, 0)
        return None if trouble else record
