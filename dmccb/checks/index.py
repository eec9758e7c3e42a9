"""Files that were read -> all records together, as the rules see them.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dmccb.checks.record_file import FileRead
from dmccb.errors import SchemaError
from dmccb.problems import Problem
from dmccb.records.coerce import Path
from dmccb.records.field import Field
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.nearest import did_you_mean
from dmccb.records.read import duplicate
from dmccb.records.record import Record
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with


class Link(NamedTuple):
    """One reference: from a record, by the value at a path, to an ID of a kind."""

    kind: Kind
    record: Record
    at: Path
    spec: Field
    target: str

    @property
    def ref(self) -> str:
        """Name of the kind that it refers to."""
        return self.spec.ref

    @property
    def external(self) -> bool:
        """Whether IDs that no record has are allowed."""
        return self.spec.external


@dataclass(kw_only=True)
class RecordIndex:
    """All records of a baseline.

    Attributes
    ----------
    kinds
        By collection.
    records
        Name of a kind -> ID -> record.
    alive
        Name of a kind -> every ID, of records that cannot be read as well.
    unread
        Names of kinds of which a file was not read at all: whether one of
        their IDs exists is not known.
    as_of
        The day on which "now" is.
    """

    kinds: Kinds
    records: Mapping[str, Mapping[str, Record]]
    alive: Mapping[str, AbstractSet[str]]
    unread: AbstractSet[str] = frozenset()
    as_of: date = field(default=date.max)

    @cached_property
    def links(self) -> list[Link]:
        """Every reference of every record."""
        return [link for kind in self.kinds.values() for link in self._links(kind)]

    def _links(self, kind: Kind) -> Iterator[Link]:
        referring = referring_fields(kind.fields)
        for record in self.records.get(kind.name, {}).values():
            for at, spec, target in references(referring, record.fields):
                yield Link(kind, record, at, spec, target)

    def with_role(self, role: Role) -> Iterator[tuple[Kind, Field, Record]]:
        """Yield each record whose kind has a field with a role, with its kind and that field."""
        for kind in self.kinds.values():
            if spec := field_with(kind, role):
                for record in self.of(kind.name).values():
                    yield kind, spec, record

    def kind(self, name: str) -> Kind | None:
        """Return the kind with a name, or None."""
        return next((kind for kind in self.kinds.values() if kind.name == name), None)

    def of(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind by ID; none where there is no such kind."""
        return self.records.get(kind, {})

    def exists(self, kind: str, key: str) -> bool:
        """Tell whether the baseline has an ID, or may have it."""
        return kind in self.unread or key in self.alive.get(kind, ())


def build_index(
    files: Iterable[FileRead], kinds: Kinds, unread: Iterable[str], as_of: date
) -> tuple[RecordIndex, list[Problem]]:
    """Join files; return the IDs that are in more than one as findings.

    Parameters
    ----------
    files
        What was read, in the order of their names.
    kinds
        By collection.
    unread
        Names of kinds of which a file was not read.
    as_of
        The day of the question.

    Raises
    ------
    SchemaError
        If a schema refers to a kind that does not exist.
    """
    names = {kind.name for kind in kinds.values()}
    for kind in kinds.values():
        _refuse_unknown_kinds(kind, names)
    records: dict[str, dict[str, Record]] = {name: {} for name in names}
    alive: dict[str, set[str]] = {name: set() for name in names}
    problems: list[Problem] = []
    for file in files:
        known = records[file.kind.name]
        for key, record in file.records.items():
            if (other := known.setdefault(key, record)) is not record:
                problems.append(duplicate(record, other))
        alive[file.kind.name] |= file.alive
    return RecordIndex(
        kinds=kinds, records=records, alive=alive, unread=frozenset(unread), as_of=as_of
    ), problems


def _refuse_unknown_kinds(kind: Kind, names: AbstractSet[str]) -> None:
    for name, spec in kind.fields.items():
        for missing in sorted(set(_refs(spec)) - names):
            known = sorted(names)
            near = did_you_mean(missing, known)
            raise SchemaError(
                f"{kind.file}: {name}: x-ref {missing!r} is not the name of a kind",
                near or f"known kinds: {', '.join(known)}",
            )


def referring_fields(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return the fields that hold IDs of records, or groups with such fields."""
    return {name: spec for name, spec in fields.items() if any(_refs(spec))}


def _refs(spec: Field) -> Iterator[str]:
    """Yield the kinds that a field and what is inside it refer to."""
    stack = [spec]
    while stack:
        each = stack.pop()
        if each.ref:
            yield each.ref
        stack.extend(each.fields.values())
        stack.extend([each.items] if each.items else [])
