"""Lines of published text: their plain form, and what a code and a day look like."""

from __future__ import annotations

from datetime import date

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]*"
"""A milestone's code."""

DAY = r"\d{4}-\d{2}-\d{2}"
"""The shape of a date; ``is_day`` knows whether the calendar has it."""


def plain(line: str) -> str:
    """Return a line with single spaces and none at its ends."""
    return " ".join(line.split())


def is_day(text: str) -> bool:
    """Tell whether a text is a date of the calendar, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
