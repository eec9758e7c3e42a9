from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.importers.dmtn158.due import Due, due_dates
from dmccb.importers.dmtn158.text import report
from dmccb.records.dates import Period
from tests.importers.dmtn158.builder import bullets, entry, text

LOST = "lost"


def section(*days: str) -> list[str]:
    """Write the entries A-1, A-2 ... of a section; "lost" is one without its list."""
    return [
        entry(f"A-{number}", bullets="" if day == LOST else bullets(due=day))
        for number, day in enumerate(days, start=1)
    ]


def in_month(name: str, *codes: str) -> str:
    """Write a month list; without codes it says that nothing is due."""
    lines = [f"  • {code}: Alpha" for code in codes] or ["  • No milestones due."]
    return "\n\n".join([f"Due in {name}", *lines])


def due(published: str, code: str) -> Due:
    return due_dates(report(published))[code]


@pytest.mark.parametrize(
    ("days", "months", "expected"),
    [
        pytest.param(["2020-11-30"], "", "2020-11-30", id="its-own-list"),
        pytest.param([LOST], in_month("November 2020", "A-1"), "2020-11", id="month-list"),
        pytest.param([LOST], "", "", id="nothing"),
        pytest.param(["2020-11-30", LOST, "2020-11-30"], "", "2020-11-30", id="same-day-on-both-sides"),
        pytest.param(["2020-11-29", LOST, "2020-11-30"], "", "2020-11", id="two-days-left"),
        pytest.param(["2020-11-30", LOST, "2020-12-01"], "", "", id="two-months-left"),
        pytest.param(["2020-11-30", LOST], "", "", id="nothing-below"),
        pytest.param(["2020-11-30", LOST, LOST, "2020-11-30"], "", "2020-11-30", id="two-in-a-row"),
        pytest.param(
            ["2020-11-30", LOST, "2021-03-01"],
            in_month("November 2020", "A-2"),
            "2020-11-30",
            id="last-day-of-its-month",
        ),
        pytest.param(
            ["2020-10-01", LOST, "2020-11-01"],
            in_month("November 2020", "A-2"),
            "2020-11-01",
            id="first-day-of-its-month",
        ),
        pytest.param(
            ["2020-11-29", LOST, "2021-03-01"],
            in_month("November 2020", "A-2"),
            "2020-11",
            id="two-days-of-its-month",
        ),
        pytest.param(
            ["2020-11-30", LOST, "2020-12-29"],
            in_month("November 2020", "A-1"),
            "2020-12",
            id="not-in-the-list-of-the-one-above",
        ),
        pytest.param(
            ["2020-11-30", LOST, "2021-01-29"],
            in_month("January 2021", "A-3") + "\n\n" + in_month("November 2020", "A-1"),
            "2020-12",
            id="between-two-lists",
        ),
        pytest.param(
            ["2020-11-30", LOST, "2021-01-29"],
            in_month("December 2020") + "\n\n" + in_month("November 2020", "A-1"),
            "2021-01",
            id="nothing-due-in-a-month",
        ),
        pytest.param(
            ["2020-11-30", LOST, "2020-11-30"],
            in_month("November 2020", "A-1", "A-3"),
            "",
            id="its-place-and-the-list-contradict-each-other",
        ),
        pytest.param(
            ["2020-12-30", LOST, "2020-11-30"],
            in_month("November 2020", "A-2"),
            "2020-11",
            id="out-of-order",
        ),
    ],
)
def test_due_date_of_the_one_that_lost_its_list(days: list[str], months: str, expected: str) -> None:
    code = f"A-{days.index(LOST) + 1}" if LOST in days else "A-1"
    assert due(text(*section(*days), months=months), code).date == expected


def test_months_narrow_their_neighbours() -> None:
    months = in_month("March 2021", "A-3") + "\n\n" + in_month("February 2021", "A-1")
    found = due(text(*section(LOST, LOST, LOST), months=months), "A-2")
    assert found.days == Period(date.min, date.max)
    assert not found.allows("2021-02-10")
    months = "\n\n".join(
        ["Due in March 2021", in_month("April 2021", "A-3"), in_month("February 2021", "A-1")]
    )
    assert due(text(*section(LOST, LOST, LOST), months=months), "A-2").date == "2021-03"


@pytest.mark.parametrize(
    ("overdue", "own", "expected"),
    [
        pytest.param("2021-03-04", "", "2021-03-04", id="rather-than-the-month"),
        pytest.param("2021-03-04", "2021-03-05", "2021-03-05", id="but-not-than-its-own-list"),
    ],
)
def test_the_overdue_list_gives_the_day(overdue: str, own: str, expected: str) -> None:
    published = text(
        entry("A-1", bullets=bullets(due=own) if own else ""),
        months=in_month("March 2021", "A-1"),
        overdue=f"  • A-1: Alpha [Due {overdue}]",
    )
    assert due(published, "A-1").date == expected


def test_each_section_has_its_own_order() -> None:
    two = [*section("2021-03-04", LOST), "02C.04: Work\n\nB-1: Alpha\n\n" + bullets(due="2021-03-04")]
    assert due(text(*two, claims="tracking 3 milestones."), "A-2").date == ""


@pytest.mark.parametrize("year", [pytest.param("0001", id="first"), pytest.param("9999", id="last")])
def test_a_month_at_the_end_of_the_calendar_says_nothing(year: str) -> None:
    months = f"{in_month(f'January {year}')}\n\n{in_month(f'December {year}', 'A-2')}"
    published = text(*section(LOST, LOST), months=months)
    assert (due(published, "A-1").date, due(published, "A-2").date) == ("", "")


@pytest.mark.parametrize(
    ("value", "allowed"),
    [
        pytest.param("2020-11-30", True, id="first-day"),
        pytest.param("2020-11-29", False, id="before"),
        pytest.param("2021-02-10", True, id="last-day"),
        pytest.param("2021-02-11", False, id="after"),
        pytest.param("2020-11", True, id="month-that-overlaps"),
        pytest.param("2020-10", False, id="month-before"),
        pytest.param("2020-12-24", False, id="in-a-month-whose-list-lacks-it"),
        pytest.param("2020-12", False, id="such-a-month"),
        pytest.param("[..2020-12-31]", True, id="an-earlier-day"),
        pytest.param("soon", False, id="no-date"),
        pytest.param(None, False, id="none"),
    ],
)
def test_allows(value: str | None, *, allowed: bool) -> None:
    open_days = Period(date(2020, 11, 30), date(2021, 2, 10))
    assert Due(days=open_days, not_in={"2020-12"}).allows(value) is allowed


NOVEMBER = Due(days=Period(date(2020, 11, 2), date(2020, 11, 20)))


@pytest.mark.parametrize(
    ("one", "value", "expected"),
    [
        pytest.param(NOVEMBER, "2020-11-10", "2020-11-10", id="a-day-that-it-leaves-open"),
        pytest.param(NOVEMBER, "2020-11-30", "2020-11", id="a-day-of-the-month-that-it-denies"),
        pytest.param(NOVEMBER, "2020-12", "2020-11", id="another-month"),
        pytest.param(NOVEMBER, None, "2020-11", id="no-date"),
        pytest.param(
            Due(days=Period(date(2020, 11, 2), date(2020, 11, 2))),
            "2020-11-03",
            "2020-11-02",
            id="its-own-day",
        ),
    ],
)
def test_beside_a_date_on_record(one: Due, value: str | None, expected: str) -> None:
    assert one.beside(value) == expected


# ---------------------------------------------------------------------- laws

START = date(2020, 1, 1)
NAMES = ("January", "February", "March", "April", "May", "June")
days_of_half_a_year = st.integers(0, 181).map(lambda number: START + timedelta(days=number))


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[date], list[bool], list[bool]]:
    """Draw the days of a section in order, which lists are lost, and which month lists are."""
    days = sorted(draw(st.lists(days_of_half_a_year, min_size=1, max_size=8)))
    lost = draw(st.lists(st.booleans(), min_size=len(days), max_size=len(days)))
    return days, lost, draw(st.lists(st.booleans(), min_size=len(NAMES), max_size=len(NAMES)))


def published(days: Sequence[date], lost: Sequence[bool], months_lost: Sequence[bool]) -> str:
    entries = section(*(LOST if gone else day.isoformat() for day, gone in zip(days, lost, strict=True)))
    lists = []
    for number, name in enumerate(NAMES, start=1):
        codes = [f"A-{at}" for at, day in enumerate(days, start=1) if day.month == number]
        gone = months_lost[number - 1]
        lists.append(f"Due in {name} 2020" if gone else in_month(f"{name} 2020", *codes))
    return text(*entries, months="\n\n".join(reversed(lists)))


@given(plans())
def test_what_is_lost_is_never_told_wrongly(plan: tuple[list[date], list[bool], list[bool]]) -> None:
    days, lost, months_lost = plan
    found = due_dates(report(published(days, lost, months_lost)))
    for number, day in enumerate(days, start=1):
        one = found[f"A-{number}"]
        assert day.isoformat().startswith(one.date)
        assert one.allows(day.isoformat())
        assert one.beside(day.isoformat()) == day.isoformat()


@given(plans())
def test_no_day_can_be_told_where_another_gives_the_same_text(
    plan: tuple[list[date], list[bool], list[bool]],
) -> None:
    days, lost, months_lost = plan
    original = published(days, lost, months_lost)
    found = due_dates(report(original))
    for at, day in enumerate(days):
        for moved in (day - timedelta(days=1), day + timedelta(days=1)):
            others = [*days[:at], moved, *days[at + 1 :]]
            if moved.year == START.year and others == sorted(others):
                same = published(others, lost, months_lost) == original
                assert not same or found[f"A-{at + 1}"].allows(moved.isoformat())


@given(plans())
def test_the_more_of_the_text_is_there_the_closer_the_dates(
    plan: tuple[list[date], list[bool], list[bool]],
) -> None:
    days, lost, months_lost = plan
    less = due_dates(report(published(days, [True for _ in lost], months_lost)))
    more = due_dates(report(published(days, lost, months_lost)))
    for code, one in more.items():
        assert less[code].days.holds(one.days)
