"""Table 3 and Appendix B of LDM-294: which codes and titles are certain."""

from __future__ import annotations

import pytest

from dmccb.importers.ldm294.text import manuscript
from dmccb.importers.ldm294.wbs import Breakdown, breakdown

TABLE = "WBS\tDescription\tLead Institution\n1.02C.01\tTools & Nails\tNorth\nTABLE 3: all"


def read(*lines: str, table: str = TABLE) -> Breakdown:
    text = f"LDM-294\nLatest Revision: 2001-02-03\n4.2 Work\n{table}\nA DM Product List\n" + "\n".join(lines)
    return breakdown(manuscript(text))


def titles(found: Breakdown) -> dict[str, str]:
    return {code: element.title for code, element in found.elements.items() if code != "02C.01"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("1.02C.02: Pipes & Co", {"02C.02": "Pipes & Co"}, id="heading"),
        pytest.param(
            "1.02C.02.01.01: Lead This element is heavy", {"02C.02.01.01": "Lead"}, id="run-in-heading"
        ),
        pytest.param("- **1.02C.02.01.01.01: Old** and so on", {"02C.02.01.01.01": "Old"}, id="bold-item"),
        pytest.param("- 1.02C.02.01.01.01: Old The rest", {"02C.02.01.01.01": "Old"}, id="plain-item"),
        pytest.param("1.02C.02.01: Lead This element is heavy", {}, id="run-in-heading-that-lost-digits"),
        pytest.param("- **1.02C.02.01: Old** and so on", {}, id="item-that-lost-digits"),
        pytest.param("1.02C.02.01.01.01: Old Old, older", {}, id="a-title-without-an-end"),
    ],
)
def test_a_heading(line: str, expected: dict[str, str]) -> None:
    found = read(line)
    assert titles(found) == expected
    assert any(one.kind == "missing" and one.subject for one in found.remarks) is not bool(expected)


def test_a_code_printed_twice_is_that_of_the_heading_before_its_parts() -> None:
    found = read("1.02C.02: Pipes", "1.02C.03: Valves", "1.02C.02: Hoses", "1.02C.02.01: Lead")
    assert titles(found) == {"02C.02": "Hoses", "02C.02.01": "Lead", "02C.03": "Valves"}
    assert [one.line for one in found.remarks if one.kind == "contradiction"] == [8]


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        pytest.param("Tools and Nails", [], id="and-is-no-difference"),
        pytest.param("Drills", ["contradiction"], id="another-title"),
    ],
)
def test_appendix_b_names_the_elements_of_table_3(title: str, kinds: list[str]) -> None:
    found = read(f"1.02C.01: {title}")
    assert found.elements["02C.01"].title == title
    assert found.elements["02C.01"].institution == "North"
    assert [one.kind for one in found.remarks if one.subject] == kinds


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["The following products (per Section 5) are defined at this level of WBS:", "Hammer", "• Drill"],
            [("Hammer", "02C.02", True), ("Drill", "02C.02", True)],
            id="introduced",
        ),
        pytest.param(
            ["- Hammer", "- work that is done;"], [("Hammer", "02C.02", False)], id="not-introduced"
        ),
        pytest.param(["- Hammer", "No products are defined at this level of the WBS."], [], id="none"),
        pytest.param(
            ["- **1.02C.02.01.01.01: Old** rest", "- Hammer"],
            [("Hammer", "02C.02", False)],
            id="an-item-inside-opens-no-list",
        ),
        pytest.param(
            ["1.02C.02: Pipes This lost digits", "- Hammer"],
            [("Hammer", "", False)],
            id="a-lost-code-places-nothing",
        ),
    ],
)
def test_products_listed(lines: list[str], expected: list[tuple[str, str, bool]]) -> None:
    found = read("1.02C.02: Pipes", *lines)
    assert [(one.title, one.element, one.certain) for one in found.listings] == expected


@pytest.mark.parametrize(
    ("table", "line"),
    [
        pytest.param(TABLE.replace("\tNorth", ""), "1.02C.02: Pipes", id="a-row-without-institution"),
        pytest.param(TABLE, "1.02C.02: Pipes\n1.020.03: Valves", id="a-misread-code"),
    ],
)
def test_a_line_in_the_place_of_a_row_is_reported(table: str, line: str) -> None:
    found = read(line, table=table)
    assert [one.kind for one in found.remarks if not one.subject] == ["unread", "missing"]
