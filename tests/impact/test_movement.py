"""Which changes can move other records."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dmccb.compare.compare import compare
from dmccb.impact.movement import moves_others, moving_fields
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()


def moving(collection: str, old: Mapping[str, Fields], new: Mapping[str, Fields]) -> list[tuple[str, ...]]:
    """Return for each change that can move others its fields that do."""
    before, after = (
        {collection: {key: Record(id=key, fields=fields) for key, fields in side.items()}}
        for side in (old, new)
    )
    found = compare(before, after, KINDS).changes
    kind = KINDS[collection]
    return [moving_fields(change, kind) for change in found if moves_others(change, kind)]


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        pytest.param({"due": "2020-01-01"}, {"due": "2020-02-01"}, ["due"], id="a-slip"),
        pytest.param({}, {"due": "2020-02-01"}, ["due"], id="a-first-date"),
        pytest.param({"due": "2020-02-01"}, {}, ["due"], id="a-date-dropped"),
        pytest.param({"due": "2020-01"}, {"due": "2020-01-31"}, None, id="a-date-refined"),
        pytest.param({"due": "2020-01-31"}, {"due": "2020-01"}, None, id="a-date-blurred"),
        pytest.param({"predecessors": ["A"]}, {"predecessors": ["B"]}, ["predecessors"], id="another-link"),
        pytest.param({"predecessors": ["A"]}, {}, ["predecessors"], id="no-link-any-more"),
        pytest.param({}, {"predecessors": ["A"]}, None, id="a-first-link"),
        pytest.param({"successors": ["X"]}, {"successors": ["Y"]}, ["successors"], id="another-successor"),
        pytest.param({}, {"wbs": "1.2"}, None, id="a-first-wbs"),
        pytest.param({"wbs": "1.2"}, {"wbs": "1.3"}, None, id="another-wbs"),
        pytest.param({}, {"level": 2}, None, id="a-first-level"),
        pytest.param({"short_title": "A"}, {"short_title": "B"}, None, id="another-word"),
        pytest.param({}, {"forecast": "2020-01-01"}, None, id="status-accounting"),
        pytest.param({}, {"completed": "2020-01-01"}, None, id="completed"),
        pytest.param({"completed": "2020-01-01"}, {}, ["completed"], id="a-completion-withdrawn"),
        pytest.param(
            {"completed": "2020-01-01"}, {"completed": "2020-02-01"}, None, id="a-completion-corrected"
        ),
        pytest.param({}, {"comment": "Seen."}, None, id="a-note"),
        pytest.param(
            {"due": "2020-01-01"}, {"due": "2020-02-01", "wbs": "1.2"}, ["due"], id="only-what-moves-is-named"
        ),
    ],
)
def test_of_a_milestone(old: Fields, new: Fields, fields: list[str] | None) -> None:
    found = moving("milestones", {"M": {"title": "M", **old}}, {"M": {"title": "M", **new}})
    assert found == ([] if fields is None else [tuple(fields)])


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        pytest.param({"features": ["A"]}, {"features": ["B"]}, ["features"], id="other-features"),
        pytest.param({}, {"features": ["B"]}, ["features"], id="first-features"),
        pytest.param({"milestone": "T"}, {"milestone": "U"}, ["milestone"], id="another-test-milestone"),
        pytest.param({"document": "D"}, {"document": "E"}, None, id="another-document"),
    ],
)
def test_of_a_release(old: Fields, new: Fields, fields: list[str] | None) -> None:
    found = moving("releases", {"R": {"milestone": "T", **old}}, {"R": {"milestone": "T", **new}})
    assert found == ([] if fields is None else [tuple(fields)])


def test_a_link_in_an_object_counts() -> None:
    links: list[Fields] = [{"predecessors": [{"milestone": "A", "type": kind}]} for kind in ("FS", "SS")]
    old, new = ({"M": {"title": "M", **link}} for link in links)
    assert moving("milestones", old, new) == [("predecessors",)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({}, {"M": {"title": "M"}}, id="added"),
        pytest.param({"M": {"title": "M"}}, {}, id="removed"),
        pytest.param({"M": {"title": "M"}}, {"N": {"title": "M", "aka": ["M"]}}, id="renumbered"),
    ],
)
def test_that_a_record_came_or_left_moves_others(
    old: Mapping[str, Fields], new: Mapping[str, Fields]
) -> None:
    assert len(moving("milestones", old, new)) == 1
