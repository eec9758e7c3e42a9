"""One violation of a schema -> findings, in sentences.

Pure.  jsonschema says what is wrong in the terms of a schema; here it is said
in those of a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dmccb.checks.finding import Finding
from dmccb.records.coerce import Path
from dmccb.records.dates import date_fault
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.nearest import did_you_mean
from dmccb.records.record import Record

if TYPE_CHECKING:
    from jsonschema import ValidationError

_ONE_LINE = r"^[^\n]*$"
_SHOWN = 60

_HINTS = 20
"""Unknown fields of one record for which a near name is looked for."""

_TYPES = {
    "array": "a list (want '- value' on the lines below)",
    "boolean": "true or false (want one of the two, without quotes)",
    "integer": "a whole number (want digits, without quotes)",
    "object": "a group of fields (want 'name: value' on the lines below)",
    "string": "text",
}
_IMPRECISE = (("2020-11", "YYYY-MM"), ("[..2020-11-30]", "'[..YYYY-MM-DD]'"))
"""An example of each imprecise form of a date, and how a message shows it."""

_FORMATS = {"uri": "a URI (want https://…)"}


def said(kind: Kind, record: Record, error: ValidationError) -> Iterator[Finding]:
    """Yield the findings for one violation.

    Parameters
    ----------
    kind
        The kind of the record.
    record
        The record that is not valid.
    error
        What ``violations`` says of it.
    """
    keyword, at = str(error.validator), tuple(error.absolute_path)
    if at and keyword != "required" and error.instance in ("", [], {}):
        what = "empty value" if isinstance(error.instance, str) else "empty list or group"
        yield _finding("empty-value", record, at, what, "remove the field, or give it a value")
    elif keyword == "required":
        missing = error.message
        yield _finding("missing-field", record, at, f"missing field {missing!r}", f"add '{missing}: …'")
    elif keyword in ("anyOf", "oneOf"):
        yield from _no_form(kind, record, at, error)
    elif keyword == "additionalProperties":
        yield from _unknown(kind, record, at, error)
    elif keyword == "uniqueItems":
        yield _repeated(record, at, error.instance)
    else:
        rule, sentence = _SENTENCES.get(keyword, ("schema-other", _other))
        yield _finding(rule, record, at, sentence(error))


def _no_form(kind: Kind, record: Record, at: Path, error: ValidationError) -> Iterator[Finding]:
    """Yield what is wrong with a value that has none of the forms of its field."""
    if _is_date(error):
        yield _finding("schema-format", record, at, f"{quoted(error.instance)} {_date_fault(error)}")
    elif branch := _branch(error):
        for inner in branch:
            yield from said(kind, record, inner)
    else:
        yield _finding(
            "wrong-type", record, at, f"{quoted(error.instance)} has none of the shapes of this field"
        )


def _unknown(kind: Kind, record: Record, at: Path, error: ValidationError) -> Iterator[Finding]:
    from dmccb.checks.violations import unexpected

    known = _known(kind, at)
    want = f"want {', '.join(known)}" if known else "want none"
    for number, name in enumerate(unexpected(error.schema, error.instance)):
        near = did_you_mean(name, sorted(known)) if number < _HINTS else ""
        message = f"unknown field {quoted(name)} ({near or want})"
        finding = _finding("unknown-field", record, (*at, name), message, named=at)
        yield replace(finding, key=True)


def _finding(
    rule: str, record: Record, at: Path, message: str, hint: str = "", *, named: Path | None = None
) -> Finding:
    name = dotted(at if named is None else named)
    return Finding(
        rule=rule, record=record, at=at, message=f"{name}: {message}" if name else message, hint=hint
    )


def _repeated(record: Record, at: Path, members: list[object]) -> Finding:
    from dmccb.checks.violations import second

    index = second(members) or 0
    return _finding(
        "duplicate-member", record, (*at, index), f"{quoted(members[index])} is listed twice", named=at
    )


def dotted(path: Path) -> str:
    """Return the name of a field as a reader says it; members of lists have none."""
    return ".".join(step for step in path if isinstance(step, str))


def quoted(value: object) -> str:
    """Return a value as a message shows it: quoted, on one line, of bearable length."""
    if isinstance(value, str):
        return repr(_cut(value, _SHOWN))
    text = str(value)
    return _cut(text.lower() if isinstance(value, bool) else text, _SHOWN)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def shortened(message: str) -> str:
    """Return a message of bearable length."""
    return _cut(message, 2 * _SHOWN)


def _branch(error: ValidationError) -> Sequence[ValidationError]:
    """Return what is wrong with the shape that was meant: the one whose type fits."""
    shapes: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        shapes.setdefault(inner.schema_path[0], []).append(inner)
    for errors in shapes.values():
        if not any(inner.validator == "type" and not inner.relative_path for inner in errors):
            return errors
    return ()


def _known(kind: Kind, at: Path) -> list[str]:
    spec: Field | None = Field(name="", fields=kind.fields)
    for step in at:
        if spec is not None:
            spec = spec.items if isinstance(step, int) else spec.fields.get(step)
    return list(spec.fields) if spec is not None else []


def _type(error: ValidationError) -> str:
    names = error.validator_value
    wanted = [_TYPES.get(name, str(name)) for name in ([names] if isinstance(names, str) else names)]
    return f"{quoted(error.instance)} is not {' or '.join(wanted)}"


def _format(error: ValidationError) -> str:
    name = str(error.validator_value)
    if name == "date":
        return f"{quoted(error.instance)} {date_fault(error.instance)}"
    return f"{quoted(error.instance)} is not {_FORMATS.get(name, f'of the form {name}')}"


def _is_date(error: ValidationError) -> bool:
    """Tell whether text that has none of the forms of its field is to be a date."""
    formats = [inner.validator_value for inner in error.context or () if inner.validator == "format"]
    return formats == ["date"]


def _date_fault(error: ValidationError) -> str:
    """Return what is wrong with a date, and which forms its field allows."""
    allowed = [also for example, also in _IMPRECISE if _allows(error, example)]
    return date_fault(error.instance, allowed)


def _allows(error: ValidationError, text: str) -> bool:
    from dmccb.checks.violations import explainer

    return not any(explainer({"anyOf": error.validator_value})(text))


def _pattern(error: ValidationError) -> str:
    if error.validator_value == _ONE_LINE:
        return f"{quoted(error.instance)} has more than one line (want one)"
    return f"{quoted(error.instance)} does not have the form of this field (want {error.validator_value})"


def _enum(error: ValidationError) -> str:
    return f"{quoted(error.instance)} is not known (want {', '.join(map(str, error.validator_value))})"


def _limit(words: str) -> Callable[[ValidationError], str]:
    return lambda error: f"{quoted(error.instance)} is {words} {error.validator_value}"


def _other(error: ValidationError) -> str:
    return shortened(error.message)


_SENTENCES: Mapping[str, tuple[str, Callable[[ValidationError], str]]] = {
    "enum": ("schema-enum", _enum),
    "format": ("schema-format", _format),
    "maximum": ("schema-range", _limit("more than")),
    "maxItems": ("schema-range", _limit("longer than")),
    "maxLength": ("schema-range", _limit("longer than")),
    "minimum": ("schema-range", _limit("less than")),
    "minItems": ("schema-range", _limit("shorter than")),
    "minLength": ("schema-range", _limit("shorter than")),
    "pattern": ("schema-pattern", _pattern),
    "type": ("wrong-type", _type),
}
