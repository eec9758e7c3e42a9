"""What a rule says of a record, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from dmccb.records.coerce import Path
from dmccb.records.record import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One finding about a record.

    Attributes
    ----------
    rule
        ID of the rule.
    record
        The record that it is about.
    at
        Path of the value in the typed record; ``()`` for the record itself.
    written
        Whether ``at`` counts the members of a set as they are in the file,
        and not in their sorted order.
    key
        Whether the name of the field is meant, not its value.
    message, hint, cause
        As in ``Problem``.
    """

    rule: str
    record: Record
    at: Path = ()
    written: bool = False
    key: bool = False
    message: str
    hint: str = ""
    cause: str = ""
