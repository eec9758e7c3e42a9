"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click


def today() -> date:
    """Return today's date, in UTC."""
    return datetime.now(UTC).date()


class Moment(click.ParamType[datetime]):
    """A moment on the command line: ``YYYY-MM-DDThh:mm:ssZ``, or with another offset; a day is its start."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment, or fail and say what one looks like."""
        if isinstance(value, datetime):
            return value
        from dmccb.policy.assume import instant
        from dmccb.records.dates import day

        found = instant(str(value))
        if found is None and (first := day(value)) is not None:
            found = datetime(first.year, first.month, first.day, tzinfo=UTC)
        if found is None:
            self.fail(f"{value!r} is no moment (want 2026-03-05T10:00:00Z, or a day)", param, ctx)
        return found


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
