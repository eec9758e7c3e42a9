"""Text of a schema -> its JSON values, bounded in every direction.

Pure.  A schema is part of the change that it is to judge, so it is read with
the same care as a record: nothing twice, nothing without end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NoReturn

from dmccb.errors import SchemaError

MAX_NESTING = 100
"""Objects and arrays in each other, at most."""

MAX_LEVELS = 20
"""Levels of a record's fields: a record file has no more."""

MAX_FIELDS = 10_000
"""Fields of a kind on all levels, each ``$ref`` followed."""

_MAX_DIGITS = 18
_FOLDER = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*")


@lru_cache(maxsize=64)
def parse_schema(name: str, text: str) -> dict[str, Any]:
    """Return the JSON values of a schema.  They are shared: nobody may change them.

    Parameters
    ----------
    name
        Name of the file, for the errors.
    text
        Its content.

    Raises
    ------
    SchemaError
        If the text is not JSON, or has a key twice, or no end; if the folder
        of its kind is not below the baselines.
    """
    try:
        schema = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_int=_short_integer,
            parse_float=_short_number,
            parse_constant=_no_number,
        )
    except RecursionError:
        raise _too_nested(name) from None
    except ValueError as error:
        raise SchemaError(f"{name}: not JSON: {error}") from None
    if not isinstance(schema, dict):
        raise SchemaError(f"{name}: a schema is a JSON object")
    _refuse_nesting(schema, name)
    if "x-collection" in schema:
        _refuse_folder(schema["x-collection"], name)
        _Fields(schema, name).measure(schema.get("additionalProperties"), 0)
    return schema


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    out = dict(pairs)
    if len(out) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {twice[:60]!r} is used twice")
    return out


def _short_integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError(f"a number of {len(digits)} digits (at most {_MAX_DIGITS})")
    return int(digits)


def _short_number(digits: str) -> float:
    if len(digits) > 2 * _MAX_DIGITS:
        raise ValueError(f"a number of {len(digits)} digits (at most {2 * _MAX_DIGITS})")
    return float(digits)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number in JSON")


def _too_nested(name: str) -> SchemaError:
    return SchemaError(f"{name}: nested too deep (at most {MAX_NESTING} levels)")


def _refuse_nesting(schema: object, name: str) -> None:
    level: list[object] = [schema]
    for _ in range(MAX_NESTING):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return
    raise _too_nested(name)


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _refuse_folder(folder: object, name: str) -> None:
    """Refuse a folder that is not below the baselines, or that some system cannot have."""
    if isinstance(folder, str) and not _FOLDER.fullmatch(folder.strip("/")):
        raise SchemaError(
            f"{name}: x-collection {folder[:100]!r} is not a folder below baselines/",
            "want letters, digits, '-' and '_', as in 'organization/roles'",
        )


class _Fields:
    """Counts the fields that a schema describes, each once for each way to it."""

    def __init__(self, schema: dict[str, Any], name: str) -> None:
        self._schema, self._name = schema, name
        self._known: dict[int, tuple[int, int]] = {}

    def measure(self, node: object, level: int) -> tuple[int, int]:
        """Return the number of fields below a node, and their levels.

        Raises
        ------
        SchemaError
            If they are too many, or have no end, since a ``$ref`` leads back.
        """
        size, height = 1, 1
        if level > MAX_LEVELS:
            raise self._endless()
        for inner in self._below(node):
            if id(inner) not in self._known:
                self._known[id(inner)] = self.measure(inner, level + 1)
            more, levels = self._known[id(inner)]
            size, height = size + more, max(height, levels + 1)
        if size > MAX_FIELDS or level + height > MAX_LEVELS + 1:
            raise self._endless()
        return size, height

    def _below(self, node: object) -> Iterator[object]:
        for each in self._meanings(node):
            properties = each.get("properties", {})
            if not isinstance(properties, dict):
                raise SchemaError(f"{self._name}: 'properties' is not an object")
            yield from properties.values()
            if "items" in each:
                yield each["items"]
            for key in ("anyOf", "oneOf"):
                shapes = each.get(key, [])
                if not isinstance(shapes, list):
                    raise SchemaError(f"{self._name}: {key!r} is not a list")
                yield from shapes

    def _meanings(self, node: object) -> Iterator[dict[str, Any]]:
        """Yield a node, and what its ``$ref`` leads to, and so on, where that is in this schema."""
        seen: set[int] = set()
        while isinstance(node, dict):
            if id(node) in seen:
                raise self._endless()
            seen.add(id(node))
            yield node
            node = self._target(str(node["$ref"])) if "$ref" in node else None

    def _target(self, ref: str) -> object:
        target: object = self._schema
        for part in ref.removeprefix("#/").split("/"):
            target = target.get(part) if isinstance(target, dict) else None
        return target

    def _endless(self) -> SchemaError:
        return SchemaError(
            f"{self._name}: its records have more than {MAX_LEVELS} levels or {MAX_FIELDS} fields",
            "a '$ref' must not lead back to where it is: refer to the other record by its ID ('x-ref')",
        )
