"""A change record on terminals of several widths: no number is broken, cut, or parted from its unit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.layout import fitted, folded_table
from dmccb.render.changerecord.page import Section
from dmccb.render.changerecord.pages import page_of
from dmccb.render.changerecord.phrases import plain
from dmccb.render.terminal.changerecord import render
from dmccb.render.view import View
from tests.changerecord.plans import PLAN, State, day, plans, state, told
from tests.render.changerecord import cases
from tests.render.changerecord.test_plain_text import WHO, crowded, numbers_stay
from tests.strategies import EXAMPLES

COLUMNS = [80, 100, 140]


def numbers_of(section: Section, columns: int, fold: int | None) -> list[str]:
    """Return the numbers of a table, in the columns for which the terminal has room."""
    if section.table is None:
        return []
    table = fitted(folded_table(section.table, fold), min(columns, 120) - 2)
    places = [place for place, column in enumerate(table.columns) if column.kind == "number"]
    return [plain(phrase) for row in table.rows for place in places for phrase in row[place]]


def fits(record: ChangeRecord, view: View) -> None:
    page = render(record, view)
    assert max(map(cell_len, page.splitlines())) <= view.columns
    numbers_stay("\n".join(map(str.rstrip, page.splitlines())))
    for section in page_of(record, view.fold).first:
        assert all(number in page for number in numbers_of(section, view.columns, None))


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("fold", [None, 2, 12])
@pytest.mark.parametrize("case", [*sorted(cases.CASES), "crowded"])
def test_pages_fit(case: str, fold: int | None, columns: int) -> None:
    record = crowded() if case == "crowded" else cases.CASES[case]()
    fits(record, View(fold=fold, columns=columns))


@settings(max_examples=3 * EXAMPLES)
@given(plans(), plans(), st.sampled_from(COLUMNS), st.sampled_from([None, 0, 12]))
def test_any_page_fits(old: State, new: State, columns: int, fold: int | None) -> None:
    fits(told(old, new, who=WHO), View(fold=fold, columns=columns))


@pytest.mark.parametrize("columns", COLUMNS)
def test_an_item_with_a_long_name_gives_way_to_numbers(columns: int) -> None:
    name = "LDM-" + "X" * 80
    old, new = (state({name: {"due": due}}, {name: {}}) for due in (day(0), "2021-11"))
    page = render(cases.of(old, new), View(columns=columns))
    assert "+670 to +699 d" in page
    assert all(len(line) <= columns for line in page.splitlines())


def test_a_summary_is_the_first_screen_alone() -> None:
    page = render(cases.realistic(), View(fold=12, summary=True, columns=100))
    assert "By WBS" in page
    assert "New release" not in page


def test_what_is_folded_is_counted() -> None:
    page = render(cases.realistic(), View(fold=12, columns=100))
    assert "  … 3 more changes in LDM-503-06 (--full shows them)" in page
    assert "  … 1 entry (--full shows them)" in page
    whole = render(cases.realistic(), View(columns=100))
    assert "--full" not in whole
    assert "Version and sources in full" in whole


def test_rows_of_a_long_table_are_folded_and_counted() -> None:
    new = {f"M-{number:02}": {"due": day(number)} for number in range(40)}
    page = render(told({}, state(new)), View(fold=5, columns=100))
    assert page.count("Title of M-") == 5
    assert "… and 35 more (--full shows them)" in page


def test_slips_have_colour_and_a_sign_without_it() -> None:
    record = cases.of(state({"M": {"due": day(0)}}), state({"M": {"due": day(3)}}), document=PLAN)
    assert "\x1b[1;31m+3 d\x1b[0m" in render(record, View(columns=80, colour=True))
    assert "\x1b" not in render(record, View(columns=80))
    assert "+3 d" in render(record, View(columns=80))
