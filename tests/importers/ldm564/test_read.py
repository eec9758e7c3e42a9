from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dmccb.importers.ldm564.read import read
from tests.importers.ldm564.builder import SECTION, TWO, text
from tests.importers.results import applied, said


def test_a_release_and_its_feature() -> None:
    result = read(text(), {})
    assert result.edition == "2018-04-13"
    assert result.records["releases"] == {
        "LDM-503-01": {"document": "LDM-564", "milestone": "LDM-503-01", "features": ["DM-A-1"]},
    }
    assert result.records["milestones"] == {
        "DM-A-1": {"title": "Alpha", "due": "2017-05-01"},
        "LDM-503-01": {"title": "One", "due": "2018-01-31", "completed": "2018-02-01"},
    }
    assert result.remarks == ()


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
    result = read(text(), previous)
    assert result.removals["releases"] == ("LDM-503-99",)
    assert ("DM-Z-1" in result.removals["milestones"]) is removed
    assert said(result, "note") == ([f"DM-Z-1: no longer named by LDM-564, but kept: {kept}"] if kept else [])


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
    result = read(text(), previous)
    assert result.removals["milestones"] == ()
    assert said(result, "note") == ["DM-Z-1: no longer named by LDM-564, but kept: DM-Y-1 refers to it"]


def test_other_fields_stay_and_given_ones_go() -> None:
    previous: dict[str, dict[str, Any]] = {
        "releases": {
            "LDM-503-01": {"document": "LDM-564", "milestone": "X", "features": ["X"], "status": "planned"}
        },
        "milestones": {"DM-A-1": {"title": "Old", "completed": "2017-01-01", "level": 3}},
    }
    result = read(text(), previous)
    assert result.records["releases"]["LDM-503-01"]["status"] == "planned"
    assert result.records["releases"]["LDM-503-01"]["features"] == ["DM-A-1"]
    assert result.records["milestones"]["DM-A-1"] == {"title": "Alpha", "due": "2017-05-01", "level": 3}


DATED = {"due": "2018-01-31", "completed": "2018-02-01"}


@pytest.mark.parametrize(
    ("due", "old", "expected"),
    [
        pytest.param("2018-01-31", {"due": "2018-01"}, DATED, id="the-text-knows-the-day"),
        pytest.param("2018-01-31", {"due": "2018-03"}, DATED, id="the-text-says-otherwise"),
        pytest.param("2018-01-31", {"completed": "[..2018-05-10]"}, DATED, id="and-the-day-of-completion"),
        pytest.param("soon", {"due": "2018-01"}, {"due": "2018-01"}, id="the-text-gives-no-date"),
        pytest.param(
            "soon", {"completed": "[..2018-05-10]"}, {"completed": "[..2018-05-10]"}, id="nor-a-completion"
        ),
    ],
)
def test_an_imprecise_date_on_record(due: str, old: dict[str, str], expected: dict[str, str]) -> None:
    published = text(section=SECTION.replace("Due: 2018-01-31;", f"Due: {due};"))
    previous = {"milestones": {"LDM-503-01": {"title": "Old", "comment": "Mine.", **old}}}
    written = read(published, previous).records["milestones"]["LDM-503-01"]
    assert written == {"title": "One", "comment": "Mine.", **expected}


@pytest.mark.parametrize(
    ("section", "contents"),
    [
        pytest.param(SECTION, TWO, id="release-in-the-contents-only"),
        pytest.param(f"{SECTION}\n- DM-Z-1: unreadable\n\n3.2 LDM-503-02\n", TWO, id="unread-lines-name-it"),
    ],
)
def test_a_release_that_could_not_be_read_is_not_removed(section: str, contents: str) -> None:
    release = {"document": "LDM-564", "milestone": "LDM-503-02", "features": ["DM-Z-1"]}
    previous: dict[str, dict[str, Any]] = {
        "releases": {"LDM-503-02": release},
        "milestones": {"DM-Z-1": {"title": "Z"}, "LDM-503-02": {"title": "Two"}},
    }
    removals = read(text(section=section, contents=contents), previous).removals
    assert removals == {"milestones": (), "releases": ()}


def test_a_code_far_into_an_unread_line_is_not_removed() -> None:
    section = f"{SECTION}\n{'word ' * 30}DM-Z-1\n"
    previous: dict[str, dict[str, Any]] = {
        "releases": {
            "LDM-503-01": {"document": "LDM-564", "milestone": "LDM-503-01", "features": ["DM-Z-1"]}
        },
        "milestones": {"DM-Z-1": {"title": "Z"}},
    }
    assert read(text(section=section), previous).removals["milestones"] == ()


def test_a_date_that_could_not_be_read_stays() -> None:
    old = {"title": "Old", "due": "2017-01-01", "completed": "2017-01-02"}
    published = text(section=SECTION.replace("Due: 2018-01-31;", "Due: soon;"))
    result = read(published, {"milestones": {"LDM-503-01": old}})
    assert result.records["milestones"]["LDM-503-01"] == old | {"title": "One"}
    assert said(result, "missing") == ["LDM-503-01: no due date"]


def test_no_release_at_all() -> None:
    assert read(text(section="", contents=""), {}).records["releases"] == {}


SLICES = Path(__file__).parent / "slices"
DAYS = ("2018-04-13", "2019-12-09", "2023-04-24")


@pytest.mark.parametrize("day", DAYS)
def test_a_slice_is_read_whole(day: str) -> None:
    result = read((SLICES / f"{day}.txt").read_text(encoding="utf-8"), {})
    assert result.edition == day
    assert [remark for remark in result.remarks if remark.kind != "note"] == []


def test_the_slices_in_order() -> None:
    records: dict[str, dict[str, Any]] = {}
    for day in DAYS:
        published = (SLICES / f"{day}.txt").read_text(encoding="utf-8")
        records = applied(records, read(published, records))
        again = read(published, records)
        assert applied(records, again) == records
        assert not any(again.removals.values())
    assert sorted(records["releases"]) == ["LDM-503-01", "LDM-503-08b", "LDM-503-10a"]
    assert records["milestones"]["LDM-503-10a"] == {
        "title": "Science Platform: TAP service with federated SSO A&A",
        "due": "2019-07-29",
        "completed": "2019-12-31",
    }
    assert sorted(records["milestones"]) == [
        "DM-DAX-2",
        "DM-SQRE-1",
        "LDM-503-01",
        "LDM-503-08b",
        "LDM-503-10a",
    ]
    assert [row.get("version") for row in records["documents"]["LDM-564"]["change_record"]] == [
        "1.0",
        None,
        "1.5",
    ]


SEEDS = ("ldm-564-2018-04-13.txt", "ldm-564-2019-12-09.txt", "ldm-564-2023-04-24.txt")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        pytest.param(SEEDS[0], (21, 96, 102, 117, 19, 2, 2), id="2018-04-13"),
        pytest.param(SEEDS[1], (28, 101, 108, 129, 55, 6, 2), id="2019-12-09"),
        pytest.param(SEEDS[2], (40, 73, 79, 113, 94, 7, 4), id="2023-04-24"),
    ],
)
def test_the_published_text(seed: Callable[[str], str], name: str, counts: tuple[int, ...]) -> None:
    published = seed(name)
    result = read(published, {})
    assert tuple(result.counts.values()) == counts
    assert result.counts["feature listings"] == len(re.findall(r"^- DM-\S+: ", published, re.MULTILINE))
    assert [remark for remark in result.remarks if remark.kind != "note"] == []


def test_the_published_history(seed: Callable[[str], str]) -> None:
    records: dict[str, dict[str, Any]] = {}
    for name in SEEDS:
        result = read(seed(name), records)
        records = applied(records, result)
        again = read(seed(name), records)
        assert applied(records, again) == records
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
