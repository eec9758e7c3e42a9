"""A change record in reStructuredText: any text survives, and docutils has no complaint."""

from __future__ import annotations

import re

import docutils.core
import docutils.nodes
import pytest
from hypothesis import example, given, settings

from dmccb.render.changerecord.rst import render, rst_text
from tests.changerecord.plans import PLAN, State, plans
from tests.render.changerecord import cases
from tests.render.changerecord.texts import TEXTS, squeezed
from tests.strategies import EXAMPLES

RST = {
    "report_level": 1,
    "halt_level": 5,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "warning_stream": False,
}


def rst_document(source: str) -> docutils.nodes.document:
    return docutils.core.publish_doctree(source, settings_overrides=RST)


@given(TEXTS.filter(bool))
@example("W. O'Mullane")
@example("\\")
@example("ii. x")
@example("...")
@example("-a  x")
@example("/V  x")
@example(cases.LINKS)
@example(cases.SPECIALS)
@pytest.mark.parametrize("before", ["", "- ", ".. rubric:: ", ":field: ", ".. list-table::\n\n   * - "])
def test_rst(before: str, text: str) -> None:
    page = rst_document(f"before\n\n{before}{rst_text(text)}\n")
    assert not list(page.findall(docutils.nodes.system_message))
    assert not list(page.findall(docutils.nodes.reference))
    shown = page.children[1].astext()
    shown = shown.removeprefix("field\n\n") if before == ":field: " else shown
    assert squeezed(shown) == squeezed(text)


@pytest.mark.parametrize("case", [*sorted(cases.CASES), "large"])
def test_rst_pages_are_valid(case: str) -> None:
    record = cases.large() if case == "large" else cases.CASES[case]()
    page = rst_document(render(record))
    assert not list(page.findall(docutils.nodes.system_message))


@settings(max_examples=EXAMPLES)
@given(plans(), plans())
def test_any_page_is_valid(old: State, new: State) -> None:
    page = rst_document(render(cases.of(old, new, document=PLAN)))
    assert not list(page.findall(docutils.nodes.system_message))


def test_the_parts_of_a_page() -> None:
    page = rst_document(render(cases.realistic()))
    fields = [field.astext() for field in page.findall(docutils.nodes.field)]
    assert [one.partition("\n")[0] for one in fields] == ["Compared", "About", "Source", "Source"]
    assert "RFC-781" in fields[1]
    rubrics = [one.astext() for one in page.findall(docutils.nodes.rubric)]
    assert rubrics[:4] == ["Releases", "By WBS", "New release", "New milestones"]
    assert rubrics[-2:] == ["By WBS", "Milestones"]
    assert len(list(page.findall(docutils.nodes.title))) == 1


def test_each_line_of_a_cell_is_a_paragraph() -> None:
    page = rst_document(render(cases.realistic()))
    entries = [[part.astext() for part in entry] for entry in page.findall(docutils.nodes.entry)]
    assert ["features lost DM-AP-7, DM-NCSA-12", "due 2019-08-30 → 2020-01-24 (+147 d)"] in [
        lines[:2] for lines in entries
    ]


def test_what_the_first_screen_has_no_room_for_is_counted() -> None:
    page = render(cases.large(400))
    found = re.findall(r"… and (\d+) more below", page)
    first, _, _ = page.partition(f"… and {found[0]}")
    assert len(set(re.findall(r"LDM-503-\d\d", first))) + int(found[0]) == 20
    assert page.count("LDM-503-19") >= 2
