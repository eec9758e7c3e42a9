"""The kinds of the old side × those of the new side -> changes of what is under control, and how.

Pure.  Who makes a due date a note changes the baseline, even if no record
changes with it: the annotations of a schema are under control themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.compare.change import SCHEMAS, Change, ChangeKind, FieldChange
from dmccb.records.field import Field
from dmccb.records.kinds import Kind, Kinds

SCHEMA_KIND = Kind(name="schema", folder=SCHEMAS, fields={}, schema={}, noun="schema")
"""Stands for the schemas where a collection must have a kind; no record has it."""

Annotations = Mapping[str, str]
"""Property and annotation (``due x-control``) -> value."""


def schema_changes(old: Kinds, new: Kinds) -> tuple[Change, ...]:
    """Return a change for every kind whose annotations differ, by name.

    Parameters
    ----------
    old, new
        The kinds of each side, by collection.

    Notes
    -----
    What a schema demands of a value (patterns, required fields) is not
    compared: it decides whether records are valid, not what they mean.
    """
    if old == new:  # as nearly always: sixty times as fast as looking
        return ()
    names = sorted(old.keys() | new.keys())
    found = (_change(name, old.get(name), new.get(name)) for name in names)
    return tuple(change for change in found if change is not None)


def _change(collection: str, old: Kind | None, new: Kind | None) -> Change | None:
    if old is not None and new is not None:
        fields = tuple(_differences(_annotations(old), _annotations(new)))
        return _of_kind(new, "changed", fields) if fields else None
    if new is not None:
        return _of_kind(new, "added", ())
    if old is not None:
        return _of_kind(old, "removed", ())
    raise AssertionError(collection)


def _of_kind(kind: Kind, change: ChangeKind, fields: tuple[FieldChange, ...]) -> Change:
    return Change(
        collection=SCHEMAS,
        id=kind.name,
        title=f"schema of {kind.collection}",
        change=change,
        control="controlled",
        fields=fields,
    )


def _differences(old: Annotations, new: Annotations) -> Iterator[FieldChange]:
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if before != after:
            spec = Field(name=name, label=name)
            yield FieldChange(field=name, control="controlled", spec=spec, old=before, new=after)


def _annotations(kind: Kind) -> Annotations:
    """Return everything that reading, comparing and reporting know of a kind."""
    out = dict(_of_fields(kind.fields, ""))
    out["x-collection"] = kind.folder
    if kind.titled_by:
        out["x-title"] = kind.titled_by
    return out


def _of_fields(fields: Mapping[str, Field], prefix: str) -> Iterator[tuple[str, str]]:
    for name, field in fields.items():
        yield from _of_field(field, f"{prefix}{name}")


def _of_field(field: Field, path: str) -> Iterator[tuple[str, str]]:
    yield f"{path} x-control", field.control
    told = {
        "type": field.type,
        "format": "date" if field.date else "",
        "x-compare": field.compare,
        "x-order": "" if field.ordered else "set",
        "x-ref": field.ref,
        "x-ref-external": "true" if field.external else "",
        "x-role": ", ".join(role.value for role in field.roles),
    }
    yield from ((f"{path} {name}", value) for name, value in told.items() if value)
    yield from _of_fields(field.fields, f"{path}.")
    if field.items is not None:
        yield from _of_field(field.items, f"{path}[]")
