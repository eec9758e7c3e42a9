"""The changes of a record in a repository's history, as values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dmccb.compare.change import Change, ChangeKind, FieldChange
from dmccb.compare.event import Event, History, RecordHistory, Registered
from tests.render.changerecord import cases


def event(what: ChangeKind = "changed", key: str = "A", old_id: str = "", day: str = "2020-01-31") -> Event:
    change = Change(
        collection="milestones", id=key, title="t", change=what, control="controlled", old_id=old_id
    )
    return Event(commit="c", date=day, author="N. N.", subject="Move A", change=change)


def moved(old: str | None, new: str | None) -> Event:
    """Return an event in which the due date changes; in which nothing does where both are equal."""
    found = event()
    field = FieldChange(field="due", control="controlled", spec=cases.spec_of("due"), old=old, new=new)
    return replace(found, change=found.change._replace(fields=(field,) if old != new else ()))


def record(*events: Event) -> RecordHistory:
    return RecordHistory(collection="milestones", id="A", events=events)


def test_an_event_as_json() -> None:
    baseline = Registered("v1.0", "2020-01-01", rfc="RFC-1", note="A draft.")
    found = replace(event("added"), baselines=(baseline,))
    assert found.as_json() == {
        "commit": "c",
        "date": "2020-01-31",
        "author": "N. N.",
        "subject": "Move A",
        "reason": "Move A",
        "rfc": ["RFC-1"],
        "baselines": [
            {
                "name": "v1.0",
                "date": "2020-01-01",
                "rfc": "RFC-1",
                "owner": None,
                "reason": None,
                "note": "A draft.",
            }
        ],
        "change": found.change.as_json(),
    }


@pytest.mark.parametrize(
    ("rfcs", "subject", "body", "expected"),
    [
        pytest.param(["RFC-1"], "RFC-2", "RFC-3", ("RFC-1",), id="of-the-baseline"),
        pytest.param(["RFC-1", "RFC-2"], "", "", ("RFC-1", "RFC-2"), id="of-two-baselines"),
        pytest.param(["RFC-1", "RFC-1"], "", "", ("RFC-1",), id="one-of-two-baselines"),
        pytest.param([""], "RFC-2", "RFC-3", ("RFC-2",), id="of-the-subject"),
        pytest.param([], "", "See RFC-3, RFC-4.", ("RFC-3", "RFC-4"), id="of-the-body"),
        pytest.param([], "RFC2 RFC-x ARFC-1 RFC-1a", "", (), id="what-looks-like-one"),
    ],
)
def test_the_rfcs_of_an_event(rfcs: list[str], subject: str, body: str, expected: tuple[str, ...]) -> None:
    baselines = tuple(Registered("v", "2020-01-01", rfc=rfc) for rfc in rfcs)
    assert replace(event(), subject=subject, body=body, baselines=baselines).rfcs == expected


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        pytest.param([], "Move A", id="the-subject"),
        pytest.param([""], "Move A", id="of-a-baseline-without-one"),
        pytest.param(["New plan."], "New plan.", id="of-the-baseline"),
        pytest.param(["One.", "Two.", "One."], "One. Two.", id="of-several"),
    ],
)
def test_the_reason_of_an_event(reasons: list[str], expected: str) -> None:
    baselines = tuple(Registered("v", "2020-01-01", reason=reason) for reason in reasons)
    assert replace(event(), baselines=baselines).reason == expected


@pytest.mark.parametrize(
    ("steps", "total"),
    [
        pytest.param([], None, id="no-change"),
        pytest.param([("2020-01-01", "2020-01-31")], (30, 30), id="one-step"),
        pytest.param(
            [("2020-01-11", "2020-01-02"), ("2020-01-01", "2020-01-11")], (1, 1), id="there-and-back"
        ),
        pytest.param([(None, "2020-01-01")], None, id="its-first-date"),
        pytest.param([("2020-01-05", None), ("2020-01-01", "2020-01-05")], (4, 4), id="dropped-in-the-end"),
        pytest.param([("a", "a"), ("2020-01-01", "2020-01-03")], (2, 2), id="a-change-of-something-else"),
        pytest.param([("2019-02-28", "2020-11")], (612, 641), id="to-a-month"),
        pytest.param([("2020-11", "2021-01-01"), ("2020-01-01", "2020-11")], (366, 366), id="over-a-month"),
        pytest.param([("2020-11", "2020-12")], (1, 60), id="month-to-month"),
        pytest.param([("2020-01-01", "soon")], None, id="not-a-date"),
    ],
)
def test_the_total_is_from_the_first_date_to_the_last(
    steps: list[tuple[str | None, str | None]], total: tuple[int, int] | None
) -> None:
    found = record(*(moved(*step) for step in steps)).total
    assert (found and tuple(found.difference)) == total


@pytest.mark.parametrize(
    ("events", "tenures"),
    [
        pytest.param([], [("A", "", "")], id="none-known"),
        pytest.param([event("added", day="1")], [("A", "1", "")], id="there-since"),
        pytest.param([event("changed", day="1")], [("A", "", "")], id="since-before-the-history"),
        pytest.param([event("removed", day="2"), event("added", day="1")], [("A", "1", "2")], id="gone"),
        pytest.param(
            [event("renumbered", "B", "A", day="2"), event("added", day="1")],
            [("A", "1", "2"), ("B", "2", "")],
            id="renumbered",
        ),
        pytest.param(
            [event("added", day="3"), event("removed", day="2"), event("added", day="1")],
            [("A", "1", "2"), ("A", "3", "")],
            id="back",
        ),
    ],
)
def test_when_a_record_had_which_id(events: list[Event], tenures: list[tuple[str, str, str]]) -> None:
    found = record(*events)
    days = [
        (one.id, one.since.date if one.since else "", one.until.date if one.until else "")
        for one in found.tenures
    ]
    assert days == tenures
    assert found.present == (not tenures[-1][2])


def test_a_history_as_json_says_what_was_asked() -> None:
    found = History(key="B", records=[record(event("added"))], shallow=False)
    (one,) = found.as_json()
    assert (one["asked"], one["id"], one["present"], one["total"]) == ("B", "A", True, None)


def test_of_a_baseline_no_more_is_said_than_is_known() -> None:
    assert tuple(Registered(name="v1", date="2020-01-01"))[2:] == ("", "", "", "")
