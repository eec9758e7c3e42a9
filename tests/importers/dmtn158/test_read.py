from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dmccb.errors import SourceError
from dmccb.importers.dmtn158.read import read
from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm564 import read as ldm564

WARNING = "Warning\n\nNo description available"
LIST = """  • WBS: 02C.03.01
  • Level: 3
  • Due: 2021-07-09
  • Completion pending"""


def entry(code: str, title: str = "Alpha", bullets: str = LIST, body: str = WARNING) -> str:
    """Write one entry of "Milestones by WBS"; without bullets its list is lost."""
    return "\n\n".join(part for part in (f"{code}: {title}", bullets, body) if part)


def bullets(**values: str) -> str:
    """Write an attribute list; ``pending`` and ``completed`` exclude each other."""
    names = {"wbs": "02C.03", "level": "3", "due": "2021-07-09", **values}
    order = {
        "wbs": "WBS",
        "level": "Level",
        "spec": "Test specification",
        "before": "Predecessors",
        "after": "Successors",
        "due": "Due",
        "completed": "Completed",
    }
    lines = [f"  • {order[name]}: {names[name]}" for name in order if name in names]
    return "\n".join(
        lines if "completed" in names else [*lines, f"  • Completion pending{names.get('pending', '')}"]
    )


def text(*entries: str, months: str = "", overdue: str = "", claims: str = "", levels: str = "") -> str:
    """Write a small DMTN-158 in the shape of the published one."""
    body = "\n\n".join(entries)
    if not body.startswith("02C."):
        body = f"02C.03: Alert Work\n\n_images/graph.png\n\nFigure 3 Words.\n\n{body}"
    return f"""DMTN-158: Milestone Words

  • Ada Vega, Bob Lyra

Latest Revision: 2021-05-10

Provenance

Words.

Notation

Words.

Summary

{claims or f"We are tracking {len(entries)} milestones{levels}."} {overdue.count("[Due")} are late.

Currently overdue milestones

{overdue}

Milestones by due date

{months}

Milestones by WBS

{body}

Bibliography

[1] [LDM-1]. Ada Vega. Design. 2017. URL, https://example.org/LDM-1.
"""


def milestone(
    code: str, *entries: str, previous: Mapping[str, Any] | None = None, **kinds: str
) -> Mapping[str, Any]:
    records = {"milestones": dict(previous or {})}
    return read(text(*entries, **kinds), records).records["milestones"][code]


def said(extract: ImportResult, kind: str) -> list[str]:
    return [f"{remark.subject}: {remark.text}" for remark in extract.remarks if remark.kind == kind]


def apply(previous: Mapping[str, Mapping[str, Any]], extract: ImportResult) -> dict[str, dict[str, Any]]:
    """Carry an extract out."""
    records = {name: dict(collection) for name, collection in previous.items()}
    for name, codes in extract.removals.items():
        for code in codes:
            del records[name][code]
    for name, collection in extract.records.items():
        records.setdefault(name, {}).update(collection)
    return records


@pytest.mark.parametrize(
    ("one", "fields"),
    [
        pytest.param(
            entry("DM-A-1"),
            {"title": "Alpha", "wbs": "02C.03.01", "due": "2021-07-09", "level": 3},
            id="pending",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(completed="2021-02-03 [DM-7]")),
            {
                "title": "Alpha",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "completed": "2021-02-03",
                "jira": "DM-7",
                "level": 3,
            },
            id="completed-with-ticket",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(level="Undefined", pending=" [DM-8]")),
            {"title": "Alpha", "wbs": "02C.03", "due": "2021-07-09", "jira": "DM-8"},
            id="undefined-level-and-pending-ticket",
        ),
        pytest.param(
            entry(
                "DM-A-1",
                title="Test report: Alpha: beta",
                bullets=bullets(spec="LDM-5 [7] v1.0 (RAS-0) [DM-9]"),
            ),
            {
                "title": "Alpha: beta",
                "deliverable": "Test report",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "level": 3,
                "test_spec": "LDM-5 v1.0 (RAS-0)",
                "jira_testplan": "DM-9",
            },
            id="test-report-with-specification",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(spec="DMTR-3 [DMTR-3] [DM-9]")),
            {
                "title": "Alpha",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "level": 3,
                "test_spec": "DMTR-3",
                "jira_testplan": "DM-9",
            },
            id="citation-that-was-not-resolved",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(spec="Undefined [DM-9]")),
            {"title": "Alpha", "wbs": "02C.03", "due": "2021-07-09", "level": 3, "jira_testplan": "DM-9"},
            id="undefined-specification",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(before="X&Y-1, A1", after="B9")),
            {
                "title": "Alpha",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "level": 3,
                "predecessors": ["A1", "X&Y-1"],
                "successors": ["B9"],
            },
            id="external-links",
        ),
        pytest.param(
            entry("DM-A-1", body="Words (LDM-1 [1]).\n\nIt has:\n\n  • one\n  • two\n\nEnd."),
            {
                "title": "Alpha",
                "wbs": "02C.03.01",
                "due": "2021-07-09",
                "level": 3,
                "description": "Words (LDM-1).\n\nIt has:\n\n- one\n- two\n\nEnd.",
            },
            id="description-with-list",
        ),
    ],
)
def test_milestone(one: str, fields: dict[str, object]) -> None:
    assert milestone("DM-A-1", one) == fields


def test_fields_that_the_text_does_not_give_stay() -> None:
    old = {
        "title": "Old",
        "forecast": "2022-01-01",
        "aka": ["A"],
        "completed": "2020-01-01",
        "test_spec": "X",
    }
    written = milestone("DM-A-1", entry("DM-A-1"), previous={"DM-A-1": old})
    assert written["forecast"] == "2022-01-01"
    assert written["aka"] == ["A"]
    assert "completed" not in written
    assert "test_spec" not in written


JULY = "Due in July 2021\n\n  • DM-A-1: Alpha"
LOST = entry("DM-A-1", bullets="")
LOST_DAY = "DMTN-158 (2021-05-10) lists it under July 2021; the day is lost."


@pytest.mark.parametrize(
    ("months", "overdue", "old", "due", "comment"),
    [
        pytest.param(JULY, "", {"due": "2021-07-30"}, "2021-07-30", None, id="old-day-in-that-month"),
        pytest.param(JULY, "", {"due": "2021-06-30"}, None, LOST_DAY, id="old-day-in-another-month"),
        pytest.param(JULY, "", {}, None, LOST_DAY, id="no-old-day"),
        pytest.param(JULY, "", {"comment": "Mine."}, None, "Mine.", id="a-comment-of-others-stays"),
        pytest.param(
            JULY, "", {"due": "2021-07-30", "comment": LOST_DAY}, "2021-07-30", None, id="old-comment-goes"
        ),
        pytest.param("Due in July 2021", "", {"due": "2021-07-30"}, "2021-07-30", None, id="month-list-lost"),
        pytest.param("", "", {"due": "2021-07-30"}, "2021-07-30", None, id="no-month-list"),
        pytest.param("", "", {}, None, None, id="nothing-known"),
        pytest.param(
            "Due in July 2021\n\n  • No milestones due.",
            "",
            {"due": "2021-07-30"},
            None,
            "DMTN-158 (2021-05-10) does not list it under July 2021; the day is lost.",
            id="month-list-denies-it",
        ),
        pytest.param(
            JULY.replace("July 2021", "March 2021"),
            "  • DM-A-1: Alpha [Due 2021-03-04]",
            {"due": "2021-03-30"},
            "2021-03-04",
            None,
            id="overdue-list-knows-the-day",
        ),
    ],
)
def test_due_where_the_list_is_lost(
    months: str, overdue: str, old: dict[str, str], due: str | None, comment: str | None
) -> None:
    previous = {"DM-A-1": {"title": "Old", **old}}
    written = milestone("DM-A-1", LOST, months=months, overdue=overdue, previous=previous)
    assert (written.get("due"), written.get("comment")) == (due, comment)
    again = milestone("DM-A-1", LOST, months=months, overdue=overdue, previous={"DM-A-1": written})
    assert again == written


@pytest.mark.parametrize(
    ("old", "wbs", "told"),
    [
        pytest.param({}, "02C.03", True, id="only-the-section"),
        pytest.param({"wbs": "02C.03.05"}, "02C.03.05", False, id="old-element-within-the-section"),
        pytest.param({"wbs": "02C.04"}, "02C.03", True, id="old-element-of-another-section"),
    ],
)
def test_wbs_where_the_list_is_lost(old: dict[str, str], wbs: str, *, told: bool) -> None:
    extract = read(text(LOST), {"milestones": {"DM-A-1": {"title": "Old", **old}}})
    assert extract.records["milestones"]["DM-A-1"]["wbs"] == wbs
    assert ("DM-A-1: WBS element known only to its section, 02C.03" in said(extract, "missing")) is told


@pytest.mark.parametrize(
    ("months", "overdue", "certain"),
    [
        pytest.param("Due in March 2021\n\n  • DM-A-1: Alpha", "", True, id="past-month-not-overdue"),
        pytest.param(
            "Due in March 2021\n\n  • DM-A-1: Alpha",
            "  • DM-A-1: Alpha [Due 2021-03-04]",
            False,
            id="overdue",
        ),
        pytest.param("Due in May 2021\n\n  • DM-A-1: Alpha", "", False, id="month-of-the-document"),
        pytest.param("Due in July 2021\n\n  • DM-A-1: Alpha", "", False, id="future"),
        pytest.param("", "", False, id="month-unknown"),
    ],
)
def test_completed_where_the_list_is_lost(months: str, overdue: str, *, certain: bool) -> None:
    extract = read(text(LOST, months=months, overdue=overdue), {})
    assert ("DM-A-1: completed, but the date is lost" in said(extract, "missing")) is certain
    assert extract.counts["completed without date"] == certain


@pytest.mark.parametrize(
    ("before", "due", "certain"),
    [
        pytest.param("2019-01-01", "2020-01-01", True, id="next-in-the-section-is-past"),
        pytest.param("2021-01-01", "2022-01-01", False, id="next-in-the-section-is-future"),
        pytest.param("2021-01-01", "2020-01-01", False, id="section-out-of-order"),
    ],
)
def test_completed_by_the_order_of_the_section(before: str, due: str, *, certain: bool) -> None:
    around = [
        entry(code, bullets=bullets(due=day, completed=day)) for code, day in (("B-1", before), ("B-2", due))
    ]
    extract = read(text(around[0], LOST, around[1]), {})
    assert extract.counts["completed without date"] == certain


def test_nothing_is_certain_where_the_overdue_list_is_short() -> None:
    published = text(LOST, months="Due in March 2021\n\n  • DM-A-1: Alpha").replace(
        "0 are late", "1 are late"
    )
    extract = read(published, {})
    assert extract.counts["completed without date"] == 0
    assert "overdue: the summary says 1, the text gives 0" in said(extract, "contradiction")


def test_an_overdue_milestone_is_not_completed() -> None:
    previous = {"milestones": {"DM-A-1": {"title": "A", "completed": "2020-01-01"}}}
    extract = read(text(LOST, overdue="  • DM-A-1: Alpha [Due 2021-03-04]"), previous)
    assert "completed" not in extract.records["milestones"]["DM-A-1"]
    assert any("overdue on 2021-05-10, but completed" in remark for remark in said(extract, "contradiction"))


def test_a_milestone_known_only_from_a_list_by_date() -> None:
    extract = read(text(entry("DM-A-2"), months=JULY, claims="tracking 2 milestones."), {})
    assert extract.records["milestones"]["DM-A-1"] == {"title": "Alpha", "comment": LOST_DAY}
    assert "DM-A-1: WBS element lost" in said(extract, "missing")


@pytest.mark.parametrize(
    ("line", "claims", "heading"),
    [
        pytest.param("DM-A-2: Beta", "tracking 2 milestones.", True, id="fills-the-summary's-count"),
        pytest.param("DM-A-2: Beta", "tracking 1 milestones.", False, id="one-more-than-the-summary-counts"),
        pytest.param("Note: beta", "tracking 1 milestones.", False, id="prose-with-a-colon"),
    ],
)
def test_a_heading_without_list_or_warning(line: str, claims: str, *, heading: bool) -> None:
    extract = read(text(entry("DM-A-1", body=f"Words.\n\n{line}\n\nMore words."), claims=claims), {})
    assert (line.partition(":")[0] in extract.records["milestones"]) is heading
    assert said(extract, "unread") == ([] if heading else [f": {line}"])
    whole = "Words." if heading else f"Words.\n\n{line}\n\nMore words."
    assert extract.records["milestones"]["DM-A-1"]["description"] == whole


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
    extract = read(text(one, entry("DM-A-2")), {})
    assert extract.records["milestones"]["DM-A-1"]["description"] == "DM-A-2: words about it."
    assert extract.records["milestones"]["DM-A-2"]["title"] == "Alpha"


@pytest.mark.parametrize(
    ("first", "second", "before", "told"),
    [
        pytest.param({"after": "B-2"}, {"before": "B-1"}, ["B-1"], 0, id="both-ends"),
        pytest.param({"after": "B-2"}, None, ["B-1"], 0, id="second-lost"),
        pytest.param(None, {"before": "B-1"}, ["B-1"], 0, id="first-lost"),
        pytest.param({"after": "B-2"}, {}, ["B-1"], 1, id="second-denies-it"),
        pytest.param({}, {"before": "B-1"}, ["B-1"], 1, id="first-denies-it"),
    ],
)
def test_a_link(
    first: dict[str, str] | None, second: dict[str, str] | None, before: list[str], told: int
) -> None:
    ends = [
        entry(code, bullets="" if end is None else bullets(**end))
        for code, end in (("B-1", first), ("B-2", second))
    ]
    extract = read(text(*ends), {})
    assert extract.records["milestones"]["B-2"].get("predecessors") == before
    assert "successors" not in extract.records["milestones"]["B-1"]
    assert len(said(extract, "contradiction")) == told


def test_a_link_on_record_keeps_its_type() -> None:
    link = {"milestone": "B-1", "type": "SS", "lag": 8}
    previous = {"B-2": {"title": "B", "predecessors": [link]}}
    ends = (entry("B-1", bullets=bullets(after="B-2")), entry("B-2", bullets=bullets(before="B-1")))
    assert milestone("B-2", *ends, previous=previous)["predecessors"] == [link]


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        pytest.param("", True, id="other-list-lost-too"),
        pytest.param(bullets(), False, id="other-list-denies-it"),
    ],
)
def test_a_link_on_record_where_the_list_is_lost(other: str, *, kept: bool) -> None:
    previous = {"DM-A-1": {"title": "A", "predecessors": ["B-1"], "successors": ["EXT-1", "B-1"]}}
    written = milestone("DM-A-1", entry("B-1", bullets=other), LOST, previous=previous)
    assert written.get("predecessors") == (["B-1"] if kept else None)
    assert written["successors"] == ["EXT-1"]


def planned(release: str, *features: str) -> str:
    test = entry("LDM-503-01", title="Test report: One", bullets=release)
    return text(
        f"02C.00: Level 2\n\n{test}\n\n02C.03: Work\n\n",
        *features,
        claims="no count.",
    )


@pytest.mark.parametrize(
    ("release", "feature", "features", "dropped"),
    [
        pytest.param(
            bullets(wbs="02C.00", level="2", before="DM-A-1, S19F"),
            bullets(after="LDM-503-01"),
            ["DM-A-1"],
            0,
            id="both",
        ),
        pytest.param("", bullets(after="LDM-503-01"), ["DM-A-1"], 0, id="release-lost"),
        pytest.param("", "", ["DM-A-1"], 0, id="both-lost-so-the-record-stays"),
        pytest.param("", bullets(), None, 1, id="feature-denies-it"),
        pytest.param(bullets(wbs="02C.00", level="2"), "", None, 1, id="release-denies-it"),
        pytest.param(bullets(wbs="02C.00", level="2", before="DM-A-1"), "", ["DM-A-1"], 0, id="feature-lost"),
    ],
)
def test_release(release: str, feature: str, features: list[str] | None, dropped: int) -> None:
    old: dict[str, Any] = {
        "document": "LDM-564",
        "milestone": "LDM-503-01",
        "features": ["DM-A-1"],
        "status": "planned",
    }
    extract = read(planned(release, entry("DM-A-1", bullets=feature)), {"releases": {"LDM-503-01": old}})
    written = extract.records["releases"]["LDM-503-01"]
    assert (written.get("features"), written["status"]) == (features, "planned")
    assert sum("feature DM-A-1 dropped" in remark for remark in said(extract, "note")) == dropped


def test_what_the_text_does_not_have_is_removed() -> None:
    previous = {
        "releases": {
            "LDM-503-99": {"document": "LDM-564", "milestone": "LDM-503-99"},
            "R-1": {"document": "LDM-1", "milestone": "DM-A-1"},
        },
        "milestones": {"DM-Z-1": {"title": "Z", "wbs": "02C.03"}},
    }
    extract = read(text(entry("DM-A-1")), previous)
    assert extract.removals == {"milestones": ("DM-Z-1",), "releases": ("LDM-503-99",)}
    assert "DM-Z-1: not in DMTN-158: removed" in said(extract, "note")


def test_nothing_is_removed_by_a_text_that_is_not_whole() -> None:
    previous = {
        "releases": {"LDM-503-99": {"document": "LDM-564", "milestone": "LDM-503-99"}},
        "milestones": {"DM-Z-1": {"title": "Z"}},
    }
    extract = read(text(entry("DM-A-1"), claims="tracking 2 milestones."), previous)
    assert extract.removals == {"milestones": (), "releases": ()}
    assert said(extract, "note")[0].startswith("DM-Z-1: not in DMTN-158: kept")


def test_wbs_elements() -> None:
    published = text(entry("DM-A-1"))
    extract = read(published, {})
    assert extract.records["wbs"] == {"02C.03": {"title": "Alert Work"}}
    assert said(extract, "missing")[0].startswith("02C.03.01: WBS element without a title")
    known = {"wbs": {"02C.03": {"title": "Other"}, "02C.03.01": {"title": "Part"}}}
    assert read(published, known).records["wbs"] == {}
    assert said(read(published, known), "missing") == []


def test_documents() -> None:
    extract = read(text(entry("DM-A-1", body="See LSE-9, LDM-1 [1] and LDM-503-01.")), {})
    assert extract.records["documents"]["DMTN-158"] == {
        "title": "Milestone Words",
        "authors": ["Ada Vega", "Bob Lyra"],
        "series": "DMTN",
        "date": "2021-05-10",
    }
    assert extract.records["documents"]["LDM-1"]["title"] == "Design"
    assert said(extract, "note")[-1] == "LSE-9: named in the text, but not in the bibliography"


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
            "after the document's date",
            id="done-tomorrow",
        ),
        pytest.param(entry("A-1", bullets=bullets(wbs="02C.04")), {}, "02C.04 in section 02C.03", id="wbs"),
        pytest.param(f"{entry('A-1')}\n\n{entry('A-1')}", {}, "a second entry", id="two-entries"),
        pytest.param(
            entry("A-1"),
            {"months": "Due in July 2021\n\n  • A-1: Alpha\n  • A-1: Alpha"},
            "listed twice",
            id="listed-twice",
        ),
        pytest.param(
            entry("A-1"), {"claims": "tracking 2 milestones."}, "says 2, the text gives 1", id="count"
        ),
        pytest.param(entry("A-1"), {"levels": "; 1 at Level 2"}, "says 1, the text gives 0", id="level"),
    ],
)
def test_contradiction(one: str, kinds: dict[str, str], told: str) -> None:
    (remark,) = said(read(text(one, **kinds), {}), "contradiction")
    assert told in remark


def test_a_lost_list_may_explain_a_count() -> None:
    extract = read(text(LOST, levels="; 1 at Level 2"), {})
    assert said(extract, "contradiction") == []
    assert "level 2: the summary says 1, the text gives 0; 1 attribute lists are lost" in said(
        extract, "missing"
    )


def test_an_empty_month_has_lost_its_list() -> None:
    none = "  • No milestones due."
    months = f"Due in July 2021\n\nDue in June 2021\n\n{none}\n\nDue in April 2021\n\n{none}"
    missing = said(read(text(entry("A-1"), months=months), {}), "missing")
    assert [remark for remark in missing if "202" in remark] == [
        "July 2021: its list is empty, but does not say that nothing is due: lost",
        "June 2021: the next month listed is April 2021",
    ]


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
def test_not_the_document(wrong: str) -> None:
    with pytest.raises(SourceError):
        read(wrong, {})


SEED = "dmtn-158-2021-05-10.txt"
COUNTS = {
    "milestones": 379,
    "attribute lists": 278,
    "attribute lists lost": 101,
    "level 1": 6,
    "level 2": 29,
    "level 3": 230,
    "level 4": 8,
    "without level": 5,
    "level lost": 101,
    "completed with date": 232,
    "completed without date": 75,
    "overdue": 31,
    "references": 22,
}


@pytest.fixture
def before(seed: Callable[[str], str]) -> dict[str, dict[str, Any]]:
    """Give the records after LDM-564's first two texts."""
    records: dict[str, dict[str, Any]] = {}
    for day in ("2018-04-13", "2019-12-09"):
        records = apply(records, ldm564.read(seed(f"ldm-564-{day}.txt"), records))
    return records


def test_seed(seed: Callable[[str], str]) -> None:
    published = seed(SEED)
    extract = read(published, {})
    assert {name: extract.counts[name] for name in COUNTS} == COUNTS
    assert extract.counts["completed with date"] + extract.counts["completed without date"] == 307
    assert extract.counts["attribute lists"] == len(re.findall(r"^ +• WBS: ", published, re.MULTILINE))
    assert len(extract.records["milestones"]) == 379
    assert [remark for remark in extract.remarks if remark.kind in {"unread", "contradiction"}] == []


def test_what_the_seed_lost(seed: Callable[[str], str]) -> None:
    extract = read(seed(SEED), {})
    told = Counter(
        remark.text.partition(",")[0].partition(";")[0]
        for remark in extract.remarks
        if remark.kind == "missing"
    )
    assert told["attribute list lost"] == 96
    assert told["entry lost"] == 5
    assert told["completed"] == 75
    assert told["its list is empty"] == 19


def test_each_entry_of_the_seed_is_found_once(seed: Callable[[str], str]) -> None:
    published = seed(SEED)
    written = read(published, {}).records["milestones"]
    body = published[published.index("Milestones by WBS") :]
    shaped = Counter(re.findall(r"^([A-Z][A-Za-z0-9._-]*-?[A-Za-z0-9.]+): \S", body, re.MULTILINE))
    entries = {code for code in written if code in shaped}
    assert len(entries) == 374
    assert set(shaped.values()) == {1}
    assert set(shaped) == entries
    for fields in written.values():
        for line in str(fields.get("description", "")).split("\n"):
            assert not re.match(r"[A-Z0-9.-]+[0-9A-Z]: ", line)


def test_the_seed_after_ldm_564(seed: Callable[[str], str], before: dict[str, dict[str, Any]]) -> None:
    extract = read(seed(SEED), before)
    records = apply(before, extract)
    assert len(records["milestones"]) == 379
    assert len(records["releases"]) == extract.counts["releases"] == 33
    assert extract.counts["completed with date"] == 257
    assert extract.counts["completed without date"] == 50
    assert extract.removals["milestones"] == ("DM-DAX-3", "DM-DAX-4", "DM-DRP-10", "DM-NCSA-12", "DM-NCSA-17")
    for fields in records["releases"].values():
        assert set(fields.get("features", [])) <= set(records["milestones"])
    again = read(seed(SEED), records)
    assert apply(records, again) == records
    assert not any(again.removals.values())


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        pytest.param(
            "LDM-503-08b",
            {
                "title": "Small Scale CCOB Data Access",
                "wbs": "02C.00",
                "due": "2019-11-08",
                "completed": "2019-07-15",
                "test_spec": "DMTR-102",
                "jira": "DM-17118",
                "jira_testplan": "DM-16073",
                "level": 2,
                "predecessors": ["A5860"],
            },
            id="list-there",
        ),
        pytest.param(
            "LDM-503-13a",
            {
                "title": "Pipelines Release Fall 2020",
                "deliverable": "Test report",
                "wbs": "02C.00",
                "predecessors": ["DM-AP-12", "DM-AP-13", "DM-DRP-22", "DM-DRP-26", "DM-DRP-30", "DM-DRP-34"],
                "comment": "DMTN-158 (2021-05-10) lists it under July 2021; the day is lost.",
            },
            id="list-lost-and-day-changed",
        ),
        pytest.param(
            "LDM-503-17",
            {"title": "Final operations rehearsal", "wbs": "02C.00", "due": "2022-09-30"},
            id="list-lost-and-day-kept",
        ),
        pytest.param("DMTC-8000-0990", {"due": "2020-09-30"}, id="entry-lost-and-overdue"),
    ],
)
def test_milestone_of_the_seed(
    seed: Callable[[str], str], before: dict[str, dict[str, Any]], code: str, fields: dict[str, Any]
) -> None:
    written = dict(read(seed(SEED), before).records["milestones"][code])
    assert {name: written.get(name) for name in fields} == fields
