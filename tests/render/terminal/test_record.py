"""A release on terminals of several widths: its features keep their IDs, dates and states."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from dmccb.render import RENDERERS
from dmccb.render.standing import member_rows
from dmccb.render.terminal.screen import ROOM
from dmccb.render.view import View
from tests.render.values import TITLE, planned, standing

WIDTHS = (60, 80, 100, 140)


def features(columns: int) -> list[str]:
    """Return the lines of the features, which are below their number."""
    page = RENDERERS["Records"]["terminal"]([planned()], View(columns=columns)).splitlines()
    (heading,) = (at for at, line in enumerate(page) if "5 features" in line)
    return [line.rstrip() for line in page[heading + 1 :] if line.startswith("    ")]


@pytest.mark.parametrize("columns", WIDTHS)
def test_only_a_title_is_shortened(columns: int) -> None:
    lines = features(columns)
    assert max(map(cell_len, lines)) <= columns
    for row in member_rows(standing()):
        assert any(line.startswith(f"    {row.id}  {row.due}") for line in lines)
        assert any(row.state in line for line in lines)
    assert sum(TITLE[: ROOM - 1] in line for line in lines) == 5


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_state_is_never_spread_over_lines(columns: int) -> None:
    (line,) = (line for line in features(columns) if "completed" in line)
    assert "completed 2020-01-30, 1 d before its date" in line


def test_beside_the_others_where_there_is_room() -> None:
    assert len(features(140)) == 5
    assert len(features(80)) == 10


def test_a_state_for_which_there_is_no_room_is_below_its_date() -> None:
    assert features(60)[:2] == ["    M-1  due 2020-01-31", "      completed 2020-01-30, 1 d before its date"]
