"""Report -> when each milestone is due, as closely as the text tells.

Pure.  Cites DMTN-158 (2021-05-10).  The day is in the attribute list and in
the overdue list; the month is above the list that names the milestone.  Where
one is lost, the order of "Milestones by WBS" still tells something: each
section lists its milestones by due date, so that none is due before one above
it or after one below it.  So does a month list that is there and does not
name the milestone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from dmccb.importers.dmtn158.text import Report
from dmccb.records.dates import Period, day, period

_ANY = Period(date.min, date.max)
_DAY = timedelta(days=1)
_MONTH = len("YYYY-MM")


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """When a milestone can be due.

    Attributes
    ----------
    days
        The first and the last day that the text leaves open.
    not_in
        Months whose lists are there and do not name it.
    """

    days: Period
    not_in: Collection[str] = frozenset()

    @property
    def date(self) -> str:
        """The date as a record has it: the day, or the month; empty where the text leaves more open."""
        first, last = _first(self.days).isoformat(), self.days.last.isoformat()
        if first == last:
            return last
        return last[:_MONTH] if first[:_MONTH] == last[:_MONTH] else ""

    def allows(self, value: object) -> bool:
        """Tell whether the text leaves room for a date from elsewhere."""
        other = period(value)
        if other is None or str(value)[:_MONTH] in self.not_in:
            return False
        return _first(other) <= self.days.last and _first(self.days) <= other.last

    def beside(self, value: object) -> str:
        """Return the date for a record that has another: its own, if it is a day that the text allows."""
        return str(value) if day(value) is not None and self.allows(value) else self.date


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lists:
    """The months whose lists are there.

    ``after`` and ``before`` map each to the nearest day that is in none of them.
    """

    after: Mapping[str, date]
    before: Mapping[str, date]


def due_dates(report: Report) -> dict[str, Due]:
    """Return when each milestone of the text is due."""
    said = dict(_said(report))
    placed = dict(said)
    for section in _sections(report, said):
        placed.update(_in_order(section))
    lists = _lists(month.month for month in report.months if not month.lost)
    return {code: Due(days=days) if code in said else _unlisted(days, lists) for code, days in placed.items()}


def _said(report: Report) -> Iterator[tuple[str, Period]]:
    """Yield what the lists say, the most certain last."""
    for month in reversed(report.months):
        for listed in reversed(month.listed):
            yield listed.code, _days(month.month)
    for listed in report.overdue:
        yield listed.code, _days(listed.due)
    for entry in reversed(report.entries):
        if entry.attributes and entry.attributes.due:
            yield entry.code, _days(entry.attributes.due)


def _sections(report: Report, said: Mapping[str, Period]) -> Iterable[Mapping[str, Period]]:
    """Return the milestones of each section, in the order of the text."""
    sections: dict[str, dict[str, Period]] = defaultdict(dict)
    first: dict[str, str] = {}
    for entry in report.entries:
        if first.setdefault(entry.code, entry.section) == entry.section:
            sections[entry.section][entry.code] = said.get(entry.code, _ANY)
    return sections.values()


def _in_order(days: Mapping[str, Period]) -> dict[str, Period]:
    """Narrow the days of a section by those above and below; a section that is not in order says nothing."""
    firsts = list(accumulate((_first(one) for one in days.values()), max))
    lasts = list(accumulate((one.last for one in reversed(list(days.values()))), min))[::-1]
    if any(first > last for first, last in zip(firsts, lasts, strict=True)):
        return dict(days)
    return dict(zip(days, map(Period, firsts, lasts), strict=True))


def _lists(months: Iterable[str]) -> _Lists:
    known = sorted(month for month in set(months) if period(month))
    after: dict[str, date] = {}
    before: dict[str, date] = {}
    for month in reversed(known):
        following = _days(month).last + _DAY
        after[month] = after.get(_month(following), following)
    for month in known:
        preceding = _first(_days(month)) - _DAY
        before[month] = before.get(_month(preceding), preceding)
    return _Lists(after=after, before=before)


def _unlisted(days: Period, lists: _Lists) -> Due:
    """Cut off the months at both ends whose lists do not name it; a text that leaves no day says nothing."""
    first, last = _first(days), days.last
    left = Period(lists.after.get(_month(first), first), lists.before.get(_month(last), last))
    return Due(days=left if _first(left) <= left.last else _ANY, not_in=lists.after.keys())


def _days(text: str) -> Period:
    return period(text) or _ANY


def _first(days: Period) -> date:
    return days.first or date.min


def _month(one: date) -> str:
    return one.isoformat()[:_MONTH]
