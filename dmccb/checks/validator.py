"""Record × the schema of its kind -> what the schema forbids.

Pure.  jsonschema-rs decides whether a record is valid, at a microsecond each;
jsonschema is the law, and explains those that are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from dmccb.checks.finding import Finding
from dmccb.checks.formats import is_day
from dmccb.checks.schema import quoted, said
from dmccb.errors import SchemaError
from dmccb.records.characters import not_ascii
from dmccb.records.kinds import Kind
from dmccb.records.record import Record

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema_rs import Draft7Validator


class Validator:
    """Validates the records of one kind.

    Parameters
    ----------
    kind
        The kind.
    shipped
        Whether its schema comes with dmccb, and was checked before that; a
        schema of a repository's own is checked here.

    Raises
    ------
    SchemaError
        If the schema is not valid.
    """

    def __init__(self, kind: Kind, *, shipped: bool = False) -> None:
        self._kind = kind
        self._schema = kind.record_schema()
        names = kind.schema.get("propertyNames", True)
        self._pattern = str(names.get("pattern", "")) if isinstance(names, dict) else ""
        self._names = {"allOf": [names], "definitions": kind.schema.get("definitions", {})}
        if not shipped:
            _check(kind)
        self._valid = _decider(kind, self._schema).is_valid
        self._valid_name = _decider(kind, self._names).is_valid

    def allows(self, record: Record) -> bool:
        """Tell whether a record obeys the schema."""
        return self._valid(record.fields)

    def obeys(self, record: Record) -> bool:
        """Tell whether there is nothing to find in a record."""
        return self._valid_name(record.id) and self._valid(record.fields)

    def allows_id(self, key: str) -> bool:
        """Tell whether an ID has the form that the schema asks for."""
        return self._valid_name(key)

    def findings(self, record: Record) -> Iterator[Finding]:
        """Yield what the schema forbids in one record."""
        if not self.allows_id(record.id):
            yield self._wrong_id(record)
        if self.allows(record):
            return
        found = False
        for error in self._violations(record):
            for finding in said(self._kind, record, error):
                found = True
                yield finding
        if not found:
            yield Finding(
                rule="schema-disagreement",
                record=record,
                message="one validator refuses this record (jsonschema-rs), the other does not (jsonschema)",
                hint="is a pattern or a format of the schema unusual? a simpler one is read alike",
            )

    @cached_property
    def _explain(self) -> Callable[[object], Iterator[ValidationError]]:
        from dmccb.checks.violations import explainer

        return explainer(self._schema)

    def _violations(self, record: Record) -> Iterator[ValidationError]:
        try:
            yield from self._explain(record.fields)
        except RecursionError:
            raise SchemaError(f"{self._kind.file}: the schema refers to itself without end") from None

    def _wrong_id(self, record: Record) -> Finding:
        want = f" (want {self._pattern})" if self._pattern else ""
        odd = not_ascii(record.id)
        return Finding(
            rule="invalid-id",
            record=record,
            message=f"{quoted(record.id)} is not an ID of this kind, {self._kind.name}{want}",
            hint=f"it contains {odd}: type the ID anew" if odd else "",
        )


def _decider(kind: Kind, schema: dict[str, Any]) -> Draft7Validator:
    from jsonschema_rs import Draft7Validator, RegexOptions

    try:
        return Draft7Validator(
            schema,
            validate_formats=True,
            formats={"date": is_day},
            retriever=_nowhere,
            pattern_options=RegexOptions(),  # takes time in proportion to the text, whatever the pattern
        )
    except ValueError as error:  # of which its errors are a kind
        first = str(error).partition("\n")[0]
        hint = _PLAIN_PATTERNS if first.endswith('is not a "regex"') else ""
        raise SchemaError(f"{_place(kind, error)}: not a valid schema: {first}", hint) from None


_PLAIN_PATTERNS = (
    "patterns with look-around, '(?=…)' or '(?!…)', back-references or very large repetitions "
    "could take for ever and are refused; 'not', 'allOf' and 'maxLength' often say the same"
)


def _place(kind: Kind, error: ValueError) -> str:
    """Return the file of a schema, and the property that is not valid, where the validator says it."""
    from dmccb.checks.invalid_schema import place_in_schema

    names, keyword = place_in_schema(getattr(error, "instance_path", ()))
    return ": ".join(filter(None, (kind.file, *names, keyword)))


def _nowhere(uri: str) -> NoReturn:
    raise ValueError(f"a schema must be whole in itself, and refers to {uri}")


def _check(kind: Kind) -> None:
    from dmccb.checks.invalid_schema import schema_error
    from dmccb.checks.violations import violation_of_schema

    try:
        error = violation_of_schema(kind.schema)
    except RecursionError:
        raise SchemaError(f"{kind.file}: nested too deeply") from None
    if error is not None:
        raise schema_error(kind.file, error)
