"""Report and milestones -> what contradicts what, and what is missing.

Pure.  Cites DMTN-158 (2021-05-10).  The text says most things in several
places: the summary's counts, the overdue list, the month lists, the headings
and the attribute lists.  Each pair is compared once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from dmccb.importers.dmtn158.entries import Entry
from dmccb.importers.dmtn158.reconcile import Milestone
from dmccb.importers.dmtn158.text import Listed, Month, Report, in_months
from dmccb.importers.importresult import Remark, remark
from dmccb.records.dates import day
from dmccb.records.record import Fields


def contradictions(
    report: Report,
    milestones: Mapping[str, Milestone],
    written: Mapping[str, Fields],
) -> Iterator[Remark]:
    """Compare the places of the text with each other, and the records with its summary."""
    yield from _listed(report.overdue, milestones)
    yield from _listed(tuple(in_months(report.months)), milestones)
    yield from _entries(report.entries)
    yield from _descriptions(report.entries)
    yield from _months(report.months)
    for milestone in milestones.values():
        yield from _month_of(report, milestone)
        yield from _overdue(report, milestone)
    yield from _summary(report, milestones, written)


def _contradiction(line: int, subject: str, text: str) -> Remark:
    return remark("contradiction", line, subject, text)


def _listed(place: tuple[Listed, ...], milestones: Mapping[str, Milestone]) -> Iterator[Remark]:
    """Compare a list by date with itself, and its titles with those that are used."""
    first: dict[str, int] = {}
    for listed in place:
        line = first.setdefault(listed.code, listed.line)
        if line != listed.line:
            yield _contradiction(listed.line, listed.code, f"listed twice, first on line {line}")
        used = milestones[listed.code]
        if (listed.title, listed.deliverable) != (used.title, used.deliverable):
            text = f"title {_whole(listed)!r} here, {_whole(used)!r} on line {used.line}, which is used"
            yield _contradiction(listed.line, listed.code, text)


def _whole(named: Listed | Milestone) -> str:
    return f"{named.deliverable}: {named.title}" if named.deliverable else named.title


def _entries(entries: Iterable[Entry]) -> Iterator[Remark]:
    first: dict[str, int] = {}
    for entry in entries:
        line = first.setdefault(entry.code, entry.line)
        if line != entry.line:
            yield _contradiction(entry.line, entry.code, f"second entry; the one on line {line} is used")
        wbs = entry.attributes.wbs if entry.attributes else entry.section
        if wbs != entry.section and not wbs.startswith(f"{entry.section}."):
            yield _contradiction(entry.line, entry.code, f"WBS element {wbs} in section {entry.section}")


def _descriptions(entries: Iterable[Entry]) -> Iterator[Remark]:
    first: dict[tuple[str, ...], str] = {}
    for entry in entries:
        if not entry.description:
            continue
        other = first.setdefault(entry.description, entry.code)
        if other != entry.code:
            yield remark(
                "note", entry.line, entry.code, f"has the same description as {other}, word for word"
            )


def _months(months: tuple[Month, ...]) -> Iterator[Remark]:
    """Report the months that lost their lists, and those that are not there at all."""
    for month in months:
        if month.lost:
            text = "list lost: it is empty, but does not say that nothing is due"
            yield remark("missing", month.line, month.name, text)
    for month, after in pairwise(months):
        if abs(_counted(month) - _counted(after)) != 1:
            yield remark("missing", month.line, month.name, f"the next month listed is {after.name}")


def _counted(month: Month) -> int:
    return int(month.month[:4]) * 12 + int(month.month[5:])


def _month_of(report: Report, milestone: Milestone) -> Iterator[Remark]:
    """Compare the due date of a milestone with the month that lists it."""
    due = milestone.attributes.due if milestone.attributes else milestone.overdue
    if milestone.month:
        if due and not due.startswith(milestone.month.month):
            text = f"due {due}, but listed under {milestone.month.name}"
            yield _contradiction(milestone.line, milestone.code, text)
        return
    for month in report.months:
        if month.month == due[:7] and not month.lost:
            text = f"due {due}, but not listed under {month.name}"
            yield _contradiction(milestone.line, milestone.code, text)
            return


def _overdue(report: Report, milestone: Milestone) -> Iterator[Remark]:
    """Compare the attribute list of a milestone with the overdue list and the document's date."""
    own = milestone.attributes
    if own is None:
        return
    if milestone.overdue and own.due != milestone.overdue:
        text = f"due {own.due}, which is used, but {milestone.overdue} in the overdue list"
        yield _contradiction(milestone.line, milestone.code, text)
    if milestone.overdue and own.completed:
        text = f"completed {own.completed}, but in the overdue list"
        yield _contradiction(milestone.line, milestone.code, text)
    is_late = own.pending and "" < own.due < report.page.date
    if is_late and not milestone.overdue:
        text = f"pending and due {own.due}, but not in the overdue list"
        yield _contradiction(milestone.line, milestone.code, text)
    if own.completed > report.page.date:
        text = f"completed {own.completed}, after the date of the document"
        yield _contradiction(milestone.line, milestone.code, text)


def _summary(
    report: Report,
    milestones: Mapping[str, Milestone],
    written: Mapping[str, Fields],
) -> Iterator[Remark]:
    """Compare the summary's counts with what was found; lost attribute lists may explain a difference."""
    lost = sum(milestone.attributes is None for milestone in milestones.values())
    done = [fields["completed"] for fields in written.values() if "completed" in fields]
    found = {
        **_levels(milestones, written),
        "milestones": len(milestones),
        "completed": len(done),
        "overdue": len(report.overdue),
    }
    for name, claimed in report.counts.items():
        count = found.get(name, 0)
        if count == claimed:
            continue
        text = f"{claimed} according to the summary, {count} found"
        is_explained = name not in {"milestones", "overdue"} and count <= claimed <= count + lost
        if is_explained:
            yield remark("missing", report.summary_line, name, f"{text}; {lost} attribute lists are lost")
        else:
            yield _contradiction(report.summary_line, name, text)
    dated = sum(day(completed) is not None for completed in done)
    text = f"{dated} with their day, {len(done) - dated} without"
    yield remark("note", report.summary_line, "completed", text)


def _levels(milestones: Mapping[str, Milestone], written: Mapping[str, Fields]) -> Counter[str]:
    """Count the levels of the attribute lists, and those on record where a list is lost."""
    levels: Counter[str] = Counter()
    for code, milestone in milestones.items():
        if milestone.attributes:
            level = milestone.attributes.level
            levels[f"level {level}" if level else "without level"] += 1
        elif "level" in written[code]:
            levels[f"level {written[code]['level']}"] += 1
    return levels
