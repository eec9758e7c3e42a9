"""Slips × who answers -> ElementRow …: the slips of each WBS element.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dmccb.changerecord.slips import Slip, later, median_slip
from dmccb.impact.responsible import Responsible


class ElementRow(NamedTuple):
    """The slips of one WBS element, or team.

    Attributes
    ----------
    code
        The element; empty for records that belong to none.
    later, open
        How many of its records are later, and how many of these are open.
    median
        The least and the most that the median of the open slips can be, in
        days; None where there is none.
    worst
        The largest slip of open work; None where there is none.
    who
        Title of the element, its institution, and who answers for it; None
        where it is not on record.
    """

    code: str
    later: int
    open: int
    median: tuple[float, float] | None
    worst: Slip | None
    who: Responsible | None


def element_rows(slips: Iterable[Slip], who: Mapping[str, Responsible]) -> tuple[ElementRow, ...]:
    """Return a row for each element of which something is later, the one with the worst open slip first.

    Parameters
    ----------
    slips
        The slips, the largest first.
    who
        Code of an element -> who answers for it.
    """
    by_element: dict[str, list[Slip]] = {}
    for slip in later(slips):
        by_element.setdefault(slip.element, []).append(slip)
    rows = [_row(code, found, who.get(code)) for code, found in by_element.items()]
    return tuple(sorted(rows, key=_worst_first))


def _worst_first(row: ElementRow) -> tuple[float, int, str]:
    return (-row.worst.moved.middle if row.worst else 0.0, -row.later, row.code)


def _row(code: str, found: list[Slip], who: Responsible | None) -> ElementRow:
    still_open = [slip for slip in found if slip.is_open]
    return ElementRow(
        code=code,
        later=len(found),
        open=len(still_open),
        median=median_slip(still_open),
        worst=still_open[0] if still_open else None,
        who=who,
    )
