"""The part of a change set that a reader asked for, which says that it is a part."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dmccb.changerecord.background import Background
from dmccb.changerecord.filters import Filters, filtered
from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import ChangeSet, Move, Side
from dmccb.compare.compare import compare
from dmccb.impact.responsible import Responsible
from dmccb.records.field import CONTROLS, Control
from dmccb.records.record import Collections, Fields, Record, Value
from tests.changerecord.plans import PLAN, RELEASES, TEAMS, State, compared, plans, state
from tests.strategies import EXAMPLES, KINDS, baselines, edits

CONTROLLED = {name: KINDS[name] for name in ("boards", "documents", "milestones", "persons", "releases")}
PROFILE = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
NOTHING = Background({}, {}, KINDS)
WHO = {
    "02C.01": Responsible(wbs="02C.01", title="Alerts", institution="University of Washington"),
    "02C.01.02": Responsible(wbs="02C.01.02", title="Alerts", institution="University of Washington"),
    "02C.04": Responsible(wbs="02C.04", title="Data Releases", institution="Princeton University"),
    "02C": Responsible(wbs="02C", title="Data Management"),
}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Collections, Collections]:
    """Draw two baselines: most often one and what became of it, else two strangers."""
    old = draw(baselines(CONTROLLED, 3))
    return old, draw(edits(old) if draw(st.integers(0, 4)) else baselines(CONTROLLED, 3))


def alone(changes: ChangeSet, filters: Filters) -> ChangeSet:
    """Filter without a record around the changes."""
    return filtered(changes, filters, NOTHING, {})


@PROFILE
@given(pairs())
def test_asking_for_nothing_in_particular_is_everything(pair: tuple[Collections, Collections]) -> None:
    found = compare(*pair, KINDS)
    assert alone(found, Filters()) == found
    assert alone(found, Filters(patterns=("*",))).changes == found.changes
    assert alone(found, Filters(patterns=("*",))).moves == found.moves
    assert alone(found, Filters(collections=tuple(KINDS))).changes == found.changes


@PROFILE
@given(pairs())
def test_the_parts_are_the_whole(pair: tuple[Collections, Collections]) -> None:
    found = compare(*pair, KINDS)
    parts = [alone(found, Filters(collections=(name,))).changes for name in KINDS]
    assert tuple(change for part in parts for change in part) == found.changes
    fields = Counter(
        field.field for change in found.changes if change.change == "changed" for field in change.fields
    )
    chosen = (alone(found, Filters(control=control)) for control in CONTROLS)
    assert fields == Counter(
        field.field
        for part in chosen
        for change in part.changes
        if change.change == "changed"
        for field in change.fields
    )


# ------------------------------------------------------- status accounting alone


def milestone(key: str, title: str = "", **fields: Value) -> Record:
    return Record(id=key, fields={"title": title or f"title of {key}", **fields})


def of(*records: Record) -> dict[str, Record]:
    return {one.id: one for one in records}


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
    changes = compare({"milestones": of(*old)}, {"milestones": of(*new)}, KINDS)
    found = alone(changes, Filters(control="status"))
    assert [(change.change, [field.field for field in change.fields]) for change in found.changes] == kept


# ------------------------------------------------------- what a change itself says


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
    Move(collection="releases", members="features", feature="G", sources=("U",), targets=()),
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
    following=(change("A"), change("D", collection="documents")),
)


@pytest.mark.parametrize(
    ("filters", "changes", "moves", "following"),
    [
        pytest.param(Filters(), "A B Z-1 D", "F G", "A D", id="everything"),
        pytest.param(Filters(collections=("documents",)), "D", "", "D", id="a-collection-has-no-moves"),
        pytest.param(Filters(collections=("releases",)), "", "F G", "", id="but-that-of-the-groups"),
        pytest.param(Filters(patterns=("A*",)), "A Z-1", "", "A", id="an-old-id-counts"),
        pytest.param(Filters(patterns=("Z-?", "X")), "Z-1", "", "", id="any-of-the-patterns"),
        pytest.param(Filters(patterns=("F",)), "", "F", "", id="a-move-by-its-feature"),
        pytest.param(Filters(patterns=("U",)), "", "G", "", id="a-move-by-what-lost-it"),
        pytest.param(Filters(patterns=("T",)), "", "F", "", id="a-move-by-what-gained-it"),
        pytest.param(Filters(patterns=("a",)), "", "", "", id="case-counts"),
        pytest.param(Filters(control="status"), "B", "", "", id="status-alone"),
        pytest.param(Filters(control="controlled"), "A Z-1 D", "F G", "A D", id="controlled-has-the-moves"),
        pytest.param(Filters(min_slip=1), "", "", "", id="nothing-has-slipped"),
        pytest.param(
            Filters(collections=("milestones",), patterns=("*",), control="status"), "B", "", "", id="joined"
        ),
    ],
)
def test_what_was_asked_for_is_kept(filters: Filters, changes: str, moves: str, following: str) -> None:
    found = alone(WHOLE, filters)
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
        (found,) = alone(changes, Filters(control=control)).changes
        assert ([field.field for field in found.fields], found.control) == ([control], control)


def test_that_a_record_came_is_controlled_even_where_no_field_is() -> None:
    came = Change(collection="milestones", id="A", title="", change="added", control="controlled")
    changes = ChangeSet(old=Side(name="old"), new=Side(name="new"), changes=(came,))
    assert alone(changes, Filters(control="controlled")).changes == (came,)
    assert alone(changes, Filters(control="note")).changes == ()


# ------------------------------------------------- what the records around it say

DUE = "2020-01-01"
OLD = state(
    {
        "R-1": {"due": DUE, "level": 2},
        "R-2": {"due": DUE, "level": 2, "wbs": "02C.04"},
        "F-1": {"due": DUE, "wbs": "02C.01"},
        "F-2": {"due": DUE, "wbs": "02C.01.02"},
        "F-3": {"due": DUE, "wbs": "02C.010"},
        "M-1": {"due": DUE, "level": 4},
    },
    {"R-1": {"features": ["F-1", "F-2"]}, "R-2": {}},
    wbs={"02C.01": {"title": "Alerts"}},
)
NEW = state(
    {
        "R-1": {"due": "2020-02-01", "level": 2},
        "R-2": {"due": "2020-01", "level": 3, "wbs": "02C.04", "completed": DUE},
        "F-1": {"due": "2020-01-11", "wbs": "02C.01", "completed": "[..2020-02-01]"},
        "F-2": {"due": "2020-02", "wbs": "02C.04"},
        "F-3": {"due": "2019-12-01", "wbs": "02C.010"},
        "N-1": {"due": "2020-06-01", "level": 1},
    },
    {"R-1": {"features": ["F-1"]}, "R-2": {"features": ["F-2"]}},
    wbs={"02C.01": {"title": "Alert Production"}},
)


@pytest.mark.parametrize(
    ("filters", "milestones", "releases", "moves"),
    [
        pytest.param(Filters(releases=("R-1",)), "F-1 F-2 R-1", "R-1", "F-2", id="release-with-its-features"),
        pytest.param(Filters(releases=("R-2",)), "F-2 R-2", "R-2", "F-2", id="and-those-that-came"),
        pytest.param(
            Filters(releases=("R-1", "R-2")), "F-1 F-2 R-1 R-2", "R-1 R-2", "F-2", id="any-of-the-releases"
        ),
        pytest.param(Filters(releases=("R-9",)), "", "", "", id="no-such-release"),
        pytest.param(
            Filters(elements=("02C.01",)), "F-1 F-2", "", "F-2", id="wbs-with-its-children-on-either-side"
        ),
        pytest.param(Filters(elements=("02C.04",)), "F-2 R-2", "", "F-2", id="where-it-went"),
        pytest.param(Filters(elements=("02C",)), "F-1 F-2 F-3 R-2", "", "F-2", id="the-whole-of-it"),
        pytest.param(Filters(elements=("02C.0",)), "", "", "", id="part-of-a-code-is-no-element"),
        pytest.param(Filters(institutions=("princeton",)), "F-2 R-2", "", "F-2", id="institution-in-part"),
        pytest.param(
            Filters(institutions=("Washington", "Princeton")), "F-1 F-2 R-2", "", "F-2", id="any-of-them"
        ),
        pytest.param(Filters(levels=(2,)), "R-1 R-2", "R-1 R-2", "", id="level-on-either-side"),
        pytest.param(Filters(levels=(3, 4)), "M-1 R-2", "R-2", "", id="any-of-the-levels"),
        pytest.param(Filters(open_only=True), "F-2 F-3 N-1 R-1", "R-1", "F-2", id="open"),
        pytest.param(Filters(min_slip=31), "F-2 R-1", "", "", id="slip-that-is-or-may-be-so-large"),
        pytest.param(Filters(min_slip=60), "", "", "", id="none-so-large"),
        pytest.param(Filters(open_only=True, min_slip=1), "F-2 R-1", "", "", id="open-and-late"),
        pytest.param(
            Filters(releases=("R-1",), elements=("02C.01",)), "F-1 F-2", "", "F-2", id="release-and-element"
        ),
        pytest.param(
            Filters(releases=("R-1",), collections=("milestones",), levels=(2,)), "R-1", "", "", id="three"
        ),
    ],
)
def test_what_the_records_around_a_change_say(
    filters: Filters, milestones: str, releases: str, moves: str
) -> None:
    changes, background = compared(OLD, NEW)
    found = filtered(changes, filters, background, WHO)

    def kept(collection: str) -> list[str]:
        return [one.id for one in found.changes if one.collection == collection]

    assert kept("milestones") == milestones.split()
    assert kept("releases") == releases.split()
    assert [move.feature for move in found.moves] == moves.split()


def test_an_element_is_told_with_what_belongs_to_it() -> None:
    changes, background = compared(OLD, NEW)
    found = filtered(changes, Filters(elements=("02C.01",)), background, WHO)
    assert [one.id for one in found.changes if one.collection == "wbs"] == ["02C.01"]
    found = filtered(changes, Filters(institutions=("washington",)), background, WHO)
    assert [one.id for one in found.changes if one.collection == "wbs"] == ["02C.01"]


def test_what_was_done_to_a_registered_baseline_is_told_whatever_is_asked_for() -> None:
    old, new = state(register={"v1": {}, "v2": {}}), state(register={"v1": {"rfc": "RFC-1"}, "v3": {}})
    changes, background = compared(old, new)
    found = filtered(changes, Filters(open_only=True, collections=("wbs",)), background, {})
    assert [one.id for one in found.changes] == ["v1", "v2"]
    assert found.not_shown == {"register": 1}


def test_what_cannot_be_completed_is_not_open() -> None:
    old, new = state(documents={PLAN: {"title": "a"}}), state(documents={PLAN: {"title": "b"}})
    changes, background = compared(old, new)
    assert filtered(changes, Filters(open_only=True), background, {}).changes == ()


# ----------------------------------------------------------------- it says so


@pytest.mark.parametrize(
    ("filters", "given"),
    [
        pytest.param(Filters(), {}, id="none"),
        pytest.param(Filters(releases=("R-1", "R-2")), {"release": ("R-1", "R-2")}, id="release"),
        pytest.param(Filters(elements=("02C",)), {"wbs": ("02C",)}, id="wbs"),
        pytest.param(Filters(institutions=("SLAC",)), {"institution": ("SLAC",)}, id="institution"),
        pytest.param(Filters(levels=(1, 2)), {"level": ("1", "2")}, id="level"),
        pytest.param(Filters(open_only=True), {"open": ("true",)}, id="open"),
        pytest.param(Filters(min_slip=30), {"min_slip": ("30",)}, id="min-slip"),
        pytest.param(Filters(min_slip=0), {"min_slip": ("0",)}, id="zero-days-is-a-filter"),
        pytest.param(Filters(collections=("wbs",)), {"collection": ("wbs",)}, id="collection"),
        pytest.param(Filters(patterns=("DM-*",)), {"id": ("DM-*",)}, id="id"),
        pytest.param(Filters(control="note"), {"control": ("note",)}, id="control"),
    ],
)
def test_a_filtered_change_set_says_so_and_has_no_digest(
    filters: Filters, given: dict[str, tuple[str, ...]]
) -> None:
    assert filters.given == given
    changes, background = compared(OLD, NEW)
    found = filtered(changes, filters, background, WHO)
    assert found.filtered == given
    assert bool(found.digest) is not bool(given)


def test_what_was_left_out_before_is_still_counted() -> None:
    before = WHOLE._replace(not_shown={"milestones": 3, "wbs": 1})
    found = alone(before, Filters(collections=("documents",)))
    assert found.not_shown == {"milestones": 6, "wbs": 1}


FILTERS = st.builds(
    Filters,
    collections=st.sampled_from([(), ("milestones",), ("releases", "documents")]),
    patterns=st.sampled_from([(), ("M-*",), ("*-1", "*-2")]),
    control=st.sampled_from([None, *CONTROLS]),
    releases=st.lists(st.sampled_from(RELEASES), max_size=2).map(tuple),
    elements=st.sampled_from([(), *((team,) for team in TEAMS)]),
    institutions=st.sampled_from([(), ("washington",), ("UNIV",)]),
    levels=st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple),
    open_only=st.booleans(),
    min_slip=st.none() | st.integers(0, 400),
)
DEFAULTS = Filters()


@PROFILE
@given(plans(), plans(), FILTERS)
def test_what_passes_all_filters_passes_each_and_the_rest_is_counted(
    old: State, new: State, filters: Filters
) -> None:
    changes, background = compared(old, new)

    def kept(some: Filters) -> set[tuple[str, str]]:
        return {(one.collection, one.id) for one in filtered(changes, some, background, WHO).changes}

    found = filtered(changes, filters, background, WHO)
    each = [
        kept(DEFAULTS._replace(**{name: value}))
        for name, value in filters._asdict().items()
        if value != getattr(DEFAULTS, name)
    ]
    everything = {(one.collection, one.id) for one in changes.changes}
    assert kept(filters) == everything.intersection(*each)
    assert len(found.changes) + sum(found.not_shown.values()) == len(changes.changes)
    assert set(found.moves) <= set(changes.moves)
    again = filtered(found._replace(filtered={}), filters, background, WHO)
    assert (again.changes, again.moves) == (found.changes, found.moves)


def test_a_renumbered_record_is_looked_up_under_both_ids() -> None:
    fields: Fields = {"title": "One", "due": DUE}
    old = state({"F-1": {**fields, "wbs": "02C.01"}, "R-1": {}}, {"R-1": {"features": ["F-1"]}})
    new = state({"F-01": {**fields, "wbs": "02C.04"}, "R-1": {}}, {"R-1": {}})
    changes, background = compared(old, new)
    for filters in (Filters(elements=("02C.01",)), Filters(releases=("R-1",)), Filters(open_only=True)):
        found = filtered(changes, filters, background, WHO)
        assert "F-01" in [one.id for one in found.changes]
