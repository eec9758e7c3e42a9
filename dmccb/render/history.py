"""Events of a record -> text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dmccb.records.dates import days_between
from dmccb.records.roles import Role
from dmccb.render.changerecord.phrases import change_phrases, field_label, plain
from dmccb.render.display import display

if TYPE_CHECKING:
    from dmccb.compare.changeset import FieldChange
    from dmccb.compare.event import Event


Names = Mapping[str, tuple[str, str]]


def history_json(found: Sequence[tuple[str, Sequence[Event]]], names: Names) -> str:
    """Return the events as JSON: one object for each collection, newest event first."""
    body = [
        {
            "collection": collection,
            "id": events[0].change.id if events else None,
            "slip_days": slip(events),
            "events": list(_events_json(events, names)),
        }
        for collection, events in found
    ]
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _events_json(events: Sequence[Event], names: Names) -> Iterator[dict[str, object]]:
    for event in events:
        yield {**event.as_json(), "baseline": names.get(event.commit, (None,))[0]}


def history_text(found: Sequence[tuple[str, Sequence[Event]]], names: Names) -> str:
    """Return the events as text, newest first.

    Parameters
    ----------
    found
        Collection and events of each record.
    names
        Commit -> name and date of the baseline that it is.
    """
    return "\n".join("\n".join(_record(collection, events, names)) + "\n" for collection, events in found)


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


def _record(collection: str, events: Sequence[Event], names: Names) -> Iterator[str]:
    if not events:
        yield f"[{collection}]: no committed change"
        return
    head = events[0].change
    total = slip(events)
    moved = f", {field_label(_dues(events)[0])} moved {total:+d} d in all" if total else ""
    changes = "change" if len(events) == 1 else "changes"
    yield f"{head.id}  {display(head.title)}".rstrip() + f"  [{collection}]: {len(events)} {changes}{moved}"
    for event in events:
        baseline = "  {} ({})".format(*names[event.commit]) if event.commit in names else ""
        said = display(f"{event.author}: {event.subject}")
        yield f"  {event.date}  {event.commit[:10]}{baseline}  {said}"
        yield from (f"      {plain(phrase)}" for phrase in change_phrases(event.change))
