"""Milestones and their links -> milestone records, and what they lack.

Pure.  Cites DMTN-158 (2021-05-10).  Where the attribute list is there, the
record says what it says.  Where the text lost it, the record takes what the
other places of the text say, as closely as they say it: its due date to the
day or to the month, and that it was completed by the day of the document.  A
due date on record stays if it is in that month: a baseline date stands until
a text says otherwise.  So does what the text does not speak of.  What stays
is reported, record by record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.importers.dmtn158.attributes import Attributes
from dmccb.importers.dmtn158.links import Links
from dmccb.importers.dmtn158.reconcile import Milestone
from dmccb.importers.dmtn158.text import Report
from dmccb.importers.importresult import Remark, remark
from dmccb.importers.previous import codes, merged
from dmccb.records.dates import day
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
            written[code] = merged(old, new, owned=owned | _FROM_LIST)
        else:
            told = _told(report, milestone, old)
            kept = {name: value for name, value in old.items() if _may_stay(milestone, name, value)}
            section = {"wbs": milestone.section} if milestone.section else {}
            written[code] = {**section, **merged(kept, {**printed, **told}, owned=owned)}
            remarks.extend(_lacks(milestone, written[code], old, told))
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


def _told(report: Report, milestone: Milestone, old: Fields) -> dict[str, Value]:
    """Return the dates of a milestone whose attribute list is lost, as the rest of the text gives them."""
    told: dict[str, Value] = {}
    due = milestone.due.date
    if due and due == milestone.due.beside(old.get("due")):
        told["due"] = due
    if milestone.done:
        told["completed"] = f"[..{report.page.date}]"
    return told


def _may_stay(milestone: Milestone, name: str, value: Value) -> bool:
    """Say whether the text leaves room for a value on record, where the attribute list is lost."""
    if name == "wbs":
        return _is_within(value, milestone.section)
    if name == "due":
        return milestone.due.allows(value)
    if name == "completed":
        return not milestone.overdue
    return name not in _LINKS


def _is_within(wbs: Value, section: str) -> bool:
    return wbs == section or str(wbs).startswith(f"{section}." if section else "")


def _lacks(milestone: Milestone, fields: Fields, old: Fields, told: Fields) -> Iterator[Remark]:
    """Say what the text lost of a milestone, and what the record has instead."""
    yield _missing(milestone, _lost_list(milestone, fields, old, told))
    section = milestone.section
    if "wbs" not in fields:
        yield _missing(milestone, "WBS element lost")
    elif section and fields["wbs"] == section:
        yield _missing(milestone, f"WBS element known only as far as its section, {section}")
    yield from _due(milestone, fields, old)
    if "completed" in told:
        text = f"completed, but the day is lost; {told['completed']} is written"
        yield _missing(milestone, text + _instead(fields, old, "completed"))
    if milestone.overdue and "completed" in old:
        text = f"overdue, but completed {old['completed']} on record, which is dropped"
        yield remark("contradiction", milestone.line, milestone.code, text)


def _missing(milestone: Milestone, text: str) -> Remark:
    return remark("missing", milestone.line, milestone.code, text)


def _lost_list(milestone: Milestone, fields: Fields, old: Fields, told: Fields) -> str:
    what = "attribute list lost" if milestone.entry else "entry lost; known only from a list by date"
    level = "" if "level" in fields else ", and the level with it"
    stayed = (_FROM_LIST - _LINKS) & fields.keys() & old.keys() - told.keys()
    names = ", ".join(f"{name} {old[name]}" for name in sorted(stayed) if fields[name] == old[name])
    return f"{what}{level}" + (f"; kept from the existing record: {names}" if names else "")


def _due(milestone: Milestone, fields: Fields, old: Fields) -> Iterator[Remark]:
    """Say how much is known of the due date where neither list gives its day."""
    due = milestone.due.date
    instead = _instead(fields, old, "due")
    if "due" not in fields:
        denied = ", which the text denies" if instead else ""
        yield _missing(milestone, f"due date lost{instead}{denied}")
    elif due and day(due) is None:
        by = "" if milestone.month else ", by its place among the others"
        stays = "" if fields["due"] == due else f"; {fields['due']} on record is in it, and stays"
        yield _missing(milestone, f"due in {due}{by}, but the day is lost{stays}{instead}")
    elif due not in {"", milestone.overdue}:
        yield remark(
            "note", milestone.line, milestone.code, f"due {due} by its place among the others{instead}"
        )


def _instead(fields: Fields, old: Fields, name: str) -> str:
    """Return what a record said before, in brackets, where it now says something else."""
    return f" ({old[name]} on record)" if name in old and old[name] != fields.get(name) else ""
