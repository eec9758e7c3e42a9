"""Anchors: of a record, where the page first tells of it; of a section, its heading without counts."""

from __future__ import annotations

import pytest

from dmccb.render.changerecord.anchors import anchors
from dmccb.render.changerecord.page import Column, Section, Table
from dmccb.render.changerecord.phrases import Span


def table(*keys: str) -> Table:
    """Return a table of records."""
    return Table((Column("Item", "id"),), tuple((((Span(text=key),),),) for key in keys))


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        pytest.param("New releases", "new-releases", id="words"),
        pytest.param("Now in no release: 14 features", "now-in-no-release", id="without-the-count"),
        pytest.param("LDM-503-12: Ops rehearsal", "LDM-503-12", id="named-for-a-record"),
        pytest.param("…", "section", id="nothing-to-name-it-by"),
    ],
)
def test_a_section(title: str, anchor: str) -> None:
    assert anchors([Section(title)]).sections == {(0,): anchor}


def test_sections_with_the_same_heading_are_told_apart() -> None:
    found = anchors([Section("Moved"), Section("Moved"), Section("Moved 2"), Section("Moved")])
    assert list(found.sections.values()) == ["moved", "moved-2", "moved-2-2", "moved-3"]


def test_a_record_is_where_it_comes_first() -> None:
    part = Section("more", table=table("B", "C"))
    found = anchors(
        [Section("A: first", table=table("A", "B"), parts=(part,)), Section("x", table=table("C"))]
    )
    assert found.records == {"A": "A", "B": "B", "C": "C"}
    assert found.sections[0,] == "A"
    assert found.rows == {(0, 1): "B", (0, -1, 0, 1): "C"}


def test_a_section_never_takes_the_anchor_of_a_record() -> None:
    found = anchors([Section("Moved"), Section("x", table=table("moved"))])
    assert found.sections[0,] == "moved-2"
    assert found.rows == {(1, 0): "moved"}


def test_an_anchor_has_no_blanks() -> None:
    found = anchors([Section("x", table=table("A B", "A-B"))])
    assert found.records == {"A B": "A-B", "A-B": "A-B-2"}


def test_rows_that_begin_with_no_id_have_none() -> None:
    fields = Table((Column("Field"),), ((((Span(text="WBS"),),),),))
    assert anchors([Section("First recorded", table=fields), Section("x", table=table(""))]).rows == {
        (1, 0): ""
    }
