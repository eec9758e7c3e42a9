"""A change record with every kind of section, and one with any text, for HTML and LaTeX."""

from __future__ import annotations

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.head import Head, VersionRow
from dmccb.compare.changeset import Side
from dmccb.records.record import Collections, Fields
from tests.changerecord.plans import PLAN, State, state, told

SIDES = (
    Side(name=f"{PLAN}/v1.4", commit="1" * 40, digest=f"sha256:{'a' * 64}", date="2019-12-09"),
    Side(name=f"{PLAN}/v1.5", commit="2" * 40, digest=f"sha256:{'b' * 64}", date="2021-05-10"),
)
EMPTY: State = state()


def record_of(old: Collections, new: Collections, head: Head | None = None) -> ChangeRecord:
    """Return the change record of the plan."""
    return told(old, new, head=head or Head(document=PLAN, version="1.5"), sides=SIDES)


def replanned(releases: int = 28) -> ChangeRecord:
    """Return a change record with every kind of section, and more releases than the first screen shows."""
    numbers = range(1, releases + 1)
    features: dict[str, Fields] = {
        f"F-{number}": {"due": f"2020-01-0{number}", "level": 3} for number in range(1, 6)
    }
    before: dict[str, Fields] = {f"R-{number}": {"due": f"2020-03-{number:02}"} for number in numbers}
    after: dict[str, Fields] = {f"R-{number}": {"due": f"2021-03-{number:02}"} for number in numbers}
    gone: dict[str, Fields] = {"GONE-1": {"due": "2020-05-05"}, "FAR-1": {"due": "2020-01-01"}}
    came: dict[str, Fields] = {
        "F-1": {"due": "2020-02-29", "level": 3, "deliverable": "D"},
        "F-2": {"due": "2020-02", "level": 3, "completed": "2020-03-01"},
        "F-3": {"due": "2020-01-03", "level": 3, "wbs": "1.2"},
        "NEW-1": {"due": "2022-01-01"},
        "FAR-1": {"due": "2020-07-01"},
    }
    empty: dict[str, Fields] = {f"R-{number}": {"features": []} for number in numbers}
    r1: Fields = {"features": ["F-1", "F-2", "F-3"]}
    return record_of(
        state({**features, **before, **gone}, {**empty, "R-1": r1, "R-2": {"features": ["F-4", "GONE-1"]}}),
        state(
            {**features, **after, **came},
            {
                **empty,
                "R-1": {"features": ["F-1", "F-2"]},
                "R-2": {"features": ["F-3"]},
                "NEW-1": {"features": ["F-5"]},
            },
        ),
    )


def hostile(text: str) -> ChangeRecord:
    """Return a change record with this text for a title, in a row, in a heading and in a value."""
    old = state(
        {"R-1": {"due": "2020-01-01", "title": text}, "M-1": {"title": "M"}}, {"R-1": {"features": ["M-1"]}}
    )
    new = state(
        {"R-1": {"due": "2020-02-01", "title": text}, "M-1": {"title": text}, "R-2": {"title": text}},
        {"R-1": {"features": []}, "R-2": {"features": ["M-1"]}},
    )
    row = VersionRow(date=text, rfc=text, owner=text, description=text)
    return record_of(old, new, Head(document=PLAN, version=text, row=row, notes=((text, text),)))
