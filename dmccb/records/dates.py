"""A date as its source gives it -> the days it stands for, and the difference of two dates.

Pure.  A date of a record is a day, ``2020-11-30``, or, where its source gives
less, one of two forms of ISO 8601-2 (EDTF): a month, ``2020-11``; and, for
what was done on an unknown day, ``[..2021-05-10]``, that day or an earlier
one.  Other forms of ISO 8601 (``20200101``, ``2020-W01-1``) are not dates of
ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Direction = Literal["later", "earlier", "unclear"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
_UP_TO = re.compile(r"\[\.\.([12][0-9]{3}-[0-9]{2}-[0-9]{2})\]")

_LONGEST = len("[..YYYY-MM-DD]")

_DECEMBER = 12


class Period(NamedTuple):
    """The days that a date stands for; it is one of them.

    Attributes
    ----------
    first
        The first of them; None where any earlier day will do.
    last
        The last of them.
    """

    first: date | None
    last: date

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def holds(self, other: Period) -> bool:
        """Tell whether each day that another date stands for is one of these."""
        if other.last > self.last:
            return False
        return self.first is None or (other.first is not None and self.first <= other.first)


class Difference(NamedTuple):
    """New date minus old date, in calendar days; positive is later.

    Attributes
    ----------
    least, most
        The smallest and the largest difference that the dates allow; None
        where there is no limit.
    """

    least: int | None
    most: int | None

    @property
    def days(self) -> int | None:
        """The difference of two days; None where one of the dates is not a day."""
        return self.least if self.least == self.most else None

    @property
    def direction(self) -> Direction:
        """``later`` or ``earlier`` where that is certain."""
        if self.least is not None and self.least > 0:
            return "later"
        if self.most is not None and self.most < 0:
            return "earlier"
        return "unclear"

    @property
    def middle(self) -> float:
        """The middle of the range, to sort by; of a half-open range, its end."""
        ends = [end for end in self if end is not None]
        return sum(ends) / len(ends) if ends else 0.0

    def as_json(self) -> dict[str, object]:
        """Return the difference as JSON values."""
        return {
            "days": self.days,
            "days_min": self.least,
            "days_max": self.most,
            "direction": self.direction,
        }


def day(value: object) -> date | None:
    """Return the day that a text gives; None where it gives none.

    The calendar has no year 0: ``0000-01-01`` is not a day.
    """
    return _day(value) if isinstance(value, str) and len(value) == len("YYYY-MM-DD") else None


@lru_cache(maxsize=1 << 14)  # a plan of a few decades has no more days, and asks for each of them often
def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def period(value: object) -> Period | None:
    """Return the days that a date stands for; None where the value is not a date."""
    return _period(value) if isinstance(value, str) and len(value) <= _LONGEST else None


@lru_cache(maxsize=1 << 14)
def _period(text: str) -> Period | None:
    exact = day(text)
    if exact is not None:
        return Period(exact, exact)
    if month := _MONTH.fullmatch(text):
        return _month(int(month[1]), int(month[2]))
    if up_to := _UP_TO.fullmatch(text):
        last = day(up_to[1])
        return Period(None, last) if last else None
    return None


def _month(year: int, month: int) -> Period:
    following = date(year + 1, 1, 1) if month == _DECEMBER else date(year, month + 1, 1)
    return Period(date(year, month, 1), following - timedelta(days=1))


def difference(old: object, new: object) -> Difference | None:
    """Return new minus old; None unless both are dates."""
    before, after = period(old), period(new)
    if before is None or after is None:
        return None
    return Difference(least=_days(before.last, after.first), most=_days(before.first, after.last))


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days


def refines(old: object, new: object) -> bool:
    """Tell whether a date says the same as an older one, more precisely: ``2020-11-30`` after ``2020-11``."""
    before, after = period(old), period(new)
    if before is None or after is None or before == after:
        return False
    return before.holds(after)


def lateness(due: object, done: object) -> int | None:
    """Return by how many days something was done after its date; negative is before it.

    The kinder reading of months: due at their end, done at their start.  None
    where one of the two is not a date, or the day is not known at all.
    """
    wanted, reached = period(due), period(done)
    return None if wanted is None or reached is None else _days(wanted.last, reached.first)


def overdue(due: object, as_of: date) -> int | None:
    """Return by how many days a date is past, a month at its end; None where it is not past, or no date."""
    wanted = period(due)
    return (as_of - wanted.last).days if wanted is not None and wanted.last < as_of else None


def date_order(value: object) -> tuple[date, date]:
    """Return what sorts dates by their last day, then their first; what is not a date comes last."""
    found = period(value)
    return (found.last, found.first or date.min) if found else (date.max, date.max)


def date_fault(text: str, also: Sequence[str] = ()) -> str:
    """Return what is to be said of a text that gives no date, after the text itself.

    Parameters
    ----------
    text
        The text.
    also
        The other forms that are allowed (``YYYY-MM``).
    """
    from calendar import monthrange  # takes 2 ms to load, and only those who err need it

    if not _DAY.fullmatch(text):
        *others, last = ("YYYY-MM-DD", *also)
        return (
            f"is not a date (want {', '.join(others)} or {last})"
            if others
            else f"is not a date (want {last})"
        )
    year, month = int(text[:4]), int(text[5:7])
    if not year:
        return "is not a day of the calendar (years begin at 0001)"
    if not 1 <= month <= len(_MONTHS):
        return "is not a day of the calendar (months are 01 to 12)"
    days = monthrange(year, month)[1]
    return f"is not a day of the calendar ({_MONTHS[month - 1]} {text[:4]} has {days} days)"
