"""What an item is connected with, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dmccb.impact.impact import Impact
from dmccb.impact.timing import UNDATED, Timing
from dmccb.render.impact.of_item import branches, head, rows, text
from dmccb.render.impact.page import Branch
from dmccb.render.view import View
from tests.render.values import TITLE, impact, link


def branch(one: Impact, heading: str, view: View) -> Branch:
    (found,) = (found for found in branches(one, view) if found.heading == heading)
    return found


def words(found: Branch) -> list[str]:
    return [line.text for line in found.lines]


def test_an_item_with_all_that_it_can_be_connected_with() -> None:
    assert text((impact(),), View()).replace(TITLE, "…") == (
        "M-1  …  [milestones]\n"
        "  due 2020-02-28, open as of 2020-02-01, margin +10 d after P-1\n"
        "  releases affected (1):\n"
        "    ID   due         state  margin  waits for\n"
        "    R-1  2020-02-27  open   -1 d    P-1        …\n"
        "  WBS elements, and who answers:\n"
        "    1.2  Part: The boss (Ada, Bo), SLAC\n"
        "    1.3: no manager on record\n"
        "  is needed by (3):\n"
        "    ID     due         state                    margin  waits for  steps\n"
        "    M-2    2020-03-01  open                     +2 d    P-1        1      …\n"
        "    FAR-1  2020-04     completed by 2020-01-31                     2      …\n"
        "    X-9                                                            3      (not in these records)\n"
        "  depends on (1):\n"
        "    ID   due         state\n"
        "    P-1  2020-02-18  open   …\n"
        "  refers to (1):\n    ID      collection\n    02C.03  wbs         …\n"
        "  documents:\n    LDM-5\n    PLAN-1\n"
        "  tests:\n    R-1: LDM-5 §3\n"
    )


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        pytest.param(UNDATED, [], id="a-kind-without-dates"),
        pytest.param(Timing(state="open"), ["no due date, open as of 2020-02-01"], id="no-date"),
        pytest.param(
            Timing(due="2020-01-30", state="overdue", overdue_days=2),
            ["due 2020-01-30, overdue 2 d as of 2020-02-01"],
            id="overdue",
        ),
        pytest.param(
            Timing(due="2020-01-30", completed="2020-01", state="completed"),
            ["due 2020-01-30, completed 2020-01"],
            id="completed-whatever-the-day",
        ),
    ],
)
def test_its_date_and_how_far_it_has_come(timing: Timing, said: list[str]) -> None:
    one = Impact(item=("milestones", "M-1"), title="", as_of=date(2020, 2, 1), timing=timing)
    assert head(one) == ["M-1  [milestones]", *said]


def test_what_is_further_away_is_only_counted_in_a_folded_list() -> None:
    near = branch(impact(), "is needed by (3)", View(fold=12))
    assert [line.title for line in near.lines] == [TITLE, ""]
    assert words(near)[1:] == ["… and 2 more, further away (--full shows them)"]


def test_a_single_item_further_away_takes_no_more_room_than_its_count() -> None:
    one = replace(impact(), needed_by=impact().needed_by[:2])
    near = branch(one, "is needed by (2)", View(fold=12))
    assert [line.split()[0] for line in words(near)] == ["M-2", "FAR-1"]


def test_references_of_other_kinds_are_folded() -> None:
    many = replace(impact(), needs=tuple(link(f"W-{number}", "wbs") for number in range(9)))
    assert words(branch(many, "refers to (9)", View(fold=3)))[3:] == ["… and 6 more (--full shows them)"]


def test_an_item_that_stands_alone() -> None:
    alone = Impact(item=("milestones", "M-1"), title="")
    assert text((alone,), View()) == "M-1  [milestones]\n  no other record is connected with it\n"


def test_rows_are_those_of_the_text() -> None:
    found, view = (impact(20),), View(fold=12)
    assert rows(found, view) == sum(len(branch.lines) for branch in branches(found[0], view))
