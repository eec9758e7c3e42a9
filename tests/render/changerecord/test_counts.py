"""The counts of a part, a line for each kind of news."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from dmccb.records.record import Fields
from dmccb.render.changerecord.counts import moves_between, moves_to_none, noun, part_counts, rank
from dmccb.render.changerecord.phrases import plain
from tests.changerecord.plans import State, day, of_milestones, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES, KINDS

DUE: Fields = {"due": "2020-01-01"}
NOTHING: Fields = {}


def lines(old: State, new: State) -> list[str]:
    return [plain(phrase) for phrase in part_counts(told(old, new).inside, KINDS)]


def of(old: dict[str, Fields], new: dict[str, Fields]) -> list[str]:
    return lines(state(old), state(new))


def later(*days: int, before: int = 0, meanwhile: int = 0, month: int = 0) -> str:
    """Return what is said of slips of open work, of work that is done, and of work due in a month.

    Parameters
    ----------
    days
        Slips of open work.
    before, meanwhile
        How much slipped that was done on the old side, or is so since.
    month
        How much slipped to a month.
    """
    done: Fields = {"completed": day(3)}
    new: dict[str, Fields] = {f"M-{number}": {"due": day(late)} for number, late in enumerate(days)}
    new.update({f"D-{number}": {**done, "due": day(9)} for number in range(before)})
    new.update({f"E-{number}": {**done, "due": day(9)} for number in range(meanwhile)})
    new.update({f"B-{number}": {"due": "2020-03"} for number in range(month)})
    old: dict[str, Fields] = {key: {**DUE, **(done if key[0] == "D" else {})} for key in new}
    (line,) = of(old, new)
    return line.partition(f", {meanwhile} completed")[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(later(5), "1 milestone later (open: M-0 +5 d)", id="one"),
        pytest.param(
            later(5, 9), "2 milestones later (2 open: median +7 d, worst M-1 +9 d)", id="median-and-worst"
        ),
        pytest.param(
            later(5, 8), "2 milestones later (2 open: median +6.5 d, worst M-1 +8 d)", id="half-a-day"
        ),
        pytest.param(
            later(5, meanwhile=2), "3 milestones later (1 open: M-0 +5 d)", id="one-open-among-others"
        ),
        pytest.param(
            later(5, before=2, meanwhile=1),
            "4 milestones later (1 open: M-0 +5 d; 2 done before)",
            id="others-were-done-before",
        ),
        pytest.param(
            later(5, before=1, month=1),
            "3 milestones later (2 open: median +32.5 to +47.5 d, worst B-0 +60 to +90 d; "
            "1 done before; 1 known by month only)",
            id="done-before-and-known-by-month",
        ),
        pytest.param(later(meanwhile=1), "1 milestone later (done meanwhile)", id="none-open"),
        pytest.param(later(before=1), "1 milestone later (1 done before)", id="all-done-before"),
        pytest.param(
            later(before=1, meanwhile=1), "2 milestones later (1 done before)", id="one-of-two-done-before"
        ),
        pytest.param(
            later(month=1), "1 milestone later (open: B-0 +60 to +90 d; 1 known by month only)", id="a-month"
        ),
        pytest.param(
            later(30, month=1),
            "2 milestones later (2 open: median +45 to +60 d, worst B-0 +60 to +90 d; 1 known by month only)",
            id="the-median-is-a-range-then",
        ),
    ],
)
def test_what_is_later(line: str, expected: str) -> None:
    assert line == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(DUE, {"due": "2019-12-01"}, "1 milestone earlier", id="earlier"),
        pytest.param(DUE, {**DUE, "completed": "2020-06-01"}, "1 milestone completed", id="completed"),
        pytest.param(
            DUE,
            {**DUE, "completed": "2019-01-01"},
            "1 milestone completed (1 reported late by the source)",
            id="completed-before-the-old-side",
        ),
        pytest.param({"completed": day(0)}, {}, "1 milestone no longer completed", id="reopened"),
        pytest.param(
            {**DUE, "completed": day(0)},
            {"due": day(9)},
            "1 milestone later (open: M +9 d; 1 done before), 1 no longer completed",
            id="reopened-and-later",
        ),
        pytest.param(DUE, {}, "1 milestone without a date now", id="dropped"),
        pytest.param({}, DUE, "1 milestone dated now", id="first-recorded"),
        pytest.param({"due": "2020-01"}, DUE, "1 date of milestones more precise", id="refined"),
        pytest.param(DUE, {"due": "2020-01"}, "1 date of milestones less precise", id="blurred"),
        pytest.param(
            {**DUE, "forecast": "2020-02-01"},
            {"due": "2020-01", "forecast": "2020-02"},
            "2 dates of milestones less precise",
            id="two-dates-of-one",
        ),
        pytest.param(
            {"due": "2020-01", "forecast": "2020-02"},
            {"due": "2020-03-01", "forecast": "2020-02-01"},
            "1 milestone later (open: M +30 to +60 d; 1 known by month only), 1 date more precise",
            id="beside-a-slip",
        ),
    ],
)
def test_what_else_happened_to_dates(old: Fields, new: Fields, expected: str) -> None:
    assert of({"M": old}, {"M": new}) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({"forecast": day(0)}, {"forecast": day(9)}, id="a-forecast-is-no-slip"),
        pytest.param({"completed": day(0)}, {"completed": day(9)}, id="a-completion-corrected-is-none"),
        pytest.param({"level": 1}, {"level": 2}, id="any-other-field"),
    ],
)
def test_other_fields_are_counted_by_name(old: Fields, new: Fields) -> None:
    (name,) = old
    assert of({"M": old}, {"M": new}) == [f"1 other field changed ({name} 1)"]


def test_an_issue_date_is_no_slip() -> None:
    old, new = (state(documents={"LDM-1": {"date": one}}) for one in (day(0), day(9)))
    assert lines(old, new) == ["1 other field changed (date 1)"]


def test_of_many_fields_the_most_frequent_are_named() -> None:
    old: Fields = {"level": 1, "wbs": "a", "comment": "a", "jira": "A-1", "description": "a"}
    new: Fields = {"level": 2, "wbs": "b", "comment": "b", "jira": "A-2", "description": "b"}
    (line,) = of({"M": old, "N": {"comment": "x"}}, {"M": new, "N": {"comment": "y"}})
    assert line == "6 other fields changed (comment 2, WBS 1, description 1, jira 1, …)"


def test_what_was_first_recorded_is_counted_apart() -> None:
    assert of({"M": {}, "N": {}}, {"M": {"level": 1, "wbs": "x"}, "N": {"wbs": "x"}}) == [
        "3 fields first recorded (WBS 2, level 1)"
    ]


def test_a_field_that_no_schema_knows_is_counted_by_its_name() -> None:
    assert of({"M": {"colour": "red", "weight": 1}}, {"M": {"colour": "blue", "size": 3}}) == [
        "2 other fields changed (colour 1, weight 1)",
        "1 field first recorded (size 1)",
    ]


def test_what_came_and_went() -> None:
    old = state({"A": {}, "F": {}, "G": {}, "R": {}}, {"R": {"features": ["F", "G"]}})
    new = state({"F": {}, "G": {}, "R": {}, "S": {}, "T": {}}, {"R": {}, "S": {"features": ["F"]}})
    assert lines(old, new)[0] == (
        "1 release and 2 milestones new · 1 milestone dropped · 1 feature moved to another release · "
        "1 feature now in no release, 1 of them open"
    )


@pytest.mark.parametrize(
    ("done", "said"),
    [
        pytest.param((), "3 features now in no release, 3 of them open", id="all-are-open"),
        pytest.param(("F", "G"), "3 features now in no release, 1 of them open", id="one-is-open"),
        pytest.param(("F", "G", "H"), "3 features now in no release", id="all-are-done"),
    ],
)
def test_what_is_in_no_release_now(done: tuple[str, ...], said: str) -> None:
    milestones: dict[str, Fields] = {
        key: {"completed": day(0)} if key in done else {} for key in ("F", "G", "H", "R")
    }
    old = state(milestones, {"R": {"features": ["F", "G", "H"]}})
    assert lines(old, state(milestones, {"R": {}}))[0] == said


def left_open(*releases: tuple[Fields, int]) -> list[str]:
    """Return what is said of releases with a new title, some fields, and a number of open features."""
    keys = [f"R-{number}" for number in range(len(releases))]
    held: dict[str, Fields] = {}
    old: dict[str, Fields] = {"DONE": {"completed": day(0)}}
    new: dict[str, Fields] = dict(old)
    for key, (fields, number) in zip(keys, releases, strict=True):
        members = [f"F-{key}-{index}" for index in range(number)]
        held[key] = {"features": [*members, "DONE"]}
        old.update({key: fields, **dict.fromkeys(members, NOTHING)})
        new.update({key: {**fields, "title": "X"}, **dict.fromkeys(members, NOTHING)})
    return [line for line in lines(state(old, held), state(new, held)) if "done with" in line]


def test_releases_that_are_done_with_open_features() -> None:
    done: Fields = {"completed": day(0)}
    assert left_open((done, 1)) == ["1 release done with 1 open feature (R-0)"]
    assert left_open((done, 2), ({}, 2), (done, 0), (done, 1)) == [
        "2 releases done with 3 open features (R-0, R-3)"
    ]
    assert left_open(*[(done, 1)] * 5) == ["5 releases done with 5 open features (R-0, R-1, R-2, R-3, …)"]
    assert left_open((done, 0), ({}, 3)) == []


def test_of_many_collections_the_first_are_named() -> None:
    kinds = ("documents", "products", "requirements", "persons", "roles")
    new = state({"M": {}}, {}, **{name: {"X-1": {"title": "x"}, "X-2": {}} for name in kinds})
    assert lines({}, new) == ["1 milestone, 2 documents, 2 persons, 2 products and 4 other records new"]


def test_baselines_are_registered() -> None:
    old = state(register={"v1": {"rfc": "RFC-1"}, "v2": {}})
    new = state(register={"v1": {"rfc": "RFC-2"}, "v3": {}})
    assert lines(old, new) == ["1 baseline changed", "1 baseline new · 1 baseline dropped"]


def test_what_was_done_to_the_judges_is_told_first_and_is_no_field() -> None:
    old = state({"M": DUE}, register={"v1": {}, "v2": {"rfc": "RFC-1"}})
    new = state({"M": {"due": day(1)}}, register={"v1": {"rfc": "RFC-2"}, "v2": {}})
    assert lines(old, new) == ["2 baselines changed", "1 milestone later (open: M +1 d)"]


def test_nothing_is_counted_where_nothing_changed() -> None:
    assert of({"M": DUE}, {"M": DUE}) == []


def test_moves_are_counted_by_what_groups_and_what_is_grouped() -> None:
    moves = [cases.move("F", ("R",), ("S",)), cases.move("G", ("R",), ()), cases.move("H", ("R",), ("S",))]
    assert moves_between(moves) == [("releases", "features", 2)]
    assert moves_to_none(moves) == [("releases", "features", 1)]
    assert moves_between([]) == moves_to_none([]) == []


@pytest.mark.parametrize(
    ("collection", "one", "many"),
    [
        ("releases", "release", "releases"),
        ("wbs", "WBS element", "WBS elements"),
        ("register", "baseline", "baselines"),
        pytest.param("policies", "policy", "policies", id="collection-without-a-schema"),
    ],
)
def test_noun(collection: str, one: str, many: str) -> None:
    assert (noun(collection, 1, KINDS), noun(collection, 2, KINDS)) == (one, many)


def test_releases_come_before_milestones_and_these_before_the_rest() -> None:
    names = ["documents", "milestones", "gadgets", "releases", "boards"]
    expected = ["releases", "milestones", "boards", "documents", "gadgets"]
    assert sorted(names, key=lambda name: rank(name, KINDS)) == expected


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_field_that_changed_is_counted_once(old: State, new: State) -> None:
    part = told(old, new).inside
    text = "; ".join(plain(phrase) for phrase in part_counts(part, KINDS))

    def number(pattern: str) -> int:
        return sum(int(found) for found in re.findall(pattern, text))

    fields = [
        field for one in part.changes if one.change in ("changed", "renumbered") for field in one.fields
    ]
    ways = "later|earlier|completed|no longer completed|without a date now|dated now"
    dates = number(rf"(\d+) (?:milestones? )?(?:{ways})\b")
    dates += number(r"(\d+) dates?(?: of milestones)? (?:less|more) precise")
    others = number(r"(\d+) other fields? changed")
    first = number(r"(\d+) fields? first recorded")
    assert dates + others + first == len(fields)


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_count_is_one_line(old: State, new: State) -> None:
    for phrase in part_counts(told(old, new).inside, KINDS):
        assert "\n" not in plain(phrase)
        assert len(plain(phrase)) < 400


def test_a_part_of_milestones_alone_needs_no_release() -> None:
    assert part_counts(of_milestones({"A": DUE}, {"A": {"due": day(1)}}).inside, {}) == []
