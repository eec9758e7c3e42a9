"""Findings -> Problem …: where each one is in its file.

Pure.  A finding names the record and the path of a value in it.  The place is
looked up by reading that one record again, so that a baseline with nothing
wrong pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dmccb.checks.finding import Finding
from dmccb.checks.rules import RULES
from dmccb.problems import MAX_REPORTED, SEVERITIES, Problem, by_place
from dmccb.records.coerce import Path, set_order, typed_value
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.scalars import Text
from dmccb.records.split import Chunk, chunks
from dmccb.records.yaml_subset import Place


@dataclass(frozen=True, slots=True)
class _Located:
    """One record, by file and line: where its values are."""

    record: tuple[str, int]
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    paths: WrittenPaths


class Places:
    """Looks up where findings are.

    Parameters
    ----------
    files
        Path relative to the root of the repository -> kind and bytes.
    """

    def __init__(self, files: Mapping[str, tuple[Kind, bytes]]) -> None:
        self._files = files
        self._chunks: dict[tuple[str, int], Chunk] = {}
        self._last: _Located | None = None

    def problems(self, findings: Iterable[Finding]) -> list[Problem]:
        """Return the findings with their places, sorted.

        Those that are reported, which are the most important ones, with line
        and column of the value; the rest with the line of the record.
        """
        found = sorted(findings, key=_importance)
        reported = sorted(found[:MAX_REPORTED], key=_record_place)
        self._find({_record_place(finding) for finding in reported})
        exact = [_problem(finding, self._place(finding)) for finding in reported]
        rest = [_problem(finding, (finding.record.line, 1)) for finding in found[MAX_REPORTED:]]
        return by_place([*exact, *rest])

    def _place(self, finding: Finding) -> Place:
        record = finding.record
        if record.path not in self._files:
            return record.line, 1
        located = self._located(record)
        path = finding.at if finding.written else located.paths.of(finding.at)
        if finding.key and path in located.keys:
            return located.keys[path]
        while path and path not in located.places:
            path = path[:-1]
        return located.places.get(path, (record.line, 1))

    def _located(self, record: Record) -> _Located:
        """Read one record again; the findings come in order, so that the last one is all to remember."""
        key = (record.path, record.line)
        if self._last is None or self._last.record != key:
            from dmccb.records.parse import parse  # YAML takes 12 ms to load, and is seldom needed

            kind, data = self._files[record.path]
            chunk = self._chunks[key]
            body = data[chunk.start : chunk.end]
            parsed = parse(body, chunk.id, record.path, record.line, places=True)
            paths = WrittenPaths(kind.fields, parsed.fields)
            self._last = _Located(key, parsed.places, parsed.keys, paths)
        return self._last

    def _find(self, wanted: AbstractSet[tuple[str, int]]) -> None:
        """Look up the chunks that begin at some lines, without keeping the others: a file has many."""
        for path in sorted({path for path, _ in wanted} & self._files.keys()):
            data = self._files[path][1]
            at, line = 0, 1
            for chunk in chunks(data):
                line, at = line + data.count(b"\n", at, chunk.start), chunk.start
                if (path, line) in wanted:
                    self._chunks[path, line] = chunk


def _record_place(finding: Finding) -> tuple[str, int]:
    """Return file and line of the record that a finding is about."""
    return finding.record.path, finding.record.line


def _importance(finding: Finding) -> tuple[int, str, tuple[str, int]]:
    """Return what sorts findings as they are reported, whatever a repository has set."""
    severity = RULES[finding.rule].severity
    return SEVERITIES.index(severity), finding.rule, _record_place(finding)


def _problem(finding: Finding, place: Place) -> Problem:
    return Problem(
        path=finding.record.path,
        line=place[0],
        column=place[1],
        rule=finding.rule,
        severity=RULES[finding.rule].severity,
        id=finding.record.id,
        message=finding.message,
        hint=finding.hint,
        cause=finding.cause,
    )


class WrittenPaths:
    """Looks up the paths of typed values as they are in the file: sets are sorted only when typed.

    Parameters
    ----------
    fields
        The fields of the kind.
    values
        The record as text.
    """

    def __init__(self, fields: Mapping[str, Field], values: Mapping[str, Text]) -> None:
        self._spec = Field(name="", fields=fields)
        self._values = dict(values)
        self._orders: dict[Path, list[int]] = {}

    def of(self, path: Path) -> Path:
        """Return the path of a value as it is in the file."""
        spec: Field | None = self._spec
        value: Text = self._values
        out: list[str | int] = []
        for step in path:
            if isinstance(value, dict) and isinstance(step, str) and step in value:
                value, spec = value[step], spec.fields.get(step) if spec else None
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                step = self._order(tuple(out), spec, value)[step]
                value, spec = value[step], spec.items if spec else None
            else:
                return (*out, step)
            out.append(step)
        return tuple(out)

    def _order(self, path: Path, spec: Field | None, members: list[Text]) -> Sequence[int]:
        """Return which member of the file is which of the typed record."""
        if spec is None or spec.ordered:
            return range(len(members))
        if path not in self._orders:
            keys = [set_order(typed_value(spec.items, member)) for member in members]
            self._orders[path] = sorted(range(len(members)), key=keys.__getitem__)
        return self._orders[path]
