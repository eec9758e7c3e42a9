"""What JSON Schema forbids in a schema -> the error that says where, and what is wanted.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dmccb.checks.schema import quoted, shortened
from dmccb.errors import SchemaError
from dmccb.records.nearest import did_you_mean

if TYPE_CHECKING:
    from jsonschema import ValidationError

_NAMED = frozenset({"definitions", "dependencies", "patternProperties", "properties"})
"""Keywords whose members are schemas by name."""

_TYPES: Mapping[str, str] = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "an object",
    "string": "text",
}

_FORMATS: Mapping[str, str] = {
    "regex": "a regular expression",
    "uri": "a URI",
    "uri-reference": "a URI, or a reference such as '#/definitions/…'",
}


def schema_error(file: str, error: ValidationError) -> SchemaError:
    """Return what to tell the user of a schema that is not valid.

    Parameters
    ----------
    file
        Its file.
    error
        What ``violations`` says of it.
    """
    meant = _meant(error)
    place, keyword = place_in_schema(meant.absolute_path)
    value = f"{keyword} {quoted(meant.instance)}".strip()
    where = ": ".join((file, *place))
    if meant.validator == "enum":
        known = sorted(map(str, meant.validator_value))
        return SchemaError(f"{where}: {value} (want {', '.join(known)})", did_you_mean(meant.instance, known))
    return SchemaError(f"{where}: {value} {_want(meant)}")


def place_in_schema(path: Iterable[str | int]) -> tuple[list[str], str]:
    """Return the properties that a path into a schema goes through, and the keyword where it ends."""
    names: list[str] = []
    keyword = ""
    steps = iter(path)
    for step in steps:
        name = next(steps, None) if step in _NAMED else None
        if name is not None:
            names.append(f"{step}/{name}" if step == "definitions" else str(name))
            keyword = ""
        elif isinstance(step, str):
            keyword = step
    return names, keyword


def _meant(error: ValidationError) -> ValidationError:
    """Return the innermost error: of several shapes, that of the one that fits best."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def _want(error: ValidationError) -> str:
    if error.validator == "type":
        types = error.validator_value
        names = [types] if isinstance(types, str) else types
        return f"(want {' or '.join(_TYPES[name] for name in names)})"
    if error.validator == "format":
        return f"(want {_FORMATS.get(str(error.validator_value), error.validator_value)})"
    return f"({shortened(error.message)})"
