"""What is invalid, new, dropped, moved, in no release now, and renumbered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.head import Head
from dmccb.compare.change import Change
from dmccb.compare.changeset import Move
from dmccb.records.record import Fields
from dmccb.render.changerecord.news import invalid, listed, move_lines, news, one_row_each
from dmccb.render.changerecord.page import Section
from dmccb.render.changerecord.phrases import plain
from tests.changerecord.plans import PLAN, State, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES, KINDS


def sections(record: ChangeRecord, fold: int | None = None) -> dict[str, Section]:
    return {section.title: section for section in news(record.inside, record, fold)}


def rows(section: Section | None) -> list[list[str]]:
    """Return the rows of a table, each as the lines of all its cells."""
    assert section is not None
    assert section.table is not None
    return [[plain(phrase) for cell in row for phrase in cell] for row in section.table.rows]


def items(section: Section) -> list[str]:
    return [plain(item) for item in section.items]


# ---------------------------------------------------------------- came and went


def test_what_is_new_with_its_facts() -> None:
    record = told(
        {}, state({"A": {"due": "2020-01-01", "comment": "a note", "wbs": "02C"}}), head=Head(document=PLAN)
    )
    found = told({}, state({"A": {"due": "2020-01-01", "comment": "a note", "wbs": "02C"}}))
    assert rows(sections(found)["New milestone"]) == [["A", "Title of A", "WBS 02C", "due 2020-01-01"]]
    assert sections(record) == {}, "it is outside"


def test_what_is_dropped_says_what_it_was() -> None:
    found = told(state({"A": {"due": "2020-01-01"}, "B": {}}), {})
    assert rows(sections(found)["Dropped milestones"]) == [
        ["A", "Title of A", "due 2020-01-01"],
        ["B", "Title of B"],
    ]


def test_a_release_and_its_test_milestone_are_one_row() -> None:
    new = state({"R": {"due": "2020-01-01"}, "F": {}}, {"R": {"features": ["F"]}})
    found = sections(told({}, new, head=Head(document=PLAN)))
    assert list(found) == ["New release", "New milestone"]
    assert rows(found["New release"]) == [["R", "Title of R", "due 2020-01-01", "features F"]]
    assert rows(found["New milestone"]) == [["F", "Title of F"]]
    assert [section.records for section in found.values()] == [1, 1]


def test_a_new_release_of_a_milestone_that_was_there_is_a_row_of_its_own() -> None:
    found = sections(told(state({"R": {}}), state({"R": {}}, {"R": {}})))
    assert list(found) == ["New release"]


def test_each_collection_has_a_section_releases_first() -> None:
    new = state({"M": {}}, {"R": {}}, documents={PLAN: {"title": "Plan"}}, wbs={"02C": {}})
    assert list(sections(told({}, new))) == [
        "New release",
        "New milestone",
        "New document",
        "New WBS element",
    ]


@pytest.mark.parametrize(
    ("fold", "said"),
    [
        pytest.param(None, "predecessors A, B, C, D", id="all"),
        pytest.param(2, "predecessors A, B … and 2 more", id="folded"),
    ],
)
def test_long_facts_are_folded(fold: int | None, said: str) -> None:
    found = told({}, state({"M": {"predecessors": list("ABCD")}}))
    assert rows(sections(found, fold)["New milestone"]) == [["M", "Title of M", said]]


# ------------------------------------------------------------------------- moves


def moved(feature: str, sources: str, targets: str) -> Move:
    return cases.move(feature, tuple(sources.split()), tuple(targets.split()))


@pytest.mark.parametrize(
    ("moves", "lines"),
    [
        pytest.param([], [], id="none"),
        pytest.param([moved("F", "A B", "C D E")], ["F: A and B → C, D and E"], id="names-every-release"),
        pytest.param(
            [moved("G", "A", "B"), moved("F", "A", "B"), moved("H", "A", "B")],
            ["F, G and H: A → B"],
            id="those-that-went-the-same-way-share-a-line",
        ),
        pytest.param(
            [moved("F", "A", "C"), moved("G", "C", "A"), moved("H", "B", "C")],
            ["G: C → A", "F: A → C", "H: B → C"],
            id="by-the-release-where-they-are-now",
        ),
        pytest.param([moved("F\x1b", "A", "B")], ["F<U+001B>: A → B"], id="spelled-out"),
    ],
)
def test_move_lines(moves: list[Move], lines: list[str]) -> None:
    assert move_lines(moves) == lines


def test_moves_to_another_release_and_to_none() -> None:
    keys = ("F", "G", "H", "R", "S")
    old = state({key: {} for key in keys}, {"R": {"features": ["F", "G", "H"]}, "S": {}})
    new = state({key: {} for key in keys}, {"R": {}, "S": {"features": ["F"]}})
    found = sections(told(old, new))
    assert items(found["Moved"]) == ["F: R → S"]
    assert items(found["Now in no release: 2 features"]) == ["G and H, until now in R"]
    assert [section.records for section in found.values()] == [1, 2]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(["A"], "A", id="one"),
        pytest.param(["B", "A"], "A and B", id="two-in-order"),
        pytest.param(["C", "A", "B"], "A, B and C", id="three"),
    ],
)
def test_listed(names: list[str], said: str) -> None:
    assert listed(names) == said


# -------------------------------------------------------- renumbered, and invalid


def test_new_ids_with_their_evidence() -> None:
    old, new = state({"A-1": {"title": "One"}}), state({"A-01": {"title": "One", "aka": ["A-1"]}})
    assert rows(sections(told(old, new))["New IDs"]) == [["A-01", "One", "renumbered from A-1 (aka)"]]


def test_the_new_id_of_a_release_and_of_its_milestone_is_one_row() -> None:
    (row,) = rows(sections(cases.realistic())["New IDs"])
    assert row[:2] == ["LDM-503-08b", "Small Scale CCOB Data Access"]
    assert len(row) == 4


def test_what_is_invalid_is_said_record_by_record() -> None:
    old, new = state({"A": {}, "B": {}}), state({"A": {"level": 7}, "B": {"level": 1}})
    record = told(old, new, invalid={"A": ("v2: level: 7\nis too high", "v2: and more")})
    section = invalid(record)
    assert rows(section) == [["A", "Title of A", "v2: level: 7 is too high", "v2: and more"]]
    assert invalid(told(old, new)) is None


def test_what_is_invalid_is_said_of_what_is_outside_as_well() -> None:
    record = told(
        state({"A": {}}), state({"A": {"level": 7}}), head=Head(document=PLAN), invalid={"A": ("x",)}
    )
    assert not record.inside.changes
    assert rows(invalid(record)) == [["A", "Title of A", "x"]]


def test_nothing_is_news_where_only_fields_changed() -> None:
    due: Fields = {"due": "2020-01-01"}
    assert sections(told(state({"A": due}), state({"A": {"due": "2020-02-01"}}))) == {}


# ---------------------------------------------------------------------------- laws


def place(change: Change) -> tuple[str, str]:
    return (change.collection, change.id)


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_change_is_in_exactly_one_row(old: State, new: State) -> None:
    changes = cases.of(old, new).changeset.changes
    firsts, joined = one_row_each(changes, KINDS)
    assert sorted(map(place, firsts)) == sorted(joined)
    assert sorted(place(change) for ones in joined.values() for change in ones) == sorted(map(place, changes))
    for key, ones in joined.items():
        assert {change.id for change in ones} == {key[1]}
        assert len(ones) <= 2


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_record_that_came_or_went_has_one_row(old: State, new: State) -> None:
    record = cases.of(old, new)
    for word, kind in (("New ", "added"), ("Dropped ", "removed")):
        changes = [change for change in record.changeset.changes if change.change == kind]
        firsts, _ = one_row_each(changes, KINDS)
        tables = [
            one for title, one in sections(record).items() if title.startswith(word) and title != "New IDs"
        ]
        told_of = [row[0] for section in tables for row in rows(section)]
        assert sorted(told_of) == sorted(change.id for change in firsts)
        assert sum(section.records for section in tables) == len(firsts)
