"""Difference of two dates -> text: ``+641 d``, or ``+612 to +641 d, later``.

Pure.
"""

from __future__ import annotations

from dmccb.records.dates import Difference


def difference_text(apart: Difference) -> str:
    """Return a difference with its sign, positive is later; of imprecise dates, its range and direction."""
    if apart.days is not None:
        return days_text(apart.days)
    if apart.least is None and apart.most is None:
        return apart.direction
    return f"{_range(apart.least, apart.most)}, {apart.direction}"


def days_text(days: int) -> str:
    """Return a number of days with its sign (``+147 d``)."""
    return f"{days:+d} d"


def range_text(least: float, most: float) -> str:
    """Return a range of days (``+612 to +641 d``), or the one number that it is; a median may end in .5."""
    return f"{least:+.10g} d" if least == most else f"{least:+.10g} to {most:+.10g} d"


def _range(least: int | None, most: int | None) -> str:
    if least is None:
        return f"at most {days_text(most or 0)}"
    if most is None:
        return f"at least {days_text(least)}"
    return range_text(least, most)
