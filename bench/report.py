"""Measurements and verdicts -> tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.goals import Verdict
from bench.measure import Measured
from bench.scenario import GIT, START

HEAD = ("command", "wall", "least", f"× {GIT}", f"× {START}", "processors", f"× {GIT}", "peak", "rounds")


def table(found: Mapping[str, Measured], fmt: str) -> str:
    """Return the measurements of one scenario."""
    git, start = found.get(GIT), found.get(START)
    rows = [
        (
            name,
            f"{one.wall:.3f} s",
            f"{one.least:.3f} s",
            _ratio(one.wall, git.wall if git else None),
            _ratio(one.wall, start.wall if start else None),
            f"{one.cpu:.3f} s",
            _ratio(one.cpu, git.cpu if git else None),
            f"{one.peak:.0f} MiB",
            str(len(one.runs)),
        )
        for name, one in found.items()
    ]
    return _set(HEAD, rows, fmt)


def verdict_table(rows: Sequence[Verdict], fmt: str) -> str:
    """Return all goals, what was measured, and whether they are met."""
    return _set(("work", "measured", "goal", "verdict"), rows, fmt)


def _ratio(value: float, base: float | None) -> str:
    return f"{value / base:.2f}" if base else ""


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
