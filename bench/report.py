"""Measurements × goals -> tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.measure import Measured
from bench.scenarios import GIT, START, Goal

HEAD = ("command", "wall", f"× {GIT}", f"× {START}", "processors", f"× {GIT}", "peak", "rounds")


def table(found: Mapping[str, Measured], fmt: str) -> str:
    """Return the measurements of one scenario."""
    rows = [
        (
            name,
            f"{one.wall:.3f} s",
            _ratio(one, found.get(GIT)),
            _ratio(one, found.get(START)),
            f"{one.cpu:.3f} s",
            f"{one.cpu / found[GIT].cpu:.2f}" if GIT in found else "",
            f"{one.peak:.0f} MiB",
            str(len(one.walls)),
        )
        for name, one in found.items()
    ]
    return _set(HEAD, rows, fmt)


def verdicts(goals: Sequence[Goal], found: Mapping[str, Measured]) -> list[tuple[str, str, str]]:
    """Return what was to be reached, what was reached, and whether that is enough."""
    out = []
    for goal in goals:
        mine, other = found.get(goal.of), found.get(goal.to)
        if mine is None or (goal.to and other is None):
            out.append((_wanted(goal), "not measured", "?"))
            continue
        value = mine.peak if goal.memory else mine.wall
        if other is not None:
            value /= other.peak if goal.memory else other.wall
        met = "met" if value <= goal.limit else "NOT MET"
        if met == "met" and goal.stretch:
            met = "met, and the stretch goal" if value <= goal.stretch else "met; the stretch goal is not"
        out.append((_wanted(goal), _value(goal, value), met))
    return out


def verdict_table(rows: Sequence[tuple[str, str, str]], fmt: str) -> str:
    """Return the goals of one scenario."""
    return _set(("goal", "measured", "verdict"), rows, fmt) if rows else ""


def _wanted(goal: Goal) -> str:
    what = "peak of " if goal.memory else ""
    stretch = f", stretch {_value(goal, goal.stretch)}" if goal.stretch else ""
    return f"{what}{goal.of} at most {_value(goal, goal.limit)}{stretch}"


def _value(goal: Goal, value: float) -> str:
    if goal.to and value < 0.3:
        return f"1/{1 / value:.3g} of {goal.to}"
    if goal.to:
        return f"{value:.2f} × {goal.to}"
    return f"{value:.0f} MiB" if goal.memory else f"{value:.3g} s"


def _ratio(one: Measured, other: Measured | None) -> str:
    return f"{one.wall / other.wall:.2f}" if other else ""


def _set(head: Sequence[str], rows: Sequence[Sequence[str]], fmt: str) -> str:
    if fmt == "markdown":
        lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    columns = zip(head, *rows, strict=True)
    widths = [max(map(len, column)) for column in columns]

    def line(cells: Sequence[str]) -> str:
        first, *rest = cells
        padded = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        return "  ".join(["  " + first.ljust(widths[0]), *padded])

    return "\n".join(map(line, (head, *rows)))
