from __future__ import annotations

import pytest

from dmccb.importers.dmtn158.read import read
from tests.importers.dmtn158.builder import (
    LOST,
    bullets,
    entry,
    text,
)
from tests.importers.results import said


@pytest.mark.parametrize(
    ("one", "kinds", "told"),
    [
        pytest.param(
            entry("A-1"),
            {"months": "Due in June 2021\n\n  • A-1: Alpha"},
            "listed under June 2021",
            id="month",
        ),
        pytest.param(
            entry("A-1"),
            {"months": "Due in July 2021\n\n  • No milestones due."},
            "not listed under July",
            id="no-month",
        ),
        pytest.param(
            entry("A-1"), {"months": "Due in July 2021\n\n  • A-1: Beta"}, "title 'Beta' here", id="title"
        ),
        pytest.param(
            entry("A-1", bullets=bullets(due="2021-03-03")),
            {"overdue": "  • A-1: Alpha [Due 2021-03-04]"},
            "2021-03-04 in the overdue list",
            id="overdue-day",
        ),
        pytest.param(
            entry("A-1", bullets=bullets(due="2021-03-04", completed="2021-03-05")),
            {"overdue": "  • A-1: Alpha [Due 2021-03-04]"},
            "completed 2021-03-05, but in the overdue list",
            id="overdue-and-completed",
        ),
        pytest.param(
            entry("A-1", bullets=bullets(due="2021-03-03")),
            {},
            "but not in the overdue list",
            id="late-and-not-overdue",
        ),
        pytest.param(
            entry("A-1", bullets=bullets(completed="2021-06-03")),
            {},
            "after the date of the document",
            id="done-tomorrow",
        ),
        pytest.param(entry("A-1", bullets=bullets(wbs="02C.04")), {}, "02C.04 in section 02C.03", id="wbs"),
        pytest.param(f"{entry('A-1')}\n\n{entry('A-1')}", {}, "second entry", id="two-entries"),
        pytest.param(
            entry("A-1"),
            {"months": "Due in July 2021\n\n  • A-1: Alpha\n  • A-1: Alpha"},
            "listed twice",
            id="listed-twice",
        ),
        pytest.param(
            entry("A-1"),
            {"claims": "tracking 2 milestones."},
            "2 according to the summary",
            id="count",
        ),
        pytest.param(entry("A-1"), {"levels": "; 1 at Level 2"}, "0 found", id="level"),
    ],
)
def test_contradiction(one: str, kinds: dict[str, str], told: str) -> None:
    (remark,) = said(read(text(one, **kinds), {}), "contradiction")
    assert told in remark


def test_a_lost_list_may_explain_a_count() -> None:
    result = read(text(LOST, levels="; 1 at Level 2"), {})
    assert said(result, "contradiction") == []
    assert "level 2: 1 according to the summary, 0 found; 1 attribute lists are lost" in said(
        result, "missing"
    )


def test_an_empty_month_has_lost_its_list() -> None:
    none = "  • No milestones due."
    months = f"Due in July 2021\n\nDue in June 2021\n\n{none}\n\nDue in April 2021\n\n{none}"
    missing = said(read(text(entry("A-1"), months=months), {}), "missing")
    assert [remark for remark in missing if "202" in remark] == [
        "July 2021: list lost: it is empty, but does not say that nothing is due",
        "June 2021: the next month listed is April 2021",
    ]
