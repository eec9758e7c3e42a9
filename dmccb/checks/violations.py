"""A schema × a value -> every violation, as jsonschema explains it: the law.

Pure.  jsonschema-rs decides whether a record is valid; this module says why
not, and whether a schema is one.  It reads URIs as editors do; patterns are
the decider's, since no other engine is bound to end.
Import it only where something is wrong: it takes 60 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any

import regress
from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema import SchemaError as InvalidSchema
from jsonschema.validators import extend
from jsonschema_rs import Draft7Validator as Decider
from jsonschema_rs import RegexOptions
from referencing import Registry
from rfc3986_validator import validate_rfc3986

from dmccb.checks.formats import is_day
from dmccb.records.canonical_json import canonical_json

Json = Any  # JSON values have no narrower type

_ASKED_OF_THE_DECIDER = (
    *("date-time", "email", "hostname", "idn-email", "idn-hostname", "ipv4", "ipv6", "iri", "iri-reference"),
    *("json-pointer", "relative-json-pointer", "time", "uri-reference", "uri-template"),
)
"""Formats that jsonschema knows only where further packages are installed."""


def explainer(schema: Json) -> Callable[[object], Iterator[ValidationError]]:
    """Return the function that yields what a schema forbids in a value.

    It raises ``RecursionError`` if the schema refers to itself without end.

    Parameters
    ----------
    schema
        A valid schema that refers to nothing outside of itself.
    """
    registry: Registry[Json] = Registry()  # one that looks nowhere: no network
    law = extend(_Law, {"items": partial(_items, _Members(schema))})
    iter_errors: Callable[[object], Iterator[ValidationError]] = law(
        schema, format_checker=_formats(), registry=registry
    ).iter_errors
    return iter_errors


class _Members:
    """Decides which members of a list need an explanation: lists are long, and most members are valid."""

    def __init__(self, schema: Json) -> None:
        self._definitions = schema.get("definitions", {}) if isinstance(schema, dict) else {}
        self._deciders: dict[int, Decider] = {}

    def valid(self, schema: Json, members: list[Json]) -> bool:
        """Tell whether each member obeys a schema of the same document."""
        if id(schema) not in self._deciders:
            whole = {"items": {"allOf": [schema]}, "definitions": self._definitions}
            self._deciders[id(schema)] = Decider(
                whole, validate_formats=True, formats={"date": is_day}, pattern_options=RegexOptions()
            )
        return self._deciders[id(schema)].is_valid(members)


def violation_of_schema(schema: Json) -> ValidationError | None:
    """Return the first thing that JSON Schema forbids in a schema; None where it is valid.

    It raises ``RecursionError`` if the schema is nested too deeply.
    """
    try:
        _Law.check_schema(schema, format_checker=_formats())
    except InvalidSchema as error:
        return error
    return None


def unexpected(schema: Mapping[str, Json], names: Mapping[str, object]) -> list[str]:
    """Return the names that neither 'properties' nor 'patternProperties' of a schema allows."""
    known = schema.get("properties", {})
    patterns = list(schema.get("patternProperties", {}))
    unknown = [name for name in names if name not in known]
    for pattern in patterns:
        unknown = [name for name in unknown if not _found(pattern, name)]
    return unknown


@lru_cache(maxsize=1)
def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("date")(is_day)
    checker.checks("regex")(_is_pattern)
    checker.checks("uri")(_is_uri)
    for name in _ASKED_OF_THE_DECIDER:
        checker.checks(name)(Decider({"format": name}, validate_formats=True).is_valid)
    return checker


def _is_uri(text: object) -> bool:
    return not isinstance(text, str) or bool(validate_rfc3986(text, "URI"))


def _is_pattern(text: object) -> bool:
    """Tell whether editors take a text for a pattern: with Unicode, or without."""
    if not isinstance(text, str):
        return True
    for flags in ("u", ""):
        with suppress(regress.RegressError):
            regress.Regex(text, flags)
            return True
    return False


def _found(pattern: str, text: str) -> bool:
    return _matcher(pattern)(text)


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> Callable[[str], bool]:
    return Decider({"pattern": pattern}, pattern_options=RegexOptions()).is_valid


# Keywords of JSON Schema that jsonschema reads with Python's patterns, sums up
# in one error, or looks at for a time that is quadratic or worse.


def _pattern(_: object, pattern: Json, value: object, __: object) -> Iterator[ValidationError]:
    if isinstance(value, str) and not _found(pattern, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _pattern_properties(law: Json, patterns: Json, value: object, _: object) -> Iterator[ValidationError]:
    if not isinstance(value, dict):
        return
    for pattern, schema in patterns.items():
        for name, inner in value.items():
            if _found(pattern, name):
                yield from law.descend(inner, schema, path=name, schema_path=pattern)


def _additional_properties(law: Json, rest: Json, value: object, schema: Json) -> Iterator[ValidationError]:
    if not isinstance(value, dict):
        return
    names = unexpected(schema, value)
    if rest is False and names:
        yield ValidationError(f"unexpected: {', '.join(map(repr, names))}")
    elif isinstance(rest, dict):
        for name in names:
            yield from law.descend(value[name], rest, path=name)


def _items(members: _Members, law: Json, schema: Json, value: object, _: object) -> Iterator[ValidationError]:
    if not isinstance(value, list):
        return
    if isinstance(schema, list):
        for index, (member, inner) in enumerate(zip(value, schema, strict=False)):
            yield from law.descend(member, inner, path=index, schema_path=index)
    elif not members.valid(schema, value):
        for index, member in enumerate(value):
            if not members.valid(schema, [member]):
                yield from law.descend(member, schema, path=index)


def _required(_: object, required: Json, value: object, __: object) -> Iterator[ValidationError]:
    """Yield an error for each property that is missing; its message is the name."""
    if isinstance(value, dict):
        for name in required:
            if name not in value:
                yield ValidationError(name)


def _unique_items(_: object, wanted: Json, value: object, __: object) -> Iterator[ValidationError]:
    if wanted and isinstance(value, list) and second(value) is not None:
        yield ValidationError("two members are equal")


def second(members: list[Json]) -> int | None:
    """Return the index of the first member that is equal to one before it."""
    seen = set()
    for index, member in enumerate(members):
        text = canonical_json(member)
        if text in seen:
            return index
        seen.add(text)
    return None


_Law: Json = extend(
    Draft7Validator,
    {
        "additionalProperties": _additional_properties,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "required": _required,
        "uniqueItems": _unique_items,
    },
)
