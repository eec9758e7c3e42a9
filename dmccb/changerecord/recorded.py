"""Changes -> FirstRecorded …: fields that had no value before, counted.

Pure.  That a source says more than the one before it is no change of the
plan: such fields are counted, by field and value, and never listed one by
one.  A date that was first recorded is news of its own, and not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dmccb.compare.change import JUDGES, Change, strictest
from dmccb.records.field import Field
from dmccb.records.record import Value


class FirstRecorded(NamedTuple):
    """A field that some records of a collection have for the first time.

    Attributes
    ----------
    collection, field, spec
        The field.
    number
        In how many records it was first recorded.
    values
        Its values and how often each is there, the most frequent first; none
        of a list.
    """

    collection: str
    field: str
    spec: Field
    number: int
    values: tuple[tuple[str, int], ...]


def first_recorded(changes: Iterable[Change]) -> tuple[FirstRecorded, ...]:
    """Return the fields that existing records have for the first time, the most frequent first."""
    specs: dict[tuple[str, str], Field] = {}
    values: dict[tuple[str, str], list[Value | None]] = {}
    for change in changes:
        if not _may_say_more(change):
            continue
        for field in change.fields:
            if not field.is_first_record:
                continue
            key = (change.collection, field.field)
            specs[key] = field.spec
            values.setdefault(key, []).append(field.new)
    rows = [
        FirstRecorded(collection, name, specs[collection, name], len(found), _counts(found))
        for (collection, name), found in values.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.number, row.collection, row.field)))


def told(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes without what was first recorded, and without those of which nothing is left."""
    return tuple(rest for change in changes if (rest := _without_first(change)) is not None)


def _without_first(change: Change) -> Change | None:
    if not _may_say_more(change):
        return change
    fields = tuple(field for field in change.fields if not field.is_first_record)
    if len(fields) == len(change.fields):
        return change
    if not fields and change.change == "changed" and not change.invalid:
        return None
    control = change.control if change.change == "renumbered" else strictest(fields)
    return change._replace(fields=fields, control=control)


def _may_say_more(change: Change) -> bool:
    """Tell whether a source can say more of a record: of what is new or gone, or judges others, it cannot."""
    return change.is_on_both_sides and change.collection not in JUDGES


def _counts(values: Iterable[Value | None]) -> tuple[tuple[str, int], ...]:
    texts = [str(value) for value in values if isinstance(value, str | int)]
    return tuple(sorted(Counter(texts).items(), key=lambda pair: (-pair[1], pair[0])))
