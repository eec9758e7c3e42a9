"""What a change affects, in words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from dmccb.impact.affected import Affected
from dmccb.impact.effect import Effect
from dmccb.impact.timing import Timing
from dmccb.render.impact.of_change import as_json, branches, head, rows, text
from dmccb.render.view import View
from tests.render.values import TITLE, affected, effect, timing

NOTHING = Affected(old="v1", new="v2", as_of=date(2020, 2, 1))


@pytest.mark.parametrize("fold", [None, 3])
def test_a_change_says_each_thing_once(fold: int | None) -> None:
    assert text(affected(), View(fold=fold)).replace(TITLE, "…") == (
        "v1.0 → v1.1, as of 2020-02-01\n"
        "  2 records came, left, or changed their dates, links or contents; "
        "3 others changed and move nothing\n"
        "  releases affected: 1 open, 1 removed\n"
        "    open with less margin: 1, worst R-1 +61 → -1 d\n"
        "    open and due before what they wait for: 1, worst R-1 -1 d\n"
        "  who answers: The boss (Ada, Bo); nobody on record for 1 WBS element\n"
        "  releases affected (2):\n"
        "    ID   due         slip  state    margin      waits for  why\n"
        "    R-1  2020-04-27  -2 d  open     +61 → -1 d  P-1        2 steps  …\n"
        "    R-0                    removed  was +61 d              1 step   …\n"
        "  milestones affected (3):\n"
        "    ID     due         slip   state  margin       waits for  why\n"
        "    HIT-1  2020-05-01         open   +63 → +3 d   P-1        1 step  …\n"
        "    M-2    2020-03            open                           new     …\n"
        "    M-1    2020-04-28  +60 d  open   +10 → +70 d  P-1        due     …\n"
        "  IDs that no record has (1):\n"
        "    ID   why\n"
        "    X-9  3 steps  (not in these records)\n"
        "  WBS elements, and who answers:\n"
        "    1.2  Part: The boss (Ada, Bo), SLAC\n"
        "    1.3: no manager on record\n"
        "  documents:\n    LDM-5\n    PLAN-1\n"
        "  tests (1):\n    R-1: LDM-5 §3\n"
    )


@pytest.mark.parametrize(
    ("others", "said"),
    [
        pytest.param(0, "", id="none"),
        pytest.param(1, "; 1 other changed and moves nothing", id="one"),
        pytest.param(1234, "; 1,234 others changed and move nothing", id="many"),
    ],
)
def test_where_nothing_moves(others: int, said: str) -> None:
    assert head(replace(NOTHING, others=others)) == [
        "v1 → v2, as of 2020-02-01",
        f"no record came, left, or changed its dates, links or contents{said}",
    ]
    assert branches(NOTHING, View()) == []


SLIPPED = (timing("2020-03-01"), timing("2020-03-11"))
LOST = (timing("2020-03-01", "2020-02-10"), timing("2020-03-01", "2020-02-20"))
DONE = (SLIPPED[0], timing("2020-03-11", completed="2020-03-10"))
UNCLEAR = (timing("2020-03-11"), timing("2020-03"))


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        pytest.param([SLIPPED], ["1 open", "open and later: 1, worst R-0 +10 d"], id="a-slip"),
        pytest.param(
            [SLIPPED, (SLIPPED[0], timing("2020-03-13"))],
            ["2 open", "open and later: 2, worst R-1 +12 d"],
            id="the-worst",
        ),
        pytest.param([LOST], ["1 open", "open with less margin: 1, worst R-0 +20 → +10 d"], id="less-margin"),
        pytest.param([DONE], ["1 completed"], id="done-work-is-counted-alone"),
        pytest.param([UNCLEAR], ["1 open"], id="a-month-that-may-be-no-later"),
        pytest.param(
            [(SLIPPED[0], timing("2020-03-01", "2020-03-02"))] * 2,
            ["2 open", "open and due before what they wait for: 2, worst R-0 -1 d"],
            id="due-too-early",
        ),
        pytest.param(
            [SLIPPED, DONE, (SLIPPED[0], None)],
            ["1 open, 1 completed, 1 removed", "open and later: 1, worst R-0 +10 d"],
            id="each",
        ),
    ],
)
def test_the_first_lines_say_which_releases_and_by_how_much(
    sides: list[tuple[Timing, Timing | None]], said: list[str]
) -> None:
    releases = tuple(effect(f"R-{number}", "releases", 1, side) for number, side in enumerate(sides))
    counted, *worst = head(replace(NOTHING, releases=releases))[2:]
    assert [counted, *worst] == [f"releases affected: {said[0]}", *(f"  {line}" for line in said[1:])]


def test_a_release_and_its_test_milestone_are_one_row() -> None:
    both = effect("T-1"), effect("R-1", "releases")
    found = replace(NOTHING, depending=both[:1], releases=both[1:])
    assert [branch.heading for branch in branches(found, View())] == ["releases affected (1)"]


def test_what_has_no_dates_comes_after_what_has() -> None:
    person = Effect(item=("persons", "ada"), title="Ada", distance=1)
    found = replace(NOTHING, depending=(person, effect("M-1"), effect("X", "")))
    headings = [branch.heading for branch in branches(found, View())]
    assert headings == ["milestones affected (1)", "persons affected (1)", "IDs that no record has (1)"]


def test_the_json_of_a_change_holds_every_list_in_full() -> None:
    body = json.loads(as_json(affected(50)))
    assert [len(body[name]) for name in ("changed", "depending", "documents", "tests")] == [2, 52, 2, 1]


def test_rows_are_those_of_the_text() -> None:
    change, view = affected(20), View(fold=12)
    assert rows(change, view) == sum(len(branch.lines) for branch in branches(change, view))
