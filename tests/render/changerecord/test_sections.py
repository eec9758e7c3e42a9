"""The tables that every format shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dmccb.compare.change import Change
from dmccb.changerecord.groups import Group
from dmccb.render.changerecord.phrases import plain
from dmccb.render.changerecord.sections import Section, sections
from tests.render.changerecord import cases


def group(key: str, old: str = "", new: str = "", title: str = "", *changes: Change) -> Group:
    return Group(id=key, title=title, changes=changes, due_old=old, due_new=new)


def milestones(count: int) -> list[Change]:
    return [cases.milestone(f"M-{n:02}", "", cases.due("2020-01-01", "2020-01-02")) for n in range(count)]


def told(*groups: Group, fold: int | None = None) -> tuple[Section, ...]:
    return sections(cases.assembled(groups), fold)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("2020-01-01", "2020-01-03", "due 2020-01-01 → 2020-01-03 (+2 d)", id="slipped"),
        pytest.param("2020-01-03", "2020-01-01", "due 2020-01-03 → 2020-01-01 (-2 d)", id="came-forward"),
        pytest.param("2020-01-01", "2020-01-01", "due 2020-01-01", id="as-before"),
        pytest.param("", "2020-01-01", "due 2020-01-01", id="now-known"),
        pytest.param("2020-01-01", "", "was due 2020-01-01", id="no-longer-known"),
        pytest.param("spring", "autumn", "due spring → autumn", id="no-dates-have-no-days-between-them"),
        pytest.param("", "", "", id="unknown"),
    ],
)
def test_when_a_release_is_due(old: str, new: str, said: str) -> None:
    (section,) = told(group("R-1", old, new))
    assert plain(section.due) == said


@pytest.mark.parametrize(
    ("key", "title", "heading"),
    [
        pytest.param("R-1", "One", "R-1: One", id="release"),
        pytest.param("R-1", "", "R-1", id="without-a-title"),
        pytest.param("", "documents", "Documents", id="the-other-records-by-their-plural"),
        pytest.param("", "wbs", "WBS elements", id="in-words"),
        pytest.param("R\x1b1", "One", "R<U+001B>1: One", id="what-a-terminal-would-obey-is-spelled-out"),
    ],
)
def test_heading(key: str, title: str, heading: str) -> None:
    (section,) = told(group(key, title=title))
    assert section.heading == heading


def test_several_releases_that_moved_come_first_the_largest_slip_at_the_top() -> None:
    first, *tables = told(
        group("R-1", "2020-01-01", "2020-01-02"),
        group("R-2", "2020-01-01", "2020-02-01"),
        group("R-3", "2020-01-01", "2020-01-01"),
        group("R-4", "2020-02-01", "2020-01-01"),
        group("R-5", "2020-01-01", "2020-01-02"),
    )
    assert first.title == "Release dates"
    assert [row.id for row in first.rows] == ["R-2", "R-1", "R-5", "R-4"]
    assert [section.id for section in tables] == ["R-1", "R-2", "R-3", "R-4", "R-5"]


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param([group("R-1", "2020-01-01", "2020-01-02"), group("R-2")], id="one-release-moved"),
        pytest.param(
            [group("", "2020-01-01", "2020-01-02"), group("", "2020-01-01", "2020-01-02")],
            id="what-is-no-release-has-no-date",
        ),
    ],
)
def test_there_is_no_list_of_one(groups: list[Group]) -> None:
    assert [section.id for section in told(*groups)] == [one.id for one in groups]


@pytest.mark.parametrize(
    ("count", "fold", "shown"),
    [
        pytest.param(5, None, 5, id="all"),
        pytest.param(5, 2, 2, id="folded"),
        pytest.param(3, 2, 3, id="a-single-row-is-never-folded-away"),
        pytest.param(2, 2, 2, id="as-many-as-wanted"),
        pytest.param(0, 2, 0, id="none"),
    ],
)
def test_rows_that_are_folded_away_are_counted(count: int, fold: int | None, shown: int) -> None:
    (section,) = told(group("R-1", "", "", "", *milestones(count)), fold=fold)
    assert (len(section.rows), section.hidden) == (shown, count - shown)


def test_two_records_of_one_id_are_told_apart_by_their_kind() -> None:
    both = cases.milestone("R-1", ""), cases.release("R-1")
    (section,) = told(group("R-1", "", "", "", *both, cases.milestone("M-1", "")))
    assert [row.item for row in section.rows] == ["R-1 (milestone)", "R-1 (release)", "M-1"]


def test_a_row_says_what_happened() -> None:
    (section,) = told(group("R-1", "", "", "", *milestones(1)))
    (row,) = section.rows
    assert (row.id, row.change, [plain(one) for one in row.phrases]) == (
        "M-00",
        "changed",
        ["due 2020-01-01 → 2020-01-02 (+1 d)"],
    )
    assert replace(row, kind="milestone").item == "M-00 (milestone)"
