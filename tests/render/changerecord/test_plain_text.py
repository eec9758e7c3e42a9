"""A change record as plain text: its first screen is one, and nothing is hidden uncounted."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.filters import Filters
from dmccb.changerecord.head import Head, VersionRow
from dmccb.impact.responsible import Responsible
from dmccb.records.record import Fields
from dmccb.render.changerecord.plain_text import WIDTH, render, rows
from dmccb.render.view import View
from tests.changerecord.plans import PLAN, TEAMS, State, day, plans, state, told
from tests.render.changerecord import cases
from tests.strategies import EXAMPLES

FOLDED = View(fold=12)
SUMMARY = View(fold=12, summary=True)
SPLIT = re.compile(r"(?:^|[\s(])[+-]\d+(?: to)?$|\d\n *(?:d|days?|h)\b", re.MULTILINE)
"""Where a number is parted from its unit, or from the other end of its range."""


def test_the_first_lines() -> None:
    lines = render(cases.realistic(), SUMMARY).splitlines()
    assert lines[0].startswith("LDM-564 v1.4 → v1.5  ")
    assert lines[0].endswith("…")
    assert len(lines[0]) == WIDTH
    assert lines[1].startswith("sources: LDM-564/v1.4: The draft")
    assert lines[2] == cases.VERSION
    assert lines[3] == ""
    assert lines[4].startswith("- 5 milestones later (3 open: median +247 to +276 d")


def test_a_summary_is_the_first_screen_alone() -> None:
    whole = render(cases.realistic(), FOLDED)
    first = render(cases.realistic(), SUMMARY)
    assert whole.startswith(first.rstrip("\n"))
    assert "By WBS" in first
    assert "New release" not in first


def test_long_names_of_sides_take_a_line_of_their_own() -> None:
    sides = cases.OLD._replace(name="/a" * 20), cases.NEW._replace(name="/b" * 20)
    first, second, *_ = render(
        cases.of(state({"M": {}}), state({"M": {"due": day(0)}}), sides=sides)
    ).splitlines()
    assert first == f"{'/a' * 20} → {'/b' * 20}"
    assert second.startswith("2019-12-09 (0000000) → 2021-05-10")


# ------------------------------------------------------------------------ folding


def test_what_is_folded_is_counted() -> None:
    page = render(cases.realistic(), FOLDED)
    assert "  … 3 more changes in LDM-503-06 (--full shows them)" in page
    assert "Documents\n  … 1 entry (--full shows them)" in page
    assert "First recorded\n  … 3 entries (--full shows them)" in page
    assert "- 1 milestone later (open: LSST-1 +182 d), 1 dated now\n  … 2 entries (--full shows them)" in page


def test_in_full_nothing_is_folded() -> None:
    page = render(cases.realistic())
    assert "--full" not in page
    for text in ("DM-NCSA-12  Archiving of what was acquired", "deliverable of milestones", "LSST-2"):
        assert text in page


def test_a_long_table_is_folded_and_its_rows_are_counted() -> None:
    new = {f"M-{number:02}": {"due": day(number)} for number in range(40)}
    record = told({}, state(new))
    page = render(record, View(fold=5))
    assert page.count("Title of M-") == 5
    assert "  … and 35 more (--full shows them)" in page
    assert render(record).count("Title of M-") == 40


def test_one_row_is_never_folded_away() -> None:
    new = {f"M-{number:02}": {"due": day(number)} for number in range(6)}
    assert render(told({}, state(new)), View(fold=5)).count("Title of M-") == 6


def test_the_rows_of_a_page() -> None:
    record = cases.realistic()
    assert rows(record, SUMMARY) == 0
    assert rows(record, FOLDED) < rows(record, View())
    assert rows(cases.empty(), View()) == 0


# --------------------------------------------------------------------- the head


def test_what_the_head_has_no_room_for_is_told_in_full_below() -> None:
    why = " ".join(f"reason{number}" for number in range(60))
    notes = (("v1", "note " * 30),)
    head = Head(document=PLAN, version="1", row=VersionRow(description=why), notes=notes)
    record = told(state({"M": {}}), state({"M": {"due": day(0)}}), head=head)
    page = render(record)
    before, _, after = page.partition("Version and sources in full\n")
    assert "reason59" not in before
    assert " …\n" in before
    assert "reason59" in after
    assert after.count("note") == 30
    assert "Version and sources in full" not in render(record, FOLDED)


def test_a_head_with_room_is_not_repeated() -> None:
    head = Head(document=PLAN, version="1", row=VersionRow(description="Why"), notes=(("v1", "A draft"),))
    page = render(told(state({"M": {}}), state({"M": {"due": day(0)}}), head=head))
    assert "in full" not in page


# ------------------------------------------------------------------------- laws


@pytest.mark.parametrize(
    ("page", "parted"),
    [
        pytest.param("moved by (+12 d)\n", False, id="together"),
        pytest.param("moved by (+12\nd)\n", True, id="the-unit-below"),
        pytest.param("by +12 to\n+13 d\n", True, id="the-end-of-the-range-below"),
        pytest.param("182\n  days after\n", True, id="in-words"),
        pytest.param("2020-01-01\nR-1\n", False, id="no-number-of-days"),
    ],
)
def test_a_parted_number_is_seen(page: str, *, parted: bool) -> None:
    assert bool(SPLIT.search(page)) is parted


def numbers_stay(page: str) -> None:
    assert SPLIT.findall(page) == []


WORDS = st.lists(
    st.sampled_from(["why", "https://example.org/" + "x" * 120, "a-rather-long-word", "日本"]), max_size=90
)
HEADS = st.builds(
    Head,
    document=st.sampled_from(["", PLAN]),
    version=st.just("1.5"),
    row=st.builds(VersionRow, rfc=st.sampled_from(["", "RFC-781"]), description=WORDS.map(" ".join)),
    notes=st.lists(st.tuples(st.just("v1"), WORDS.map(" ".join)), max_size=2).map(tuple),
)
FILTERS = st.sampled_from(
    [Filters(), Filters(open_only=True), Filters(elements=("02C",), min_slip=1), Filters(patterns=("M-*",))]
)
DAYS = st.sampled_from([date.min, date(2020, 6, 1), date(2022, 6, 1)])
BOSS = Responsible(
    wbs="x", title="Data Release Production and more", role="Manager " * 5, holders=("Ada", "Bo")
)
WHO = dict.fromkeys(TEAMS, BOSS)


def crowded(document: str = PLAN) -> ChangeRecord:
    """Return a record with something to say on each line of the first screen, of every collection."""
    kinds = ("boards", "documents", "persons", "products", "register", "requirements", "roles", "wbs")
    both: dict[str, Fields] = {}
    old: dict[str, Fields] = {}
    new: dict[str, Fields] = {}
    for number in range(30):
        held: Fields = {"wbs": f"02C.{number:02}", "level": 2}
        old[f"DM-PIPELINES-{number:03}"] = {**held, "due": day(0), "forecast": day(1)}
        new[f"DM-PIPELINES-{number:03}"] = {**held, "due": "2021-11", "forecast": "2020-01", "comment": "x"}
        old[f"DM-OLD-{number:03}"] = {**held, "due": day(500)}
        new[f"DM-OLD-{number:03}"] = {**held, "due": day(30), "completed": day(20)}
        old[f"DM-AGAIN-{number:03}"] = {**held, "due": day(0), "completed": day(0)}
        new[f"DM-AGAIN-{number:03}"] = {**held, "due": day(30)}
        old[f"DM-GONE-{number:03}"] = new[f"DM-NEW-{number:03}"] = {"due": day(0)}
        old[f"DM-BLUR-{number:03}"], new[f"DM-BLUR-{number:03}"] = {"due": day(0)}, {"due": "2020-01"}
        old[f"DM-LOST-{number:03}"], new[f"DM-LOST-{number:03}"] = {"due": day(0)}, {"jira": "X-1"}
        old[f"LDM-503-{number}b"] = {"title": f"T{number}", "due": day(0)}
        new[f"LDM-503-{number:02}b"] = {"title": f"T{number}", "due": "2021-11"}
        both[f"LDM-503-{number:02}c"] = {"due": day(9), **({"completed": day(9)} if number < 9 else {})}
    held_old: dict[str, Fields] = {key: {} for key in old if key.startswith("LDM")}
    held_new: dict[str, Fields] = {key: {} for key in new if key.startswith("LDM")}
    lost: dict[str, Fields] = {
        key: {"features": [f"DM-AGAIN-{number:03}", f"DM-OLD-{number:03}"]} for number, key in enumerate(both)
    }
    gained: dict[str, Fields] = {
        key: {"features": [f"DM-AGAIN-{number:03}", f"DM-OLD-{number + 1:03}"]}
        for number, key in enumerate(both)
        if number < 9
    }
    more_old: dict[str, dict[str, Fields]] = {
        name: {f"OLD-{number}": {} for number in range(3)} for name in kinds
    }
    more_new: dict[str, dict[str, Fields]] = {
        name: {f"NEW-{number}": {"title": "t"} for number in range(3)} for name in kinds
    }
    head = Head(
        document=document,
        version="1.5",
        row=VersionRow(date="2021-06-03", rfc="RFC-781", owner="A. Person", description="word " * 400),
        notes=(("v1", "note " * 50),),
    )
    old_side = state({**old, **both}, {**held_old, **lost}, **more_old)
    new_side = state({**new, **both}, {**held_new, **{key: {} for key in both}, **gained}, **more_new)
    return told(
        old_side,
        new_side,
        head=head,
        invalid={"DM-NEW-001": ("x",)},
        who=WHO,
        filters=Filters(patterns=("*",)),
        as_of=date(2022, 6, 1),
    )


def a_screen(page: str) -> None:
    lines = page.splitlines()
    assert len(lines) <= 25
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize("view", [SUMMARY, View(summary=True)], ids=["folded", "full"])
@pytest.mark.parametrize("document", [PLAN, ""], ids=["of-a-document", "of-everything"])
def test_a_crowded_first_screen_is_one_screen(document: str, view: View) -> None:
    page = render(crowded(document), view)
    a_screen(page)
    numbers_stay(page)
    assert re.search(r"… and \d+ more", page)
    for told_of in ("no longer completed", "9 releases done with 9 open features", "overdue 183 d"):
        assert told_of in page


@settings(max_examples=6 * EXAMPLES)
@given(plans(), plans(), HEADS, FILTERS, st.booleans(), DAYS)
@example({}, {}, Head(), Filters(), False, date.min)
def test_the_first_screen_is_one_screen(
    old: State, new: State, head: Head, filters: Filters, narrow: bool, as_of: date
) -> None:
    narrow = narrow and bool(head.document)
    record = told(old, new, head=head, filters=filters, narrow=narrow, who=WHO, as_of=as_of)
    page = render(record, SUMMARY)
    a_screen(page)
    numbers_stay(page)


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans(), st.sampled_from([None, 0, 1, 12]))
def test_no_number_is_parted_from_its_unit(old: State, new: State, fold: int | None) -> None:
    numbers_stay(render(cases.of(old, new, document=PLAN), View(fold=fold)))


@settings(max_examples=2 * EXAMPLES)
@given(plans(), plans())
def test_in_full_every_change_is_named(old: State, new: State) -> None:
    record = cases.of(old, new, document=PLAN)
    page = render(record)
    assert "--full" not in page
    told_of = [one for one in record.changeset.changes if not one.is_first_recorded]
    assert all(re.search(rf"(?<![\w-]){re.escape(one.id)}(?![\w-])", page) for one in told_of)
