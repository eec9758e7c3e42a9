"""The part of a change set that a reader asked for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import ChangeSet, Move, Side
from dmccb.compare.compare import compare
from dmccb.changerecord.filters import Selection
from dmccb.records.field import CONTROLS, Control
from dmccb.records.record import Collections, Record, Value
from tests.strategies import EXAMPLES, KINDS, baselines, edits

CONTROLLED = {name: KINDS[name] for name in ("boards", "documents", "milestones", "persons", "releases")}
PROFILE = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Collections, Collections]:
    """Draw two baselines: most often one and what became of it, else two strangers."""
    old = draw(baselines(CONTROLLED, 3))
    return old, draw(edits(old) if draw(st.integers(0, 4)) else baselines(CONTROLLED, 3))


@PROFILE
@given(pairs())
def test_selecting_nothing_in_particular_is_everything(pair: tuple[Collections, Collections]) -> None:
    found = compare(*pair, KINDS)
    assert Selection().apply(found) == found
    assert Selection(patterns=("*",)).apply(found) == found
    assert Selection(collections=tuple(KINDS)).apply(found).changes == found.changes


@PROFILE
@given(pairs())
def test_the_parts_are_the_whole(pair: tuple[Collections, Collections]) -> None:
    found = compare(*pair, KINDS)
    parts = [Selection(collections=(name,)).apply(found).changes for name in KINDS]
    assert tuple(change for part in parts for change in part) == found.changes
    fields = Counter(
        field.field for change in found.changes if change.change == "changed" for field in change.fields
    )
    chosen = (Selection(control=control).apply(found) for control in CONTROLS)
    assert fields == Counter(
        field.field
        for part in chosen
        for change in part.changes
        if change.change == "changed"
        for field in change.fields
    )


def milestone(key: str, title: str = "", **fields: Value) -> Record:
    return Record(id=key, fields={"title": title or f"title of {key}", **fields})


def of(*records: Record) -> dict[str, Record]:
    return {one.id: one for one in records}


STATUS = Selection(control="status")


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        pytest.param(
            [milestone("A-1", "t")],
            [milestone("A-01", "t", completed="2020-01-01")],
            [("renumbered", ["completed"])],
            id="of-a-renumbered-record",
        ),
        pytest.param(
            [], [milestone("A", completed="2020-01-01")], [("added", ["completed"])], id="of-a-new-record"
        ),
        pytest.param(
            [milestone("A", forecast="2020-01-01")],
            [],
            [("removed", ["forecast"])],
            id="of-a-record-that-left",
        ),
        pytest.param([], [milestone("A")], [], id="none-of-a-new-record-without-any"),
    ],
)
def test_status_accounting_keeps_the_status_fields(
    old: list[Record], new: list[Record], kept: list[tuple[str, list[str]]]
) -> None:
    found = STATUS.apply(compare({"milestones": of(*old)}, {"milestones": of(*new)}, KINDS))
    assert [(change.change, [field.field for field in change.fields]) for change in found.changes] == kept


def change(
    key: str, control: Control = "controlled", old_id: str = "", collection: str = "milestones"
) -> Change:
    return Change(
        collection=collection,
        id=key,
        title="",
        change="renumbered" if old_id else "changed",
        control=control,
        fields=(FieldChange(field="f", control=control),),
        old_id=old_id,
    )


MOVES = (
    Move(collection="releases", members="features", feature="F", sources=("R",), targets=("S", "T")),
    Move(collection="releases", members="features", feature="G", sources=("U",), targets=("V",)),
)
WHOLE = ChangeSet(
    old=Side(name="old"),
    new=Side(name="new"),
    changes=(
        change("A"),
        change("B", "status"),
        change("Z-1", old_id="A-1"),
        change("D", collection="documents"),
    ),
    moves=MOVES,
    following=(change("X"), change("Y", collection="documents")),
)


@pytest.mark.parametrize(
    ("selection", "changes", "moves", "following"),
    [
        pytest.param(Selection(), "A B Z-1 D", "F G", "X Y", id="everything"),
        pytest.param(Selection(collections=("documents",)), "D", "", "Y", id="a-collection-has-no-moves"),
        pytest.param(Selection(patterns=("A*",)), "A Z-1", "", "", id="an-old-id-counts"),
        pytest.param(Selection(patterns=("Z-?", "X")), "Z-1", "", "X", id="any-of-the-patterns"),
        pytest.param(Selection(patterns=("F",)), "", "F", "", id="a-move-by-its-feature"),
        pytest.param(Selection(patterns=("U",)), "", "G", "", id="a-move-by-what-lost-it"),
        pytest.param(Selection(patterns=("T",)), "", "F", "", id="a-move-by-what-gained-it"),
        pytest.param(Selection(patterns=("a",)), "", "", "", id="case-counts"),
        pytest.param(Selection(control="status"), "B", "", "X Y", id="status-alone"),
        pytest.param(Selection(control="controlled"), "A Z-1 D", "F G", "X Y", id="controlled-has-the-moves"),
        pytest.param(
            Selection(collections=("milestones",), patterns=("*",), control="status"),
            "B",
            "",
            "X",
            id="all-of-it",
        ),
    ],
)
def test_a_selection_is_what_was_asked_for(
    selection: Selection, changes: str, moves: str, following: str
) -> None:
    found = selection.apply(WHOLE)
    assert [one.id for one in found.changes] == changes.split()
    assert [one.feature for one in found.moves] == moves.split()
    assert [one.id for one in found.following] == following.split()


def test_only_fields_of_the_wanted_control_are_kept() -> None:
    fields = tuple(FieldChange(field=control, control=control) for control in CONTROLS)
    both = Change(
        collection="milestones", id="A", title="", change="changed", control="controlled", fields=fields
    )
    changes = ChangeSet(old=Side(name="old"), new=Side(name="new"), changes=(both,))
    for control in CONTROLS:
        (found,) = Selection(control=control).apply(changes).changes
        assert ([field.field for field in found.fields], found.control) == ([control], control)


def test_that_a_record_came_is_controlled_even_where_no_field_is() -> None:
    came = Change(collection="milestones", id="A", title="", change="added", control="controlled")
    changes = ChangeSet(old=Side(name="old"), new=Side(name="new"), changes=(came,))
    assert Selection(control="controlled").apply(changes).changes == (came,)
    assert Selection(control="note").apply(changes).changes == ()
