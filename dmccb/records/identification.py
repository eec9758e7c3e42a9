"""A record × its kind -> the parts of its identification that it lacks.

Pure.  Which parts identify a release, the schema says (LDM-294 (2017-06-28)
§6.11.2 "Release management"); a kind that says nothing lacks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record, Value
from dmccb.records.roles import Role
from dmccb.records.vocabulary import text

PLANNED = "planned"
"""Status of what need not be identified yet."""

RELEASED = "released"
"""Status of what must be identified."""

MAJOR = "major"
"""Class of a release that more documents must identify."""

FieldPath = tuple[Field, ...]
"""A field, after the fields of the objects that it is in."""


def lacking(kind: Kind, record: Record) -> list[FieldPath]:
    """Return the parts of its identification that a record lacks, also those inside objects.

    Those of a major release come last.
    """
    roles = [Role.IDENTIFICATION]
    if text(kind, record, Role.CLASS) == MAJOR:
        roles.append(Role.MAJOR_IDENTIFICATION)
    return [path for role in roles for path in _lacking(kind.fields, record.fields, role)]


def dotted(path: FieldPath) -> str:
    """Return the name of a field, after those of the objects that it is in: ``documentation.user_manual``."""
    return ".".join(spec.name for spec in path)


def _lacking(
    fields: Mapping[str, Field], values: Mapping[str, Value], role: Role, above: FieldPath = ()
) -> Iterator[FieldPath]:
    for name, spec in fields.items():
        value, path = values.get(name), (*above, spec)
        if role in spec.roles and not value:
            yield path
        inner = value if isinstance(value, Mapping) else {}
        yield from _lacking(spec.fields, inner, role, path)
