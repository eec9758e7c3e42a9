"""Registered baselines, and where their content is -> text or JSON."""

from __future__ import annotations

from collections.abc import Sequence

from dmccb.baseline.status import RegisteredStatus
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.view import View

STATES = {
    "tagged": "",
    "untagged": "no tag (dmccb baselines restore)",
    "moved": "TAG MOVED",
    "changed": "ENTRY CHANGED",
    "unclear": "TAG AND REGISTER DISAGREE",
    "lost": "NOT FOUND",
}
"""State of a baseline -> what a list says of it."""

ABOUT = ("source", "note")
"""Fields of an entry that have lines of their own."""

NONE = "no baseline is registered\n"

_DIGEST = len("sha256:") + 12
_COMMIT = 10


def as_json(found: Sequence[RegisteredStatus]) -> str:
    """Return the baselines as a JSON list."""
    return json_text([one.as_json() for one in found])


def text(found: Sequence[RegisteredStatus], view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return one line for each baseline, and below it where its content comes from."""
    table = [cells(one) for one in found]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines: list[str] = []
    for one, row in zip(found, table, strict=True):
        padded = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(padded).rstrip())
        lines += [f"{'':<{widths[0]}}  {line}" for line in about(one)]
    return "\n".join(lines) + "\n" if lines else NONE


def rows(found: Sequence[RegisteredStatus], view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many rows a table of the baselines has."""
    return len(found)


def cells(one: RegisteredStatus) -> list[str]:
    """Return name, document, date, approval, commit, digest and state."""
    fields = one.entry.fields
    written = [
        one.entry.id,
        str(fields.get("document", "")),
        str(fields.get("date", "")),
        str(fields.get("rfc", "no RFC")),
        one.commit[:_COMMIT] or "-" * _COMMIT,
        str(fields.get("digest", ""))[:_DIGEST],
        STATES[one.state],
    ]
    return [display(text) for text in written]


def about(one: RegisteredStatus) -> list[str]:
    """Return where the content comes from, and what should be known about it."""
    fields = one.entry.fields
    return [display(str(fields[name])) for name in ABOUT if name in fields]
