"""Found milestones and their links -> milestone records.

Pure.  Cites DMTN-158 (2021-05-10).  Where the attribute list is there, the
record says what it says.  Where the text lost it, each field keeps its value
from the record before, or is absent; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dmccb.importers.dmtn158.attributes import Attributes
from dmccb.importers.dmtn158.links import Links, named
from dmccb.importers.dmtn158.reconcile import Found
from dmccb.importers.dmtn158.text import HANDLE, Survey
from dmccb.importers.importresult import Remark
from dmccb.records.record import Fields, Value

_FROM_LIST = frozenset(
    {"wbs", "level", "due", "completed", "predecessors", "successors", "test_spec", "jira", "jira_testplan"},
)
_FROM_TEXT = frozenset({"title", "deliverable", "description"})
_LOST_DAY = re.compile(rf"{HANDLE} \(\d{{4}}-\d{{2}}-\d{{2}}\) .*; the day is lost\.")


def records(
    survey: Survey,
    milestones: Mapping[str, Found],
    joined: Links,
    previous: Mapping[str, Fields],
) -> tuple[dict[str, Fields], list[Remark]]:
    """Return the record of each milestone of the text, sorted by code, and what they lack."""
    result: dict[str, Fields] = {}
    remarks: list[Remark] = []
    for code, one in milestones.items():
        old = previous.get(code, {})
        if one.attributes:
            fields = _listed(one.attributes)
            keep = {name: value for name, value in old.items() if name not in _FROM_LIST}
            if is_lost_day(keep.get("comment")):
                del keep["comment"]
        else:
            fields = {}
            keep = _unlisted(survey, one, old)
            remarks.extend(_lost(survey, one, keep, old))
        fields.update(_joined(code, joined, old))
        keep = {name: value for name, value in keep.items() if name not in _text_fields(one)}
        result[code] = {**_text(one), **fields, **keep}
    return result, remarks


def is_lost_day(comment: Value | None) -> bool:
    """Tell whether a comment is this importer's own, on a day that the text lost."""
    return isinstance(comment, str) and bool(_LOST_DAY.fullmatch(comment))


def _text_fields(one: Found) -> frozenset[str]:
    """Return the fields that the text gives even where the attribute list is lost."""
    return _FROM_TEXT if one.entry else _FROM_TEXT - {"description"}


def _text(one: Found) -> dict[str, Value]:
    fields: dict[str, Value] = {"title": one.title}
    if one.deliverable:
        fields["deliverable"] = one.deliverable
    if one.entry and one.entry.description:
        fields["description"] = "\n\n".join(one.entry.description)
    return fields


def _listed(own: Attributes) -> dict[str, Value]:
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


def _joined(code: str, joined: Links, old: Fields) -> dict[str, Value]:
    """Return the links; a type or lag on record stays, since the text has none."""
    before = old.get("predecessors", [])
    typed = {
        link: whole
        for link, whole in zip(named(before), before if isinstance(before, list) else [], strict=True)
        if isinstance(whole, dict)
    }
    fields: dict[str, Value] = {}
    if joined.predecessors[code]:
        fields["predecessors"] = [typed.get(link, link) for link in joined.predecessors[code]]
    if joined.successors[code]:
        fields["successors"] = list(joined.successors[code])
    return fields


def _unlisted(survey: Survey, one: Found, old: Fields) -> dict[str, Value]:
    """Return what is left of a milestone whose attribute list is lost."""
    keep = {name: value for name, value in old.items() if name not in {"predecessors", "successors"}}
    section = one.entry.section if one.entry else ""
    if section and not _within(keep.get("wbs"), section):
        keep["wbs"] = section
    if one.overdue:
        keep.pop("completed", None)
    if is_lost_day(keep.get("comment")):
        del keep["comment"]
    due = _due(survey, one, old)
    if due:
        keep["due"] = due
    else:
        keep.pop("due", None)
        keep.update({} if "comment" in keep else _comment(survey, one, old))
    return keep


def _within(wbs: Value | None, section: str) -> bool:
    return isinstance(wbs, str) and (wbs == section or wbs.startswith(f"{section}."))


def _due(survey: Survey, one: Found, old: Fields) -> str:
    """Return the day that is certain: the overdue list's, or the old one if no month list denies it."""
    before = old.get("due")
    if one.overdue or not isinstance(before, str):
        return one.overdue
    if one.month:
        return before if before.startswith(one.month.month) else ""
    full = {month.month for month in survey.months if not month.lost}
    return "" if before[:7] in full else before


def _comment(survey: Survey, one: Found, old: Fields) -> dict[str, Value]:
    if one.month:
        return {"comment": f"{HANDLE} ({survey.date}) lists it under {one.month.name}; the day is lost."}
    names = {month.month: month.name for month in survey.months}
    before = names.get(str(old.get("due", ""))[:7])
    if before:
        return {"comment": f"{HANDLE} ({survey.date}) does not list it under {before}; the day is lost."}
    if is_lost_day(old.get("comment")):
        return {"comment": old["comment"]}
    return {}


def _lost(survey: Survey, one: Found, keep: Fields, old: Fields) -> Iterator[Remark]:
    """Say what the text lost of a milestone."""

    def missing(text: str) -> Remark:
        return Remark(kind="missing", line=one.line, subject=one.code, text=text)

    kept = sorted(set(keep) & set(old) & _FROM_LIST)
    what = "attribute list lost" if one.entry else "entry lost, known only from a list by date"
    level = "" if "level" in keep else ", with it the level"
    record = f"; {', '.join(kept)} kept from the record before" if kept else ""
    yield missing(f"{what}{level}{record}")
    if "wbs" not in keep:
        yield missing("WBS element lost")
    elif one.entry and keep["wbs"] == one.entry.section:
        yield missing(f"WBS element known only to its section, {one.entry.section}")
    if "due" not in keep:
        month = f"due in {one.month.name}, the day is lost" if one.month else "due date lost"
        before = f" ({old['due']} on record)" if "due" in old else ""
        yield missing(month + before)
    if one.done and "completed" not in keep:
        yield missing("completed, but the date is lost")
    if one.overdue and "completed" in old:
        text = f"overdue on {survey.date}, but completed {old['completed']} on record, which is dropped"
        yield Remark(kind="contradiction", line=one.line, subject=one.code, text=text)
