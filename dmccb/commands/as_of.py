"""A state × what the user asked for -> the day as of which it is judged."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dmccb.baseline.register import text
from dmccb.records.dates import day
from dmccb.repository.resolve import Resolved


class AsOf(NamedTuple):
    """The day as of which work is overdue and roles are held.

    Attributes
    ----------
    today
        That day, unless another is asked for or follows from the baseline.
    asked
        The day that is asked for, if any.
    """

    today: date
    asked: date | None = None

    def of(self, side: Resolved) -> date:
        """Return the day that is asked for, else the date of a registered baseline, else today."""
        return self.asked or day(text(side.entry, "date")) or self.today
