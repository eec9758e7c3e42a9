"""Sections as blocks of a LaTeX fragment: which are one table, and how wide its columns are."""

from __future__ import annotations

import re

import pytest

from dmccb.render.changerecord.latex_tables import blocks
from dmccb.render.changerecord.page import Cell, Column, Section, Table
from dmccb.render.changerecord.phrases import Phrase, Span, plain

ITEMS = (Column("Item", "id"), Column("Title"), Column("What"))
NUMBERS = (
    Column("Release", "id"),
    Column("Title", room=10),
    Column("Slip", "number"),
    Column("Last open feature", "id", room=1),
    Column("Its margin", "number", room=1),
)


def phrase(text: str) -> Phrase:
    return (Span(text=text),)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple((phrase(text),) if text else () for text in texts)


def items(title: str, *keys: str, **more: object) -> Section:
    found = Section(title, table=Table(ITEMS, tuple(row(key, "title", "what") for key in keys)))
    return found._replace(**more)  # type: ignore[arg-type]  # fields of a section


def test_neighbours_with_the_same_columns_are_one_table() -> None:
    found = blocks([items("New", "A"), items("Dropped", "B"), Section("Moved"), items("Others", "C")])
    assert [[group.title for group in block.groups] for block in found] == [
        ["New", "Dropped"],
        [],
        ["Others"],
    ]


def test_a_list_is_no_table() -> None:
    (found,) = blocks([Section("Moved", items=(phrase("A: B → C"),))])
    assert (found.spec, found.section.title) == ("", "Moved")


def test_what_a_release_folds_goes_on_below_it() -> None:
    part = items("2 more changes in R-1", "B", "C")
    (found,) = blocks([items("R-1: Title", "A", parts=(part,), is_detail=True)])
    (group,) = found.groups
    assert [plain(one.cells[0][0]) for one in group.rows] == ["A", "B", "C"]


def test_the_parts_of_any_other_section_have_headings() -> None:
    (lead, table) = blocks([Section("Outside", parts=(items("New", "A"), items("Dropped", "B")))])
    assert lead.section.title == "Outside"
    assert [group.title for group in table.groups] == ["New", "Dropped"]


def test_what_has_no_room_beside_numbers_stands_below_them() -> None:
    rows = (row("R-1", "Title", "+3 d", "F-1", "-2 d"), row("R-2", "", "", "", ""))
    (found,) = blocks([Section("Releases", table=Table(NUMBERS, rows))])
    assert [column.title for column in found.heads] == ["Releases", "Slip", "Its margin"]
    assert [plain(one.below) for one in found.groups[0].rows] == [
        "Title; last open feature F-1",
        "",
    ]
    assert found.spec == "@{}lrr@{}"


def test_a_column_with_nothing_in_it_is_left_out() -> None:
    columns = (*NUMBERS[:3], Column("Median", "number"))
    (found,) = blocks([Section("By WBS", table=Table(columns, (row("1.2", "Title", "+3 d", ""),)))])
    assert [column.title for column in found.heads] == ["By WBS", "Slip"]


@pytest.mark.parametrize(
    ("key", "spec"),
    [
        pytest.param("DM-AP-7", r"@{}lp{.37\textwidth}p{.47\textwidth}@{}", id="as-wide-as-it-is"),
        pytest.param("X" * 60, r"@{}p{.36\textwidth}p{.25\textwidth}p{.32\textwidth}@{}", id="too-long"),
    ],
)
def test_text_has_the_room_that_ids_leave(key: str, spec: str) -> None:
    (found,) = blocks([items("New", key)])
    assert found.spec == spec
    assert sum(int(width) for width in re.findall(r"\.(\d+)", found.spec)) <= 93
