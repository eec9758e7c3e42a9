"""Records -> text or JSON, each with the place where it stands."""

from __future__ import annotations

import json

from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.write import write_record


def record_text(found: list[tuple[Kind, Record]]) -> str:
    """Return records as they are written, each under its kind and place."""
    blocks = [
        f"# {kind.name}, {record.path}:{record.line}\n{write_record(kind, record.id, record.fields)}\n"
        for kind, record in found
    ]
    return "\n".join(blocks)


def record_json(found: list[tuple[Kind, Record]]) -> str:
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
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"
