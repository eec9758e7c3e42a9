"""Schemas -> Kinds: what is under control, and how each field compares.

Pure.  A kind of record is a JSON Schema (draft-07) with annotations; reading,
checking, formatting, comparing and rendering all follow from it, so that a
repository adds a kind of its own with a schema alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dmccb.errors import SchemaError

CONTROLS = ("controlled", "status", "note")
COMPARES = ("", "date", "text", "version", "set", "list")


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One property of a kind, as its schema annotates it.

    Attributes
    ----------
    name
        Name of the property.
    type
        JSON type; empty where the schema allows several.
    date
        Whether its text is a date, written without quotes.
    control
        ``controlled``, ``status`` or ``note``; a property without the
        annotation is controlled, so that a forgotten one is not lost.
    ref
        Kind whose IDs its value or members are, or empty.
    external
        Whether IDs outside the baseline are allowed.
    ordered
        False for an array whose order has no meaning.
    compare
        ``date``, ``text``, ``version``, ``set``, ``list`` or empty.
    items
        What its members are, for an array.
    fields
        Its own properties, for an object.
    """

    name: str
    type: str = ""
    date: bool = False
    control: str = "controlled"
    ref: str = ""
    external: bool = False
    ordered: bool = True
    compare: str = ""
    items: Field | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One kind of record.

    Attributes
    ----------
    name
        ``milestone``.
    folder
        Where its files are, below ``baselines``: ``organization/roles``
        means ``organization/roles.yaml`` or files in
        ``organization/roles/``.
    fields
        In canonical order.
    titled_by
        Field whose record carries the title, where the kind has none of its
        own (``x-title``), or empty.
    schema
        The whole schema, as JSON values.
    """

    name: str
    folder: str
    fields: Mapping[str, Field]
    schema: Mapping[str, Any]  # Any: a JSON Schema has no narrower type
    titled_by: str = ""

    @property
    def collection(self) -> str:
        """Plural of the kind, the last part of its folder: ``roles``."""
        return self.folder.rpartition("/")[2]

    def holds(self, path: str) -> bool:
        """Tell whether a file (relative to ``baselines``) belongs to this kind."""
        return path == f"{self.folder}.yaml" or path.startswith(f"{self.folder}/")

    def record_schema(self) -> dict[str, object]:
        """Return the schema of one record alone."""
        return {**self.schema["additionalProperties"], "definitions": self.schema.get("definitions", {})}


Kinds = Mapping[str, Kind]
"""By collection, sorted."""


def collections_by_kind(kinds: Kinds) -> dict[str, str]:
    """Return name of a kind -> its collection: ``milestone`` -> ``milestones``."""
    return {kind.name: collection for collection, kind in kinds.items()}


def kind_of(kinds: Kinds, path: str) -> Kind | None:
    """Return the kind that a file (relative to ``baselines``) belongs to; the deepest folder wins."""
    found = [kind for kind in kinds.values() if kind.holds(path)]
    return max(found, key=lambda kind: len(kind.folder), default=None)


def load(schemas: Iterable[tuple[str, str]]) -> Kinds:
    """Make kinds of schema texts.

    Parameters
    ----------
    schemas
        Name of the file and its JSON text.  A later one with the same
        collection takes the place of an earlier one; one without
        ``x-collection`` describes no record and is passed over.

    Raises
    ------
    SchemaError
        If a text is not JSON, or its annotations make no sense.
    """
    kinds: dict[str, Kind] = {}
    for name, text in schemas:
        try:
            schema = json.loads(text)
        except ValueError as error:
            raise SchemaError(f"{name}: not JSON: {error}") from None
        if not isinstance(schema, dict):
            raise SchemaError(f"{name}: a schema is a JSON object")
        if "x-collection" in schema:
            kind = _kind(name, schema)
            kinds[kind.collection] = kind
    return {collection: kinds[collection] for collection in sorted(kinds)}


def _kind(name: str, schema: dict[str, Any]) -> Kind:
    title, folder = schema.get("title"), schema["x-collection"]
    if not isinstance(title, str) or not isinstance(folder, str) or not folder.strip("/"):
        raise SchemaError(f"{name}: want a 'title' (name of the kind) and an 'x-collection' (its folder)")
    record = _resolve(schema, schema.get("additionalProperties"), name)
    fields = _fields(schema, record, name)
    if not fields:
        raise SchemaError(
            f"{name}: 'additionalProperties' must describe one record with its 'properties'",
            "see milestone.schema.json for an example",
        )
    titled_by = str(schema.get("x-title", ""))
    if titled_by and not (titled_by in fields and fields[titled_by].ref):
        raise SchemaError(f"{name}: x-title {titled_by!r} must name a property with an x-ref")
    return Kind(name=title, folder=folder.strip("/"), fields=fields, schema=schema, titled_by=titled_by)


def _resolve(schema: dict[str, Any], node: object, name: str) -> dict[str, Any]:
    """Follow a local reference; return the node itself where it is none."""
    if not isinstance(node, dict):
        return {}
    ref = node.get("$ref")
    if ref is None:
        return node
    target: object = schema
    for part in str(ref).removeprefix("#/").split("/"):
        target = target.get(part) if isinstance(target, dict) else None
    if not str(ref).startswith("#/") or not isinstance(target, dict):
        raise SchemaError(f"{name}: cannot follow the reference {ref!r} (want '#/definitions/…')")
    return target


def _fields(schema: dict[str, Any], node: dict[str, Any], name: str) -> dict[str, Field]:
    properties = node.get("properties", {})
    return {key: _field(schema, key, value, f"{name}: {key}") for key, value in properties.items()}


def _field(schema: dict[str, Any], key: str, node: object, where: str) -> Field:
    node = {**_resolve(schema, node, where), **(node if isinstance(node, dict) else {})}
    control, compare = node.get("x-control", "controlled"), node.get("x-compare", "")
    if control not in CONTROLS:
        raise SchemaError(f"{where}: x-control {control!r} (want {', '.join(CONTROLS)})")
    if compare not in COMPARES:
        raise SchemaError(f"{where}: x-compare {compare!r} (want {', '.join(filter(None, COMPARES))})")
    kind = node.get("type", "")
    is_date = node.get("format") == "date"
    return Field(
        name=key,
        type=kind if isinstance(kind, str) else "",
        date=is_date,
        control=control,
        ref=str(node.get("x-ref", "")),
        external=bool(node.get("x-ref-external", False)),
        ordered=node.get("x-order", "list") != "set",
        compare=compare or _compare(node, is_date=is_date),
        items=_items(schema, node, where),
        fields=_fields(schema, node, where),
    )


def _compare(node: dict[str, Any], *, is_date: bool) -> str:
    if is_date:
        return "date"
    if node.get("type") == "array":
        return "set" if node.get("x-order") == "set" else "list"
    return ""


def _items(schema: dict[str, Any], node: dict[str, Any], where: str) -> Field | None:
    """Return what the members of an array are; of several shapes, the text and the object joined."""
    if "items" not in node:
        return None
    items = _resolve(schema, node["items"], where)
    shapes = [_resolve(schema, shape, where) for shape in items.get("anyOf", items.get("oneOf", []))]
    if not shapes:
        return _field(schema, "", node["items"], where)
    joined = next((shape for shape in shapes if "properties" in shape), shapes[0])
    return _field(schema, "", {**joined, "type": ""}, where)
