"""Milestones and their links -> milestone records, and what they lack.

Pure.  Cites DMTN-158 (2021-05-10).  Where the attribute list is there, the
record says what it says.  Where the text lost it, each field keeps its value
from the existing record, or is absent; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.importers.dmtn158.attributes import Attributes
from dmccb.importers.dmtn158.links import Links
from dmccb.importers.dmtn158.reconcile import Milestone
from dmccb.importers.dmtn158.text import HANDLE, Report
from dmccb.importers.importresult import Remark, remark
from dmccb.importers.lines import is_lost_day
from dmccb.importers.previous import codes, merged, without_lost_day
from dmccb.records.record import Fields, Value

_LINKS = frozenset({"predecessors", "successors"})
_FROM_LIST = _LINKS | {"wbs", "level", "due", "completed", "test_spec", "jira", "jira_testplan"}
_FROM_TEXT = frozenset({"title", "deliverable"})
_FROM_ENTRY = _FROM_TEXT | {"description"}


def records(
    report: Report,
    milestones: Mapping[str, Milestone],
    joined: Links,
    previous: Mapping[str, Fields],
) -> tuple[dict[str, Fields], list[Remark]]:
    """Return the record of each milestone of the text, sorted by code, and what they lack."""
    written: dict[str, Fields] = {}
    remarks: list[Remark] = []
    for code, milestone in milestones.items():
        old = previous.get(code, {})
        printed = {**_text(milestone), **_linked(code, joined, old)}
        owned = _FROM_ENTRY if milestone.entry else _FROM_TEXT
        if milestone.attributes:
            new = {**printed, **_attributes(milestone.attributes)}
            written[code] = merged(without_lost_day(old), new, owned=owned | _FROM_LIST)
        else:
            kept = _kept(report, milestone, old)
            remarks.extend(_lacks(report, milestone, kept, old))
            written[code] = merged(kept, printed, owned=owned)
    return written, remarks


def _text(milestone: Milestone) -> dict[str, Value]:
    fields: dict[str, Value] = {"title": milestone.title}
    if milestone.deliverable:
        fields["deliverable"] = milestone.deliverable
    if milestone.entry and milestone.entry.description:
        fields["description"] = "\n\n".join(milestone.entry.description)
    return fields


def _attributes(own: Attributes) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "wbs": own.wbs,
        "due": own.due,
        "completed": own.completed,
        "test_spec": own.test_spec,
        "jira": own.jira,
        "jira_testplan": own.jira_testplan,
    }
    fields = {name: value for name, value in fields.items() if value}
    if own.level is not None:
        fields["level"] = own.level
    return fields


def _linked(code: str, joined: Links, old: Fields) -> dict[str, Value]:
    """Return the links; a type or lag on record stays, since the text has none."""
    before = old.get("predecessors")
    links = before if isinstance(before, list) else []
    typed = {other: link for other, link in zip(codes(before), links, strict=True) if isinstance(link, dict)}
    fields: dict[str, Value] = {}
    if joined.predecessors[code]:
        fields["predecessors"] = [typed.get(other, other) for other in joined.predecessors[code]]
    if joined.successors[code]:
        fields["successors"] = list(joined.successors[code])
    return fields


def _kept(report: Report, milestone: Milestone, old: Fields) -> Fields:
    """Return what is known of a milestone beside its text where its attribute list is lost."""
    kept = {name: value for name, value in without_lost_day(old).items() if name not in _LINKS}
    section = milestone.entry.section if milestone.entry else ""
    if section and not _is_within(kept.get("wbs"), section):
        kept["wbs"] = section
    if milestone.overdue:
        kept.pop("completed", None)
    due = _due(report, milestone, old)
    if due:
        return {**kept, "due": due}
    kept.pop("due", None)
    comment = _comment(report, milestone, old)
    return {"comment": comment, **kept} if comment else kept


def _is_within(wbs: Value | None, section: str) -> bool:
    return isinstance(wbs, str) and (wbs == section or wbs.startswith(f"{section}."))


def _due(report: Report, milestone: Milestone, old: Fields) -> str:
    """Return the day that is certain: the overdue list's, or the old one if no month list denies it."""
    before = old.get("due")
    if milestone.overdue or not isinstance(before, str):
        return milestone.overdue
    if milestone.month:
        return before if before.startswith(milestone.month.month) else ""
    readable = {month.month for month in report.months if not month.lost}
    return "" if before[:7] in readable else before


def _comment(report: Report, milestone: Milestone, old: Fields) -> str:
    """Return why a record has no due date, or nothing."""
    date = report.page.date
    if milestone.month:
        return f"{HANDLE} ({date}) lists it under {milestone.month.name}; the day is lost."
    months = {month.month: month.name for month in report.months}
    before = months.get(str(old.get("due", ""))[:7])
    if before:
        return f"{HANDLE} ({date}) does not list it under {before}; the day is lost."
    comment = old.get("comment")
    return str(comment) if is_lost_day(comment) else ""


def _lacks(report: Report, milestone: Milestone, kept: Fields, old: Fields) -> Iterator[Remark]:
    """Say what the text lost of a milestone."""
    yield _missing(milestone, _lost_list(milestone, kept, old))
    section = milestone.entry.section if milestone.entry else ""
    if "wbs" not in kept:
        yield _missing(milestone, "WBS element lost")
    elif section and kept["wbs"] == section:
        yield _missing(milestone, f"WBS element known only as far as its section, {section}")
    if "due" not in kept:
        yield _missing(milestone, _lost_due(milestone, old))
    if milestone.done and "completed" not in kept:
        yield _missing(milestone, "completed, but the date is lost")
    if milestone.overdue and "completed" in old:
        completed = f"completed {old['completed']} on record, which is dropped"
        text = f"overdue on {report.page.date}, but {completed}"
        yield remark("contradiction", milestone.line, milestone.code, text)


def _missing(milestone: Milestone, text: str) -> Remark:
    return remark("missing", milestone.line, milestone.code, text)


def _lost_list(milestone: Milestone, kept: Fields, old: Fields) -> str:
    what = "attribute list lost" if milestone.entry else "entry lost; known only from a list by date"
    level = "" if "level" in kept else ", and the level with it"
    names = ", ".join(sorted(kept.keys() & old.keys() & _FROM_LIST))
    return f"{what}{level}" + (f"; {names} kept from the existing record" if names else "")


def _lost_due(milestone: Milestone, old: Fields) -> str:
    what = f"due in {milestone.month.name}, but the day is lost" if milestone.month else "due date lost"
    return f"{what} ({old['due']} on record)" if "due" in old else what
