from __future__ import annotations

import pytest

from dmccb.errors import SourceError
from dmccb.importers.dmtn158.read import read
from tests.importers.dmtn158.builder import (
    LIST,
    bullets,
    entry,
    text,
)
from tests.importers.results import said


@pytest.mark.parametrize(
    "published",
    [
        pytest.param(text(entry("A-1", bullets=f"{LIST}\n  • Colour: red")), id="unknown-attribute"),
        pytest.param(text(entry("A-1", bullets=f"{LIST}\n  • Level: 3")), id="attribute-twice"),
        pytest.param(text(entry("A-1", bullets=bullets(due="2021-02-30"))), id="no-such-day"),
        pytest.param(text(entry("A-1", bullets=bullets(level="7"))), id="no-such-level"),
        pytest.param(text(entry("A-1"), months="Due in Brumaire 2021"), id="no-such-month"),
        pytest.param(text(entry("A-1"), overdue="Words."), id="prose-in-a-list"),
        pytest.param(text(entry("A-1")).replace("Figure 3", "Fig. 3"), id="prose-before-the-first-entry"),
    ],
)
def test_unread(published: str) -> None:
    (remark,) = [remark for remark in read(published, {}).remarks if remark.kind == "unread"]
    assert " ".join(published.split("\n")[remark.line - 1].split()) == remark.text


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("", id="empty"),
        pytest.param(text(entry("A-1")).replace("DMTN-158", "DMTN-1"), id="other-document"),
        pytest.param(text(entry("A-1")).replace("Milestones by WBS", "Others"), id="part-missing"),
    ],
)
def test_a_text_that_is_not_the_document_is_refused(wrong: str) -> None:
    with pytest.raises(SourceError):
        read(wrong, {})


def test_the_list_of_a_month_that_cannot_be_read_is_unread_too() -> None:
    result = read(text(entry("A-1"), months="Due in Brumaire 2021\n\n  • A-1: Alpha"), {})
    assert said(result, "unread") == [": Due in Brumaire 2021", ": • A-1: Alpha"]
