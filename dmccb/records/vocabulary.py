"""A record × its kind × a role -> what the record says in the field that has the role.

Pure.  This is where roles (``x-role``) are read: no other module asks for a
field by its name.
"""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.records.field import Field
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Record, Value
from dmccb.records.roles import Role


def field_with(kind: Kind, role: Role) -> Field | None:
    """Return the field of a kind that has a role, the first of several, or None."""
    found = kind.roles.get(role, ())
    return found[0] if found else None


def part_with(spec: Field | None, role: Role) -> Field | None:
    """Return the property with a role in an object, or in the objects of a list, or None."""
    if spec is None:
        return None
    fields = spec.fields or (spec.items.fields if spec.items else {})
    return next((part for part in fields.values() if role in part.roles), None)


def value(kind: Kind, record: Record | None, role: Role) -> Value | None:
    """Return the value of the field with a role; None where there is none."""
    spec = field_with(kind, role)
    return None if spec is None or record is None else record.fields.get(spec.name)


def text(kind: Kind, record: Record | None, role: Role) -> str:
    """Return the text of the field with a role; empty where there is none."""
    found = value(kind, record, role)
    return found if isinstance(found, str) else ""


def part_text(spec: Field | None, values: object, role: Role) -> str:
    """Return the text of the property with a role in an object; empty where there is none."""
    part = part_with(spec, role)
    found = values.get(part.name) if part is not None and isinstance(values, Mapping) else None
    return found if isinstance(found, str) else ""


def title(kind: Kind, record: Record | None) -> str:
    """Return what a reader calls a record; empty where its kind has no title of its own."""
    return text(kind, record, Role.TITLE)


def members(kind: Kind, record: Record | None, role: Role) -> list[tuple[int, str]]:
    """Return index and ID of each member of the list with a role; a single ID is one member."""
    found = value(kind, record, role)
    if isinstance(found, str):
        return [(0, found)]
    if not isinstance(found, list):
        return []
    spec = field_with(kind, role)
    named = ((index, member_id(spec, member)) for index, member in enumerate(found))
    return [(index, key) for index, key in named if key]


def member_id(spec: Field | None, member: Value) -> str:
    """Return the ID that a member of a list is, or that a relation names; empty where it does neither."""
    if isinstance(member, str):
        return member
    return part_text(spec, member, Role.RELATED)


def ids(kind: Kind, record: Record | None, role: Role) -> list[str]:
    """Return the members of the list with a role."""
    return [member for _, member in members(kind, record, role)]


def rows(kind: Kind, record: Record | None, role: Role) -> list[tuple[int, dict[str, Value]]]:
    """Return index and content of each object in the list with a role."""
    found = value(kind, record, role)
    listed = found if isinstance(found, list) else []
    return [(index, row) for index, row in enumerate(listed) if isinstance(row, dict)]


def groups_others(kind: Kind) -> bool:
    """Tell whether records of this kind group others, as a release does its features."""
    return bool(kind.titled_by) or Role.MEMBERS in kind.roles


def target_kinds(kinds: Kinds, role: Role) -> frozenset[str]:
    """Return the names of the kinds that fields with a role refer to."""
    found = (spec for kind in kinds.values() for spec in kind.roles.get(role, ()))
    return frozenset(spec.ref for spec in found if spec.ref)
