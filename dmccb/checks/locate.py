"""Findings -> Problem …: where each one is in its file.

Pure.  A finding names the record and the path of a value in it.  The place is
looked up by reading that one record again, so that a baseline with nothing
wrong pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dmccb.checks.finding import Finding
from dmccb.checks.rules import RULES
from dmccb.problems import MAX_REPORTED, Problem
from dmccb.records.coerce import Path, set_order, typed_value
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.scalars import Text
from dmccb.records.split import Chunk, split
from dmccb.records.yaml_subset import Place


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One file: its kind, its bytes, and its chunks by the line at which each begins."""

    kind: Kind
    data: bytes
    chunks: Mapping[int, Chunk]


@dataclass(frozen=True, slots=True)
class _Located:
    """One record: where its values are."""

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
        self._shelves: dict[str, _Shelf] = {}
        self._texts: dict[tuple[str, int], _Located] = {}

    def problems(self, findings: Iterable[Finding]) -> list[Problem]:
        """Return the findings with their places, sorted.

        The first of them, which are those that are reported, with line and
        column of the value; the rest with the line of the record.
        """
        found = sorted(findings, key=lambda finding: (finding.record.path, finding.record.line))
        exact = [_problem(finding, self._place(finding)) for finding in found[:MAX_REPORTED]]
        rest = [_problem(finding, (finding.record.line, 1)) for finding in found[MAX_REPORTED:]]
        return sorted([*exact, *rest])

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
        key = (record.path, record.line)
        if key not in self._texts:
            from dmccb.records.parse import parse  # YAML takes 12 ms to load, and is seldom needed

            shelf = self._shelf(record.path)
            chunk = shelf.chunks[record.line]
            body = shelf.data[chunk.start : chunk.end]
            parsed = parse(body, chunk.id, record.path, record.line, places=True)
            self._texts[key] = _Located(
                parsed.places, parsed.keys, WrittenPaths(shelf.kind.fields, parsed.fields)
            )
        return self._texts[key]

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
