"""One change in a repository's history."""

from __future__ import annotations

from dmccb.compare.change import Change
from dmccb.compare.event import Event


def test_an_event_as_json() -> None:
    change = Change(collection="milestones", id="A", title="t", change="added", control="controlled")
    event = Event(commit="c", date="2020-01-01T12:00:00Z", author="N. N.", subject="Add A", change=change)
    assert event.as_json() == {
        "commit": "c",
        "date": "2020-01-01T12:00:00Z",
        "author": "N. N.",
        "subject": "Add A",
        "change": change.as_json(),
    }
