from __future__ import annotations

import pytest

from dmccb.errors import SourceError
from dmccb.importers.ldm564.read import read
from tests.importers.ldm564.builder import SECTION, TWO, text
from tests.importers.results import said


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        pytest.param(
            "- DM-A-1: Alpha (*Due: 2017-05-01; completed 2017-06-01*)",
            {"title": "Alpha", "due": "2017-05-01", "completed": "2017-06-01"},
            id="stars-inside",
        ),
        pytest.param(
            "- DM-A-1: Alpha *(Due: 2017-05-01; currently incomplete)*",
            {"title": "Alpha", "due": "2017-05-01"},
            id="stars-outside",
        ),
        pytest.param(
            "- DM-A-1: Alpha: and\xa0beta (a, b) (*Due: 2017-05-01; currently incomplete*)",
            {"title": "Alpha: and beta (a, b)", "due": "2017-05-01"},
            id="colon-and-brackets-in-title",
        ),
    ],
)
def test_feature(line: str, fields: dict[str, str]) -> None:
    result = read(text(section=f"{SECTION.rpartition('- DM')[0]}{line}\n"), {})
    assert result.records["milestones"]["DM-A-1"] == fields
    assert result.remarks == ()


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("Draft", id="running-word"),
        pytest.param("LDM-564", id="running-handle"),
        pytest.param("Plan of Releases", id="running-title"),
        pytest.param("FIGURE 2: Words of a caption.", id="figure"),
        pytest.param("\n\n\x0c\n", id="page-break"),
    ],
)
def test_furniture_between_features_is_passed_over(between: str) -> None:
    more = "- DM-A-2: Beta (*Due: 2017-05-01; currently incomplete*)\n"
    result = read(text(section=f"{SECTION}\n{between}\n\n{more}"), {})
    assert result.records["releases"]["LDM-503-01"]["features"] == ["DM-A-1", "DM-A-2"]
    assert result.remarks == ()


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("### 3.1 One: LDM-503-01", id="markdown"),
        pytest.param("3.1 One: LDM-503-01", id="plain"),
    ],
)
def test_heading(heading: str) -> None:
    section = SECTION.replace("3.1 One: LDM-503-01", heading).replace(
        "Due: 2018-01-31; completed 2018-02-01.", "*Due: 2018-01-31; completed 2018-02-01.*"
    )
    assert read(text(section=section), {}) == read(text(), {})


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("3.1 One: LDM-503-01 4", id="space"),
        pytest.param("3.1 One: LDM-503-01 . . . . .\t4", id="dots"),
        pytest.param("3.1 One: LDM-503-01 **16**", id="bold"),
        pytest.param("3.1 One: LDM-503-01 . . . 14", id="dots-and-space"),
    ],
)
def test_contents_entry(entry: str) -> None:
    assert read(text(contents=entry), {}).remarks == ()


def test_no_new_functionality_is_understood() -> None:
    section = (
        "3.1 One: LDM-503-01\n\nDue: 2018-01-31; currently incomplete.\n\n"
        "No new functionality is associated with this milestone, words.\n"
    )
    result = read(text(section=section), {})
    assert "features" not in result.records["releases"]["LDM-503-01"]
    assert result.remarks == ()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Something new.", id="prose"),
        pytest.param("- DM-A-2: Beta", id="feature-without-dates"),
        pytest.param("- DM-A-2: Beta (*Due: 2017-02-30; currently incomplete*)", id="no-such-day"),
        pytest.param("Due: 2019-01-31; currently incomplete.", id="second-due-line"),
    ],
)
def test_unread(line: str) -> None:
    result = read(text(section=f"{SECTION}\n{line}\n"), {})
    (remark,) = result.remarks
    assert (remark.kind, remark.text) == ("unread", line)
    assert text(section=f"{SECTION}\n{line}\n").split("\n")[remark.line - 1] == line


def test_a_long_line_is_cut() -> None:
    (remark,) = read(text(section=f"{SECTION}\n{'word ' * 40}\n"), {}).remarks
    assert len(remark.text) <= 80


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("", id="empty"),
        pytest.param(text().replace("LDM-564\n", "LDM-1\n", 1), id="other-document"),
        pytest.param(text().replace("Latest Revision: 2018-04-13", ""), id="no-date"),
        pytest.param(text().replace("4 References", "4 Others"), id="no-references"),
    ],
)
def test_a_text_that_is_not_the_document_is_refused(wrong: str) -> None:
    with pytest.raises(SourceError):
        read(wrong, {})


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("3.2 Two LDM-503-02", id="no-colon"),
        pytest.param("3,2 Two: LDM-503-02", id="a-comma-in-its-number"),
        pytest.param("Two: LDM-503-02", id="no-number"),
        pytest.param("3.2 Two:", id="no-code"),
        pytest.param("", id="gone"),
    ],
)
def test_features_after_a_damaged_heading_are_not_those_of_the_release_before(heading: str) -> None:
    due = "Due: 2018-06-30; currently incomplete."
    feature = "- DM-B-1: Beta (*Due: 2018-05-01; currently incomplete*)"
    result = read(text(f"{SECTION}\n{heading}\n\n{due}\n\n{feature}\n", TWO), {})
    assert result.records["releases"]["LDM-503-01"]["features"] == ["DM-A-1"]
    assert said(result, "unread") == [f": {each}" for each in (heading, due, feature) if each]


def test_features_after_a_damaged_heading_without_a_date() -> None:
    feature = "- DM-B-1: Beta (*Due: 2018-05-01; currently incomplete*)"
    result = read(text(f"{SECTION}\n3.2 Two LDM-503-02\n\n{feature}\n", TWO), {})
    assert result.records["releases"]["LDM-503-01"]["features"] == ["DM-A-1"]
