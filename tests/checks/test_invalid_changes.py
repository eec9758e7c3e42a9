"""Changes of records that the schemas forbid."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from dmccb.checks.faults import MOST
from dmccb.checks.invalid_changes import Judged, with_invalid
from dmccb.compare.changeset import ChangeSet
from dmccb.records.kinds import Kinds, load
from dmccb.records.record import Collections, Fields
from tests.changerecord.plans import compared, state
from tests.strategies import KINDS, SCHEMAS

GOOD: Fields = {"due": "2020-01-01"}
BAD: Fields = {"due": "2020-01-01", "level": 9}


def marked(
    old: Collections, new: Collections, old_kinds: Kinds = KINDS, new_kinds: Kinds = KINDS
) -> ChangeSet:
    changes, _ = compared(old, new)
    return with_invalid(changes, Judged("v1", old, old_kinds), Judged("v2", new, new_kinds))


def faults(found: ChangeSet) -> dict[str, tuple[str, ...]]:
    return {change.id: change.invalid for change in found.changes if change.invalid}


def level_up_to(most: int) -> Kinds:
    """Return the shipped milestones with another highest level."""
    schema = json.loads((SCHEMAS / "milestone.schema.json").read_text(encoding="utf-8"))
    schema["definitions"]["milestone"]["properties"]["level"]["maximum"] = most
    return {**KINDS, **load([("milestone.schema.json", json.dumps(schema))])}


@pytest.mark.parametrize(
    ("old", "new", "sides"),
    [
        pytest.param({"M": GOOD}, {"M": {**GOOD, "level": 2}}, [], id="valid-on-both-sides"),
        pytest.param({"M": GOOD}, {"M": BAD}, ["v2"], id="on-the-new-side"),
        pytest.param({"M": BAD}, {"M": GOOD}, ["v1"], id="on-the-old-side"),
        pytest.param({"M": BAD}, {"M": {"level": 7}}, ["v1", "v2"], id="on-both"),
        pytest.param({}, {"M": BAD}, ["v2"], id="a-new-record"),
        pytest.param({"M": BAD}, {}, ["v1"], id="a-record-that-left"),
    ],
)
def test_the_change_of_an_invalid_record_is_marked(
    old: Mapping[str, Fields], new: Mapping[str, Fields], sides: list[str]
) -> None:
    found = faults(marked(state(old), state(new)))
    assert [said.partition(": ")[0] for said in found.get("M", ())] == sides


def test_the_others_are_not() -> None:
    found = marked(state({"M": GOOD, "N": GOOD}), state({"M": BAD, "N": {**GOOD, "level": 1}}))
    assert list(faults(found)) == ["M"]
    assert [change.id for change in found.changes] == ["M", "N"]
    assert found.as_json()["invalid"] == 1


def test_a_renumbered_record_is_judged_under_both_ids() -> None:
    found = marked(state({"A-1": {"title": "t", "level": 9}}), state({"A-01": {"title": "t", "level": 8}}))
    (change,) = found.changes
    assert change.change == "renumbered"
    assert [said.partition(": ")[0] for said in change.invalid] == ["v1", "v2"]


def test_each_side_is_judged_by_its_own_schemas() -> None:
    old, new = state({"M": BAD}), state({"M": {**BAD, "title": "Other"}})
    assert list(faults(marked(old, new, level_up_to(9), KINDS))) == ["M"]
    (said,) = faults(marked(old, new, level_up_to(9), KINDS))["M"]
    assert said.startswith("v2: ")
    assert faults(marked(old, new, level_up_to(9), level_up_to(9))) == {}


def test_what_a_side_has_no_schema_of_is_not_judged() -> None:
    assert faults(marked(state({"M": GOOD}), state({"M": BAD}), KINDS, {})) == {}


def test_of_many_faults_the_first_are_told() -> None:
    many: Fields = {"level": 9, "due": "x", "forecast": "y", "completed": "z", "jira": 1, "nothing": "known"}
    (said,) = faults(marked(state(), state({"M": many}))).values()
    assert len(said) == MOST + 1
    assert said[-1] == "v2: and more"


def test_as_many_as_are_told_have_no_more() -> None:
    (said,) = faults(marked(state(), state({"M": {"level": 9, "due": "x"}}))).values()
    assert "v2: and more" not in said


def test_the_digest_is_that_of_what_is_written() -> None:
    old, new = state({"M": GOOD}), state({"M": BAD})
    assert marked(old, new).digest == compared(old, new)[0].digest
