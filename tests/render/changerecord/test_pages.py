"""The page of a change record: the first screen, then all else in the order of importance."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.head import Head
from dmccb.records.record import Fields
from dmccb.render.changerecord.page import Section
from dmccb.render.changerecord.pages import SHORT, page_of
from dmccb.render.changerecord.phrases import plain
from tests.changerecord.plans import PLAN, State, day, of_milestones, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES


def titles(sections: tuple[Section, ...]) -> list[str]:
    return [section.title for section in sections]


def test_the_page_of_a_change() -> None:
    page = page_of(cases.realistic())
    assert page.subject == "LDM-564 v1.4 → v1.5"
    assert page.states.startswith("2019-12-09 (0000000) → 2021-05-10 (0000000) · sha256:")
    assert page.about == (cases.VERSION,)
    assert len(page.sources) == 2
    assert len(page.counts) == 5
    assert titles(page.first) == ["Releases", "By WBS"]


def test_sections_come_in_the_order_of_importance() -> None:
    assert titles(page_of(cases.realistic()).sections) == [
        "New release",
        "New milestones",
        "Dropped milestone",
        "Moved",
        "Now in no release: 1 feature",
        "New IDs",
        "LDM-503-13: Ops rehearsal for data release processing #1 (ComCam data)",
        "LDM-503-08: Spectrograph data acquisition",
        "LDM-503-08b: Small Scale CCOB Data Access",
        "LDM-503-09a: Pipelines Release Fall 2018",
        "LDM-503-06: DM ComCam interface verification readiness",
        "Documents",
        "First recorded",
        "Outside LDM-564: 2 records, 1 slip",
    ]


def test_what_is_invalid_comes_before_all_else() -> None:
    assert titles(page_of(cases.hostile()).sections)[0] == "Invalid records"


def test_the_page_of_no_change() -> None:
    page = page_of(cases.empty())
    assert [plain(phrase) for phrase in page.counts] == ["no change"]
    assert (page.first, page.sections) == ((), ())


@pytest.mark.parametrize(
    ("everything", "parts_open"),
    [
        pytest.param(False, False, id="folded"),
        pytest.param(True, True, id="in-full-on-request"),
    ],
)
def test_what_is_outside_the_document(everything: bool, parts_open: bool) -> None:
    old: dict[str, Fields] = {f"M-{number}": {"due": day(0), "level": 2} for number in range(20)}
    new: dict[str, Fields] = {key: {**fields, "due": day(3)} for key, fields in old.items()}
    record = told(state(old), state(new), head=Head(document=PLAN), everything=everything)
    (section,) = page_of(record).sections
    assert section.title == f"Outside {PLAN}: 20 records, 20 slips"
    assert (section.is_open, section.records) == (everything, 20)
    assert next(plain(item) for item in section.items).startswith("20 milestones later")
    assert titles(section.parts) == ["By WBS", "Milestones"]
    assert section.parts[1].is_open is parts_open


def slips(number: int) -> ChangeRecord:
    old: dict[str, Fields] = {f"M-{index:02}": {"due": day(0)} for index in range(number)}
    return of_milestones(old, {key: {"due": day(3)} for key in old})


@pytest.mark.parametrize(
    ("records", "is_open"),
    [
        pytest.param(SHORT, True, id="a-short-record-is-open"),
        pytest.param(SHORT + 1, False, id="a-longer-one-is-folded-by-importance"),
    ],
)
def test_a_record_so_short_that_folding_would_hide_all_is_open(records: int, *, is_open: bool) -> None:
    (section,) = page_of(slips(records)).sections
    assert section.is_open is is_open


# ------------------------------------------------------------------- first screen


def with_releases(releases: int, elements: int = 0, **words: str) -> ChangeRecord:
    """Return the record of releases and milestones that slipped."""
    keys = [f"R-{index:02}" for index in range(releases)]
    loose = {f"M-{index:02}": {"wbs": f"02C.{index:02}"} for index in range(elements)}
    old = state(
        {
            **{key: {"due": day(0)} for key in keys},
            **{key: {**one, "due": day(0)} for key, one in loose.items()},
        },
        {key: {} for key in keys},
    )
    new = state(
        {
            **{key: {"due": day(9)} for key in keys},
            **{key: {**one, "due": day(5)} for key, one in loose.items()},
        },
        {key: {} for key in keys},
    )
    return told(old, new)


@pytest.mark.parametrize(
    ("releases", "elements"),
    [
        pytest.param(3, 3, id="few-of-both"),
        pytest.param(40, 0, id="many-releases"),
        pytest.param(40, 40, id="many-of-both"),
        pytest.param(2, 40, id="few-releases-leave-room"),
    ],
)
def test_a_table_shows_what_there_is_room_for_and_counts_the_rest(releases: int, elements: int) -> None:
    first = page_of(with_releases(releases, elements)).first
    assert titles(first) == ["Releases", "By WBS"]
    numbers = {"Releases": releases, "By WBS": elements + 1}
    for section in first:
        assert section.table is not None
        assert len(section.table.rows) + section.table.hidden == numbers[section.title] == section.records
        assert len(section.table.rows) >= min(5, section.records)


def test_rows_that_the_first_screen_hides_are_below_where_all_is_wanted() -> None:
    record = with_releases(40, 40)
    whole = page_of(record, None).sections
    assert titles(whole)[:2] == ["All releases", "By WBS"]
    assert [len(section.table.rows) for section in whole[:2] if section.table] == [40, 41]
    assert titles(page_of(record, 12).sections)[0] != "All releases"


def test_a_table_that_is_shown_whole_is_not_repeated() -> None:
    assert "All releases" not in titles(page_of(with_releases(3, 3)).sections)


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_each_table_is_somewhere_in_full(old: State, new: State) -> None:
    record = cases.of(old, new, document=PLAN)
    page = page_of(record)
    for heading, rows in (("releases", record.inside.releases), ("by wbs", record.inside.elements)):
        tables = [
            section
            for section in (*page.first, *page.sections)
            if section.title.lower().removeprefix("all ") == heading
        ]
        assert bool(tables) == bool(rows)
        shown = [len(section.table.rows) for section in tables if section.table]
        assert max(shown, default=0) == len(rows)
