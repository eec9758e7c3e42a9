"""References that a change left without their record."""

from __future__ import annotations

import pytest

from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError
from dmccb.checks.since.lost_references import lost_references
from dmccb.records.record import Fields
from tests.checks.plan import KINDS, READERS, milestone, written

State = dict[str, Fields]


def index(state: State) -> LazyIndex:
    return LazyIndex([IndexedFile(*file) for file in written({"milestones": state})], READERS)


def lost(old: State, new: State) -> list[str]:
    found = lost_references(index(old), index(new))
    assert all(one.rule == "lost-reference" and one.hint for one in found)
    return [f"{one.id} {one.message}" for one in found]


OLD: State = {"A": milestone(), "B": milestone(predecessors=["A"])}
SAID = "B predecessors: 'A' was a milestone before this change, and is gone"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(OLD, OLD, [], id="nothing-changed"),
        pytest.param(OLD, {"B": OLD["B"]}, [SAID], id="its-record-was-removed"),
        pytest.param(OLD, {"A2": milestone(), "B": OLD["B"]}, [SAID], id="or-renumbered-without-a-word"),
        pytest.param(
            OLD, {"A2": milestone(aka=["A"]), "B": OLD["B"]}, [], id="a-former-id-is-another-rule-s"
        ),
        pytest.param(OLD, {"B": milestone()}, [], id="the-reference-went-with-it"),
        pytest.param(OLD, {}, [], id="so-did-the-record-that-had-it"),
        pytest.param({"B": OLD["B"]}, {"B": OLD["B"]}, [], id="an-external-code-was-never-a-record"),
        pytest.param({"A": milestone()}, {"B": OLD["B"]}, [SAID], id="a-new-reference-to-what-was-removed"),
        pytest.param(OLD, {"B": milestone(title="A")}, [], id="a-title-is-no-reference"),
    ],
)
def test_lost_references(old: State, new: State, told: list[str]) -> None:
    assert lost(old, new) == told


def test_each_is_told_with_its_place() -> None:
    (found,) = lost_references(index(OLD), index({"B": milestone(predecessors=["0", "A"])}))
    (file,) = index({"B": milestone(predecessors=["0", "A"])}).files.values()
    assert file.data.decode().splitlines()[found.line - 1] == "    - A"
    assert found.column == 7


def test_a_record_that_cannot_be_read_may_hold_one() -> None:
    broken = IndexedFile(KINDS["milestones"], "baselines/milestones.yaml", b"B:\n  predecessors: [A\n")
    with pytest.raises(NeedsFullCheckError):
        lost_references(index(OLD), LazyIndex([broken], READERS))


def test_the_field_for_earlier_ids_is_named_where_the_kind_has_one() -> None:
    (found,) = lost_references(index(OLD), index({"B": OLD["B"]}))
    assert found.hint == "write the ID that took its place (and list it under aka there), or remove it"
