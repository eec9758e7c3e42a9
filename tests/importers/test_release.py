from __future__ import annotations

from typing import Any

from dmccb.importers.release import ended, is_planned, members, release


def test_a_release_keeps_what_was_recorded_by_hand() -> None:
    old: dict[str, Any] = {"document": "X", "milestone": "X", "features": ["X"], "status": "planned"}
    assert release("R-1", {"B", "A"}, old) == {
        "document": "LDM-564",
        "milestone": "R-1",
        "features": ["A", "B"],
        "status": "planned",
    }


def test_a_release_without_features_has_no_such_field() -> None:
    assert "features" not in release("R-1", set(), {"features": ["X"]})


def test_members_are_the_milestone_and_its_features() -> None:
    assert members({"milestone": "R-1", "features": ["A"]}) == {"R-1", "A"}


def test_only_releases_of_the_plan_end() -> None:
    releases = {"R-1": {"document": "LDM-564"}, "R-2": {"document": "LDM-564"}, "R-3": {"document": "LDM-1"}}
    assert ended(releases, {"R-2"}) == ("R-1",)
    assert not is_planned(releases["R-3"])
