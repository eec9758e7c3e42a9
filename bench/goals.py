"""Goals × measurements -> verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bench.measure import Measured

Quantity = Literal["wall", "cpu", "peak"]

MET, STRETCH, MISSED, UNKNOWN = "met", "met, and the stretch goal", "NOT MET", "not measured"
WRONG = f"{MISSED}: no right answer"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A limit of one command.

    Attributes
    ----------
    of
        Name of the command.
    to
        Name of the command that it is compared with; empty for seconds or
        MiB as they are.
    limit, stretch
        At most this much; 0 for no stretch goal.
    quantity
        Wall time, processor time or peak memory.
    extra
        Whether it is how much more than the other command that counts, not
        how many times as much.
    """

    of: str
    to: str = ""
    limit: float
    stretch: float = 0.0
    quantity: Quantity = "wall"
    extra: bool = False


class Verdict(NamedTuple):
    """What was measured, what was to be reached, and whether that is so."""

    work: str
    measured: str
    goal: str
    verdict: str


def judge(goal: Goal, found: Mapping[str, Measured]) -> Verdict:
    """Return whether a goal is met; medians count."""
    mine, other = found.get(goal.of), found.get(goal.to)
    wanted = _written(goal, goal.limit)
    if goal.stretch:
        wanted += f", stretch {_number(goal, goal.stretch)}"
    if mine is None or (goal.to and other is None):
        return Verdict(_work(goal), "", wanted, UNKNOWN)
    value = _compared(goal, mine, other)
    verdict = MET if value <= goal.limit else MISSED
    if goal.stretch and value <= goal.stretch:
        verdict = STRETCH
    return Verdict(_work(goal), _written(goal, value), wanted, verdict)


def _compared(goal: Goal, mine: Measured, other: Measured | None) -> float:
    value: float = getattr(mine, goal.quantity)
    if other is None:
        return value
    base: float = getattr(other, goal.quantity)
    return value - base if goal.extra else value / base


def _work(goal: Goal) -> str:
    part = {"wall": "", "cpu": ", processors", "peak": ", peak"}[goal.quantity]
    return f"{goal.of}{part}"


def _written(goal: Goal, value: float) -> str:
    written = _number(goal, value)
    if goal.extra:
        return f"{written} more than {goal.to}"
    if not goal.to:
        return written
    return f"{written} {'of' if written.startswith('1/') else '×'} {goal.to}"


def _number(goal: Goal, value: float) -> str:
    if goal.to and not goal.extra:
        return f"1/{1 / value:.3g}" if value < 0.3 else f"{value:.2f}"
    return f"{value:.0f} MiB" if goal.quantity == "peak" else f"{value:.3g} s"
