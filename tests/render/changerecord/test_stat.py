"""Counts: one line for each collection."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.filters import Filters
from dmccb.changerecord.head import Head
from dmccb.records.record import Fields
from dmccb.render.changerecord.stat import render_stat
from dmccb.render.view import View
from tests.changerecord.plans import PLAN, State, day, of_milestones, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES

DUE: Fields = {"due": day(0)}
LATER: Fields = {"due": day(1)}


def moved(*features: str, to: str = "R-2") -> ChangeRecord:
    """Move features of R-1 to another release, or to none."""
    milestones: dict[str, Fields] = {key: {} for key in (*features, "R-1", "R-2")}
    old = state(milestones, {"R-1": {"features": [*features]}, "R-2": {}})
    held: Fields = {"features": [*features]} if to else {}
    return told(old, state(milestones, {"R-1": {}, "R-2": held}))


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        pytest.param(of_milestones({}, {}), [], id="nothing-differs"),
        pytest.param(
            of_milestones(
                {"A": DUE, "B": DUE, "C": DUE, "D": {}, "E-1": {"title": "t"}},
                {"A": LATER, "B": LATER, "D": {"level": 1}, "E-01": {"title": "t"}, "F": DUE},
            ),
            ["milestones  1 added, 1 removed, 2 changed, 1 renumbered, 1 gained fields"],
            id="in-the-order-of-the-change-record",
        ),
        pytest.param(
            told(
                state({"A": DUE}, documents={PLAN: {"version": "1"}}),
                state({"A": LATER}, documents={PLAN: {"version": "2"}}),
            ),
            ["documents   1 changed", "milestones  1 changed"],
            id="below-each-other",
        ),
        pytest.param(
            moved("F"), ["releases  2 changed", "moved     1 feature between releases"], id="a-move"
        ),
        pytest.param(
            moved("F", "G"), ["releases  2 changed", "moved     2 features between releases"], id="two-moves"
        ),
        pytest.param(
            moved("F", to=""),
            ["releases  1 changed", "moved     1 feature now in no release"],
            id="a-move-to-nowhere",
        ),
        pytest.param(
            told(state({"A": DUE, "B": {}}), state({"A": LATER, "B": DUE}), filters=Filters(min_slip=1)),
            ["milestones  1 changed", "Filtered by --min-slip 1: 1 changed record not shown"],
            id="what-is-filtered-is-said",
        ),
        pytest.param(
            told(state({"A": DUE}), state({"A": LATER}), head=Head(document=PLAN), narrow=True),
            [f"Only {PLAN}: 1 changed record not shown, outside of it"],
            id="what-is-left-out-is-said",
        ),
    ],
)
def test_stat(told: ChangeRecord, lines: list[str]) -> None:
    assert render_stat(told, View()).splitlines() == lines


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_every_change_and_every_move_is_counted_once(old: State, new: State) -> None:
    record = cases.of(old, new)
    records = moves = 0
    for line in render_stat(record, View(fold=1)).splitlines():
        name, counts = line.split(maxsplit=1)
        number = sum(map(int, re.findall(r"(?:^|, )(\d+) ", counts)))
        records, moves = (records, moves + number) if name == "moved" else (records + number, moves)
    assert (records, moves) == (len(record.changeset.changes), len(record.changeset.moves))
