"""Two dates -> the days between them: the one difference of two dates.

Pure.  A date of a record is a day, written ``YYYY-MM-DD``; other forms of
ISO 8601 (``20200101``, ``2020-W01-1``) are not dates of ours.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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


def date_fault(text: str) -> str:
    """Return what is to be said of a text that gives no day, after the text itself."""
    from calendar import monthrange  # takes 2 ms to load, and only those who err need it

    if not _DAY.fullmatch(text):
        return "is not a date (want YYYY-MM-DD)"
    year, month = int(text[:4]), int(text[5:7])
    if not year:
        return "is not a day of the calendar (years begin at 0001)"
    if not 1 <= month <= len(_MONTHS):
        return "is not a day of the calendar (months are 01 to 12)"
    days = monthrange(year, month)[1]
    return f"is not a day of the calendar ({_MONTHS[month - 1]} {text[:4]} has {days} days)"


def days_between(old: object, new: object) -> int | None:
    """Return new minus old in calendar days; positive is later; None unless both are days."""
    first, second = day(old), day(new)
    return None if first is None or second is None else (second - first).days
