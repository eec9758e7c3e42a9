from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dmccb.importers.importresult import Remark
from dmccb.importers.ldm294.products import products
from dmccb.importers.ldm294.rows import HEAD
from dmccb.importers.ldm294.text import manuscript
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


def test_of_two_titles_with_one_name_neither_is_taken() -> None:
    records, remarks = read(*SOUND, "\tDrill\tDrills\t\t\t", "\tDrill\tA valve\t\t\t")
    assert "drill" not in records
    assert [one.kind for one in remarks if one.subject == "drill"] == ["contradiction", "contradiction"]


def test_a_row_before_damage_that_may_go_on_is_not_taken() -> None:
    records, _ = read(*SOUND, "\tDrill\tDrills\t\t\t", "\tdebris\twith a hammer\t\t\t")
    assert "drill" not in records


def test_every_line_with_cells_is_read_or_reported() -> None:
    _, remarks = read(*SOUND, "a\tb\tc")
    assert [one.text for one in remarks if one.kind == "unread"] == ["a | b | c"]
