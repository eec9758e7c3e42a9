"""What a rule may ask of one changed item."""

from __future__ import annotations

import pytest

from dmccb.impact.item_facts import ItemFacts


def item(old_id: str = "", days: tuple[int | None, int | None] = (None, None)) -> ItemFacts:
    return ItemFacts(
        id="DM-2",
        old_id=old_id,
        collection="milestones",
        change="changed",
        control="controlled",
        days_min=days[0],
        days_max=days[1],
    )


@pytest.mark.parametrize(
    ("old_id", "expected"),
    [pytest.param("", "DM-2", id="one-id"), pytest.param("DM-1", "DM-1 → DM-2", id="old-and-new-id")],
)
def test_a_reader_sees_both_ids(old_id: str, expected: str) -> None:
    assert item(old_id).handle == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param((None, None), None, id="not-moved-by-any-date"),
        pytest.param((0, 0), 0, id="not-moved"),
        pytest.param((10, 10), 10, id="later"),
        pytest.param((-10, -10), 10, id="earlier"),
        pytest.param((5, 40), 40, id="range-later"),
        pytest.param((-40, -5), 40, id="range-earlier"),
        pytest.param((-40, 5), 40, id="range-both-ways-mostly-earlier"),
        pytest.param((-5, 40), 40, id="range-both-ways-mostly-later"),
        pytest.param((7, None), 7, id="only-the-least-is-known"),
        pytest.param((None, -7), 7, id="only-the-most-is-known"),
    ],
)
def test_the_farthest_end_of_a_range_counts(
    days: tuple[int | None, int | None], expected: int | None
) -> None:
    assert item(days=days).farthest == expected
