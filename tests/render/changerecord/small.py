"""Records of both sides -> the change record between them, for tests that need little."""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.changerecord.background import Background
from dmccb.changerecord.changerecord import ChangeRecord, change_record
from dmccb.changerecord.groups import with_titles
from dmccb.changerecord.head import Head, VersionRow
from dmccb.compare.changeset import Side
from dmccb.compare.compare import compare
from dmccb.compare.moves import moves_to_nowhere
from dmccb.compare.scope import marked, scope
from dmccb.records.record import Collections, Fields, Record
from tests.strategies import KINDS

State = Collections

PLAN = "PLAN-1"
OLD = Side(name=f"{PLAN}/v1.4", commit="1" * 40, date="2019-12-09")
NEW = Side(name=f"{PLAN}/v1.5", commit="2" * 40, date="2021-05-10")


def state(milestones: Mapping[str, Fields], releases: Mapping[str, list[str]]) -> State:
    """Build one side from milestones and from the features of releases, whose milestone has their ID."""
    return {
        "milestones": {
            key: Record(id=key, fields={"title": f"Title of {key}", **fields})
            for key, fields in milestones.items()
        },
        "releases": {
            key: Record(id=key, fields={"document": PLAN, "milestone": key, "features": list(features)})
            for key, features in releases.items()
        },
    }


def record_of(old: State, new: State, head: Head | None = None) -> ChangeRecord:
    """Return the change record of the plan."""
    background = Background(old=old, new=new, kinds=KINDS)
    found = compare(old, new, KINDS, (OLD, NEW))
    nowhere = tuple(moves_to_nowhere(found.changes, new, KINDS))
    found = with_titles(found._replace(moves=(*found.moves, *nowhere)), background)
    found = marked(found, PLAN, scope(PLAN, (old, new), KINDS))
    return change_record(found, head or Head(document=PLAN, version="1.5"), background)


def replanned(releases: int = 28) -> ChangeRecord:
    """Return a change record with every kind of section, and more releases than the first screen shows."""
    numbers = range(1, releases + 1)
    features: dict[str, Fields] = {
        f"F-{number}": {"due": f"2020-01-0{number}", "level": 3} for number in range(1, 6)
    }
    before: dict[str, Fields] = {f"R-{number}": {"due": f"2020-03-{number:02}"} for number in numbers}
    after: dict[str, Fields] = {f"R-{number}": {"due": f"2021-03-{number:02}"} for number in numbers}
    empty: dict[str, list[str]] = {f"R-{number}": [] for number in numbers}
    gone: dict[str, Fields] = {"GONE-1": {"due": "2020-05-05"}, "FAR-1": {"due": "2020-01-01"}}
    came: dict[str, Fields] = {
        "F-1": {"due": "2020-02-29", "level": 3, "deliverable": "D"},
        "F-2": {"due": "2020-02", "level": 3, "completed": "2020-03-01"},
        "F-3": {"due": "2020-01-03", "level": 3, "wbs": "1.2"},
        "NEW-1": {"due": "2022-01-01"},
        "FAR-1": {"due": "2020-07-01"},
    }
    return record_of(
        state(
            {**features, **before, **gone}, {**empty, "R-1": ["F-1", "F-2", "F-3"], "R-2": ["F-4", "GONE-1"]}
        ),
        state(
            {**features, **after, **came}, {**empty, "R-1": ["F-1", "F-2"], "R-2": ["F-3"], "NEW-1": ["F-5"]}
        ),
    )


def hostile(text: str) -> ChangeRecord:
    """Return a change record with this text for a title, in a row, in a heading and in a value."""
    old = state({"R-1": {"due": "2020-01-01", "title": text}, "M-1": {"title": "M"}}, {"R-1": ["M-1"]})
    new = state(
        {"R-1": {"due": "2020-02-01", "title": text}, "M-1": {"title": text}, "R-2": {"title": text}},
        {"R-1": [], "R-2": ["M-1"]},
    )
    row = VersionRow(date=text, rfc=text, owner=text, description=text)
    return record_of(old, new, Head(document=PLAN, version=text, row=row, notes=((text, text),)))
