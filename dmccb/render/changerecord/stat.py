"""ChangeRecord -> counts: one line for each collection."""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.compare.change import CHANGE_KINDS
from dmccb.render.changerecord.counts import moves_between, moves_to_none, noun
from dmccb.render.changerecord.headline import left_out
from dmccb.render.plural import agreeing
from dmccb.render.view import View


def render_stat(record: ChangeRecord, view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return how many records of each collection changed, and how many moved.

    Returns
    -------
    str
        One line for each collection, for the moves, and for what is not
        shown; empty where nothing differs.
    """
    summary = record.changeset.summary
    width = max((len(name) for name in (*summary, "moved")), default=0)
    lines = [f"{name:<{width}}  {_counts(counts)}" for name, counts in summary.items()]
    moves = record.changeset.moves
    for collection, members, count in moves_between(moves):
        between = noun(collection, 2, record.kinds)
        lines.append(f"{'moved':<{width}}  {count} {agreeing(count, members)} between {between}")
    for collection, members, count in moves_to_none(moves):
        group = noun(collection, 1, record.kinds)
        lines.append(f"{'moved':<{width}}  {count} {agreeing(count, members)} now in no {group}")
    return "".join(f"{line}\n" for line in (*lines, *left_out(record)))


def _counts(counts: Mapping[str, int]) -> str:
    words: dict[str, str] = {kind: kind for kind in CHANGE_KINDS}
    words["first_recorded"] = "gained fields"
    return ", ".join(f"{counts[kind]} {word}" for kind, word in words.items() if counts[kind])
