"""Schemas -> Kinds: what is under control, and how each field compares.

Pure.  A kind of record is a JSON Schema (draft-07) with annotations; reading,
checking, formatting, comparing and rendering all follow from it, so that a
repository adds a kind of its own with a schema alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from dmccb.errors import SchemaError
from dmccb.records.annotations import check_annotations, check_collection
from dmccb.records.field import Field, read_fields, resolve, with_roles_of
from dmccb.records.roles import Role, read_roles
from dmccb.records.schema_text import parse_schema

RFCS = "rfcs"
"""Collection of the requests for comments, the one whose folder is beside ``baselines``."""


class Kind(NamedTuple):
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
    noun
        What a reader calls one such record (``x-noun``), else its name.
    roles
        Role -> the fields that have it, in canonical order.
    filed_by_id
        Whether the series of its ID names the file of a new record.
    file
        File of the schema, below the repository.
    beside
        Whether its folder is beside ``baselines``, not below it
        (``x-beside``): its records are in no baseline.
    """

    name: str
    folder: str
    fields: Mapping[str, Field]
    schema: Mapping[str, Any]  # Any: a JSON Schema has no narrower type
    titled_by: str = ""
    noun: str = ""
    roles: Mapping[Role, tuple[Field, ...]] = MappingProxyType({})
    filed_by_id: bool = False
    file: str = ""
    beside: bool = False

    @property
    def collection(self) -> str:
        """Plural of the kind, the last part of its folder: ``roles``."""
        return self.folder.rpartition("/")[2]

    @property
    def plural(self) -> str:
        """What a reader calls several such records: ``milestones``, ``WBS elements``."""
        own = self.noun != self.name.replace("_", " ")  # the schema has a word for readers
        return f"{self.noun}s" if own else self.collection.replace("_", " ")

    def holds(self, path: str) -> bool:
        """Tell whether a file (relative to ``baselines``) belongs to this kind."""
        return not self.beside and (path == f"{self.folder}.yaml" or path.startswith(f"{self.folder}/"))

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
    """Make the kinds of a baseline of schema texts.

    Parameters
    ----------
    schemas
        Name of the file and its JSON text.  A later one with the same
        collection takes the place of an earlier one, and has its roles if it
        gives none itself; one without ``x-collection`` describes no record
        and is passed over.

    Raises
    ------
    SchemaError
        If a text is not JSON, or its annotations make no sense.
    """
    return {name: kind for name, kind in _load(schemas).items() if not kind.beside}


def load_beside(schemas: Iterable[tuple[str, str]]) -> Kinds:
    """Make the kinds whose folders are beside ``baselines`` of schema texts.

    Parameters
    ----------
    schemas
        As for ``load``, of which this is the other half.

    Raises
    ------
    SchemaError
        As for ``load``.
    """
    return {name: kind for name, kind in _load(schemas).items() if kind.beside}


def _load(schemas: Iterable[tuple[str, str]]) -> Kinds:
    """Make all kinds of schema texts, wherever their folders are."""
    kinds: dict[str, Kind] = {}
    for name, text in schemas:
        kind = _parsed(name, text)
        if kind is not None:
            if (earlier := kinds.get(kind.collection)) is not None:
                _refuse_another(kind, earlier)
                kind = kind if '"x-role"' in text else _with_roles_of(kind, earlier)
            kinds[kind.collection] = kind
    _refuse_one_name_for_two(kinds)
    return {collection: kinds[collection] for collection in sorted(kinds)}


@lru_cache(maxsize=256)
def _parsed(name: str, text: str) -> Kind | None:
    """Return the kind that a schema describes, if any; both sides mostly have the same ones."""
    schema = parse_schema(name, text)
    if "x-collection" in schema:
        return _kind(name, schema)
    check_collection(schema, name)
    return None


def without_collection(schemas: Iterable[tuple[str, str]]) -> list[str]:
    """Return the names of the schemas that describe records, as it seems, but have no ``x-collection``."""
    parsed = ((name, parse_schema(name, text)) for name, text in schemas)
    return [name for name, schema in parsed if "x-collection" not in schema and _has_records(schema)]


def _has_records(schema: Mapping[str, object]) -> bool:
    """Tell whether a schema says of any further property what it holds, as that of a kind does."""
    return isinstance(schema.get("additionalProperties"), dict)


def _with_roles_of(kind: Kind, shipped: Kind) -> Kind:
    """Return a kind with the roles, and words for readers, of the one whose place it takes.

    So a repository that keeps a copy of a shipped schema, or an old baseline
    that does, is read as before roles were.
    """
    fields = {
        name: with_roles_of(spec, shipped.fields[name]) if name in shipped.fields else spec
        for name, spec in kind.fields.items()
    }
    filed_by_id = shipped.filed_by_id
    return kind._replace(fields=fields, roles=_by_role(fields), noun=shipped.noun, filed_by_id=filed_by_id)


def _refuse_another(kind: Kind, earlier: Kind) -> None:
    """Refuse a kind in the place of one with another name: references to that one would lead nowhere."""
    if kind.name != earlier.name:
        raise SchemaError(
            f"{kind.file}: x-collection {kind.folder!r}: the collection {kind.collection!r} "
            f"is that of the kind {earlier.name!r} ({earlier.file})",
            f"want another folder; to take the place of that schema, want the title {earlier.name!r}",
        )
    if kind.beside != earlier.beside:
        raise SchemaError(
            f"{kind.file}: the folder {kind.folder!r} is {_where(earlier)} baselines/ ({earlier.file}), "
            f"not {_where(kind)} it",
            f'want "x-beside": {str(earlier.beside).lower()}, or another folder and another title',
        )


def _where(kind: Kind) -> str:
    return "beside" if kind.beside else "below"


def _refuse_one_name_for_two(kinds: Kinds) -> None:
    """Refuse two kinds of one name: a reference to it could mean records of either."""
    known: dict[str, Kind] = {}
    for kind in kinds.values():
        other = known.setdefault(kind.name, kind)
        if other is not kind:
            raise SchemaError(
                f"two schemas describe a kind named {kind.name!r}: {other.file} and {kind.file}",
                "give one of them another 'title'",
            )


def _kind(name: str, schema: dict[str, Any]) -> Kind:
    check_annotations(schema, name, top=True)
    title, folder = schema.get("title"), schema["x-collection"]
    if not isinstance(title, str) or not folder.strip("/"):
        raise SchemaError(f"{name}: want a 'title' (name of the kind) and an 'x-collection' (its folder)")
    record = resolve(schema, schema.get("additionalProperties"), name)
    check_annotations(record, name)
    fields = read_fields(schema, record, name)
    if not fields:
        raise SchemaError(
            f"{name}: 'additionalProperties' must describe one record with its 'properties'",
            "see milestone.schema.json for an example",
        )
    titled_by = schema.get("x-title", "")
    if titled_by and not (titled_by in fields and fields[titled_by].ref):
        raise SchemaError(f"{name}: x-title {titled_by!r} must name a property with an x-ref")
    beside = schema.get("x-beside", False)
    if beside and folder.strip("/") != RFCS:
        raise SchemaError(
            f"{name}: x-beside: no command reads a folder {folder.strip('/')!r} beside baselines/",
            f"only {RFCS!r} can be there: leave out x-beside",
        )
    of_ids = _roles_of_ids(schema.get("propertyNames"), f"{name}: propertyNames")
    return Kind(
        name=title,
        folder=folder.strip("/"),
        fields=fields,
        schema=schema,
        titled_by=titled_by,
        noun=schema.get("x-noun", title.replace("_", " ")),
        roles=_by_role(fields),
        filed_by_id=Role.FILE in of_ids,
        file=f"schemas/{name.rpartition('/')[2]}",
        beside=beside,
    )


def _roles_of_ids(ids: object, where: str) -> tuple[Role, ...]:
    if not isinstance(ids, dict):
        return ()
    check_annotations(ids, where)
    roles = read_roles(ids.get("x-role"), where)
    if set(roles) - {Role.FILE}:
        raise SchemaError(f"{where}: the only x-role of IDs is {Role.FILE.value!r}")
    return roles


def _by_role(fields: Mapping[str, Field]) -> dict[Role, tuple[Field, ...]]:
    out: dict[Role, tuple[Field, ...]] = {}
    for spec in fields.values():
        for role in spec.roles:
            out[role] = (*out.get(role, ()), spec)
    return out
