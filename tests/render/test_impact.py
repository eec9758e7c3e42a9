"""What an item or a change is connected with, in words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dmccb.impact.affected import Affected
from dmccb.impact.impact import Impact
from dmccb.render.impact import (
    branches,
    heading,
    impact_text,
    rows,
    summary_branches,
    summary_json,
    summary_rows,
    summary_text,
)
from dmccb.render.view import View
from tests.render.values import TITLE, affected, impact, link


def test_an_item_with_all_that_it_can_be_connected_with() -> None:
    assert impact_text((impact(),), View()).replace(TITLE, "…") == (
        "M-1  …  [milestones]\n"
        "  depends on (1):\n    P-1  …\n"
        "  refers to (1):\n    02C.03  …  [wbs]\n"
        "  is needed by (3):\n    M-2  …\n    FAR-1  …  (2 steps)\n"
        "    X-9  (not in these records)  (3 steps)\n"
        "  releases:\n    R-1  …\n"
        "  documents:\n    LDM-5\n    PLAN-1\n"
        "  tests:\n    R-1: LDM-5 §3\n"
        "  responsible:\n    1.2  Part: The boss (Ada, Bo)\n    1.3: no manager on record\n"
    )


def test_what_is_further_away_is_only_counted_in_a_folded_list() -> None:
    near = branches(impact(), View(fold=12))
    assert [branch.lines for branch in near if branch.heading == "is needed by (3)"] == [
        [f"M-2  {TITLE}", "… and 2 more, further away (--full shows them)"]
    ]


def test_a_single_item_further_away_takes_no_more_room_than_its_count() -> None:
    one = replace(impact(), needed_by=impact().needed_by[:2])
    near = branches(one, View(fold=12))
    assert [branch.lines for branch in near if branch.heading == "is needed by (2)"] == [
        [f"M-2  {TITLE}", f"FAR-1  {TITLE}  (2 steps)"]
    ]


def test_references_of_other_kinds_are_folded() -> None:
    many = replace(impact(), needs=tuple(link(f"W-{number}", "wbs") for number in range(9)))
    (found,) = (one for one in branches(many, View(fold=3)) if one.heading == "refers to (9)")
    assert found.lines[3:] == ["… and 6 more (--full shows them)"]


def test_an_item_that_stands_alone() -> None:
    alone = Impact(item=("milestones", "M-1"), title="")
    assert impact_text((alone,), View()) == "M-1  [milestones]\n  no other record is connected with it\n"
    assert heading(alone) == "M-1  [milestones]"


@pytest.mark.parametrize("fold", [None, 3])
def test_a_change_says_each_thing_once(fold: int | None) -> None:
    assert summary_text(affected(), View(fold=fold)).replace(TITLE, "…") == (
        "2 configuration items changed\n"
        "  releases affected (1):\n    R-1  …\n"
        "  depending on what changed, and not listed as changed (2):\n"
        "    X-9  (not in these records)\n    FAR-1  …\n"
        "  documents:\n    LDM-5\n    PLAN-1\n"
        "  tests (1):\n    R-1: LDM-5 §3\n"
        "  WBS elements, and who is responsible:\n    1.2  Part: The boss (Ada, Bo)\n"
        "    1.3: no manager on record\n"
    )


def test_no_change() -> None:
    assert summary_text(Affected(), View()) == "no configuration item changed\n"
    assert not any(json.loads(summary_json(Affected())).values())


def test_the_json_of_a_change_holds_every_list_in_full() -> None:
    body = json.loads(summary_json(affected(50)))
    assert [len(body[name]) for name in ("changed", "depending", "documents", "tests")] == [2, 52, 2, 1]


def test_rows_are_those_of_the_text() -> None:
    found, view = (impact(20),), View(fold=12)
    assert rows(found, view) == sum(len(branch.lines) for branch in branches(found[0], view))
    change = affected(20)
    assert summary_rows(change, view) == sum(len(branch.lines) for branch in summary_branches(change, view))
