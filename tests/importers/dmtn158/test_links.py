from __future__ import annotations

import pytest

from dmccb.importers.dmtn158.read import read
from tests.importers.dmtn158.builder import (
    LOST,
    bullets,
    entry,
    milestone,
    text,
)
from tests.importers.results import said


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
    result = read(text(*ends), {})
    assert result.records["milestones"]["B-2"].get("predecessors") == before
    assert "successors" not in result.records["milestones"]["B-1"]
    assert len(said(result, "contradiction")) == told


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


@pytest.mark.parametrize(
    "end",
    [
        pytest.param({"after": "B-1"}, id="as-successor"),
        pytest.param({"before": "B-1"}, id="as-predecessor"),
        pytest.param({"before": "B-1", "after": "B-1"}, id="as-both"),
    ],
)
def test_a_link_to_itself_is_a_contradiction(end: dict[str, str]) -> None:
    result = read(text(entry("B-1", bullets=bullets(**end))), {})
    assert said(result, "contradiction") == ["B-1: names itself as predecessor or successor"]
