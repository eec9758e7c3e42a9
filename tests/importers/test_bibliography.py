from __future__ import annotations

from collections.abc import Callable

import pytest

from dmccb.importers.bibliography import documents, references, series
from dmccb.importers.lines import Line


def lines(*texts: str, first: int = 1) -> list[Line]:
    return [Line(number=number, text=text) for number, text in enumerate(texts, start=first)]


@pytest.mark.parametrize(
    ("line", "handle", "title", "authors", "year", "url"),
    [
        pytest.param(
            "- [1] **[LDM-1]**, Vega, A.B., Lyra, C., et al., 2017, *On, and off*, LDM-1, URL <https://x.org/LDM-1>",
            "LDM-1",
            "On, and off",
            ("Vega, A.B.", "Lyra, C.", "et al."),
            "2017",
            "https://x.org/LDM-1",
            id="bold-handle-and-comma-in-title",
        ),
        pytest.param(
            "- [2] [LSE-30], Vega, A., The Whole Team, 2016, Plain Title, LSE-30, URL https: //x. org/LSE-30",
            "LSE-30",
            "Plain Title",
            ("Vega, A.", "The Whole Team"),
            "2016",
            "https://x.org/LSE-30",
            id="no-markup-team-and-broken-url",
        ),
        pytest.param(
            "[21] **[LSE-163]**, Unknown, 2013, *Sizes*, LSE-163",
            "LSE-163",
            "Sizes",
            (),
            "2013",
            "",
            id="no-bullet-no-author-no-url",
        ),
        pytest.param(
            "[1](1, 2) [LDM-533]. Ada\xa0C. Vega. Level 1 Test. 2017. URL, https://x.org/LDM-533.",
            "LDM-533",
            "Level 1 Test",
            ("Ada C. Vega",),
            "2017",
            "https://x.org/LDM-533",
            id="given-first-initial-before-name",
        ),
        pytest.param(
            "[2][DMTR-9]. K.-T. Lyra, D. van Dyne, and The Team. Report: one. 2019. Draft version. URL: http://r.org",
            "DMTR-9",
            "Report: one",
            ("K.-T. Lyra", "D. van Dyne", "The Team"),
            "2019",
            "http://r.org",
            id="given-first-draft-and-list-of-authors",
        ),
        pytest.param(
            "[3][LSE-5]. Ada Vega and others. Data. 2017. URL, https://x.org/LSE-5.",
            "LSE-5",
            "Data",
            ("Ada Vega", "et al."),
            "2017",
            "https://x.org/LSE-5",
            id="others-is-et-al",
        ),
        pytest.param(
            "- [4] Vega, A., 2003, Journal, 36, 47", "", "", (), "2003", "", id="article-has-no-handle"
        ),
    ],
)
def test_reference(line: str, handle: str, title: str, authors: tuple[str, ...], year: str, url: str) -> None:
    (reference,) = references(lines(line)).references
    assert (reference.handle, reference.title, reference.authors) == (handle, title, authors)
    assert (reference.year, reference.url) == (year, url)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "- [1] **[LDM-1]**, Vega, A., 2017, *Title*, LDM-2, URL https://x.org", id="two-handles"
        ),
        pytest.param("- [1] **[LDM-1]**, Vega, A., *Title*, LDM-1", id="no-year"),
        pytest.param("some prose", id="prose"),
    ],
)
def test_a_line_that_is_no_reference_is_unread(line: str) -> None:
    found = references(lines("## 4 References", "", line, first=10))
    assert found.references == ()
    assert found.unread == (Line(number=12, text=line),)


def test_running_heads_are_passed_over() -> None:
    page = lines("F References", "Draft", "LDM-294", "DRAFT NOT YET APPROVED – x", "A HEAD")
    assert references(page, furniture={"A HEAD"}).unread == ()
    assert references(page).unread == (Line(number=5, text="A HEAD"),)


def test_gaps_are_numbers_that_the_list_skips() -> None:
    listed = [f"- [{n}] [LDM-{n}], Vega, A., 2017, T, LDM-{n}" for n in (1, 2, 5)]
    assert references(lines(*listed)).gaps() == (3, 4)


ENTRY = "- [1] [LDM-1], Vega, A., 2017, Title, LDM-1, URL https://x.org/LDM-1"
FULL = {
    "title": "Title",
    "authors": ["Vega, A."],
    "series": "LDM",
    "year": "2017",
    "archive_url": "https://x.org/LDM-1",
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({}, FULL, id="new-document"),
        pytest.param(
            {"title": "Title", "year": "2001"}, FULL | {"year": "2001"}, id="filled-not-overwritten"
        ),
        pytest.param(FULL, None, id="nothing-to-add-nothing-written"),
        pytest.param(
            {"title": "Title", "date": "2018-01-02"},
            {"date": "2018-01-02"} | {name: value for name, value in FULL.items() if name != "year"},
            id="a-date-needs-no-year",
        ),
    ],
)
def test_documents(old: dict[str, str], new: dict[str, object] | None) -> None:
    records, remarks = documents(references(lines(ENTRY)).references, {"LDM-1": old} if old else {})
    assert records == ({"LDM-1": new} if new else {})
    assert remarks == []


def test_an_entry_without_a_handle_makes_no_record() -> None:
    records, (remark,) = documents(references(lines("- [4] Vega, A., 2003, Journal, 36, 47")).references, {})
    assert (records, remark.kind) == ({}, "note")
    assert remark.text == "reference 4 has no document handle, so it makes no record"


def test_another_title_is_a_contradiction_and_the_record_is_kept() -> None:
    records, (remark,) = documents(references(lines(ENTRY)).references, {"LDM-1": {"title": "Other"}})
    assert records["LDM-1"]["title"] == "Other"
    assert (remark.kind, remark.subject) == ("contradiction", "LDM-1")


def test_series_is_all_before_the_number() -> None:
    assert series("Document-11920") == "Document"


@pytest.mark.parametrize(
    ("name", "heading", "end", "count", "without_handle"),
    [
        pytest.param("ldm-564-2018-04-13.txt", "4 References", "5 Acronyms", 2, 0, id="ldm-564-2018"),
        pytest.param("ldm-564-2023-04-24.txt", "## 4 References", "## 5 Acronyms", 4, 0, id="ldm-564-2023"),
        pytest.param("ldm-294-2017-06-28.txt", "F References", "G Acronyms", 34, 1, id="ldm-294"),
        pytest.param("dmtn-158-2021-05-10.txt", "Bibliography", "", 22, 0, id="dmtn-158"),
    ],
)
def test_every_reference_of_a_published_text_is_read(
    seed: Callable[[str], str], name: str, heading: str, end: str, count: int, without_handle: int
) -> None:
    text = seed(name).split("\n")
    start = text.index(heading)
    stop = text.index(end, start) if end else len(text)
    found = references(lines(*text[start:stop], first=start + 1), furniture={"DM PMP"})
    assert [reference.number for reference in found.references] == list(range(1, count + 1))
    assert found.unread == ()
    assert sum(not reference.handle for reference in found.references) == without_handle
    assert all(
        "." not in name[-1:] or "et al" in name or "," in name for r in found.references for name in r.authors
    )
