"""Members that went from one group to another."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.moves import moves_of
from tests.strategies import KINDS

FEATURES = KINDS["releases"].fields["features"]


def release(key: str, *, lost: tuple[str, ...] = (), gained: tuple[str, ...] = ()) -> Change:
    field = FieldChange(field="features", control="controlled", spec=FEATURES, added=gained, removed=lost)
    return Change(
        collection="releases", id=key, title="", change="changed", control="controlled", fields=(field,)
    )


@pytest.mark.parametrize(
    ("changes", "new_ids", "found"),
    [
        pytest.param([], {}, [], id="nothing-changed"),
        pytest.param([release("R-1", lost=("F-1",))], {}, [], id="lost-by-one-and-gained-by-none"),
        pytest.param(
            [release("R-1", lost=("F-1",)), release("R-2", gained=("F-1",))],
            {},
            [("F-1", ("R-1",), ("R-2",))],
            id="from-one-to-another",
        ),
        pytest.param(
            [release("R-1", lost=("F-1",)), release("R-2", lost=("F-1",)), release("R-3", gained=("F-1",))],
            {},
            [("F-1", ("R-1", "R-2"), ("R-3",))],
            id="from-two-to-one",
        ),
        pytest.param(
            [release("R-1", lost=("F-1",)), release("R-2", gained=("F-9",))],
            {"milestone": {"F-1": "F-9"}},
            [("F-9", ("R-1",), ("R-2",))],
            id="renumbered-on-the-way",
        ),
    ],
)
def test_moves(
    changes: list[Change],
    new_ids: Mapping[str, Mapping[str, str]],
    found: list[tuple[str, tuple[str, ...], tuple[str, ...]]],
) -> None:
    moves = list(moves_of(changes, KINDS, new_ids))
    assert [(move.feature, move.sources, move.targets) for move in moves] == found
    assert all(move.collection == "releases" for move in moves)
