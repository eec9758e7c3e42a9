"""Counts: one line for each collection."""

from __future__ import annotations

import pytest

from dmccb.compare.change import Change, ChangeKind
from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.compare.changeset import Move
from dmccb.changerecord.groups import Group
from dmccb.render.changerecord.stat import render_stat
from dmccb.render.view import View
from tests.render.changerecord import cases


def change(collection: str, kind: ChangeKind, number: int) -> Change:
    return Change(
        collection=collection, id=f"X-{number}", title="", change=kind, control="controlled", fields=()
    )


def record(kinds: dict[str, list[ChangeKind]], *moves: Move) -> ChangeRecord:
    changes = [change(name, kind, number) for name, held in kinds.items() for number, kind in enumerate(held)]
    return cases.assembled((Group(id="", title="", changes=tuple(changes)),), moves)


MOVE = cases.move("M-1", ("R-1",), ("R-2",))


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        pytest.param(record({}), [], id="nothing-differs"),
        pytest.param(
            record({"milestones": ["changed", "added", "changed", "removed"]}),
            ["milestones  1 added, 1 removed, 2 changed"],
            id="in-the-order-of-the-change-record",
        ),
        pytest.param(
            record({"documents": ["changed"], "organization": ["renumbered"]}),
            ["documents     1 changed", "organization  1 renumbered"],
            id="below-each-other",
        ),
        pytest.param(
            record({"wbs": ["added"]}, MOVE),
            ["wbs    1 added", "moved  1 feature between releases"],
            id="a-move",
        ),
        pytest.param(
            record({}, MOVE, cases.move("M-2", ("R-1",), ("R-2",))),
            ["moved  2 features between releases"],
            id="moves-alone",
        ),
    ],
)
def test_stat(told: ChangeRecord, lines: list[str]) -> None:
    assert render_stat(told, View()).splitlines() == lines


def test_every_change_is_counted_once() -> None:
    large = cases.large()
    counted = [
        int(part.split()[0])
        for line in render_stat(large, View(fold=1)).splitlines()
        for part in line.split("  ", 1)[1].split(", ")
    ]
    assert sum(counted) == len(large.changeset.changes)
