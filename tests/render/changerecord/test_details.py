"""What changed in which field, by release, and what was first recorded."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.head import Head
from dmccb.changerecord.recorded import told as told_changes
from dmccb.records.record import Fields
from dmccb.render.changerecord.details import details, recorded
from dmccb.render.changerecord.page import Section
from dmccb.render.changerecord.phrases import change_phrases, lateness_phrase, plain
from tests.changerecord.plans import PLAN, State, day, of_milestones, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES

DUE: Fields = {"due": day(0)}


def sections(record: ChangeRecord, fold: int | None = None) -> list[Section]:
    return list(details(record.inside, record, fold))


def rows(section: Section) -> list[list[str]]:
    assert section.table is not None
    return [[plain(phrase) for cell in row for phrase in cell] for row in section.table.rows]


def by_release(**new: Fields) -> list[Section]:
    """Return what is told of two releases with features and one milestone of none; ``F_1`` is F-1."""
    old = state(
        {"R-1": {"due": day(9)}, "R-2": {"due": day(99)}, "F-1": DUE, "F-2": DUE, "M-1": DUE},
        {"R-1": {"features": ["F-1"]}, "R-2": {"features": ["F-2"]}},
    )
    now = {key.replace("_", "-"): value for key, value in new.items()}
    changed = {key: {**record.fields, **now.get(key, {})} for key, record in old["milestones"].items()}
    releases = {key: record.fields for key, record in old["releases"].items()}
    return sections(told(old, state(changed, releases)))


def test_a_section_for_each_release_then_for_each_collection() -> None:
    found = by_release(F_1={"due": day(1)}, F_2={"due": day(2)}, M_1={"due": day(3)})
    assert [section.title for section in found] == ["R-1: Title of R-1", "R-2: Title of R-2", "Milestones"]
    assert [rows(section)[0][0] for section in found] == ["F-1", "F-2", "M-1"]


def test_releases_stand_in_the_order_of_their_importance() -> None:
    found = by_release(R_1={"due": day(10)}, R_2={"due": day(199)})
    assert [section.title for section in found] == ["R-2: Title of R-2", "R-1: Title of R-1"]


def test_what_did_not_change_has_no_section() -> None:
    assert by_release() == []
    assert by_release(F_1={"level": 3}) == []


@pytest.mark.parametrize(
    ("new", "lead"),
    [
        pytest.param({"F_1": {"due": day(1)}}, f"due {day(9)}", id="when-the-release-is-due"),
        pytest.param({"R_1": {"due": day(10)}}, "", id="its-own-row-says-so-where-that-changed"),
    ],
)
def test_when_a_release_is_due(new: dict[str, Fields], lead: str) -> None:
    (section,) = by_release(**new)
    assert plain(section.lead) == lead


@pytest.mark.parametrize(
    ("new", "is_open", "folded"),
    [
        pytest.param({"R_1": {"due": day(10)}}, True, [], id="the-release-itself-is-open"),
        pytest.param({"F_1": {"due": day(1)}}, False, [], id="a-feature-alone-is-folded"),
        pytest.param({"F_1": {"due": day(1), "level": 2}}, True, [], id="what-the-board-watches-is-open"),
        pytest.param(
            {"R_1": {"due": day(10)}, "F_1": {"due": day(1)}},
            True,
            ["1 more change in R-1"],
            id="the-rest-is-folded-below",
        ),
    ],
)
def test_folding_goes_by_importance(new: dict[str, Fields], is_open: bool, folded: list[str]) -> None:
    (section,) = by_release(**new)
    assert section.is_open is is_open
    assert [part.title for part in section.parts] == folded
    assert not any(part.is_open for part in section.parts)
    assert section.records == 1 + len(folded)


def test_a_heading_is_one_line_that_nothing_obeys() -> None:
    old = state({"R\x1b1": {"title": "One\ntwo", "due": day(0)}}, {"R\x1b1": {}})
    new = state({"R\x1b1": {"title": "One\ntwo", "due": day(1)}}, {"R\x1b1": {}})
    assert [section.title for section in sections(told(old, new))] == ["R<U+001B>1: One two"]


def test_other_records_stand_under_what_a_reader_calls_them() -> None:
    old, new = state(wbs={"02C": {"title": "a"}}), state(wbs={"02C": {"title": "b"}})
    assert [section.title for section in sections(told(old, new))] == ["WBS elements"]


def test_changed_schemas_are_open() -> None:
    changes = cases.of(state({"M": DUE}), state({"M": {"due": day(1)}}))
    change = changes.changeset.changes[0]._replace(collection="register", id="v1")
    group = changes.inside.groups[0]._replace(title="register", changes=(change,))
    (section,) = details(changes.inside._replace(groups=(group,)), changes, None)
    assert section.is_open


def test_a_release_and_its_test_milestone_are_one_row() -> None:
    old = state({"R": DUE, "F": {}}, {"R": {"features": ["F"]}})
    new = state({"R": {"due": day(3)}, "F": {}}, {"R": {}})
    (section,) = sections(told(old, new))
    assert rows(section) == [
        ["R", "Title of R", "features dropped (was F)", f"due {day(0)} → {day(3)} (+3 d)"]
    ]


def test_a_completion_says_how_late_it_was() -> None:
    (section,) = sections(of_milestones({"M": DUE}, {"M": {**DUE, "completed": day(30)}}))
    assert rows(section) == [["M", "Title of M", f"completed {day(30)}", f"30 days after its date, {day(0)}"]]


def test_a_completion_whose_day_is_not_known_says_no_more() -> None:
    (section,) = sections(of_milestones({"M": DUE}, {"M": {**DUE, "completed": "[..2020-02-01]"}}))
    assert rows(section) == [["M", "Title of M", "completed [..2020-02-01]"]]


def test_what_was_first_recorded_is_not_told_line_by_line() -> None:
    (section,) = sections(of_milestones({"M": DUE}, {"M": {"due": day(1), "level": 3, "comment": "x"}}))
    assert rows(section) == [["M", "Title of M", f"due {day(0)} → {day(1)} (+1 d)"]]


def test_long_sets_are_folded() -> None:
    record = of_milestones({"M": {"predecessors": ["A"]}}, {"M": {"predecessors": list("ABCDE")}})
    assert rows(sections(record, 2)[0])[0][-1] == "predecessors gained B, C … and 2 more"


# --------------------------------------------------------------- first recorded


def test_first_recorded_fields_are_counts() -> None:
    old: dict[str, Fields] = {f"M-{number}": {} for number in range(7)}
    new: dict[str, Fields] = {f"M-{number}": {"wbs": f"02C.0{number}"} for number in range(7)}
    new["M-0"] = {"wbs": "02C.01", "level": 2}
    record = of_milestones(old, new)
    section = recorded(record.inside, record)
    assert section is not None
    assert (section.title, section.is_open, section.records) == ("First recorded", False, 8)
    assert rows(section) == [
        ["WBS of milestones", "7", "02C.01 (2), 02C.02 (1), 02C.03 (1), 02C.04 (1), 02C.05 (1), 1 more"],
        ["level of milestones", "1", "2 (1)"],
    ]


def test_where_nothing_was_first_recorded_there_is_no_table() -> None:
    record = of_milestones({"M": DUE}, {"M": {"due": day(1)}})
    assert recorded(record.inside, record) is None


# --------------------------------------------------------------------------- laws


@settings(max_examples=4 * EXAMPLES)
@given(plans(), plans())
def test_each_thing_that_happened_is_told_once(old: State, new: State) -> None:
    record = told(old, new, head=Head(document=PLAN))
    for part in (record.inside, record.outside):
        found: Counter[tuple[str, str]] = Counter()
        for section in details(part, record, None):
            for one in (section, *section.parts):
                found.update((row[0], text) for row in rows_of(one) for text in row[1])
        expected: Counter[tuple[str, str]] = Counter()
        for change in told_changes(part.changes):
            if change.change in ("changed", "renumbered"):
                expected.update((change.id, plain(phrase)) for phrase in change_phrases(change))
        for completion in part.completions:
            if late := plain(lateness_phrase(completion)):
                expected[completion.change.id, late] += 1
        assert found == expected


def rows_of(section: Section) -> list[tuple[str, list[str]]]:
    assert section.table is not None
    return [(plain(row[0][0]), [plain(phrase) for phrase in row[-1]]) for row in section.table.rows]


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_nothing_that_moved_is_folded_away_uncounted(old: State, new: State) -> None:
    record = told(old, new, head=Head(document=PLAN))
    for section in details(record.inside, record, None):
        assert section.records >= len(rows_of(section))
        assert all(part.records >= len(rows_of(part)) for part in section.parts)
