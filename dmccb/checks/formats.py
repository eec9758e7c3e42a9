"""Text × a format that a schema names -> whether it has that format.

Pure.  What both validators must agree on, although one of them has its own
opinion: a year 0, which the calendar does not have.
"""

from __future__ import annotations

from dmccb.records.dates import day


def is_day(value: object) -> bool:
    """Tell whether text is a day; what is not text may be anything."""
    return not isinstance(value, str) or day(value) is not None
