"""A few words for each column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dmccb.impact.effect import ChangedItem
from dmccb.impact.timing import UNDATED, Timing
from dmccb.records.dates import Difference
from dmccb.render.impact.words import (
    apart_text,
    due_text,
    invalid_text,
    margins_text,
    reason,
    slip_text,
    state_after,
    state_text,
    tone,
)
from tests.render.values import effect, timing


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(Difference(44, 44), "+44 d", id="exact"),
        pytest.param(Difference(-17, 12), "-17 to +12 d", id="a-range"),
        pytest.param(Difference(None, 12), "", id="no-limit"),
        pytest.param(None, "", id="not-known"),
    ],
)
def test_days(days: Difference | None, said: str) -> None:
    assert apart_text(days) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        pytest.param(Timing(state="open"), "open", id="open"),
        pytest.param(Timing(state="overdue", overdue_days=12), "overdue 12 d", id="overdue"),
        pytest.param(Timing(state="completed", completed="2020-01-01"), "completed 2020-01-01", id="a-day"),
        pytest.param(Timing(state="completed", completed="2020-01"), "completed 2020-01", id="a-month"),
        pytest.param(
            Timing(state="completed", completed="[..2020-01-01]"), "completed by 2020-01-01", id="by-a-day"
        ),
        pytest.param(Timing(state="completed", completed=""), "completed, no date", id="no-date"),
        pytest.param(UNDATED, "", id="no-dates"),
    ],
)
def test_states(one: Timing, said: str) -> None:
    assert state_text(one) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        pytest.param(Timing(due="2020-01", state="open"), "2020-01", id="a-date"),
        pytest.param(Timing(state="open", invalid=True), "no date", id="not-a-date"),
        pytest.param(Timing(due="2020-01-01", state="completed", invalid=True), "2020-01-01", id="only-done"),
        pytest.param(UNDATED, "", id="none"),
    ],
)
def test_dates(one: Timing, said: str) -> None:
    assert due_text(one) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(0, [], id="none"),
        pytest.param(1, ["1 record has an invalid date, told as none (dmccb check says why): M-0"], id="one"),
        pytest.param(
            7,
            [
                (
                    "7 records have invalid dates, told as none (dmccb check says why): "
                    "M-0, M-1, M-2, M-3, M-4 and 2 more"
                )
            ],
            id="many",
        ),
    ],
)
def test_invalid_dates(number: int, said: list[str]) -> None:
    assert invalid_text([("milestones", f"M-{at}") for at in range(number)]) == said


EARLY, LATE, NONE = timing("2020-03-01"), timing("2020-03-11"), timing("")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(EARLY, LATE, "+10 d", id="later"),
        pytest.param(EARLY, EARLY, "", id="the-same"),
        pytest.param(timing("2020-03"), timing("2020-03"), "", id="the-same-month"),
        pytest.param(EARLY, NONE, "dropped", id="no-date-any-more"),
        pytest.param(NONE, EARLY, "dated", id="a-first-date"),
        pytest.param(NONE, NONE, "", id="no-dates"),
        pytest.param(None, EARLY, "", id="new"),
        pytest.param(EARLY, None, "", id="removed"),
    ],
)
def test_slips(before: Timing | None, after: Timing | None, said: str) -> None:
    assert slip_text(effect("M-1", sides=(before, after))) == said


WIDE, NARROW = timing("2020-03-11", "2020-03-01"), timing("2020-03-11", "2020-03-12")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(WIDE, NARROW, "+10 → -1 d", id="lost"),
        pytest.param(WIDE, WIDE, "+10 d", id="the-same"),
        pytest.param(WIDE, LATE, "was +10 d", id="none-any-more"),
        pytest.param(LATE, WIDE, "+10 d", id="none-before"),
        pytest.param(None, WIDE, "+10 d", id="new"),
        pytest.param(WIDE, None, "was +10 d", id="removed"),
        pytest.param(LATE, LATE, "", id="none"),
    ],
)
def test_margins(before: Timing | None, after: Timing | None, said: str) -> None:
    assert margins_text(effect("M-1", sides=(before, after))) == said


OWN = ChangedItem(effect=effect("M-1"), change="changed", fields=("due", "predecessors"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(None, "2 steps", id="it-did-not-change"),
        pytest.param(OWN, "due, predecessors", id="its-fields"),
        pytest.param(
            replace(OWN, fields=("completed", "due"), withdrawn=("completed",)),
            "completed withdrawn, due",
            id="a-completion-withdrawn",
        ),
        pytest.param(replace(OWN, change="added"), "new", id="new"),
        pytest.param(replace(OWN, change="removed"), "removed", id="removed"),
        pytest.param(
            replace(OWN, change="renumbered", old_id="M-0"), "was M-0, due, predecessors", id="new-id"
        ),
    ],
)
def test_reasons(changed: ChangedItem | None, said: str) -> None:
    one = effect("M-1", distance=2)
    assert reason(one, {one.item: changed} if changed else {}) == said


def test_a_release_is_affected_by_what_changed_of_its_test_milestone() -> None:
    features = replace(OWN, fields=("features",))
    changed = {("releases", "R-1"): features, ("milestones", "T-1"): replace(OWN, fields=("due",))}
    assert reason(effect("R-1", "releases"), changed) == "features, due"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        pytest.param(None, "removed", id="gone"),
        pytest.param(EARLY, "open", id="open"),
        pytest.param(Timing(state="overdue", overdue_days=12), "overdue", id="overdue"),
        pytest.param(timing("2020-03", completed="2020-02"), "completed 2020-02", id="completed"),
        pytest.param(UNDATED, "", id="no-dates"),
    ],
)
def test_states_after_a_change(after: Timing | None, said: str) -> None:
    assert state_after(effect("M-1", sides=(EARLY, after))) == said


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param(WIDE, NARROW, "later", id="lost"),
        pytest.param(NARROW, WIDE, "earlier", id="gained"),
        pytest.param(WIDE, timing("2020-03-11", "2020-03"), "plain", id="unclear"),
        pytest.param(WIDE, timing("2020-03-11", completed="2020-03-11"), "plain", id="completed"),
        pytest.param(WIDE, WIDE, "plain", id="the-same"),
    ],
)
def test_tones(before: Timing, after: Timing, found: str) -> None:
    assert tone(effect("M-1", sides=(before, after))) == found
