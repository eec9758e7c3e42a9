"""Text of a record × its fields -> typed values, and what they refer to.

Pure.  YAML gives text alone; the schema says which text is a number, which
list has no order, and which text is the ID of another record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from dmccb.records.field import Field
from dmccb.records.record import Value
from dmccb.records.scalars import AmbiguousText, Text

Path = tuple[str | int, ...]
"""Where a value is in a record: ``("predecessors", 2)``."""

_INTEGER = r"-?(?:0|[1-9][0-9]{0,17})"


def typed(fields: Mapping[str, Field], values: Mapping[str, Text]) -> dict[str, Value]:
    """Give text its type, each set its order, and fields the order of the schema.

    A value that does not fit its type stays text: the schema's validator says
    so, with its place.  The order of fields matters inside a set of objects,
    which is sorted by their first field.
    """
    out: dict[str, Value] = {}
    for name, value in values.items():
        if type(value) is str:
            out[name] = value
        elif type(value) is AmbiguousText:
            out[name] = _scalar(fields.get(name), value)
        else:
            out[name] = typed_value(fields.get(name), value)
    order = [name for name in fields if name in out]
    if order == list(out):
        return out
    return {name: out[name] for name in (*order, *sorted(out.keys() - fields.keys()))}


def typed_value(spec: Field | None, value: Text) -> Value:
    """Give one value its type."""
    if isinstance(value, str):
        return _scalar(spec, value)
    if isinstance(value, dict):
        return typed(spec.fields if spec else {}, value)
    items = spec.items if spec else None
    members = [member if type(member) is str else typed_value(items, member) for member in value]
    return members if spec is None or spec.ordered else sorted_set(members)


def _scalar(spec: Field | None, value: str) -> Value:
    if spec is not None and isinstance(value, AmbiguousText):
        if spec.type == "integer" and re.fullmatch(_INTEGER, value):
            return int(value)
        if spec.type == "boolean" and value in ("true", "false"):
            return value == "true"
    return str(value)


def sorted_set(members: Iterable[Value]) -> list[Value]:
    """Return the members of a set in the one order in which they are written."""
    found = list(members)
    if all(type(member) is str for member in found):
        return sorted(found, key=str)
    return sorted(found, key=set_order)


def set_order(member: Value) -> tuple[str, str]:
    """Order members of a set: text by itself, an object by its JSON."""
    if isinstance(member, dict):
        first = next(iter(member.values()), "")
        return (str(first), json.dumps(member, sort_keys=True, ensure_ascii=False))
    return (str(member), "")


def misread(fields: Mapping[str, Field], values: Mapping[str, Text]) -> Iterator[tuple[Path, str]]:
    """Yield path and text of each unquoted value that is meant as text but can be misread."""
    for name, value in values.items():
        yield from _misread(fields.get(name), value, (name,))


def _misread(spec: Field | None, value: Text, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, AmbiguousText):
        if value and not _means(spec, value):
            yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _misread(spec.fields.get(name) if spec else None, inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _misread(spec.items if spec else None, inner, (*path, index))


def _means(spec: Field | None, value: AmbiguousText) -> bool:
    """Tell whether an unquoted value is meant as what YAML may take it for."""
    if spec is None:
        return False
    return spec.date or not isinstance(_scalar(spec, value), str)
