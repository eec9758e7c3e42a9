"""Appendix A of LDM-294: which rows are whole, and what of a row is certain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dmccb.importers.importresult import Remark
from dmccb.importers.ldm294.products import products
from dmccb.importers.ldm294.rows import HEAD, abbreviates, broken, rows
from dmccb.importers.ldm294.text import Line, manuscript, slug
from dmccb.importers.ldm294.wbs import breakdown

FRONT = "LDM-294\nLatest Revision: 2001-02-03\n1 Start\nA hammer, tools, pipes, a valve and drills.\n"
ELEMENTS = (
    "1.02C.01: Tools\nThe following products (per Section 5) are defined at this level of WBS:\n"
    "- Hammer tools\n"
    "1.02C.01.01: Heavy tools\n1.02C.02: Pipes\n- Pipes of lead"
)
SOUND = (
    "1.02C.01\tHammer\tHammer tools\tCy Able\tDee Best\tanvil_base",
    "1.02C.02\tPipes\tPipes of lead\tCy Able\tDee Best\tanvil_base",
)


def read(*table: str) -> tuple[Mapping[str, Any], list[Remark]]:
    text = f"{FRONT}4.2 Work\nA DM Product List\n{HEAD}\n" + "\n".join(table) + f"\n{ELEMENTS}"
    script = manuscript(text)
    part = products(script, breakdown(script), frozenset(), {}).part
    return part.records["products"], list(part.remarks)


def first_row(text: str) -> str:
    return broken(rows([Line(number=1, text=text)])[0][0])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("1.02C.01\tHammer\tHammer tools\tCy Able\t\t", "", id="whole"),
        pytest.param("\tHammer\tHammer tools\t\t\t", "", id="empty-cells-are-no-damage"),
        pytest.param("\t02Hammer\tHammer tools\t\t\t", "", id="the-end-of-a-code-is-cut-off-the-name"),
        pytest.param("\t•\tHammer tools\tCy Able\t\t", "no short name", id="a-dot-is-no-name"),
        pytest.param("\tHammer\t-\tCy Able\t\t", "no title", id="a-dash-is-no-title"),
        pytest.param("\tHammer\tTools\tmany\t1.02C.01\t", "a WBS code in another column", id="cells-shifted"),
        pytest.param(
            "\tHammer and Drill and Valve\tTools\t\t\t", "several rows run together", id="name-too-wide"
        ),
        pytest.param("1.02C.01 1.02C.02\tHammer\tTools\t\t\t", "several rows run together", id="two-codes"),
        pytest.param("\thammer\tTools\t\t\t", "short name 'hammer' is damaged", id="no-capital"),
        pytest.param(
            "\t01 & hammer\tTools\t\t\t", "short name '01 & hammer' is damaged", id="debris-in-name"
        ),
    ],
)
def test_broken(row: str, reason: str) -> None:
    assert first_row(row) == reason


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(
            ["\tA\tHammer tools\t\t\t", "\t\tof steel\t\t\t"], "Hammer tools of steel", id="wrapped"
        ),
        pytest.param(
            ["\tA\tHammer to-\t\t\t", "\t\tols\t-\t5 . 5\t"], "Hammer tools", id="wrapped-at-a-hyphen"
        ),
        pytest.param(["\tA\tHammer to- ols\t\t\t"], "Hammer tools", id="a-break-inside-a-cell"),
        pytest.param(["\tA\tSalt - Lake\t\t\t"], "Salt - Lake", id="a-dash-is-no-break"),
        pytest.param(
            ["\tA\tHammer\t\t\t", "\t\ttools\tCy Able\t\t"], "Hammer", id="a-manager-is-another-row"
        ),
    ],
)
def test_wrapped_titles(lines: list[str], title: str) -> None:
    found, _ = rows([Line(number=at, text=text) for at, text in enumerate(lines, start=1)])
    assert found[0].title == title


@pytest.mark.parametrize(
    ("word", "title", "expected"),
    [
        pytest.param("Distrib", "Bulk distribution", True, id="start-of-a-word"),
        pytest.param("Mgmt", "Network management", True, id="letters-of-a-word-in-order"),
        pytest.param("BR", "Santiago to Boca Raton", True, id="initials"),
        pytest.param("Nets", "Long networks", True, id="plural"),
        pytest.param("Cotollite", "Satellite", False, id="misread"),
    ],
)
def test_abbreviates(word: str, title: str, *, expected: bool) -> None:
    assert abbreviates(word, title) is expected


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        pytest.param(
            "1.02C.01.01\tDrill\tDrills\tCy Able\tDee Best\tanvil_base/ nothing_known",
            {
                "title": "Drills",
                "wbs": "02C.01.01",
                "manager": "cy-able",
                "owner": "dee-best",
                "packages": ["anvil_base"],
            },
            id="what-another-line-confirms-is-taken",
        ),
        pytest.param("1.020.01\tDrill\tDrills\t\t\t", {"title": "Drills"}, id="damaged-code"),
        pytest.param("1.02C.09\tDrill\tDrills\t\t\t", {"title": "Drills"}, id="unknown-code"),
        pytest.param("\tDrill\tDrills\tCy Abie\tlee Best\t", {"title": "Drills"}, id="damaged-names"),
        pytest.param("\tDri11\tDrills\t\t\t", {"title": "Drills"}, id="digits-are-not-judged"),
        pytest.param("\tDrobl\tDrills\t\t\t", None, id="a-word-that-no-other-line-prints"),
        pytest.param("\tDrill\tDrills of swoosh\t\t\t", None, id="such-a-word-in-the-title"),
        pytest.param("\tDrill\tDrills and-\t\t\t", None, id="a-title-cut-off"),
        pytest.param("\t01Drill\tDrills\t\t\t", None, id="a-spilt-code-and-no-other-place-has-the-title"),
    ],
)
def test_a_row(row: str, fields: dict[str, Any] | None) -> None:
    records, _ = read(*SOUND, row)
    name = "dri11" if "Dri11" in row else "drill"
    assert records.get(name) == fields


def test_appendix_b_gives_the_element_that_the_row_lost() -> None:
    records, remarks = read("1.020.01\t01Hammer\tHammer tools\t\t\t", SOUND[1])
    assert records["hammer"] == {"title": "Hammer tools", "wbs": "02C.01"}
    assert "taken from Appendix B: 02C.01" in next(one.text for one in remarks if one.subject == "hammer")


def test_two_elements_are_a_contradiction_and_the_row_wins() -> None:
    records, remarks = read("1.02C.02\tHammer\tHammer tools\t\t\t", SOUND[1])
    assert records["hammer"]["wbs"] == "02C.02"
    assert [one.kind for one in remarks if one.subject == "hammer"] == ["contradiction"]


def test_a_deeper_element_is_no_contradiction() -> None:
    records, remarks = read("1.02C.01.01\tHammer\tHammer tools\t\t\t", SOUND[1])
    assert records["hammer"]["wbs"] == "02C.01.01"
    assert [one for one in remarks if one.subject == "hammer"] == []


def test_one_name_for_two_titles_is_neither() -> None:
    records, remarks = read(*SOUND, "\tDrill\tDrills\t\t\t", "\tDrill\tA valve\t\t\t")
    assert "drill" not in records
    assert [one.kind for one in remarks if one.subject == "drill"] == ["contradiction", "contradiction"]


def test_a_row_before_damage_that_may_go_on_is_not_taken() -> None:
    records, _ = read(*SOUND, "\tDrill\tDrills\t\t\t", "\tdebris\twith a hammer\t\t\t")
    assert "drill" not in records


def test_every_line_with_cells_is_read_or_said() -> None:
    _, remarks = read(*SOUND, "a\tb\tc")
    assert [one.text for one in remarks if one.kind == "unread"] == ["a | b | c"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("William O'Mullane", "william-omullane", id="apostrophe"),
        pytest.param("William O\u2019Mullane", "william-omullane", id="curly-apostrophe"),
        pytest.param("Mario Juri\u0107", "mario-juric", id="accent"),
        pytest.param("DAX VO+ Services", "dax-vo-services", id="other-characters"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected
