"""What a change set says, done."""

from __future__ import annotations

import pytest

from dmccb.compare.apply import ConflictError, apply
from dmccb.compare.changeset import ChangeSet
from dmccb.compare.compare import compare
from dmccb.records.record import Collections, Record, Value
from tests.strategies import KINDS


def milestone(key: str, title: str = "", **fields: Value) -> Record:
    return Record(id=key, fields={"title": title or f"title of {key}", **fields})


def of(*records: Record) -> dict[str, Record]:
    return {one.id: one for one in records}


CHANGED = compare({"milestones": of(milestone("A", "t"))}, {"milestones": of(milestone("A", "u"))}, KINDS)
ADDED = compare({}, {"milestones": of(milestone("A", "t"))}, KINDS)


@pytest.mark.parametrize(
    ("changes", "old", "message"),
    [
        pytest.param(CHANGED, {}, "A does not exist", id="changed-record-is-missing"),
        pytest.param(
            CHANGED, {"milestones": of(milestone("A", "x"))}, "title is 'x', not 't'", id="another-value"
        ),
        pytest.param(
            ADDED, {"milestones": of(milestone("A", "t"))}, "A already exists", id="added-record-is-there"
        ),
        pytest.param(
            compare({"milestones": of(milestone("A"))}, {}, KINDS),
            {},
            "A does not exist",
            id="nothing-to-remove",
        ),
    ],
)
def test_a_change_set_that_does_not_fit_is_refused(
    changes: ChangeSet, old: Collections, message: str
) -> None:
    with pytest.raises(ConflictError) as caught:
        apply(changes, old)
    assert caught.value.message == f"cannot apply the change of A (milestones): {message}"
    assert caught.value.hint == "apply it to the baseline that it was compared with"


OLD = {"milestones": of(milestone("C"), milestone("A", "t"), milestone("B"))}


def test_the_answer_is_sorted_and_without_empty_collections() -> None:
    new: Collections = {"documents": of(Record(id="D", fields={"title": "d"}))}
    changes = compare({"milestones": OLD["milestones"]}, new, KINDS)
    assert apply(changes, OLD) == new
    shuffled = {"zz": {}, **OLD}
    assert list(apply(compare(OLD, OLD, KINDS), shuffled)["milestones"]) == ["A", "B", "C"]
    both = apply(compare({}, new, KINDS), OLD)
    assert list(both) == ["documents", "milestones"]


def test_what_it_starts_from_is_left_alone() -> None:
    before = {name: dict(found) for name, found in OLD.items()}
    new = {"milestones": of(milestone("A", "u"))}
    assert apply(compare(OLD, new, KINDS), OLD) == new
    assert before == OLD


def test_records_that_swap_their_ids_are_put_in_place() -> None:
    old = {"milestones": of(milestone("A", "t"), milestone("B", "u"))}
    new = {"milestones": of(milestone("A", "u", aka=["B"]), milestone("B", "t", aka=["A"]))}
    changes = compare(old, new, KINDS)
    assert {change.change for change in changes.changes} == {"renumbered"}
    assert apply(changes, old) == new


def test_a_renumbered_record_must_be_there() -> None:
    changes = compare({"milestones": of(milestone("A", "t"))}, {"milestones": of(milestone("Z", "t"))}, KINDS)
    with pytest.raises(ConflictError, match=r"change of Z \(milestones\): A does not exist"):
        apply(changes, {"milestones": {}})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            {"github": {"login": "x", "team": "y"}}, {"github": {"login": "z", "team": "y"}}, id="inside"
        ),
        pytest.param({"github": {"login": "x", "team": "y"}}, {"github": {"team": "y"}}, id="one-goes"),
        pytest.param({"github": {"login": "x"}}, {}, id="the-last-goes-and-so-its-object"),
        pytest.param({}, {"github": {"login": "x"}}, id="the-first-comes-with-its-object"),
        pytest.param({"a.b": "x"}, {"a.b": "y"}, id="a-name-with-a-dot"),
        pytest.param({"a.b": "x"}, {}, id="a-name-with-a-dot-goes"),
    ],
)
def test_fields_inside_an_object(before: dict[str, Value], after: dict[str, Value]) -> None:
    old = {"persons": of(Record(id="P", fields={"name": "n", **before}))}
    new = {"persons": of(Record(id="P", fields={"name": "n", **after}))}
    assert apply(compare(old, new, KINDS), old) == new


def test_a_value_inside_an_object_must_be_the_one_it_starts_from() -> None:
    old, new, other = (
        {"persons": of(Record(id="P", fields={"github": {"login": login}}))} for login in ("x", "y", "z")
    )
    with pytest.raises(ConflictError, match=r"login is 'z', not 'x'"):
        apply(compare(old, new, KINDS), other)


def test_a_part_of_a_change_set_leaves_the_rest_undone() -> None:
    old = {"milestones": of(milestone("A"), milestone("B"))}
    changes = compare(old, {}, KINDS)
    part = changes._replace(changes=changes.changes[:1])
    assert apply(part, old) == {"milestones": of(milestone("B"))}
