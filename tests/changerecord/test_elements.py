"""The slips of each WBS element."""

from __future__ import annotations

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
    (row,) = rows(("A", 10, False), ("A", 30, False), ("A", 900, True))
    assert (row.code, row.later, row.open, row.median) == ("A", 3, 2, (20, 20))
    assert row.worst is not None
    assert (row.worst.change.id, row.worst.moved.days) == ("M-1", 30)


def test_where_all_is_done_there_is_no_worst() -> None:
    (row,) = rows(("A", 10, True))
    assert (row.later, row.open, row.median, row.worst) == (1, 0, None, None)


def test_what_is_earlier_is_not_told() -> None:
    assert rows(("A", -10, False), ("A", -5, False)) == ()


def test_most_open_work_first_then_most_that_is_later_then_the_code() -> None:
    found = rows(
        ("D", 1, False), ("B", 1, False), ("C", 1, False), ("C", 1, True), ("A", 1, False), ("A", 1, False)
    )
    assert [row.code for row in found] == ["A", "C", "B", "D"]


def test_who_answers_where_that_is_on_record() -> None:
    found = {row.code: row.who for row in rows(("A", 3, False), ("B", 2, False), ("", 1, False))}
    assert found == {"A": BOSS, "B": None, "": None}
