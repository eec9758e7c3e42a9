"""Lines in columns, as many of these as there is room for."""

from __future__ import annotations

import pytest

from dmccb.render.impact.columns import Column, aligned, effect_branch, link_branch
from dmccb.render.impact.page import INDENT
from dmccb.render.view import View
from tests.render.values import effect, link

THREE = [
    Column("ID", ["A", "LONGER"]),
    Column("due", ["2020-01-01", ""], 1),
    Column("why", ["due", "new"], 2),
]


@pytest.mark.parametrize(
    ("room", "header"),
    [
        pytest.param(23, "ID      due         why", id="all"),
        pytest.param(22, "ID      due", id="not-the-least-important"),
        pytest.param(17, "", id="the-first-alone"),
        pytest.param(1, "", id="never-none"),
    ],
)
def test_columns_are_left_out_whole(room: int, header: str) -> None:
    found, rows = aligned(THREE, View(columns=room + INDENT))
    assert found == header
    assert [row.split()[0] for row in rows] == ["A", "LONGER"]


def test_a_column_that_says_nothing_is_left_out() -> None:
    assert aligned([Column("ID", ["A"]), Column("due", [""]), Column("why", ["due"])], View()) == (
        "ID  why",
        ["A   due"],
    )


def test_links_beyond_the_listed_ones_are_told() -> None:
    found = link_branch("needs", [link("A")], View(), "and more")
    assert [line.text for line in found.lines][1:] == ["and more"]


def test_effects_beyond_the_fold_are_counted() -> None:
    many = [effect(f"M-{number}") for number in range(9)]
    found = effect_branch("affected", many, {}, View(fold=3))
    assert len(found.lines) == 4
    assert found.lines[3].text == "… and 6 more (--full shows them)"


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 140])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    found = effect_branch("affected", [effect("M-1"), effect("M-2")], {}, View(columns=columns))
    assert max(len(line.text) for line in found.lines) <= columns - INDENT
