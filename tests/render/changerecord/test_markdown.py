"""A change record as GitHub shows it, no longer than GitHub takes it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.head import Head, VersionRow
from dmccb.render.changerecord.layout import shown_rows
from dmccb.render.changerecord.markdown import LIMIT, render
from dmccb.render.changerecord.pages import page_of
from tests.changerecord.plans import PLAN, State, day, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES

PARSER = MarkdownIt("commonmark").enable("table")
CUT = re.compile(r"^([\d,]+) (?:entry|entries) of this change record did not fit here", re.MULTILINE)


def cut(page: str) -> int:
    found = CUT.search(page)
    return int(found[1].replace(",", "")) if found else 0


def entries_shown(page: str) -> int:
    """Count rows and items below the first screen, as GitHub sees them."""
    tokens = [token.type for token in PARSER.parse(page)]
    headings = tokens.count("thead_open")
    return tokens.count("tr_open") - headings + tokens.count("list_item_open")


def entries_of(record: ChangeRecord) -> int:
    """Count rows and items of the whole page, its first screen included."""
    page = page_of(record)
    first = sum(len(section.table.rows) for section in page.first if section.table)
    return len(page.counts) + first + sum(shown_rows(section, None) for section in page.sections)


def test_a_record_that_fits_is_whole() -> None:
    page = render(cases.realistic())
    assert cut(page) == 0
    assert entries_shown(page) == entries_of(cases.realistic())


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(400, id="what-just-fits"),
        pytest.param(800, id="a-little-more"),
        pytest.param(10_000, id="ten-thousand"),
    ],
)
def test_it_is_never_longer_than_github_takes_and_what_is_cut_is_counted(count: int) -> None:
    record = cases.large(count)
    page = render(record)
    assert len(page) <= LIMIT
    assert (cut(page) > 0) == (count > 400)
    assert entries_shown(page) + cut(page) == entries_of(record)
    assert page.count("<details>") == page.count("</details>")


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 3), st.sampled_from(["x" * 30_000, "word " * 6_000, "* [a](b) @c " * 2_000]))
def test_texts_however_long_are_cut_and_counted(number: int, text: str) -> None:
    keys = [f"M-{index}" for index in range(number + 1)]
    old = state({key: {"title": text, "due": day(0)} for key in keys})
    new = state({key: {"title": text, "due": day(1)} for key in keys})
    page = render(told(old, new))
    assert len(page) <= LIMIT
    rows = len(keys) + 2  # the line of counts, and the WBS element
    assert entries_shown(page) + cut(page) == rows


def test_a_head_that_is_too_long_is_counted_as_cut() -> None:
    head = Head(document=PLAN, version="1", row=VersionRow(description="x" * 100_000))
    page = render(told(state({"M": {}}), state({"M": {"due": day(0)}}), head=head))
    assert len(page) <= LIMIT
    assert cut(page) == 1


def test_what_is_not_of_first_importance_is_folded() -> None:
    page = render(cases.realistic())
    opened = re.findall(r"^### (.*)$", page, re.MULTILINE)
    folded = re.findall(r"^<summary><b>(.*)</b> \((\d+) entr(?:y|ies)\)</summary>$", page, re.MULTILINE)
    assert opened[:4] == ["Releases", "By WBS", "New release", "New milestones"]
    assert ("3 more changes in LDM-503-06", "3") in folded
    assert ("Documents", "1") in folded
    assert ("First recorded", "3") in folded
    assert ("Outside LDM-564: 2 records, 1 slip", "2") in folded
    assert page.count("<details>") == page.count("</details>") == len(folded)


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_no_two_blank_lines_and_every_table_is_one(case: str) -> None:
    page = render(cases.CASES[case]())
    assert "\n\n\n" not in page
    assert page.endswith("\n")
    tables = sum(line.startswith("| ---") for line in page.splitlines())
    assert sum(token.type == "table_open" for token in PARSER.parse(page)) == tables


def test_slips_are_bold_and_their_numbers_do_not_break() -> None:
    page = render(cases.realistic())
    assert "| **+730&nbsp;d** |" in page
    assert "due 2020-11-30 → 2021-03-30 (**+120 d**)" in page


def test_what_is_compared_and_said_of_the_version() -> None:
    lines = render(cases.realistic()).splitlines()
    assert lines[0] == "## Change record: LDM-564 v1.4 → v1.5"
    assert lines[4] == cases.VERSION
    assert lines[6].startswith("Sources: LDM-564/v1.4: The draft")


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_any_record_that_fits_is_whole(old: State, new: State) -> None:
    record = cases.of(old, new, document=PLAN)
    page = render(record)
    assert entries_shown(page) == entries_of(record)
