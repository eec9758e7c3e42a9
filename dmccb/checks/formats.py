"""Text × a format that a schema names -> whether it has that format.

Pure.  What both validators must agree on although one of them has its own
opinion: a year 0, which is in no calendar of ours.
"""

from __future__ import annotations

from datetime import date


def is_day(text: object) -> bool:
    """Tell whether text is a day of the calendar, written as 2019-11-08; what is not text may be anything."""
    if not isinstance(text, str):
        return True
    if len(text) != 10 or not text.isascii():
        return False
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
