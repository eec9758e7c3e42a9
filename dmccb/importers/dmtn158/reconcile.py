"""Survey -> Found: each milestone of DMTN-158 once, from all its places.

Pure.  Cites DMTN-158 (2021-05-10).  A milestone can be known from its entry,
from the month that lists it, and from the overdue list; where the text lost
one of these, the others still speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dmccb.importers.dmtn158.attributes import Attributes
from dmccb.importers.dmtn158.entries import Entry
from dmccb.importers.dmtn158.text import Listed, Month, Survey


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
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
        It is certain that it is completed, though its list is lost: it was
        due before the document's month and is not overdue.
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


def found(survey: Survey) -> dict[str, Found]:
    """Return the milestones of the text, sorted by code."""
    entries: dict[str, Entry] = {}
    for entry in survey.entries:
        entries.setdefault(entry.code, entry)
    months: dict[str, Month] = {}
    for month in survey.months:
        for listed in month.listed:
            months.setdefault(listed.code, month)
    overdue = {listed.code: listed for listed in survey.overdue}
    lists = {listed.code: listed for month in survey.months for listed in month.listed}
    bounds = _latest_months(survey, months)
    complete = survey.counts.get("overdue") == len(survey.overdue)
    result: dict[str, Found] = {}
    for code in sorted({*entries, *months, *overdue}):
        named: Entry | Listed = entries.get(code) or lists.get(code) or overdue[code]
        before = bounds.get(code, survey.date) < survey.date[:7]
        result[code] = Found(
            code=code,
            title=named.title,
            deliverable=named.deliverable,
            line=named.line,
            entry=entries.get(code),
            month=months.get(code),
            overdue=overdue[code].due if code in overdue else "",
            done=complete and before and code not in overdue,
        )
    return result


def _latest_months(survey: Survey, months: Mapping[str, Month]) -> dict[str, str]:
    """Return the latest month in which each milestone can be due.

    A section lists its milestones in the order of their due dates, so that
    each is due no later than the next one whose month is known.  A section
    that does not keep that order says nothing.
    """
    known = {code: month.month for code, month in months.items()}
    known.update({entry.code: entry.attributes.due[:7] for entry in survey.entries if entry.attributes})
    known.update({listed.code: listed.due[:7] for listed in survey.overdue})
    latest = dict(known)
    for section in survey.sections:
        codes = [entry.code for entry in survey.entries if entry.section == section.code]
        order = [known[code] for code in codes if known.get(code)]
        bound = ""
        for code in reversed(codes if order == sorted(order) else []):
            bound = known.get(code) or bound
            if bound:
                latest[code] = bound
    return latest
