"""Report -> Milestone: each milestone of DMTN-158 once, from all its places.

Pure.  Cites DMTN-158 (2021-05-10).  A milestone can be known from its entry,
from the month that lists it, and from the overdue list; where the text lost
one of these, the others still speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dmccb.importers.dmtn158.attributes import Attributes
from dmccb.importers.dmtn158.due import Due, due_dates
from dmccb.importers.dmtn158.entries import Entry
from dmccb.importers.dmtn158.text import Listed, Month, Report, in_months
from dmccb.records.dates import period


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    """One milestone.

    Attributes
    ----------
    entry
        Its entry under "Milestones by WBS"; None where the text lost it.
    month
        The month that lists it; None where none does.
    overdue
        The day in the overdue list; empty where it is not there.
    due
        When it is due, from all places of the text.
    done
        Whether it is certain that it is completed, though its attribute list
        is lost: it was due before the document's month and is not overdue.
    """

    code: str
    title: str
    deliverable: str
    line: int
    entry: Entry | None
    month: Month | None
    overdue: str
    due: Due
    done: bool

    @property
    def attributes(self) -> Attributes | None:
        """Its attribute list; None where the text lost it."""
        return self.entry.attributes if self.entry else None

    @property
    def section(self) -> str:
        """The WBS element in whose section its entry is; empty where the text lost it."""
        return self.entry.section if self.entry else ""


def reconcile(report: Report) -> dict[str, Milestone]:
    """Return the milestones of the text, sorted by code."""
    entries = _first(report.entries)
    months = _first_months(report.months)
    overdue = {listed.code: listed for listed in report.overdue}
    listed = {one.code: one for one in in_months(report.months)}
    due = due_dates(report)
    done = _done(report, due)
    milestones: dict[str, Milestone] = {}
    for code in sorted(due):
        named: Entry | Listed = entries.get(code) or listed.get(code) or overdue[code]
        milestones[code] = Milestone(
            code=code,
            title=named.title,
            deliverable=named.deliverable,
            line=named.line,
            entry=entries.get(code),
            month=months.get(code),
            overdue=overdue[code].due if code in overdue else "",
            due=due[code],
            done=code in done,
        )
    return milestones


def _first(entries: Iterable[Entry]) -> dict[str, Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.code, entry)
    return first


def _first_months(months: Iterable[Month]) -> dict[str, Month]:
    first: dict[str, Month] = {}
    for month in months:
        for listed in month.listed:
            first.setdefault(listed.code, month)
    return first


def _done(report: Report, due: Mapping[str, Due]) -> frozenset[str]:
    """Return the milestones that were due before the document's month and are not overdue.

    Nothing is certain where the overdue list is shorter than the summary says.
    """
    if report.counts.get("overdue") != len(report.overdue):
        return frozenset()
    this_month = period(report.page.date[: len("YYYY-MM")])
    if this_month is None or this_month.first is None:
        return frozenset()
    due_before = {code for code, one in due.items() if one.days.last < this_month.first}
    return frozenset(due_before - {listed.code for listed in report.overdue})
