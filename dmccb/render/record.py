"""Records -> text or JSON, each with the file and line that hold it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dmccb.impact.standing import Shown
from dmccb.records.write import write_record
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.standing import member_rows, members_heading, summary, table
from dmccb.render.view import View


def record_text(found: Sequence[Shown], view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return records as they are written, each under its kind and place.

    What is computed is in comments, so that the text is still a record file.
    """
    blocks = ["\n".join((*_parts(one), "")) for one in found]
    return "\n".join(blocks)


def _parts(one: Shown) -> Iterator[str]:
    yield f"# {display(one.kind.name)}, {display(one.record.path)}:{one.record.line}"
    yield write_record(one.kind, one.record.id, one.record.fields)
    yield from (f"# {line}" for line in _computed(one))


def invalid_lines(one: Shown) -> list[str]:
    """Return a line for each thing that the schema forbids in a record."""
    return [f"invalid: {display(fault)}" for fault in one.invalid]


def _computed(one: Shown) -> Iterator[str]:
    yield from invalid_lines(one)
    if one.standing is None:
        return
    yield from summary(one.standing)
    if heading := members_heading(one.standing):
        yield heading
        yield from (f"  {line}" for line in table(member_rows(one.standing)))


def rows(found: Sequence[Shown], view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many rows tables of the records have."""
    members = [one.standing.members for one in found if one.standing and one.standing.members]
    return sum(len(one.record.fields) for one in found) + sum(map(len, members))


def record_json(found: Sequence[Shown]) -> str:
    """Return records as a JSON list; what is computed is apart from the fields."""
    body = [
        {
            "collection": one.kind.collection,
            "id": one.record.id,
            "path": one.record.path,
            "line": one.record.line,
            "fields": dict(one.record.fields),
            "computed": one.computed_json(),
        }
        for one in found
    ]
    return json_text(body)
