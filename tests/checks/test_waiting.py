"""What a record waits for, and how far it is followed."""

from __future__ import annotations

from datetime import date

import pytest

from dmccb.checks.index import RecordIndex
from dmccb.checks.waiting import FARTHEST, all_waited_for, waiting_fields, waits
from dmccb.records.record import Record
from tests.checks.plan import KINDS, milestone

MILESTONE = KINDS["milestones"]


def record(key: str, *predecessors: object) -> Record:
    return Record(id=key, fields=milestone(predecessors=list(predecessors)), path="a.yaml", line=1)


def index(*records: Record) -> RecordIndex:
    held = {"milestone": {each.id: each for each in records}}
    return RecordIndex(kinds=KINDS, records=held, alive={}, as_of=date(2020, 1, 1))


def test_only_predecessors_are_waited_for() -> None:
    assert {kind.name: list(waiting_fields(kind)) for kind in KINDS.values() if waiting_fields(kind)} == {
        "document": ["supersedes"],
        "milestone": ["predecessors"],
        "release": ["patch_of"],
        "requirement": ["traces_to"],
        "rule": ["any_of", "settled_by"],
    }


@pytest.mark.parametrize(
    ("member", "ends_first"),
    [
        pytest.param("M-1", True, id="plain"),
        pytest.param({"milestone": "M-1"}, True, id="finish-to-start-when-absent"),
        pytest.param({"milestone": "M-1", "type": "FS"}, True, id="finish-to-start"),
        pytest.param({"milestone": "M-1", "type": "FF"}, True, id="finish-to-finish"),
        pytest.param({"milestone": "M-1", "type": "SS"}, False, id="start-to-start"),
        pytest.param({"milestone": "M-1", "type": "SF"}, False, id="start-to-finish"),
        pytest.param({"milestone": "M-1", "lag": 8}, True, id="a-lag"),
        pytest.param({"milestone": "M-1", "lag": -8}, False, id="a-lead"),
    ],
)
def test_whether_it_ends_first(member: object, *, ends_first: bool) -> None:
    (wait,) = waits(waiting_fields(MILESTONE), record("M-2", member))
    assert (wait.target, wait.at[:2], wait.ends_first) == ("M-1", ("predecessors", 0), ends_first)


def test_others_are_followed_also_in_a_circle() -> None:
    known = index(record("A", "B"), record("B", "C", "X"), record("C", "A"), record("D", "A"))
    assert all_waited_for(known, MILESTONE, ["A"]) == {"A", "B", "C", "X"}
    assert all_waited_for(known, MILESTONE, ["X", "Y"]) == set()


def test_a_way_without_end_is_not_followed_to_its_end() -> None:
    chain = [record(f"M-{number}", f"M-{number + 1}") for number in range(2 * FARTHEST)]
    assert all_waited_for(index(*chain), MILESTONE, ["M-0"]) is None
    near = all_waited_for(index(*chain), MILESTONE, [f"M-{FARTHEST}"])
    assert near is not None
    assert len(near) == FARTHEST
