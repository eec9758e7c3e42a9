"""Headings, the lines below them, and who answers."""

from __future__ import annotations

from dmccb.impact.responsible import Responsible
from dmccb.render.impact.page import Branch, Line, filled, indented, role_lines, who_answers

BOSS = Responsible(wbs="1", title="All", institution="SLAC", role="The boss", holders=("Ada",))
VACANT = Responsible(wbs="1.2", title="Part", role="The lead")
NOBODY = Responsible(wbs="9", title="")


def test_an_element_is_told_with_role_people_and_institution() -> None:
    assert [line.text for line in role_lines([BOSS, VACANT, NOBODY])] == [
        "1  All: The boss (Ada), SLAC",
        "1.2  Part: The lead",
        "9: no manager on record",
    ]


def test_each_role_answers_once() -> None:
    assert who_answers([BOSS, VACANT, BOSS]) == "The boss (Ada); The lead"
    assert who_answers([NOBODY, NOBODY, BOSS]) == "The boss (Ada); nobody on record for 2 WBS elements"
    assert who_answers([]) == ""


def test_titles_are_in_one_column() -> None:
    lines = (Line("M-1", "One"), Line("LONGER-1", "Two"), Line("… and a line that is longer still"))
    found = Branch(heading="needs (2)", header="ID", lines=lines)
    assert indented(["M-0", "due"], [found, Branch(heading="alone")]) == (
        "M-0\n  due\n  needs (2):\n    ID\n    M-1       One\n    LONGER-1  Two\n"
        "    … and a line that is longer still\n  alone\n"
    )


def test_a_heading_without_lines_is_left_out() -> None:
    full = Branch(heading="a", lines=(Line("b"),))
    assert filled([full, Branch(heading="c")]) == [full]
