"""Requests for comments -> a list, or one of them with what it names; text or JSON."""

from __future__ import annotations

from collections.abc import Sequence

from dmccb.impact.named import Named, ShownWithNames
from dmccb.render import record
from dmccb.render.display import display, label
from dmccb.render.json_text import json_text
from dmccb.render.view import View

COLUMNS = ("title", "class", "requestor", "assignee", "planned_end")
"""Fields of a request that a list shows, after its number."""

HEADINGS = ("RFC", *(label(name).capitalize() for name in COLUMNS))

NONE = "no RFC on record\n"

_PEOPLE = ("requestor", "assignee")


def list_text(found: Sequence[ShownWithNames], view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return one line for each request, below a line that says what its columns are."""
    if not found:
        return NONE
    table = [list(HEADINGS), *map(cells, found)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "".join(_line(row, widths) for row in table)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
    return f"{'  '.join(padded).rstrip()}\n"


def list_rows(found: Sequence[ShownWithNames], view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many rows a table of the requests has."""
    return len(found)


def cells(one: ShownWithNames) -> list[str]:
    """Return the number of a request, and what a list shows of it."""
    return [display(text) for text in (one.record.id, *map(one.text, COLUMNS))]


def list_json(found: Sequence[ShownWithNames]) -> str:
    """Return the requests as a JSON list; each person has ID and name."""
    return json_text([_summary(one) for one in found])


def _summary(one: ShownWithNames) -> dict[str, object]:
    fields = one.record.fields
    told: dict[str, object] = {name: fields.get(name) for name in COLUMNS}
    people = {name: {"id": fields[name], "name": one.text(name)} for name in _PEOPLE if name in fields}
    return {"id": one.record.id, **told, **people, "path": one.record.path, "line": one.record.line}


def one_text(one: ShownWithNames, view: View) -> str:
    """Return a request as it is written; what it names is in comments, so that it is still a file."""
    named = "".join(f"# {line}\n" for line in names_lines(one))
    return record.record_text([one.shown], view) + named


def one_rows(one: ShownWithNames, view: View) -> int:
    """Return how many rows a table of the request has."""
    return record.rows([one.shown], view) + len(one.names)


def names_lines(one: ShownWithNames) -> list[str]:
    """Return a line for each thing that a request names: ``requestor ada: Ada Lovelace``."""
    return [_named(each) for each in one.names]


def _named(each: Named) -> str:
    field = label(each.field)
    noun = f" {display(each.noun)}" if each.noun and each.field not in _SAID_BY_FIELD else ""
    if not each.item[0]:
        return f"{field} {display(each.item[1])}: not in these records"
    title = f": {display(each.title)}" if each.title else ""
    return f"{field}{noun} {display(each.item[1])}{title}"


_SAID_BY_FIELD = (*_PEOPLE, "release")
"""Fields whose name says what kind of record they name."""


def one_json(one: ShownWithNames) -> str:
    """Return a request as JSON; what it names is apart from its fields."""
    found = one.shown
    body = {
        "collection": found.kind.collection,
        "id": one.record.id,
        "path": one.record.path,
        "line": one.record.line,
        "fields": dict(one.record.fields),
        "named": [each.as_json() for each in one.names],
        "computed": found.computed_json(),
    }
    return json_text(body)
