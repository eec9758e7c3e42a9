"""Record × the schema of its kind -> what the schema forbids, in sentences.

Pure.  The validator is built once for a kind; a record that obeys costs a
microsecond, and only one that does not is looked at more closely.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, cast

from dmccb.checks.finding import Finding
from dmccb.errors import SchemaError
from dmccb.records.canonical_json import canonical_json
from dmccb.records.coerce import Path
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record, Value

if TYPE_CHECKING:
    from jsonschema_rs import Draft7Validator, ValidationError

Details = Mapping[str, Any]  # Any: what a validator says of an error has no narrower type

_ONE_LINE = r"^[^\n]*$"
_SHOWN = 60

_TYPES = {
    "array": "a list (want '- value' on the lines below)",
    "boolean": "true or false (want one of the two, without quotes)",
    "integer": "a whole number (want digits, without quotes)",
    "object": "a group of fields (want 'name: value' on the lines below)",
    "string": "text",
}
_FORMATS = {"date": "a date (want YYYY-MM-DD)", "uri": "a URI (want https://…)"}


class Validator:
    """Validates the records of one kind.

    Raises
    ------
    SchemaError
        If the schema is not a JSON Schema.
    """

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._record = _validator(kind, kind.record_schema())
        names = kind.schema.get("propertyNames", {})
        self._names = _validator(kind, names)
        self._pattern = str(names.get("pattern", "")) if isinstance(names, dict) else ""

    def findings(self, record: Record) -> Iterator[Finding]:
        """Yield what the schema forbids in one record."""
        if not self._names.is_valid(record.id):
            want = f" (want {self._pattern})" if self._pattern else ""
            yield Finding(
                rule="invalid-id",
                record=record,
                message=f"{quoted(record.id)} is not an ID of this kind, {self._kind.name}{want}",
            )
        if not self._record.is_valid(record.fields):
            for error in self._record.iter_errors(record.fields):
                yield from self._said(record, error)

    def _said(self, record: Record, error: ValidationError) -> Iterator[Finding]:
        name, instance = error.kind.name, cast("Value", error.instance)
        details: Details = error.kind.as_dict()
        at: Path = tuple(error.instance_path)
        if at and name != "required" and instance in ("", [], {}):
            what = "empty value" if isinstance(instance, str) else "empty list or group"
            yield _finding("empty-value", record, at, what, "remove the field, or give it a value")
        elif name == "required":
            missing = details["property"]
            yield _finding("missing-field", record, at, f"missing field {missing!r}", f"add '{missing}: …'")
        elif name in ("anyOf", "oneOf") and (branch := _branch(details["context"], at)):
            for inner in branch:
                yield from self._said(record, inner)
        elif name == "additionalProperties":
            yield from _unknown(self._kind, record, at, details["unexpected"])
        elif name == "uniqueItems" and isinstance(instance, list):
            yield _repeated(record, at, instance)
        else:
            rule, sentence = _SENTENCES.get(name, ("schema-other", _other))
            yield _finding(rule, record, at, sentence(instance, {**details, "message": error.message}))


def _unknown(kind: Kind, record: Record, at: Path, names: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each field that the schema does not have."""
    known = _known(kind, at)
    for name in names:
        yield _finding("unknown-field", record, (*at, name), _near(name, known), named=at)


def _repeated(record: Record, at: Path, members: Sequence[object]) -> Finding:
    """Return the finding for a list that has a member twice."""
    twice = _second(members)
    said = f"{quoted(members[twice])} is in the list twice"
    return _finding("duplicate-member", record, (*at, twice), said, named=at)


def _validator(kind: Kind, schema: dict[str, Any]) -> Draft7Validator:
    from jsonschema_rs import Draft7Validator, ValidationError

    dated = cast("dict[str, Any]", _without_year_zero(schema))
    try:
        return Draft7Validator(dated, validate_formats=True, retriever=_nowhere)
    except (ValidationError, ValueError) as error:
        said = str(error).partition("\n")[0]
        raise SchemaError(f"the schema of {kind.name} is not a JSON Schema: {said}") from None


_YEAR_ZERO = {"pattern": "^0000-"}
"""The calendar has no year 0, though the format of dates in JSON Schema allows it."""


def _without_year_zero(node: object) -> object:
    """Return a schema in which a date is a day of the calendar."""
    if isinstance(node, list):
        return [_without_year_zero(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    out = {name: _without_year_zero(inner) for name, inner in node.items()}
    return {"not": _YEAR_ZERO, **out} if node.get("format") == "date" else out


def _nowhere(uri: str) -> NoReturn:
    raise ValueError(f"a schema must be whole in itself, and refers to {uri}")


def _finding(
    rule: str, record: Record, at: Path, message: str, hint: str = "", *, named: Path | None = None
) -> Finding:
    name = dotted(at if named is None else named)
    return Finding(
        rule=rule, record=record, at=at, message=f"{name}: {message}" if name else message, hint=hint
    )


def dotted(path: Path) -> str:
    """Return the name of a field as a reader says it; members of lists have none."""
    return ".".join(step for step in path if isinstance(step, str))


def quoted(value: object) -> str:
    """Return a value as a message shows it: quoted, on one line, of bearable length."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return repr(shown) if isinstance(value, str) else shown


def _branch(context: Sequence[Sequence[ValidationError]], at: Path) -> Sequence[ValidationError]:
    """Return what is wrong with the shape that was meant: the one whose type fits."""
    for errors in context:
        if errors and not any(
            error.kind.name == "type" and tuple(error.instance_path) == at for error in errors
        ):
            return errors
    return ()


def _known(kind: Kind, at: Path) -> list[str]:
    spec: Field | None = Field(name="", fields=kind.fields)
    for step in at:
        if spec is not None:
            spec = spec.items if isinstance(step, int) else spec.fields.get(step)
    return list(spec.fields) if spec is not None else []


def _near(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    want = f"did you mean {near[0]!r}?" if near else f"want {', '.join(known)}"
    return f"unknown field {quoted(name)} ({want})"


def _second(members: Sequence[object]) -> int:
    """Return the index of the first member that the list has before."""
    seen: set[bytes] = set()
    for index, member in enumerate(members):
        text = canonical_json(member)
        if text in seen:
            return index
        seen.add(text)
    return 0  # equal to the validator alone, as 1 and 1.0 are


def _type(instance: object, details: Details) -> str:
    wanted = " or ".join(_TYPES.get(name, str(name)) for name in details["types"])
    return f"{quoted(instance)} is not {wanted}"


def _format(instance: object, details: Details) -> str:
    name = str(details["format"])
    return f"{quoted(instance)} is not {_FORMATS.get(name, f'of the form {name}')}"


def _not(instance: object, details: Details) -> str:
    if details["schema"] == _YEAR_ZERO:
        return _format(instance, {"format": "date"})
    return _other(instance, details)


def _pattern(instance: object, details: Details) -> str:
    if details["pattern"] == _ONE_LINE:
        return f"{quoted(instance)} has more than one line (want one)"
    return f"{quoted(instance)} does not have the form of this field (want {details['pattern']})"


def _enum(instance: object, details: Details) -> str:
    return f"{quoted(instance)} is not known (want {', '.join(map(str, details['options']))})"


def _limit(words: str) -> Callable[[object, Details], str]:
    return lambda instance, details: f"{quoted(instance)} is {words} {details['limit']}"


def _other(instance: object, details: Details) -> str:  # noqa: ARG001 - as the other sentences
    message = str(details["message"])
    return message if len(message) <= 2 * _SHOWN else f"{message[: 2 * _SHOWN]}…"


_SENTENCES: Mapping[str, tuple[str, Callable[[object, Details], str]]] = {
    "anyOf": ("wrong-type", lambda instance, _: f"{quoted(instance)} has none of the shapes of this field"),
    "enum": ("schema-enum", _enum),
    "format": ("schema-format", _format),
    "maximum": ("schema-range", _limit("more than")),
    "maxItems": ("schema-range", _limit("longer than")),
    "maxLength": ("schema-range", _limit("longer than")),
    "minimum": ("schema-range", _limit("less than")),
    "minItems": ("schema-range", _limit("shorter than")),
    "minLength": ("schema-range", _limit("shorter than")),
    "not": ("schema-format", _not),
    "oneOf": ("wrong-type", lambda instance, _: f"{quoted(instance)} has none of the shapes of this field"),
    "pattern": ("schema-pattern", _pattern),
    "type": ("wrong-type", _type),
}
