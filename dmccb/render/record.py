"""Records -> text or JSON, each with the file and line that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.write import write_record
from dmccb.render.json_text import json_text
from dmccb.render.view import View


def record_text(found: Sequence[tuple[Kind, Record]], view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return records as they are written, each under its kind and place."""
    blocks = [
        f"# {kind.name}, {record.path}:{record.line}\n{write_record(kind, record.id, record.fields)}\n"
        for kind, record in found
    ]
    return "\n".join(blocks)


def rows(found: Sequence[tuple[Kind, Record]], view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many rows tables of the records have."""
    return sum(len(record.fields) for _, record in found)


def record_json(found: Sequence[tuple[Kind, Record]]) -> str:
    """Return records as a JSON list."""
    body = [
        {
            "collection": kind.collection,
            "id": record.id,
            "path": record.path,
            "line": record.line,
            "fields": dict(record.fields),
        }
        for kind, record in found
    ]
    return json_text(body)
