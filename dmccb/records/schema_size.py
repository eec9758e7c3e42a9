"""A schema -> nothing, or why the fields that it describes cannot be listed.

Pure.  A definition may contain itself, or another one twice that contains a
third one twice: a few lines can describe fields without end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.errors import SchemaError
from dmccb.records.yaml_subset import MAX_DEPTH

MAX_FIELDS = 10_000
"""Fields that a kind of record can have, with those inside of others."""

_STEPS = 4 * MAX_DEPTH
"""Steps down a schema that are taken at most: a list of groups of fields takes four for one level."""

_SHAPES = ("anyOf", "oneOf")


def refuse_endless(schema: Mapping[str, object], name: str) -> None:
    """Refuse a schema whose records would have too many fields, or too deep ones.

    Parameters
    ----------
    schema
        The schema of a kind.
    name
        Of its file, for the message.

    Raises
    ------
    SchemaError
        If it does, or if 'properties' is not an object.
    """
    todo = [(schema.get("additionalProperties"), 0)]
    number = 0
    while todo:
        node, depth = todo.pop()
        number += 1
        if depth > _STEPS or number > MAX_FIELDS:
            raise SchemaError(
                f"{name}: fields more than {MAX_DEPTH} levels deep, or more than {MAX_FIELDS} of them",
                "does a definition contain itself? records are shallow",
            )
        todo.extend((inner, depth + 1) for inner in _inside(schema, node, name))


def _inside(schema: Mapping[str, object], node: object, name: str) -> Iterator[object]:
    """Yield the schemas that a schema is made of, and the one that it refers to."""
    if not isinstance(node, dict):
        return
    if "$ref" in node:
        yield _target(schema, str(node["$ref"]))
    properties = node.get("properties", {})
    if not isinstance(properties, dict):
        raise SchemaError(f"{name}: 'properties' is not an object")
    yield from properties.values()
    yield node.get("items")
    for word in _SHAPES:
        shapes = node.get(word, [])
        if not isinstance(shapes, list):
            raise SchemaError(f"{name}: {word!r} is not a list")
        yield from shapes


def _target(schema: Mapping[str, object], ref: str) -> object:
    target: object = schema
    for part in ref.removeprefix("#/").split("/"):
        target = target.get(part) if isinstance(target, dict) else None
    return target
