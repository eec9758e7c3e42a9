from __future__ import annotations

import pytest

from dmccb.importers.dmtn158.read import read
from tests.importers.dmtn158.builder import (
    entry,
    text,
)
from tests.importers.results import said


@pytest.mark.parametrize(
    ("line", "claims", "heading"),
    [
        pytest.param("DM-A-2: Beta", "tracking 2 milestones.", True, id="fills-the-summary's-count"),
        pytest.param("DM-A-2: Beta", "tracking 1 milestones.", False, id="one-more-than-the-summary-counts"),
        pytest.param("Note: beta", "tracking 1 milestones.", False, id="prose-with-a-colon"),
    ],
)
def test_a_heading_without_list_or_warning(line: str, claims: str, *, heading: bool) -> None:
    result = read(text(entry("DM-A-1", body=f"Words.\n\n{line}\n\nMore words."), claims=claims), {})
    assert (line.partition(":")[0] in result.records["milestones"]) is heading
    assert said(result, "unread") == ([] if heading else [f": {line}"])
    whole = "Words." if heading else f"Words.\n\n{line}\n\nMore words."
    assert result.records["milestones"]["DM-A-1"]["description"] == whole


@pytest.mark.parametrize(
    "named",
    [
        pytest.param({"months": "Due in July 2021\n\n  • DM-A-2: Beta"}, id="by-a-month"),
        pytest.param({"overdue": "  • DM-A-2: Beta [Due 2021-01-02]"}, id="by-the-overdue-list"),
        pytest.param({"months": "Due in July 2021\n\n  • DM-A-2: Other"}, id="by-a-month-with-another-title"),
    ],
)
def test_a_heading_that_a_list_names(named: dict[str, str]) -> None:
    published = text(
        entry("DM-A-1", body="Words.\n\nDM-A-2: Beta\n\nMore words."), claims="no count.", **named
    )
    assert read(published, {}).records["milestones"]["DM-A-2"]["title"] == "Beta"


def test_a_description_that_begins_with_a_known_code_is_no_heading() -> None:
    one = entry("DM-A-1", body="DM-A-2: words about it.")
    result = read(text(one, entry("DM-A-2")), {})
    assert result.records["milestones"]["DM-A-1"]["description"] == "DM-A-2: words about it."
    assert result.records["milestones"]["DM-A-2"]["title"] == "Alpha"


def test_lines_before_the_first_section_are_unread() -> None:
    published = text(entry("A-1")).replace("Milestones by WBS\n", "Milestones by WBS\n\nStray words.\n")
    assert said(read(published, {}), "unread") == [": Stray words."]
