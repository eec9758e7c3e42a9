"""A release against its test milestone: what it lists, and what that waits for."""

from __future__ import annotations

import pytest

from dmccb.checks.waiting import FARTHEST
from dmccb.records.record import Fields
from tests.checks.plan import DOCUMENTS, Records, check, milestone, release


def plan(releases: dict[str, list[str]], **waiting: list[str]) -> Records:
    """Each release with its features, and each milestone with its predecessors; ``R_1`` is R-1."""
    before = {key.replace("_", "-"): codes for key, codes in waiting.items()}
    features = {code for codes in releases.values() for code in codes}
    codes = features | releases.keys() | before.keys() | {code for each in before.values() for code in each}
    held = {code: milestone(predecessors=before[code]) if code in before else milestone() for code in codes}
    named: dict[str, Fields] = {
        key: release(milestone=key, features=codes) if codes else release(milestone=key)
        for key, codes in releases.items()
    }
    return {"documents": DOCUMENTS, "milestones": held, "releases": named}


def completed(records: Records, *codes: str) -> Records:
    held = records["milestones"]
    done = {code: {**held[code], "completed": "2019-01-01"} for code in codes}
    return {**records, "milestones": {**held, **done}}


def told(records: Records) -> list[str]:
    return [f"{one.id}: {one.message}" for one in check(records) if one.rule == "features-disagree"]


LISTED = plan({"R-1": ["M-1", "M-2"]}, R_1=["M-1"])
WAITED_FOR = plan({"R-1": ["M-1"]}, R_1=["M-1", "M-2"])
SAYS_SO_ITSELF = {
    **LISTED,
    "milestones": {**LISTED["milestones"], "M-2": milestone(successors=["M-1"])},
}

GOOD = [
    pytest.param(plan({"R-1": ["M-1"]}, R_1=["M-1"]), id="they-agree"),
    pytest.param(plan({"R-1": ["M-1"]}), id="the-schedule-says-nothing"),
    pytest.param(plan({"R-1": ["M-1", "M-2"]}, R_1=["M-1"], M_1=["M-2"]), id="waited-for-through-another"),
    pytest.param(SAYS_SO_ITSELF, id="the-feature-names-what-waits-for-it"),
    pytest.param(plan({"R-1": ["M-1"]}, R_1=["M-1", "M-2"], M_1=["M-2"]), id="comes-with-a-feature"),
    pytest.param(
        plan({"R-1": ["M-1"], "R-2": ["M-2"]}, R_1=["M-1"], R_2=["R-1", "M-1", "M-2"]),
        id="comes-with-an-earlier-release",
    ),
    pytest.param(plan({"R-1": [], "R-2": []}, R_2=["R-1"]), id="an-earlier-release-is-no-feature"),
    pytest.param(completed(LISTED, "M-2"), id="what-is-done-need-not-be-waited-for"),
    pytest.param(completed(WAITED_FOR, "M-2"), id="what-is-done-need-not-be-listed"),
    pytest.param(completed(WAITED_FOR, "R-1"), id="the-release-is-done"),
]

BAD = [
    pytest.param(
        LISTED, ["R-1: features: lists 'M-2', which its milestone does not wait for"], id="not-waited-for"
    ),
    pytest.param(WAITED_FOR, ["R-1: features: lacks 'M-2', which its milestone waits for"], id="not-listed"),
    pytest.param(
        plan({"R-1": ["M-1"]}, R_1=["M-2"]),
        [
            (
                "R-1: features: lists 'M-1', which its milestone does not wait for; "
                "lacks 'M-2', which its milestone waits for"
            )
        ],
        id="both",
    ),
    pytest.param(
        plan({"R-1": []}, R_1=["M-1"]),
        ["R-1: features: lacks 'M-1', which its milestone waits for"],
        id="a-release-without-features",
    ),
    pytest.param(
        plan({"R-1": ["M-1"], "R-2": ["M-2"]}, R_1=["M-1", "M-2"], R_2=["M-2"]),
        ["R-1: features: lacks 'M-2', which its milestone waits for"],
        id="it-comes-with-a-later-release",
    ),
    pytest.param(
        plan({"R-1": ["M-0"]}, R_1=["M-0", *(f"M-{number}" for number in range(1, 8))]),
        [
            (
                "R-1: features: lacks 'M-1', 'M-2', 'M-3', 'M-4', 'M-5' and 2 more, "
                "which its milestone waits for"
            )
        ],
        id="many-are-counted",
    ),
]


@pytest.mark.parametrize("records", GOOD)
def test_nothing_is_said(records: Records) -> None:
    assert told(records) == []


@pytest.mark.parametrize(("records", "expected"), BAD)
def test_what_disagrees_is_found(records: Records, expected: list[str]) -> None:
    assert told(records) == expected


def test_the_finding_is_at_the_features_and_says_what_to_correct() -> None:
    (found,) = (one for one in check(WAITED_FOR) if one.rule == "features-disagree")
    assert (found.line, found.column, found.severity) == (6, 3, "warning")
    assert found.hint == "correct the features, or what R-1 waits for"
    assert found.cause == "releases list other features than their milestone waits for"


def test_a_schedule_that_is_too_long_to_follow_says_nothing() -> None:
    chain = {f"M_{number}": [f"M-{number + 1}"] for number in range(FARTHEST + 1)}
    assert told(plan({"R-1": ["M-0", "X-1"]}, R_1=["M-0"], **chain)) == []
