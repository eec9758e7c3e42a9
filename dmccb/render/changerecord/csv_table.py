r"""ChangeRecord -> CSV (RFC 4180): a line for each field that differs.

Pure.  A record that was added, removed or renumbered has a line of its own,
without a field, before its fields'.  Lines end in ``\r\n``.  A cell that a
spreadsheet could take for a formula begins with ``'``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.compare.change import Change, FieldChange
from dmccb.records.field import Field
from dmccb.render.display import value_text

COLUMNS = (
    "collection",
    "id",
    "old_id",
    "title",
    "change",
    "control",
    "in_scope",
    "invalid",
    "field",
    "news",
    "old",
    "new",
    "days",
    "days_min",
    "days_max",
    "direction",
    "added",
    "removed",
    "release",
)

_FIELD = COLUMNS.index("field")

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def render(record: ChangeRecord) -> str:
    """Return the change record as comma-separated values."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    release = {
        (change.collection, change.id): group.id
        for part in (record.inside, record.outside)
        for group in part.groups
        for change in group.changes
    }
    for change in record.changeset.changes:
        writer.writerows(_lines(change, release.get((change.collection, change.id), "")))
    return page.getvalue()


def cell(text: str) -> str:
    """Return the text so that no spreadsheet computes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def _lines(change: Change, release: str) -> Iterator[list[str]]:
    head = [cell(text) for text in (change.collection, change.id, change.old_id, change.title)]
    head.append(change.change)
    last = cell(release)
    state = ["yes" if change.in_scope else "no", cell("; ".join(change.invalid))]
    if change.change != "changed":
        yield [*head, change.control, *state, *[""] * len(COLUMNS[_FIELD:-1]), last]
    for field in change.fields:
        yield [*head, field.control, *state, *_field_cells(field), last]


def _field_cells(field: FieldChange) -> list[str]:
    return [
        cell(field.field),
        field.news,
        cell(_exact(field.old, field.spec)),
        cell(_exact(field.new, field.spec)),
        *_days(field),
        cell(_exact(field.added, field.spec)),
        cell(_exact(field.removed, field.spec)),
    ]


def _days(field: FieldChange) -> list[str]:
    """Return days, their range, and the direction; empty cells where a number is not known."""
    apart = field.difference
    if apart is None:
        return ["", "", "", ""]
    numbers = (apart.days, apart.least, apart.most)
    return [*("" if number is None else f"{number:+d}" for number in numbers), apart.direction]


def _exact(value: object, spec: Field | None) -> str:
    """Return a value as a cell: text as it is, members joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        inner = spec.items if spec else None
        return "; ".join(_exact(member, inner) for member in value)
    return value_text(value, spec)
