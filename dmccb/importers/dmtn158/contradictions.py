"""Survey and found milestones -> what contradicts what, and what is lost.

Pure.  Cites DMTN-158 (2021-05-10).  The text says most things in several
places: the summary's counts, the overdue list, the month lists, the headings
and the attribute lists.  Each pair is compared once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from dmccb.importers.dmtn158.reconcile import Found
from dmccb.importers.dmtn158.text import Listed, Month, Survey
from dmccb.importers.importresult import Remark
from dmccb.records.record import Fields


def contradictions(
    survey: Survey,
    milestones: Mapping[str, Found],
    written: Mapping[str, Fields],
) -> Iterator[Remark]:
    """Compare the places of the text with each other, and the records with its summary."""
    yield from _lists(survey, milestones)
    yield from _entries(survey)
    yield from _months(survey)
    for one in milestones.values():
        yield from _dates(survey, one)
    yield from _summary(survey, milestones, written)


def _contradiction(line: int, subject: str, text: str) -> Remark:
    return Remark(kind="contradiction", line=line, subject=subject, text=text)


def _lists(survey: Survey, milestones: Mapping[str, Found]) -> Iterator[Remark]:
    """Compare the titles in the lists by date with the one that was taken."""
    by_month = [listed for month in survey.months for listed in month.listed]
    for place in (survey.overdue, tuple(by_month)):
        yield from _twice(place)
        for listed in place:
            one = milestones[listed.code]
            if (listed.title, listed.deliverable) != (one.title, one.deliverable):
                text = f"title {_whole(listed)!r} here, {_whole(one)!r} on line {one.line}, which is taken"
                yield _contradiction(listed.line, listed.code, text)


def _whole(named: Listed | Found) -> str:
    return f"{named.deliverable}: {named.title}" if named.deliverable else named.title


def _twice(place: tuple[Listed, ...]) -> Iterator[Remark]:
    first: dict[str, int] = {}
    for listed in place:
        if first.setdefault(listed.code, listed.line) != listed.line:
            yield _contradiction(
                listed.line, listed.code, f"listed twice, first on line {first[listed.code]}"
            )


def _entries(survey: Survey) -> Iterator[Remark]:
    first: dict[str, int] = {}
    for entry in survey.entries:
        if first.setdefault(entry.code, entry.line) != entry.line:
            text = f"a second entry; the one on line {first[entry.code]} is taken"
            yield _contradiction(entry.line, entry.code, text)
        wbs = entry.attributes.wbs if entry.attributes else entry.section
        if wbs != entry.section and not wbs.startswith(f"{entry.section}."):
            yield _contradiction(entry.line, entry.code, f"WBS element {wbs} in section {entry.section}")
    described: dict[tuple[str, ...], str] = {}
    for entry in survey.entries:
        other = described.setdefault(entry.description, entry.code) if entry.description else entry.code
        if other != entry.code:
            text = f"its description is that of {other}, word for word"
            yield Remark(kind="note", line=entry.line, subject=entry.code, text=text)


def _months(survey: Survey) -> Iterator[Remark]:
    """Tell the months that lost their entries, and those that are not there at all."""
    for month in survey.months:
        if month.lost:
            text = "its list is empty, but does not say that nothing is due: lost"
            yield Remark(kind="missing", line=month.line, subject=month.name, text=text)
    for one, other in pairwise(survey.months):
        if abs(_counted(one) - _counted(other)) != 1:
            text = f"the next month listed is {other.name}"
            yield Remark(kind="missing", line=one.line, subject=one.name, text=text)


def _counted(month: Month) -> int:
    return int(month.month[:4]) * 12 + int(month.month[5:])


def _dates(survey: Survey, one: Found) -> Iterator[Remark]:
    """Compare the dates of one milestone."""
    full = {month.month: month.name for month in survey.months if not month.lost}
    own = one.attributes
    due = own.due if own else one.overdue
    if one.month and due and not due.startswith(one.month.month):
        yield _contradiction(one.line, one.code, f"due {due}, but listed under {one.month.name}")
    if not one.month and due[:7] in full:
        yield _contradiction(one.line, one.code, f"due {due}, but not listed under {full[due[:7]]}")
    if own is None:
        return
    if one.overdue and own.due != one.overdue:
        text = f"due {own.due}, but {one.overdue} in the overdue list; the former is taken"
        yield _contradiction(one.line, one.code, text)
    if one.overdue and own.completed:
        yield _contradiction(one.line, one.code, f"completed {own.completed}, but in the overdue list")
    if own.pending and own.due and own.due < survey.date and not one.overdue:
        yield _contradiction(one.line, one.code, f"pending and due {own.due}, but not in the overdue list")
    if own.completed > survey.date:
        yield _contradiction(one.line, one.code, f"completed {own.completed}, after the document's date")


def _summary(
    survey: Survey,
    milestones: Mapping[str, Found],
    written: Mapping[str, Fields],
) -> Iterator[Remark]:
    """Compare the summary's counts with what was found; lost lists may explain a difference."""
    lists = [one.attributes for one in milestones.values() if one.attributes]
    lost = len(milestones) - len(lists)
    levels = Counter(f"level {own.level}" if own.level else "without level" for own in lists)
    levels.update(
        f"level {written[code]['level']}"
        for code, one in milestones.items()
        if one.attributes is None and "level" in written[code]
    )
    done = {code for code, one in milestones.items() if one.done or "completed" in written[code]}
    found = {"milestones": len(milestones), **levels, "completed": len(done), "overdue": len(survey.overdue)}
    for name, claimed in survey.counts.items():
        count = found.get(name, 0)
        if count == claimed:
            continue
        text = f"the summary says {claimed}, the text gives {count}"
        if name in {"milestones", "overdue"} or not count <= claimed <= count + lost:
            yield _contradiction(survey.summary_line, name, text)
        else:
            text = f"{text}; {lost} attribute lists are lost"
            yield Remark(kind="missing", line=survey.summary_line, subject=name, text=text)
    undated = [code for code in done if "completed" not in written[code]]
    text = f"{len(done) - len(undated)} with their date, {len(undated)} certain but without it"
    yield Remark(kind="note", line=survey.summary_line, subject="completed", text=text)
