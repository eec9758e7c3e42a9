"""ChangeRecord -> counts: one line for each collection."""

from __future__ import annotations

from dmccb.compare.changerecord import ChangeRecord
from dmccb.compare.changeset import CHANGE_KINDS


def render_stat(record: ChangeRecord) -> str:
    """Return how many records of each collection changed, and how many moved.

    Returns
    -------
    str
        One line for each collection, and one for the moves; empty where
        nothing differs.
    """
    summary = record.changeset.summary
    width = max((len(name) for name in (*summary, "moved")), default=0)
    lines = [
        f"{name:<{width}}  " + ", ".join(f"{counts[kind]} {kind}" for kind in CHANGE_KINDS if counts[kind])
        for name, counts in summary.items()
    ]
    if record.changeset.moves:
        lines.append(f"{'moved':<{width}}  {len(record.changeset.moves)} features between releases")
    return "".join(f"{line}\n" for line in lines)
