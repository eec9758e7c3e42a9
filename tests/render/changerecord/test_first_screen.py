"""The tables of the first screen: releases, and slips by WBS element."""

from __future__ import annotations

from datetime import date

import pytest

from dmccb.changerecord.changerecord import Part
from dmccb.impact.responsible import Responsible
from dmccb.records.record import Fields
from dmccb.render.changerecord.first_screen import elements, releases, text_cell
from dmccb.render.changerecord.page import Cell, Section
from dmccb.render.changerecord.phrases import Tone, plain
from tests.changerecord.plans import State, day, of_milestones, state, told

BOSS = Responsible(wbs="A", title="Pipe\nlines", role="T/CAM", holders=("Ada",), institution="SLAC")


def cells(section: Section | None) -> list[dict[str, str]]:
    """Return the rows of a table, by the titles of its columns."""
    assert section is not None
    assert section.table is not None
    names = [column.title for column in section.table.columns]
    return [dict(zip(names, map(text_of, row), strict=True)) for row in section.table.rows]


def text_of(cell: Cell) -> str:
    return "\n".join(map(plain, cell))


def tones(section: Section | None, title: str) -> list[Tone]:
    assert section is not None
    assert section.table is not None
    (index,) = (number for number, one in enumerate(section.table.columns) if one.title == title)
    (row,) = section.table.rows
    return [span.tone for phrase in row[index] for span in phrase]


def one_release(
    old: Fields | None, new: Fields | None, *, as_of: date = date.min, **features: str
) -> Section | None:
    """Return the table of release R with a test milestone, and open features that are due on some days."""
    held: Fields = {"features": [*sorted(features)]} if features else {}
    milestones: dict[str, Fields] = {key: {"due": due} for key, due in features.items()}

    def side(fields: Fields | None) -> State:
        return state(
            milestones if fields is None else {"R": fields, **milestones},
            {} if fields is None else {"R": held},
        )

    return releases(told(side(old), side(new), as_of=as_of).inside, "Releases")


def test_the_columns_of_a_release() -> None:
    section = one_release({"due": "2020-01-01"}, {"due": "2020-03-01"}, F="2020-02-20")
    assert section is not None
    assert (section.title, section.records) == ("Releases", 1)
    (row,) = cells(section)
    assert row == {
        "Release": "R",
        "Title": "Title of R",
        "Old": "2020-01-01",
        "New": "2020-03-01",
        "Slip": "+60 d",
        "State": "open",
        "Margin": "+10 d, F",
    }


@pytest.mark.parametrize(
    ("old", "new", "slip", "shown"),
    [
        pytest.param({"due": day(0)}, {"due": day(9)}, "+9 d", "open", id="later"),
        pytest.param({"due": day(9)}, {"due": day(0)}, "-9 d", "open", id="earlier"),
        pytest.param({"due": "2020-01-01"}, {"due": "2020-02"}, "+31 to +59 d", "open", id="to-a-month"),
        pytest.param({"due": "2020-01-01"}, {"due": "2020-01"}, "+0 to +30 d", "open", id="to-its-own-month"),
        pytest.param({"due": day(0)}, {}, "no date now", "open", id="dropped-date"),
        pytest.param({}, {"due": day(0)}, "dated", "open", id="first-date"),
        pytest.param({"due": day(0)}, {"due": day(0), "title": "x"}, "", "open", id="unmoved"),
        pytest.param({}, {"completed": day(0), "title": "x"}, "", "done", id="completed"),
        pytest.param(None, {"due": day(0)}, "", "new, open", id="new"),
        pytest.param(None, {"completed": day(0)}, "", "new, done", id="new-and-done"),
        pytest.param({"due": day(0)}, None, "", "dropped", id="dropped"),
    ],
)
def test_slip_and_state_of_a_release(old: Fields | None, new: Fields | None, slip: str, shown: str) -> None:
    (row,) = cells(one_release(old, new))
    assert (row["Slip"], row["State"]) == (slip, shown)


@pytest.mark.parametrize(
    ("old", "new", "shown", "tones_of_it"),
    [
        pytest.param({}, {"due": "2020-02-29"}, "overdue 1 d", ["later"], id="overdue"),
        pytest.param({}, {"due": "2020-03-01"}, "open", ["plain"], id="due-that-day"),
        pytest.param({}, {"due": "2020-03"}, "open", ["plain"], id="due-in-that-month"),
        pytest.param(
            None, {"due": "2020-01-31"}, "new, overdue 30 d", ["came", "later"], id="new-and-overdue"
        ),
        pytest.param({"due": "2020-01-01"}, None, "dropped", ["went"], id="what-is-gone-is-not-overdue"),
        pytest.param(
            {},
            {"due": "2020-01-01", "completed": "2020-02-01"},
            "done, 2 open",
            ["later"],
            id="done-with-open-features",
        ),
        pytest.param(
            None, {"completed": "2020-02-01"}, "new, done, 2 open", ["came", "later"], id="so-if-new"
        ),
    ],
)
def test_state_as_of_a_day(
    old: Fields | None, new: Fields | None, shown: str, tones_of_it: list[Tone]
) -> None:
    section = one_release(
        None if old is None else {"title": "X", **old},
        new,
        as_of=date(2020, 3, 1),
        F="2020-05-01",
        G="2020-05-01",
    )
    (row,) = cells(section)
    assert row["State"] == shown
    assert tones(section, "State") == tones_of_it


@pytest.mark.parametrize(
    ("due", "margin", "tone"),
    [
        pytest.param("2020-02-20", "+10 d", "plain", id="before-the-release"),
        pytest.param("2020-03-02", "-1 d", "later", id="after-it"),
        pytest.param("2020-03", "-30 to +0 d", "plain", id="in-its-month"),
        pytest.param("2020-04", "-60 to -31 d", "later", id="in-a-month-after-it"),
    ],
)
def test_margin(due: str, margin: str, tone: Tone) -> None:
    section = one_release({"due": "2020-01-01"}, {"due": "2020-03-01"}, F=due)
    (row,) = cells(section)
    assert row["Margin"] == f"{margin}, F"
    assert tones(section, "Margin") == [tone, "plain"]


@pytest.mark.parametrize(
    ("new", "margin"),
    [
        pytest.param({"due": "2020-03-01", "predecessors": ["P"]}, "-29 d, P", id="to-what-is-no-feature"),
        pytest.param({"due": "2020-03-01", "completed": "2020-03-01"}, "", id="none-of-what-is-done"),
        pytest.param({}, "", id="none-without-a-date"),
    ],
)
def test_what_the_margin_is_to(new: Fields, margin: str) -> None:
    milestones: dict[str, Fields] = {"F": {"due": "2020-02-20"}, "P": {"due": "2020-03-30"}}
    held: dict[str, Fields] = {"R": {"features": ["F"]}}
    old = state({**milestones, "R": {"due": "2020-01-01"}}, held)
    (row,) = cells(releases(told(old, state({**milestones, "R": new}, held)).inside, "Releases"))
    assert row["Margin"] == margin


def test_the_tone_of_a_slip() -> None:
    assert tones(one_release({"due": day(0)}, {"due": day(9)}), "Slip") == ["later"]
    assert tones(one_release({"due": day(9)}, {"due": day(0)}), "Slip") == ["earlier"]
    assert tones(one_release({"due": day(0)}, {}), "Slip") == ["later"]
    assert tones(one_release(None, {"due": day(0)}), "State") == ["came", "plain"]
    assert tones(one_release({"due": day(0)}, None), "State") == ["went"]


def test_a_release_under_a_new_id_says_which_it_had() -> None:
    old, new = (
        state({key: {"title": "One", "due": due}}, {key: {}})
        for key, due in (("R-1", day(0)), ("R-01", day(3)))
    )
    (row,) = cells(releases(told(old, new).inside, "Releases"))
    assert row["Release"] == "R-01 (was R-1)"


def test_where_no_release_is_touched_there_is_no_table() -> None:
    assert releases(Part(), "Releases") is None
    assert elements(Part()) is None


def part(*milestones: tuple[str, int, bool]) -> Part:
    old: dict[str, Fields] = {}
    new: dict[str, Fields] = {}
    for number, (element, days, done) in enumerate(milestones):
        held: Fields = {"wbs": element} if element else {}
        old[f"M-{number}"] = {**held, "due": day(0)}
        new[f"M-{number}"] = {**held, "due": day(days), **({"completed": day(1)} if done else {})}
    return told(state(old), state(new), who={"A": BOSS}).inside


def test_the_columns_of_an_element() -> None:
    section = elements(part(("A", 10, False), ("A", 31, False), ("A", 99, True)))
    assert section is not None
    assert section.title == "By WBS"
    assert cells(section) == [
        {
            "WBS": "A",
            "Title": "Pipe lines",
            "Later": "3",
            "Open": "2",
            "Median": "+20.5 d",
            "Worst open": "M-1 +31 d",
            "Who answers": "Ada, T/CAM, SLAC",
        }
    ]
    assert tones(section, "Worst open") == ["plain", "later"]


def test_an_element_of_which_nothing_is_known() -> None:
    first, second = cells(elements(part(("B", 10, True), ("", 5, False))))
    assert (first["WBS"], first["Worst open"], first["Who answers"]) == ("no WBS", "M-1 +5 d", "")
    assert (second["WBS"], second["Median"], second["Worst open"]) == ("B", "", "")


def test_an_element_whose_post_is_vacant() -> None:
    nobody = Responsible(wbs="A", title="Pipelines")
    found = told(
        state({"M": {"wbs": "A", "due": day(0)}}),
        state({"M": {"wbs": "A", "due": day(1)}}),
        who={"A": nobody},
    )
    (row,) = cells(elements(found.inside))
    assert (row["Title"], row["Who answers"]) == ("Pipelines", "nobody on record")


@pytest.mark.parametrize(
    ("count", "most", "shown"),
    [
        pytest.param(5, None, 5, id="all"),
        pytest.param(5, 2, 2, id="as-many-as-there-is-room-for"),
        pytest.param(3, 2, 3, id="a-single-row-is-never-hidden"),
        pytest.param(2, 2, 2, id="as-many-as-there-are"),
    ],
)
def test_rows_that_are_hidden_are_counted(count: int, most: int | None, shown: int) -> None:
    section = elements(part(*((f"E-{number}", 9 - number, False) for number in range(count))), most)
    assert section is not None
    assert section.table is not None
    assert (len(section.table.rows), section.table.hidden, section.records) == (shown, count - shown, count)


def test_the_worst_of_many_comes_first() -> None:
    found = of_milestones({"M": {"due": day(0)}}, {"M": {"due": day(1)}}).inside
    assert [row["WBS"] for row in cells(elements(found))] == ["no WBS"]


def test_an_empty_text_is_an_empty_cell() -> None:
    assert (text_cell(""), text_of(text_cell("x"))) == ((), "x")
