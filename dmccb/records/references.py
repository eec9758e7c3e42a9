"""A record × its kind -> the references in it, and the same record with other IDs in them.

Pure.  The schemas say which values are IDs of other records (``x-ref``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.records.coerce import Path, sorted_set
from dmccb.records.field import Field
from dmccb.records.record import Value

NewIds = Mapping[str, Mapping[str, str]]
"""Name of a kind -> old ID -> new ID of its renumbered records."""


def references(fields: Mapping[str, Field], values: Mapping[str, Value]) -> Iterator[tuple[Path, Field, str]]:
    """Yield path, specification and ID of every reference in a record."""
    for name, value in values.items():
        spec = fields.get(name)
        if spec is not None:
            yield from _references(spec, value, (name,))


def _references(spec: Field, value: Value, path: Path) -> Iterator[tuple[Path, Field, str]]:
    if isinstance(value, str):
        if spec.ref:
            yield path, spec, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name in spec.fields:
                yield from _references(spec.fields[name], inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, str) and spec.ref:
                yield (*path, index), spec, inner
            elif spec.items is not None:
                yield from _references(spec.items, inner, (*path, index))


def renumbered_references(spec: Field, value: Value, now: NewIds) -> Value:
    """Return a value with the new ID wherever it refers to a renumbered record."""
    if isinstance(value, str):
        return now.get(spec.ref, {}).get(value, value) if spec.ref else value
    if isinstance(value, dict):
        return {
            name: renumbered_references(spec.fields[name], inner, now) if name in spec.fields else inner
            for name, inner in value.items()
        }
    if isinstance(value, list):
        found = [renumbered_member(spec, member, now) for member in value]
        return found if spec.ordered else sorted_set(found)
    return value


def renumbered_member(spec: Field, member: Value, now: NewIds) -> Value:
    """Return a member of a list with the new ID wherever it refers to a renumbered record."""
    if isinstance(member, str) and spec.ref:
        return now.get(spec.ref, {}).get(member, member)
    return member if spec.items is None else renumbered_references(spec.items, member, now)
