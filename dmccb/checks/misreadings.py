"""One record as text -> the values that some reader of YAML would take for something else.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dmccb.checks.finding import Finding
from dmccb.checks.locate import WrittenPaths
from dmccb.checks.schema import dotted
from dmccb.records.coerce import Path, misread
from dmccb.records.kinds import Kind
from dmccb.records.quoting import scalar
from dmccb.records.record import Record
from dmccb.records.scalars import AmbiguousText, Text

_DATE = re.compile(r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt ].*)?")
_NOTHING = ("~", "null", "Null", "NULL")
_SHAPE = ("empty-value", "unknown-field", "wrong-type")
"""Rules of the schema that say more of a value than how it is written."""


def misreadings(kind: Kind, record: Record, values: Mapping[str, Text]) -> Iterator[Finding]:
    """Yield a finding for each value of a record that can be misread.

    Parameters
    ----------
    kind
        The kind of the record.
    record
        The record as it was read.
    values
        Its fields as text.
    """
    for at in _empty(values, ()):
        yield Finding(
            rule="empty-value",
            record=record,
            at=at,
            written=True,
            message=f"{dotted(at)}: empty value",
            hint="remove the field, or give it a value",
        )
    for at, text in misread(kind.fields, values):
        yield Finding(
            rule="ambiguous-value",
            record=record,
            at=at,
            written=True,
            message=f"{dotted(at)}: some readers of YAML take {text} for {_taken_for(text)}",
            hint=f"quote it: {scalar(text)}",
        )


def unsaid(
    misread_values: Sequence[Finding], by_schema: Sequence[Finding], paths: WrittenPaths
) -> list[Finding]:
    """Return the misreadings of values of which the schema says nothing: of two findings, its own is enough.

    Parameters
    ----------
    misread_values
        What ``misreadings`` found.
    by_schema
        What the schema forbids in the same record.
    paths
        The paths of that record.
    """
    wrong = {paths.of(finding.at) for finding in by_schema if finding.at and _about_value(finding.rule)}
    return [finding for finding in misread_values if finding.at not in wrong]


def _about_value(rule: str) -> bool:
    return rule.startswith("schema-") or rule in _SHAPE


def _empty(value: Text | Mapping[str, Text], path: Path) -> Iterator[Path]:
    if isinstance(value, AmbiguousText) and not value:
        yield path
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _empty(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _empty(inner, (*path, index))


def _taken_for(text: str) -> str:
    if text in _NOTHING:
        return "nothing"
    if _DATE.fullmatch(text):
        return "a date"
    if text[0].isdigit() or text[0] in "+-.":
        return "a number"
    return "true or false" if text[0].isalpha() else "part of YAML's syntax"
