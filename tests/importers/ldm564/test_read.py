from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dmccb.errors import SourceError
from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm564.read import read

ROWS = "1.0\t2017-08-18\tFirst. Approved in RFC-1.\tA. Vega"
CONTENTS = "3.1 One: LDM-503-01\t4"
SECTION = """3.1 One: LDM-503-01

Due: 2018-01-31; completed 2018-02-01.

- DM-A-1: Alpha (*Due: 2017-05-01; currently incomplete*)
"""


def text(section: str = SECTION, contents: str = CONTENTS, rows: str = ROWS, *, draft: bool = True) -> str:
    """Write a small LDM-564 in the shape of the published ones."""
    return f"""
SURVEY TELESCOPE

Survey
Plan of Releases

Ada Vega, Bob Lyra,
Cy Crux

LDM-564

Latest Revision: 2018-04-13

{"Draft Revision NOT YET Approved - words" if draft else ""}

Abstract

Words.

Change Record

Version\tDate\tDescription\tOwner name
{rows}

Document source location: <https://example.org/LDM-564>

Contents

1 Introduction\t1
3 Functionality in DM releases\t3
{contents}
4 References\t9

Draft

Plan of Releases

1 Introduction

Words, and a list that is none of ours:

- DM-X-1: not a feature

3 Functionality in DM releases

Words before the first release.

{section}
4 References

- [1] **[LDM-1]**, Vega, A., 2017, *Design*, LDM-1, URL <https://example.org/LDM-1>

5 Acronyms

Acronym\tDescription
X\tY
"""


def apply(previous: Mapping[str, Mapping[str, Any]], extract: ImportResult) -> dict[str, dict[str, Any]]:
    """Carry an extract out."""
    records = {name: dict(collection) for name, collection in previous.items()}
    for name, codes in extract.removals.items():
        for code in codes:
            del records[name][code]
    for name, collection in extract.records.items():
        records.setdefault(name, {}).update(collection)
    return records


def said(extract: ImportResult, kind: str) -> list[str]:
    return [f"{remark.subject}: {remark.text}" for remark in extract.remarks if remark.kind == kind]


def test_a_release_and_its_feature() -> None:
    extract = read(text(), {})
    assert extract.edition == "2018-04-13"
    assert extract.records["releases"] == {
        "LDM-503-01": {"document": "LDM-564", "milestone": "LDM-503-01", "features": ["DM-A-1"]},
    }
    assert extract.records["milestones"] == {
        "DM-A-1": {"title": "Alpha", "due": "2017-05-01"},
        "LDM-503-01": {"title": "One", "due": "2018-01-31", "completed": "2018-02-01"},
    }
    assert extract.remarks == ()


def test_the_document() -> None:
    documents = read(text(), {}).records["documents"]
    assert documents["LDM-564"] == {
        "title": "Plan of Releases",
        "authors": ["Ada Vega", "Bob Lyra", "Cy Crux"],
        "series": "LDM",
        "status": "draft",
        "date": "2018-04-13",
        "repository": "https://example.org/LDM-564",
        "change_record": [
            {
                "version": "1.0",
                "date": "2017-08-18",
                "description": "First. Approved in RFC-1.",
                "rfc": "RFC-1",
                "owner": "A. Vega",
            },
        ],
    }
    assert documents["LDM-1"]["title"] == "Design"


def test_no_status_without_the_word_draft() -> None:
    assert "status" not in read(text(draft=False), {}).records["documents"]["LDM-564"]


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
    extract = read(text(section=f"{SECTION.rpartition('- DM')[0]}{line}\n"), {})
    assert extract.records["milestones"]["DM-A-1"] == fields
    assert extract.remarks == ()


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
def test_what_may_stand_between_features(between: str) -> None:
    more = "- DM-A-2: Beta (*Due: 2017-05-01; currently incomplete*)\n"
    extract = read(text(section=f"{SECTION}\n{between}\n\n{more}"), {})
    assert extract.records["releases"]["LDM-503-01"]["features"] == ["DM-A-1", "DM-A-2"]
    assert extract.remarks == ()


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


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        pytest.param("3.1 Two: LDM-503-01\t4", "section 3.1 is 'Two: LDM-503-01'", id="other-title"),
        pytest.param("3.1 One: LDM-503-02\t4", "section 3.1 is 'One: LDM-503-02'", id="other-code"),
        pytest.param(
            f"{CONTENTS}\n3.2 Two: LDM-503-02\t5", "is in the table of contents only", id="only-there"
        ),
        pytest.param("", "is not in the table of contents", id="not-there"),
    ],
)
def test_contents_against_sections(contents: str, told: str) -> None:
    (remark,) = said(read(text(contents=contents), {}), "contradiction")
    assert told in remark


def test_no_new_functionality_is_understood() -> None:
    section = (
        "3.1 One: LDM-503-01\n\nDue: 2018-01-31; currently incomplete.\n\n"
        "No new functionality is associated with this milestone, words.\n"
    )
    extract = read(text(section=section), {})
    assert "features" not in extract.records["releases"]["LDM-503-01"]
    assert extract.remarks == ()


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
    extract = read(text(section=f"{SECTION}\n{line}\n"), {})
    (remark,) = extract.remarks
    assert (remark.kind, remark.text) == ("unread", line)
    assert text(section=f"{SECTION}\n{line}\n").split("\n")[remark.line - 1] == line


def test_a_long_line_is_cut() -> None:
    (remark,) = read(text(section=f"{SECTION}\n{'word ' * 40}\n"), {}).remarks
    assert len(remark.text) <= 80


SECOND = """
3.2 Two: LDM-503-02

Due: 2018-01-31; currently incomplete.

- {feature}
"""
TWO = f"{CONTENTS}\n3.2 Two: LDM-503-02\t5"


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        pytest.param("DM-A-1: Alpha (*Due: 2017-05-01; currently incomplete*)", [], id="equal"),
        pytest.param(
            "DM-A-1: Alpha (*Due: 2017-05-02; currently incomplete*)",
            ["DM-A-1: due 2017-05-02 here, 2017-05-01 on line {first}, which is taken"],
            id="other-due",
        ),
        pytest.param(
            "DM-A-1: Beta (*Due: 2017-05-01; completed 2017-05-01*)",
            [
                "DM-A-1: completed 2017-05-01 here, none on line {first}, which is taken",
                "DM-A-1: title Beta here, Alpha on line {first}, which is taken",
            ],
            id="other-title-and-completion",
        ),
    ],
)
def test_listed_twice(feature: str, told: list[str]) -> None:
    whole = text(section=SECTION + SECOND.format(feature=feature), contents=TWO)
    first = whole[: whole.index("- DM-A-1: ")].count("\n") + 1
    extract = read(whole, {})
    assert said(extract, "contradiction") == [remark.format(first=first) for remark in told]
    assert extract.records["milestones"]["DM-A-1"] == {"title": "Alpha", "due": "2017-05-01"}
    assert (extract.counts["features"], extract.counts["feature listings"]) == (1, 2)


@pytest.mark.parametrize(
    ("row", "fields", "told"),
    [
        pytest.param(
            "\t2018-03-16\tWords.\tA. Vega", {"date": "2018-03-16"}, ["gives no version"], id="no-version"
        ),
        pytest.param(
            "TBD\tXXXX-XX-XX\tWords.\tA. Vega",
            {},
            ["gives no date but 'XXXX-XX-XX'", "gives no version but 'TBD'"],
            id="placeholders",
        ),
        pytest.param(
            "2.0\t2018-03-16\tWords.\t",
            {"version": "2.0", "date": "2018-03-16"},
            ["gives no owner"],
            id="owner",
        ),
    ],
)
def test_change_record_row(row: str, fields: dict[str, str], told: list[str]) -> None:
    extract = read(text(rows=row), {})
    document = extract.records["documents"]["LDM-564"]
    (written,) = document["change_record"] if isinstance(document["change_record"], list) else []
    assert isinstance(written, dict)
    assert {name: written[name] for name in ("version", "date") if name in written} == fields
    assert [remark.partition(": the change record ")[2] for remark in said(extract, "note")] == told


@pytest.mark.parametrize(
    ("old", "removed", "kept"),
    [
        pytest.param({"title": "Gone", "due": "2017-01-01"}, True, "", id="known-only-from-here"),
        pytest.param({"title": "Stays", "wbs": "02C.03"}, False, "it has wbs", id="other-field"),
    ],
)
def test_a_milestone_no_longer_named(old: dict[str, str], removed: bool, kept: str) -> None:
    previous: dict[str, dict[str, Any]] = {
        "releases": {
            "LDM-503-99": {"document": "LDM-564", "milestone": "LDM-503-01", "features": ["DM-Z-1"]}
        },
        "milestones": {"DM-Z-1": old},
    }
    extract = read(text(), previous)
    assert extract.removals["releases"] == ("LDM-503-99",)
    assert ("DM-Z-1" in extract.removals["milestones"]) is removed
    assert said(extract, "note") == (
        [f"DM-Z-1: no longer named by LDM-564, kept because {kept}"] if kept else []
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            {"milestones": {"DM-Y-1": {"title": "Y", "predecessors": ["DM-Z-1"]}}}, id="predecessor"
        ),
        pytest.param(
            {
                "milestones": {
                    "DM-Y-1": {"title": "Y", "predecessors": [{"milestone": "DM-Z-1", "type": "SS"}]}
                }
            },
            id="typed-predecessor",
        ),
        pytest.param(
            {"releases": {"DM-Y-1": {"document": "LDM-1", "milestone": "M", "features": ["DM-Z-1"]}}},
            id="release-of-another-document",
        ),
    ],
)
def test_a_milestone_that_others_name_is_kept(other: dict[str, dict[str, Any]]) -> None:
    previous: dict[str, dict[str, Any]] = {
        "releases": {
            "LDM-503-99": {"document": "LDM-564", "milestone": "DM-Z-1"},
            **other.get("releases", {}),
        },
        "milestones": {"DM-Z-1": {"title": "Z"}, **other.get("milestones", {})},
    }
    extract = read(text(), previous)
    assert extract.removals["milestones"] == ()
    assert said(extract, "note") == ["DM-Z-1: no longer named by LDM-564, kept because DM-Y-1 names it"]


def test_other_fields_stay_and_given_ones_go() -> None:
    previous: dict[str, dict[str, Any]] = {
        "releases": {
            "LDM-503-01": {"document": "LDM-564", "milestone": "X", "features": ["X"], "status": "planned"}
        },
        "milestones": {"DM-A-1": {"title": "Old", "completed": "2017-01-01", "level": 3}},
    }
    extract = read(text(), previous)
    assert extract.records["releases"]["LDM-503-01"]["status"] == "planned"
    assert extract.records["releases"]["LDM-503-01"]["features"] == ["DM-A-1"]
    assert extract.records["milestones"]["DM-A-1"] == {"title": "Alpha", "due": "2017-05-01", "level": 3}


def test_a_day_that_was_lost_is_found() -> None:
    lost = "DMTN-158 (2021-05-10) lists it under July 2021; the day is lost."
    milestones = {"DM-A-1": {"title": "A", "comment": lost}, "LDM-503-01": {"title": "B", "comment": "Keep."}}
    written = read(text(), {"milestones": milestones}).records["milestones"]
    assert "comment" not in written["DM-A-1"]
    assert written["LDM-503-01"]["comment"] == "Keep."


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("", id="empty"),
        pytest.param(text().replace("LDM-564\n", "LDM-1\n", 1), id="other-document"),
        pytest.param(text().replace("Latest Revision: 2018-04-13", ""), id="no-date"),
        pytest.param(text().replace("4 References", "4 Others"), id="no-references"),
    ],
)
def test_not_the_document(wrong: str) -> None:
    with pytest.raises(SourceError):
        read(wrong, {})


@pytest.mark.parametrize(
    ("section", "contents"),
    [
        pytest.param(SECTION, TWO, id="release-in-the-contents-only"),
        pytest.param(f"{SECTION}\n- DM-Z-1: unreadable\n\n3.2 LDM-503-02\n", TWO, id="unread-lines-name-it"),
    ],
)
def test_what_could_not_be_read_is_not_gone(section: str, contents: str) -> None:
    release = {"document": "LDM-564", "milestone": "LDM-503-02", "features": ["DM-Z-1"]}
    previous: dict[str, dict[str, Any]] = {
        "releases": {"LDM-503-02": release},
        "milestones": {"DM-Z-1": {"title": "Z"}, "LDM-503-02": {"title": "Two"}},
    }
    removals = read(text(section=section, contents=contents), previous).removals
    assert removals == {"milestones": (), "releases": ()}


def test_a_date_that_could_not_be_read_stays() -> None:
    old = {"title": "Old", "due": "2017-01-01", "completed": "2017-01-02"}
    published = text(section=SECTION.replace("Due: 2018-01-31;", "Due: soon;"))
    extract = read(published, {"milestones": {"LDM-503-01": old}})
    assert extract.records["milestones"]["LDM-503-01"] == old | {"title": "One"}
    assert said(extract, "missing") == ["LDM-503-01: no due date"]


def test_no_release_at_all() -> None:
    assert read(text(section="", contents=""), {}).records["releases"] == {}


SEEDS = ("ldm-564-2018-04-13.txt", "ldm-564-2019-12-09.txt", "ldm-564-2023-04-24.txt")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        pytest.param(SEEDS[0], (21, 96, 102, 117, 19, 2, 2), id="2018-04-13"),
        pytest.param(SEEDS[1], (28, 101, 108, 129, 55, 6, 2), id="2019-12-09"),
        pytest.param(SEEDS[2], (40, 73, 79, 113, 94, 7, 4), id="2023-04-24"),
    ],
)
def test_seed(seed: Callable[[str], str], name: str, counts: tuple[int, ...]) -> None:
    published = seed(name)
    extract = read(published, {})
    assert tuple(extract.counts.values()) == counts
    assert extract.counts["feature listings"] == len(re.findall(r"^- DM-\S+: ", published, re.MULTILINE))
    assert [remark for remark in extract.remarks if remark.kind != "note"] == []


def test_the_published_history(seed: Callable[[str], str]) -> None:
    records: dict[str, dict[str, Any]] = {}
    for name in SEEDS:
        extract = read(seed(name), records)
        records = apply(records, extract)
        again = read(seed(name), records)
        assert apply(records, again) == records
        assert not any(again.removals.values())
    assert len(records["releases"]) == 40
    assert records["milestones"]["LDM-503-10a"] == {
        "title": "Science Platform: TAP service with federated SSO A&A",
        "due": "2019-07-29",
        "completed": "2019-12-31",
    }
    assert "LDM-503-8b" not in records["milestones"]
    assert set(records["milestones"]) == {
        code for code, fields in records["releases"].items() for code in (code, *fields.get("features", []))
    }
