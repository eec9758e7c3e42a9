"""Two moments -> how busy other processes kept the machine between them."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

QUIET = 0.1
"""Processors that others may use on a machine that counts as quiet."""

_STAT = Path("/proc/stat")
_BUSY = (0, 1, 2, 7)
"""Columns of the kernel's count: user, nice, system, and what other virtual machines took."""


class Moment(NamedTuple):
    """Seconds on the clock, of all processors in use, and of those that the bench itself used."""

    clock: float
    all: float
    own: float


def now() -> Moment | None:
    """Return this moment; None where the system does not say how busy it is."""
    try:
        counts = _STAT.read_text(encoding="ascii").split("\n", 1)[0].split()[1:]
    except OSError:
        return None
    ticks = sum(int(counts[column]) for column in _BUSY)
    return Moment(perf_counter(), ticks / os.sysconf("SC_CLK_TCK"), sum(os.times()[:4]))


def others(start: Moment | None, end: Moment | None) -> float | None:
    """Return how many processors others used on average; None where that is not known."""
    if start is None or end is None:
        return None
    used = (end.all - start.all) - (end.own - start.own)
    return max(0.0, used / (end.clock - start.clock))


def remark(used: float | None) -> str:
    """Return what to say about a machine that was not quiet; empty where it was."""
    if used is None:
        return "whether the machine was quiet is not known on this system"
    return "" if used <= QUIET else f"not quiet: other processes kept {used:.1f} processors busy"
