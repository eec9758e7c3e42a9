"""Findings -> Problem …: where each one is in its file.

Pure.  A finding names the record and the path of a value in it.  The place is
looked up by reading that one record again, so that a baseline with nothing
wrong pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dmccb.checks.finding import Finding
from dmccb.checks.rules import RULES
from dmccb.problems import Problem
from dmccb.records.coerce import Path, set_order, typed_value
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.parse import Parsed, parse
from dmccb.records.record import Record
from dmccb.records.scalars import Text
from dmccb.records.split import Chunk, split

_SHAPE = ("empty-value", "unknown-field", "wrong-type")
"""Rules of the schema that say more of a value than how it is written."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One file: its kind, its bytes, and its chunks by the line at which each begins."""

    kind: Kind
    data: bytes
    chunks: Mapping[int, Chunk]


class Places:
    """Looks up where findings stand.

    Parameters
    ----------
    files
        Path relative to the root of the repository -> kind and bytes.
    """

    def __init__(self, files: Mapping[str, tuple[Kind, bytes]]) -> None:
        self._files = files
        self._shelves: dict[str, _Shelf] = {}
        self._parsed: dict[tuple[str, int], Parsed] = {}

    def problems(self, findings: Iterable[Finding]) -> list[Problem]:
        """Return the findings with their places; of two about one value, the schema's alone."""
        found = [(finding, self._problem(finding)) for finding in findings]
        said = {
            (problem.path, problem.line, problem.column)
            for finding, problem in found
            if finding.at and (finding.rule.startswith("schema-") or finding.rule in _SHAPE)
        }
        return [
            problem
            for finding, problem in found
            if not (finding.written and (problem.path, problem.line, problem.column) in said)
        ]

    def _problem(self, finding: Finding) -> Problem:
        record = finding.record
        line, column = self._place(finding) if record.path in self._files else (record.line, 1)
        return Problem(
            path=record.path,
            line=line,
            column=column,
            rule=finding.rule,
            severity=RULES[finding.rule].severity,
            id=record.id,
            message=finding.message,
            hint=finding.hint,
        )

    def _place(self, finding: Finding) -> tuple[int, int]:
        record = finding.record
        shelf = self._shelf(record.path)
        parsed = self._read(shelf, record)
        path = finding.at if finding.written else written_path(shelf.kind.fields, parsed.fields, finding.at)
        while path and path not in parsed.places:
            path = path[:-1]
        return parsed.places.get(path, (record.line, 1))

    def _shelf(self, path: str) -> _Shelf:
        if path not in self._shelves:
            kind, data = self._files[path]
            chunks: dict[int, Chunk] = {}
            at, line = 0, 1
            for chunk in split(data):
                line, at = line + data.count(b"\n", at, chunk.start), chunk.start
                chunks[line] = chunk
            self._shelves[path] = _Shelf(kind, data, chunks)
        return self._shelves[path]

    def _read(self, shelf: _Shelf, record: Record) -> Parsed:
        key = (record.path, record.line)
        if key not in self._parsed:
            chunk = shelf.chunks[record.line]
            body = shelf.data[chunk.start : chunk.end]
            self._parsed[key] = parse(body, chunk.id, record.path, record.line, places=True)
        return self._parsed[key]


def written_path(fields: Mapping[str, Field], values: Mapping[str, Text], path: Path) -> Path:
    """Return the path of a value as it stands in the file; sets are sorted only when they are typed."""
    return tuple(_steps(Field(name="", fields=fields), dict(values), path))


def _steps(spec: Field | None, value: Text, path: Path) -> Iterator[str | int]:
    for step in path:
        if isinstance(value, dict) and isinstance(step, str) and step in value:
            value, spec = value[step], spec.fields.get(step) if spec else None
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            items = spec.items if spec else None
            if spec is not None and not spec.ordered:
                step = _order(items, value)[step]
            value, spec = value[step], items
        else:
            yield step
            return
        yield step


def _order(items: Field | None, members: list[Text]) -> list[int]:
    return sorted(range(len(members)), key=lambda index: set_order(typed_value(items, members[index])))
