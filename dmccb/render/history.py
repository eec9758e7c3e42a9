"""History -> text or JSON, newest change first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dmccb.compare.change import FieldChange
from dmccb.compare.event import Event, History
from dmccb.records.dates import days_between
from dmccb.records.roles import Role
from dmccb.render.changerecord.phrases import change_phrases, field_label, plain
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.plural import counted
from dmccb.render.view import View

_COMMIT = 10


def history_json(found: History) -> str:
    """Return the changes as JSON: one object for each collection."""
    body = [
        {
            "collection": collection,
            "id": events[0].change.id if events else None,
            "slip_days": slip(events),
            "events": list(_events_json(events, found)),
        }
        for collection, events in found.events
    ]
    return json_text(body)


def _events_json(events: Sequence[Event], found: History) -> Iterator[dict[str, object]]:
    for event in events:
        name, _ = found.baselines.get(event.commit, (None, ""))
        yield {**event.as_json(), "baseline": name}


def history_text(found: History, view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return the changes as text."""
    records = [_record(collection, events, found) for collection, events in found.events]
    return "\n".join(map(_lines, records))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def rows(found: History, view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many rows tables of the changes have."""
    return sum(len(events) for _, events in found.events)


def slip(events: Sequence[Event]) -> int:
    """Return by how many calendar days the due date moved from its first to its last value."""
    dues = _dues(events)
    days = [day for field in dues for day in (field.old, field.new)]
    known = [day for day in days if day is not None]
    return (days_between(known[0], known[-1]) or 0) if known else 0


def _dues(events: Sequence[Event]) -> list[FieldChange]:
    """Return the changes of the due date, oldest first."""
    found = (event.change.field_with(Role.DUE) for event in reversed(events))
    return [field for field in found if field is not None]


def _record(collection: str, events: Sequence[Event], found: History) -> Iterator[str]:
    yield heading(collection, events)
    for event in events:
        day, commit, baseline, said = cells(event, found)
        named = f"  {baseline}" if baseline else ""
        yield f"  {day}  {commit}{named}  {said}"
        yield from (f"      {plain(phrase)}" for phrase in change_phrases(event.change))


def heading(collection: str, events: Sequence[Event]) -> str:
    """Return ID, title and collection of a record, how often it changed, and its slip in all."""
    if not events:
        return f"[{display(collection)}]: no committed change"
    head = events[0].change
    total = slip(events)
    moved = f", {field_label(_dues(events)[0])} moved {total:+d} d in total" if total else ""
    named = f"{display(head.id)}  {display(head.title)}".rstrip()
    return f"{named}  [{display(collection)}]: {counted(len(events), 'change')}{moved}"


def cells(event: Event, found: History) -> tuple[str, str, str, str]:
    """Return date, commit, the baseline that it is or nothing, and author and subject."""
    name, day = found.baselines.get(event.commit, ("", ""))
    baseline = f"{display(name)} ({display(day)})" if name else ""
    said = display(f"{event.author}: {event.subject}")
    return event.date, event.commit[:_COMMIT], baseline, said
