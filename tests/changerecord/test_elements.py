"""The slips of each WBS element."""

from __future__ import annotations

import pytest

from dmccb.changerecord.elements import ElementRow, element_rows
from dmccb.impact.responsible import Responsible
from dmccb.records.record import Fields
from tests.changerecord.plans import day, of_milestones

BOSS = Responsible(wbs="A", title="Pipelines", role="T/CAM", holders=("Ada",))


def rows(*milestones: tuple[str, int, bool]) -> tuple[ElementRow, ...]:
    """Return the rows of milestones with a WBS element, a slip in days, and whether they are done."""
    old: dict[str, Fields] = {}
    new: dict[str, Fields] = {}
    for number, (element, days, done) in enumerate(milestones):
        held: Fields = {"wbs": element} if element else {}
        old[f"M-{number}"] = {**held, "due": day(0)}
        new[f"M-{number}"] = {**held, "due": day(days), **({"completed": day(1)} if done else {})}
    return element_rows(of_milestones(old, new).inside.slips, {"A": BOSS})


def test_what_is_later_is_counted_and_the_median_and_the_worst_are_of_open_work() -> None:
    (row,) = rows(("A", 10, False), ("A", 31, False), ("A", 900, True))
    assert (row.code, row.later, row.open, row.median) == ("A", 3, 2, (20.5, 20.5))
    assert row.worst is not None
    assert (row.worst.change.id, row.worst.moved.days) == ("M-1", 31)


def test_where_all_is_done_there_is_no_worst() -> None:
    (row,) = rows(("A", 10, True))
    assert (row.later, row.open, row.median, row.worst) == (1, 0, None, None)


def test_what_is_earlier_is_not_told() -> None:
    assert rows(("A", -10, False), ("A", -5, False)) == ()


@pytest.mark.parametrize(
    ("milestones", "codes"),
    [
        pytest.param(
            [("A", 1, False), ("A", 1, False), ("A", 1, False), ("B", 2, False)],
            ["B", "A"],
            id="the-worst-open-slip-before-how-many-there-are",
        ),
        pytest.param(
            [("A", 900, True), ("A", 1, False), ("B", 2, False)], ["B", "A"], id="what-is-done-is-not-worst"
        ),
        pytest.param([("A", 900, True), ("B", 1, False)], ["B", "A"], id="where-all-is-done-last"),
        pytest.param(
            [("A", 5, False), ("B", 5, False), ("B", 2, False)],
            ["B", "A"],
            id="of-a-tie-the-one-with-more-that-is-later",
        ),
        pytest.param(
            [("A", 5, False), ("B", 5, False), ("B", 900, True)],
            ["B", "A"],
            id="done-or-not",
        ),
        pytest.param(
            [("D", 5, False), ("B", 5, False), ("C", 5, False)], ["B", "C", "D"], id="then-by-the-code"
        ),
        pytest.param(
            [("D", 5, True), ("B", 9, True), ("C", 7, True)], ["B", "C", "D"], id="so-where-all-is-done"
        ),
    ],
)
def test_the_order_of_the_elements(milestones: list[tuple[str, int, bool]], codes: list[str]) -> None:
    assert [row.code for row in rows(*milestones)] == codes


def test_who_answers_where_that_is_on_record() -> None:
    found = {row.code: row.who for row in rows(("A", 3, False), ("B", 2, False), ("", 1, False))}
    assert found == {"A": BOSS, "B": None, "": None}
