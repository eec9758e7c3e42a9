"""Report -> Milestone: each milestone of DMTN-158 once, from all its places.

Pure.  Cites DMTN-158 (2021-05-10).  A milestone can be known from its entry,
from the month that lists it, and from the overdue list; where the text lost
one of these, the others still speak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dmccb.importers.dmtn158.attributes import Attributes
from dmccb.importers.dmtn158.entries import Entry
from dmccb.importers.dmtn158.text import Listed, Month, Report, in_months


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
    done: bool

    @property
    def attributes(self) -> Attributes | None:
        """Its attribute list; None where the text lost it."""
        return self.entry.attributes if self.entry else None


def reconcile(report: Report) -> dict[str, Milestone]:
    """Return the milestones of the text, sorted by code."""
    entries = _first(report.entries)
    months = _first_months(report.months)
    overdue = {listed.code: listed for listed in report.overdue}
    listed = {one.code: one for one in in_months(report.months)}
    done = _done(report, months)
    milestones: dict[str, Milestone] = {}
    for code in sorted({*entries, *months, *overdue}):
        named: Entry | Listed = entries.get(code) or listed.get(code) or overdue[code]
        milestones[code] = Milestone(
            code=code,
            title=named.title,
            deliverable=named.deliverable,
            line=named.line,
            entry=entries.get(code),
            month=months.get(code),
            overdue=overdue[code].due if code in overdue else "",
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


def _done(report: Report, months: Mapping[str, Month]) -> frozenset[str]:
    """Return the milestones that were due before the document's month and are not overdue.

    Nothing is certain where the overdue list is shorter than the summary says.
    """
    if report.counts.get("overdue") != len(report.overdue):
        return frozenset()
    this_month = report.page.date[:7]
    due_before = {code for code, month in _latest_months(report, months).items() if month < this_month}
    return frozenset(due_before - {listed.code for listed in report.overdue})


def _latest_months(report: Report, months: Mapping[str, Month]) -> dict[str, str]:
    """Return the latest month in which each milestone can be due."""
    known = {code: month.month for code, month in months.items()}
    for entry in report.entries:
        if entry.attributes and entry.attributes.due:
            known[entry.code] = entry.attributes.due[:7]
    known.update({listed.code: listed.due[:7] for listed in report.overdue})
    by_section: dict[str, list[str]] = defaultdict(list)
    for entry in report.entries:
        by_section[entry.section].append(entry.code)
    latest = dict(known)
    for section in report.sections:
        latest.update(_bounds(by_section[section.code], known))
    return latest


def _bounds(codes: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the latest month of each milestone of a section.

    A section lists its milestones in the order of their due dates, so that
    each is due no later than the next one whose month is known.  A section
    that does not keep that order says nothing.
    """
    order = [known[code] for code in codes if known.get(code)]
    if order != sorted(order):
        return {}
    latest: dict[str, str] = {}
    bound = ""
    for code in reversed(codes):
        bound = known.get(code) or bound
        if bound:
            latest[code] = bound
    return latest
