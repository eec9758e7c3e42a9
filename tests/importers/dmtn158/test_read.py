from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dmccb.importers.dmtn158.read import read
from dmccb.importers.dmtn158.text import in_months, report
from dmccb.importers.ldm564 import read as ldm564
from tests.importers.dmtn158.builder import (
    bullets,
    entry,
    planned,
    text,
)
from tests.importers.results import applied, said


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
    result = read(planned(release, entry("DM-A-1", bullets=feature)), {"releases": {"LDM-503-01": old}})
    written = result.records["releases"]["LDM-503-01"]
    assert (written.get("features"), written["status"]) == (features, "planned")
    assert sum("feature DM-A-1 dropped" in remark for remark in said(result, "note")) == dropped


def test_what_the_text_does_not_have_is_removed() -> None:
    previous = {
        "releases": {
            "LDM-503-99": {"document": "LDM-564", "milestone": "LDM-503-99"},
            "R-1": {"document": "LDM-1", "milestone": "DM-A-1"},
        },
        "milestones": {"DM-Z-1": {"title": "Z", "wbs": "02C.03"}},
    }
    result = read(text(entry("DM-A-1")), previous)
    assert result.removals == {"milestones": ("DM-Z-1",), "releases": ("LDM-503-99",)}
    assert "DM-Z-1: not in DMTN-158: removed" in said(result, "note")


def test_nothing_is_removed_by_a_text_that_is_not_whole() -> None:
    previous = {
        "releases": {"LDM-503-99": {"document": "LDM-564", "milestone": "LDM-503-99"}},
        "milestones": {"DM-Z-1": {"title": "Z"}},
    }
    result = read(text(entry("DM-A-1"), claims="tracking 2 milestones."), previous)
    assert result.removals == {"milestones": (), "releases": ()}
    assert said(result, "note")[0].startswith("DM-Z-1: not in DMTN-158: kept")


def test_wbs_elements() -> None:
    published = text(entry("DM-A-1"))
    result = read(published, {})
    assert result.records["wbs"] == {"02C.03": {"title": "Alert Work"}}
    assert said(result, "missing")[0].startswith("02C.03.01: WBS element without a title")
    known = {"wbs": {"02C.03": {"title": "Other"}, "02C.03.01": {"title": "Part"}}}
    assert read(published, known).records["wbs"] == {}
    assert said(read(published, known), "missing") == []


def test_documents() -> None:
    result = read(text(entry("DM-A-1", body="See LSE-9, LDM-1 [1] and LDM-503-01.")), {})
    assert result.records["documents"]["DMTN-158"] == {
        "title": "Milestone Words",
        "authors": ["Ada Vega", "Bob Lyra"],
        "series": "DMTN",
        "date": "2021-05-10",
    }
    assert result.records["documents"]["LDM-1"]["title"] == "Design"
    assert said(result, "note")[-1] == "LSE-9: named in the text, but not in the bibliography"


SLICES = Path(__file__).parent / "slices"
LDM_564 = Path(__file__).parents[1] / "ldm564/slices"
SLICE = (SLICES / "2021-05-10.txt").read_text(encoding="utf-8")


@pytest.fixture
def after_ldm_564() -> dict[str, dict[str, Any]]:
    """Give the records after the slices of LDM-564's first two texts."""
    records: dict[str, dict[str, Any]] = {}
    for day in ("2018-04-13", "2019-12-09"):
        text_then = (LDM_564 / f"{day}.txt").read_text(encoding="utf-8")
        records = applied(records, ldm564.read(text_then, records))
    return records


def test_the_slice_is_read_whole() -> None:
    result = read(SLICE, {})
    assert [remark for remark in result.remarks if remark.kind in {"unread", "contradiction"}] == []
    assert (result.counts["milestones"], result.counts["attribute lists lost"]) == (6, 3)
    assert result.records["wbs"] == {
        "02C.00": {"title": "Data Management Level 2 Milestones"},
        "02C.03": {"title": "Alert Production"},
    }


def test_a_second_import_of_the_slice_changes_nothing(after_ldm_564: dict[str, dict[str, Any]]) -> None:
    result = read(SLICE, after_ldm_564)
    assert result.removals == {
        "milestones": ("DM-DAX-2", "DM-SQRE-1", "LDM-503-01"),
        "releases": ("LDM-503-01",),
    }
    records = applied(after_ldm_564, result)
    again = read(SLICE, records)
    assert applied(records, again) == records
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
                "successors": ["LDM-503-09"],
                "description": "Words.",
            },
            id="list-there",
        ),
        pytest.param(
            "LDM-503-13a",
            {
                "title": "Pipelines Release Fall 2020",
                "deliverable": "Test report",
                "wbs": "02C.00",
                "predecessors": ["DM-AP-12"],
                "description": "Words, see LSE-61.",
                "due": "2021-07",
            },
            id="list-lost-and-month-changed",
        ),
        pytest.param(
            "LDM-503-17",
            {
                "title": "Final operations rehearsal",
                "wbs": "02C.00",
                "due": "2022-09-30",
                "description": "Words.",
            },
            id="list-lost-and-day-kept",
        ),
        pytest.param(
            "DMTC-8000-0990",
            {
                "title": (
                    "Full capacity La Serena to Santiago over Primary link AND Secondary link - Complete"
                ),
                "due": "2020-09-30",
            },
            id="entry-lost-and-overdue",
        ),
    ],
)
def test_published_milestone(
    after_ldm_564: dict[str, dict[str, Any]], code: str, fields: dict[str, Any]
) -> None:
    assert read(SLICE, after_ldm_564).records["milestones"][code] == fields


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
    "due day known": 299,
    "due by month only": 74,
    "due date lost": 6,
    "completed on a known day": 232,
    "completed on an unknown day": 75,
    "overdue": 31,
    "references": 22,
}


BESIDE_LDM_564 = {
    "due day known": 324,
    "due by month only": 51,
    "due date lost": 4,
    "completed on a known day": 232,
    "completed on an unknown day": 75,
}


@pytest.fixture
def before(seed: Callable[[str], str]) -> dict[str, dict[str, Any]]:
    """Give the records after LDM-564's first two texts."""
    records: dict[str, dict[str, Any]] = {}
    for day in ("2018-04-13", "2019-12-09"):
        records = applied(records, ldm564.read(seed(f"ldm-564-{day}.txt"), records))
    return records


def test_the_published_text(seed: Callable[[str], str]) -> None:
    published = seed(SEED)
    result = read(published, {})
    assert {name: result.counts[name] for name in COUNTS} == COUNTS
    assert result.counts["attribute lists"] == len(re.findall(r"^ +• WBS: ", published, re.MULTILINE))
    assert len(result.records["milestones"]) == 379
    assert [remark for remark in result.remarks if remark.kind in {"unread", "contradiction"}] == []


def test_the_completions_of_the_published_text(seed: Callable[[str], str]) -> None:
    milestones = read(seed(SEED), {}).records["milestones"].values()
    done = Counter(str(fields.get("completed", "")) for fields in milestones)
    assert len(milestones) - done[""] == 307
    assert done["[..2021-05-10]"] == 75


def test_the_months_of_the_published_text(seed: Callable[[str], str]) -> None:
    """Each due date is in the month whose list names the milestone, and nothing else is by month."""
    told = report(seed(SEED))
    milestones = read(seed(SEED), {}).records["milestones"]
    for month in told.months:
        for listed in month.listed:
            assert str(milestones[listed.code]["due"]).startswith(month.month)
    by_month = [
        code for code, fields in milestones.items() if re.fullmatch(r"\d{4}-\d\d", str(fields.get("due")))
    ]
    listed_codes = {listed.code for listed in in_months(told.months)}
    assert sorted(set(by_month) - listed_codes) == ["DM-NCSA-27", "DMTC-7400-2330", "S17S", "S18S"]


def test_the_days_that_the_order_of_the_published_text_gives(seed: Callable[[str], str]) -> None:
    found = [
        one.partition(" by its place")[0]
        for one in said(read(seed(SEED), {}), "note")
        if " by its place" in one
    ]
    assert sorted(found) == [
        "DLP-412: due 2016-11-30",
        "DM-DAX-12: due 2020-11-30",
        "DM-DAX-8: due 2020-11-30",
        "DM-SUIT-10: due 2019-05-31",
        "DMTC-7400-2130: due 2017-11-30",
        "LDM-503-04b: due 2019-02-28",
        "LDM-503-07: due 2019-02-28",
        "LDM-503-11a: due 2020-11-30",
        "LDM-503-11b: due 2020-11-30",
        "LSST-1190: due 2017-12-29",
        "LSST-1200: due 2017-12-29",
    ]


def test_the_provenance_of_the_published_text(seed: Callable[[str], str]) -> None:
    what = "made from lsst-dm/milestones at 5394eb22 of 2021-05-10, status of March 2021"
    assert f"DMTN-158: {what}: for the note of a baseline in the register" in said(
        read(seed(SEED), {}), "note"
    )


def test_what_the_published_text_lost(seed: Callable[[str], str]) -> None:
    result = read(seed(SEED), {})
    told = Counter(
        remark.text.partition(",")[0].partition(";")[0]
        for remark in result.remarks
        if remark.kind == "missing"
    )
    assert told["attribute list lost"] == 96
    assert told["entry lost"] == 5
    assert told["completed"] == 75
    assert told["list lost: it is empty"] == 19


def test_each_entry_of_the_published_text_is_found_once(seed: Callable[[str], str]) -> None:
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


def test_the_published_text_after_ldm_564(
    seed: Callable[[str], str], before: dict[str, dict[str, Any]]
) -> None:
    result = read(seed(SEED), before)
    records = applied(before, result)
    assert len(records["milestones"]) == 379
    assert len(records["releases"]) == result.counts["releases"] == 33
    assert {name: result.counts[name] for name in BESIDE_LDM_564} == BESIDE_LDM_564
    assert result.removals["milestones"] == ("DM-DAX-3", "DM-DAX-4", "DM-DRP-10", "DM-NCSA-12", "DM-NCSA-17")
    for fields in records["releases"].values():
        assert set(fields.get("features", [])) <= set(records["milestones"])


def test_the_published_text_once_more(seed: Callable[[str], str], before: dict[str, dict[str, Any]]) -> None:
    records = applied(before, read(seed(SEED), before))
    again = read(seed(SEED), records)
    assert applied(records, again) == records
    assert not any(again.removals.values())
