"""History -> text or JSON, newest change first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dmccb.compare.change import Change
from dmccb.compare.event import Event, History, RecordHistory, Registered, Tenure
from dmccb.records.dates import difference
from dmccb.records.roles import Role
from dmccb.render.changerecord.phrases import Phrase, Span, change_phrases, facts, field_label, plain
from dmccb.render.difference import difference_text
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.plural import counted
from dmccb.render.view import View

_COMMIT = 10


def history_json(found: History) -> str:
    """Return the changes as JSON: one object for each record."""
    return json_text(found.as_json())


def history_text(found: History, view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return the changes as text."""
    blocks = [_lines(_record(one, found)) for one in found.records]
    if told := told_apart(found):
        blocks.insert(0, _lines(told))
    return "\n".join(blocks)


def rows(found: History, view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many rows tables of the changes have."""
    return sum(len(one.events) for one in found.records)


def told_apart(found: History) -> list[str]:
    """Return a line for each collection in which several records had the ID."""
    places = [one.collection for one in found.records]
    return [
        f"{display(found.key)} has been the ID of {places.count(place)} records in {display(place)}: "
        "each has its own history here"
        for place in dict.fromkeys(places)
        if places.count(place) > 1
    ]


def happened(change: Change) -> tuple[Phrase, ...]:
    """Return what happened to a record, a phrase for each thing; the facts of one that is new or gone."""
    if change.change not in ("added", "removed"):
        return change_phrases(change)
    head = Span(text=change.change, tone="came" if change.change == "added" else "went")
    return ((head,), *facts(change, ()))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _record(one: RecordHistory, found: History) -> Iterator[str]:
    yield heading(one)
    yield from (f"  {line}" for line in known_as(one, found))
    for event in one.events:
        day, commit, marks, said = cells(event)
        yield f"  {'  '.join(part for part in (day, commit, marks, said) if part)}"
        yield from (f"      {plain(phrase)}" for phrase in happened(event.change))


def heading(one: RecordHistory) -> str:
    """Return ID, title and collection of a record, how often it changed, and its slip in all."""
    if not one.events:
        return f"{display(one.id)}  [{display(one.collection)}]: no committed change"
    named = f"{display(one.id)}  {display(one.title)}".rstrip()
    return f"{named}  [{display(one.collection)}]: {counted(len(one.events), 'change')}{_moved(one)}"


def _moved(one: RecordHistory) -> str:
    """Return ``, in all due 2018-09-06 → 2019-11-08 (+428 d)``; empty where the date never changed."""
    total = one.total
    if total is None:
        return ""
    days = f"{display(total.old)} → {display(total.new)} ({difference_text(total.difference)})"
    return f", in all {field_label(total.field)} {days}"


def known_as(one: RecordHistory, found: History) -> list[str]:
    """Return lines that say when the record had which ID; nothing where it always had the same alone."""
    tenures = one.tenures
    lines: list[str] = []
    if len({tenure.id for tenure in tenures}) > 1 or found.key != one.id or told_apart(found):
        lines.append(f"IDs: {', '.join(map(_tenure, tenures))}")
    if one.former:
        lines.append(f"earlier IDs that are in no state of this history: {_named(one.former)}")
    return lines


def _tenure(tenure: Tenure) -> str:
    since = f" from {_moment(tenure.since)}" if tenure.since else ""
    until = f" until {_moment(tenure.until)}" if tenure.until else ""
    return f"{display(tenure.id)}{since}{until}"


def _moment(event: Event) -> str:
    """Return the baseline that an event made, else its date."""
    return _named([baseline.name for baseline in event.baselines]) or display(event.date)


def _named(names: Sequence[str]) -> str:
    return ", ".join(map(display, names))


def cells(event: Event) -> tuple[str, str, str, str]:
    """Return date, commit, what it is to the board, and author and subject.

    What it is to the board: the baselines that it is, with the RFC, the owner
    and the reason of each; an RFC that only the commit names; the slip.
    """
    approved = {baseline.rfc for baseline in event.baselines}
    named = [display(rfc) for rfc in event.rfcs if rfc not in approved]
    marks = [*map(_baseline, event.baselines), *named, *_slip(event)]
    said = display(f"{event.author}: {event.subject}")
    return event.date, event.commit[:_COMMIT], "  ".join(marks), said


def _baseline(one: Registered) -> str:
    """Return ``v1.5 (2021-05-10), RFC-781, W. O'Mullane: Update the schedule``."""
    named = _named([part for part in (f"{one.name} ({one.date})", one.rfc, one.owner) if part])
    return f"{named}: {display(one.reason)}" if one.reason else named


def _slip(event: Event) -> list[str]:
    due = event.change.field_with(Role.DUE)
    moved = difference(due.old, due.new) if due is not None else None
    return [difference_text(moved)] if moved is not None else []
