"""A second reader of record files, for the tests alone: ruamel.yaml, everything parsed, compared plainly.

It shares nothing with the reader that it is held against but the schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

Tree = Any  # Any: text, and lists and dicts of trees
Trees = Mapping[str, Tree]
"""ID -> fields."""

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


class RefusedError(Exception):
    """The file is none that can be read."""


def read(data: bytes, schema: Mapping[str, Any]) -> Trees:
    """Return the records of a file, typed by a JSON Schema."""
    try:
        text = data.decode("utf-8")
        node = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise RefusedError from error
    if FORBIDDEN.search(text):
        raise RefusedError
    if node is None:
        return {}
    record = schema["additionalProperties"]
    return {key: _typed(schema, record, value) for key, value in _pairs(node).items()}


def plainly(value: Tree) -> str:
    """Return a value as text in which 1, "1" and true differ, and the order of fields does not."""
    return json.dumps(value, sort_keys=True)


def _pairs(node: Node) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        raise RefusedError
    out: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode) or key.value in out:
            raise RefusedError
        out[key.value] = value
    return out


def _resolved(root: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        target: Any = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = target
    return schema


def _typed(root: Mapping[str, Any], schema: Mapping[str, Any], node: Node) -> Tree:
    schema = _resolved(root, schema)
    if isinstance(node, ScalarNode):
        return _scalar(schema, node)
    if isinstance(node, MappingNode):
        shapes = [schema, *(_resolved(root, shape) for shape in schema.get("anyOf", ()))]
        known = {name: inner for shape in shapes for name, inner in shape.get("properties", {}).items()}
        return {name: _typed(root, known.get(name, {}), value) for name, value in _pairs(node).items()}
    members = [_typed(root, schema.get("items", {}), member) for member in node.value]
    return sorted(members, key=plainly) if schema.get("x-order") == "set" else members


def _scalar(schema: Mapping[str, Any], node: ScalarNode) -> Tree:
    text: str = node.value
    plain = not node.style
    if plain and schema.get("type") == "integer" and re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", text):
        return int(text)
    if plain and schema.get("type") == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def difference(old: Trees, new: Trees) -> dict[str, dict[str, tuple[Tree, Tree]]]:
    """Return ID -> field -> old and new value; a record that is on one side only has None on the other."""
    out = {}
    for key in sorted({*old, *new}):
        if key in old and key in new and plainly(old[key]) == plainly(new[key]):
            continue  # also what is no record, on both sides alike
        before, after = old.get(key, {}), new.get(key, {})
        fields = {
            name: (before.get(name), after.get(name))
            for name in sorted({*before, *after})
            if plainly(before.get(name)) != plainly(after.get(name))
        }
        if fields or (key in old) != (key in new):
            out[key] = fields
    return out
