"""Existing records x what a text says -> the records after the import.

Pure.  A text is never the only source of a record: what it does not speak
about keeps its value.
"""

from __future__ import annotations

from collections.abc import Collection

from dmccb.importers.importresult import Records
from dmccb.records.record import Fields, Value


def existing(previous: Records, collection: str, code: str) -> Fields:
    """Return the fields of a record, none where it does not exist."""
    return previous.get(collection, {}).get(code, {})


def merged(old: Fields, new: Fields, *, owned: Collection[str] = ()) -> Fields:
    """Return a record with new values, and the old ones that the text does not speak about.

    Parameters
    ----------
    owned
        Fields that the text decides on: without a new value they are dropped.
    """
    return {**new, **{name: value for name, value in old.items() if name not in new and name not in owned}}


def codes(value: Value | None) -> list[str]:
    """Return the codes of a list field, whether plain or with the type and lag of a link."""
    if not isinstance(value, list):
        return []
    return [str(link.get("milestone", "")) if isinstance(link, dict) else str(link) for link in value]
