"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click


def today() -> date:
    """Return today's date, in UTC."""
    return datetime.now(UTC).date()


class Day(click.ParamType[date]):
    """A date on the command line: ``YYYY-MM-DD``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail and say what a date looks like."""
        if isinstance(value, date):
            return value
        from dmccb.records.dates import date_fault, day

        found = day(value)
        if found is None:
            self.fail(f"{value!r} {date_fault(str(value))}", param, ctx)
        return found
