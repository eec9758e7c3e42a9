"""ChangeRecord -> counts: one line for each collection."""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.compare.change import CHANGE_KINDS
from dmccb.compare.changerecord import ChangeRecord
from dmccb.render.changerecord.headline import moves_by_kind, noun
from dmccb.render.plural import agreeing
from dmccb.render.view import View


def render_stat(record: ChangeRecord, view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return how many records of each collection changed, and how many moved.

    Returns
    -------
    str
        One line for each collection, and one for the moves; empty where
        nothing differs.
    """
    summary = record.changeset.summary
    width = max((len(name) for name in (*summary, "moved")), default=0)
    lines = [f"{name:<{width}}  {_counts(counts)}" for name, counts in summary.items()]
    for collection, members, count in moves_by_kind(record):
        between = noun(collection, 2, record.kinds)
        lines.append(f"{'moved':<{width}}  {count} {agreeing(count, members)} between {between}")
    return "".join(f"{line}\n" for line in lines)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[kind]} {kind}" for kind in CHANGE_KINDS if counts[kind])
