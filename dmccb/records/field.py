"""One property of a schema -> Field: its type, what it refers to, how it compares, its roles.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from dmccb.errors import SchemaError
from dmccb.records.annotations import check_annotations
from dmccb.records.roles import DATES, REFERENCES, Role, read_roles, refuse_repeated

Control = Literal["controlled", "status", "note"]

CONTROLS: tuple[Control, ...] = ("controlled", "status", "note")
"""From the strictest to the loosest."""


class Field(NamedTuple):
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
    roles
        What the code knows of it (``x-role``).
    label
        What a reader calls it: the schema's ``title`` of the property, else
        its name in words.
    """

    name: str
    type: str = ""
    date: bool = False
    control: Control = "controlled"
    ref: str = ""
    external: bool = False
    ordered: bool = True
    compare: str = ""
    items: Field | None = None
    fields: Mapping[str, Field] = MappingProxyType({})
    roles: tuple[Role, ...] = ()
    label: str = ""


def resolve(schema: dict[str, Any], node: object, name: str) -> dict[str, Any]:
    """Follow a local reference; return any other node as it is."""
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


def read_fields(schema: dict[str, Any], node: dict[str, Any], name: str) -> dict[str, Field]:
    """Return the fields of a record, or of an object in it, in the order of the schema."""
    properties = node.get("properties", {})
    fields = {key: _field(schema, key, value, f"{name}: {key}") for key, value in properties.items()}
    refuse_repeated(((key, spec.roles) for key, spec in fields.items()), name)
    return fields


def _field(schema: dict[str, Any], key: str, node: object, where: str) -> Field:
    node = {**resolve(schema, node, where), **(node if isinstance(node, dict) else {})}
    check_annotations(node, where)
    kind = node.get("type", "")
    is_date = _is_date(node)
    found = Field(
        name=key,
        type=kind if isinstance(kind, str) else "",
        date=is_date,
        control=node.get("x-control", "controlled"),
        ref=node.get("x-ref", ""),
        external=node.get("x-ref-external", False),
        ordered=node.get("x-order", "list") != "set",
        compare=node.get("x-compare") or _compare(node, is_date=is_date),
        items=_items(schema, node, where),
        fields=read_fields(schema, node, where),
        roles=read_roles(node.get("x-role"), where),
        label=str(node.get("title", key.replace("_", " "))),
    )
    _refuse_misfit(found, where)
    return found


def _refuse_misfit(found: Field, where: str) -> None:
    """Refuse a role that a field of this form cannot have: nothing would follow from it."""
    for role in found.roles:
        if _fits(role, found):
            continue
        if role in DATES:
            raise SchemaError(f"{where}: x-role {role.value!r} is for dates", 'add "format": "date"')
        raise SchemaError(f"{where}: x-role {role.value!r} is for references", "add an 'x-ref'")


def _fits(role: Role, found: Field) -> bool:
    if role in DATES:
        return found.compare == "date"
    return role not in REFERENCES or _reference(found)


def with_roles_of(spec: Field, other: Field) -> Field:
    """Return a field with the roles and the label of another, and so the fields inside it."""
    inner = {
        name: with_roles_of(part, other.fields[name]) if name in other.fields else part
        for name, part in spec.fields.items()
    }
    items = with_roles_of(spec.items, other.items) if spec.items and other.items else spec.items
    roles = tuple(role for role in other.roles if _fits(role, spec))
    return spec._replace(roles=roles, label=other.label, fields=inner, items=items)


def _reference(found: Field) -> bool:
    return bool(found.ref) or (found.items is not None and bool(found.items.ref))


def _is_date(node: Mapping[str, Any]) -> bool:
    """Tell whether the text of a property, or one of the forms that it may have, is a date."""
    forms = [node, *(form for form in node.get("anyOf", ()) if isinstance(form, dict))]
    return any(form.get("format") == "date" for form in forms)


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
    items = resolve(schema, node["items"], where)
    shapes = [resolve(schema, shape, where) for shape in items.get("anyOf", items.get("oneOf", []))]
    if not shapes:
        return _field(schema, "", node["items"], where)
    for each in (items, *shapes):
        check_annotations(each, where)
    joined = next((shape for shape in shapes if "properties" in shape), shapes[0])
    return _field(schema, "", {**joined, "type": ""}, where)
