"""Tables that fit a line, and texts that are cut to it."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.render.changerecord.first_screen import text_cell
from dmccb.render.changerecord.layout import (
    GAP,
    fitted,
    folded_table,
    is_stacked,
    shortened,
    shown_rows,
    unbroken,
    width_of,
    widths,
)
from dmccb.render.changerecord.page import Column, Section, Table


def table(columns: tuple[Column, ...], *rows: tuple[str, ...], hidden: int = 0) -> Table:
    return Table(columns, tuple(tuple(map(text_cell, row)) for row in rows), hidden)


ID, TITLE, WHO = Column("Item", "id"), Column("Title", room=10), Column("Who", room=20)
DAYS, TEXT = Column("Days", "number"), Column("What")
FULL = table((ID, TITLE, DAYS, WHO), ("DM-1", "A title", "+12 d", "Ada"))


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("abc", 3, id="letters"),
        pytest.param("é–→", 3, id="signs-of-other-scripts"),
        pytest.param("日本", 4, id="wide-ones-take-two-columns"),
        pytest.param("\uff21b", 3, id="full-width"),
    ],
)
def test_width_of(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("abc", 3, "abc", id="it-fits"),
        pytest.param("abcd", 3, "ab…", id="it-does-not"),
        pytest.param("a bcd", 3, "a…", id="without-a-blank-before-the-mark"),
        pytest.param("日本語", 5, "日本…", id="by-columns"),
        pytest.param("日本語", 4, "日…", id="not-half-a-sign"),
    ],
)
def test_shortened(text: str, width: int, expected: str) -> None:
    assert shortened(text, width) == expected


@given(st.text("ab 日é", max_size=30), st.integers(1, 20))
def test_a_shortened_text_fits_and_says_that_it_is_cut(text: str, width: int) -> None:
    found = shortened(text, width)
    assert width_of(found) <= width
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        pytest.param(80, ["Item", "Title", "Days", "Who"], id="room-for-all"),
        pytest.param(45, ["Item", "Title", "Days", "Who"], id="just-enough"),
        pytest.param(44, ["Item", "Days", "Who"], id="the-first-that-may-go"),
        pytest.param(20, ["Item", "Days"], id="and-the-next"),
        pytest.param(3, ["Item", "Days"], id="what-must-stay-stays"),
    ],
)
def test_columns_without_room_go(width: int, titles: list[str]) -> None:
    assert [column.title for column in fitted(FULL, width).columns] == titles


def test_a_column_in_which_nothing_stands_goes_and_one_that_must_stay_does_not() -> None:
    found = fitted(table((ID, TITLE, DAYS), ("DM-1", "", "")), 80)
    assert [column.title for column in found.columns] == ["Item", "Days"]
    assert [len(row) for row in found.rows] == [2]


def test_text_takes_what_the_others_leave() -> None:
    found = table((ID, TEXT, DAYS), ("DM-10", "x" * 50, "+12 d"), ("DM-1", "y", "+1 d"))
    assert widths(found, 40) == [5, 40 - 5 - 5 - 2 * GAP, 5]
    assert widths(found, 100) == [5, 50, 5]


def test_two_texts_share_and_the_shorter_gives_what_it_does_not_need() -> None:
    found = table((ID, TEXT, TEXT), ("A", "x" * 50, "y" * 4))
    assert widths(found, 40) == [4, 40 - 4 - 4 - 2 * GAP, 4]
    assert widths(table((TEXT, TEXT), ("x" * 50, "y" * 50)), 42) == [20, 20]


def test_an_item_gives_way_where_even_numbers_have_no_room() -> None:
    found = table((ID, DAYS), ("X" * 90, "+1000 d"))
    assert widths(found, 40) == [40 - 7 - GAP, 7]


NAMES = st.text("abc日-", min_size=1, max_size=40)


@given(
    st.lists(st.tuples(NAMES, NAMES, st.integers(-9999, 9999)), min_size=1, max_size=4), st.integers(30, 140)
)
def test_a_fitted_table_fits_and_its_numbers_keep_their_room(
    rows: list[tuple[str, str, int]], width: int
) -> None:
    columns = (ID, TITLE, DAYS)
    whole = table(columns, *((name, title, f"{days:+d} d") for name, title, days in rows))
    found = fitted(whole, width)
    sizes = widths(found, width)
    assert sum(sizes) + GAP * (len(sizes) - 1) <= width
    number = [column.kind for column in found.columns].index("number")
    assert sizes[number] >= max(len(f"{days:+d} d") for _, _, days in rows)


@pytest.mark.parametrize(
    ("rows", "fold", "shown"),
    [
        pytest.param(5, None, 5, id="all"),
        pytest.param(5, 2, 2, id="folded"),
        pytest.param(3, 2, 3, id="a-single-row-is-never-folded-away"),
        pytest.param(0, 2, 0, id="none"),
    ],
)
def test_rows_that_are_folded_away_are_counted(rows: int, fold: int | None, shown: int) -> None:
    found = folded_table(table((ID,), *[("A",)] * rows, hidden=4), fold)
    assert (len(found.rows), found.hidden) == (shown, 4 + rows - shown)


def test_a_table_without_numbers_reads_as_well_row_below_row() -> None:
    assert is_stacked(table((ID, TITLE, TEXT)))
    assert not is_stacked(FULL)


def section(rows: int, *parts: Section, items: int = 0, is_open: bool = True) -> Section:
    return Section(
        "x", items=((),) * items, table=table((ID,), *[("A",)] * rows), is_open=is_open, parts=parts
    )


@pytest.mark.parametrize(
    ("one", "fold", "rows"),
    [
        pytest.param(section(3, items=2), None, 5, id="rows-and-items"),
        pytest.param(section(3, section(4, section(5))), None, 12, id="those-of-its-parts"),
        pytest.param(section(9, section(9)), 2, 4, id="folded-tables"),
        pytest.param(section(9, is_open=False), 2, 1, id="what-is-closed-is-one-line"),
        pytest.param(section(9, is_open=False), None, 9, id="unless-all-is-wanted"),
        pytest.param(Section("x"), None, 0, id="nothing"),
    ],
)
def test_shown_rows(one: Section, fold: int | None, rows: int) -> None:
    assert shown_rows(one, fold) == rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("(+147 d)", "(+147_d)", id="days"),
        pytest.param("+612 to +641 d, later", "+612_to_+641_d, later", id="a-range"),
        pytest.param("182 days after its date", "182_days after its date", id="in-words"),
        pytest.param("1 day before", "1_day before", id="one"),
        pytest.param("DM-DAX-8 (SS, +40 h)", "DM-DAX-8 (SS, +40_h)", id="hours"),
        pytest.param("5 documents, 3 dates", "5 documents, 3 dates", id="no-other-noun"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_number_stays_beside_its_unit(text: str, expected: str) -> None:
    assert unbroken(text, "_") == expected


@given(
    st.lists(st.sampled_from(["+147 d", "-1 to +30 d", "worst", "DM-DRP-13"]), max_size=30),
    st.integers(12, 60),
)
def test_no_line_ends_between_a_number_and_its_unit(words: list[str], width: int) -> None:
    lines = textwrap.wrap(unbroken(" ".join(words), "\0"), width)
    assert not [
        line
        for line in lines
        if re.search(r"(?:\d|to)$", line.replace("\0", " ")) and not line.endswith("13")
    ]
