"""Change -> what of it can move other records: dates, links and contents, that it came, left or has a new ID.

Pure.  A word in a title moves nobody, nor does a field that is recorded for
the first time: the work was there before, only unrecorded.  A completion
moves nobody either, until it is withdrawn: the work is open again.
"""

from __future__ import annotations

from dmccb.compare.change import Change, FieldChange
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.roles import Role


def moves_others(change: Change, kind: Kind) -> bool:
    """Tell whether a change can move what depends on the record."""
    if change.control == "controlled" and change.change != "changed":
        return True
    return bool(moving_fields(change, kind))


def moving_fields(change: Change, kind: Kind) -> tuple[str, ...]:
    """Return the fields whose change can move what depends on the record."""
    return tuple(field.field for field in change.fields if _withdrawn(field) or _moves(field, kind))


def withdrawn_fields(change: Change) -> tuple[str, ...]:
    """Return the fields that said that the work was done, and are gone."""
    return tuple(field.field for field in change.fields if _withdrawn(field))


def _withdrawn(field: FieldChange) -> bool:
    return field.has(Role.COMPLETED) and field.news == "dropped"


def _moves(field: FieldChange, kind: Kind) -> bool:
    """Tell whether a field is a date that moved, a group's content, or a link that was recorded before."""
    if field.control != "controlled":
        return False
    if field.has(Role.DUE):
        return field.news not in ("refined", "blurred")
    if field.has(Role.MEMBERS):
        return True
    links = field.field == kind.titled_by or _refers_to(field.spec, kind.name)
    return links and field.news != "first_recorded"


def _refers_to(spec: Field, name: str) -> bool:
    """Tell whether a field, or something in it, refers to records of a kind."""
    if spec.ref == name:
        return True
    parts = (*spec.fields.values(), *((spec.items,) if spec.items else ()))
    return any(_refers_to(part, name) for part in parts)
