"""Dates that do not agree: each rule with baselines that break it, and that do not."""

from __future__ import annotations

import pytest

from tests.checks.plan import Records, assert_found, check, milestone, planned

GOOD = [
    pytest.param({"milestones": {"A": milestone(completed="2020-01-01")}}, id="completed-today"),
    pytest.param(planned(milestone(due="2020-05-01"), milestone(due="2020-05-01")), id="due-the-same-day"),
    pytest.param(planned(milestone(due="2020-05-01"), milestone()), id="no-due-date"),
    pytest.param(
        planned(milestone(due="2020-05-01"), milestone(due="2020-05-02", completed="2019-04-01")),
        id="late-but-completed",
    ),
    pytest.param(
        planned(milestone(completed="2019-05-01"), milestone(completed="2019-06-01")), id="both-completed"
    ),
    pytest.param(
        planned(milestone(due="2020-05"), milestone(due="2020-05-31")), id="due-in-the-month-of-the-release"
    ),
    pytest.param(
        planned(milestone(due="2020-05-15"), milestone(due="2020-05")), id="a-month-that-may-be-in-time"
    ),
    pytest.param({"milestones": {"A": milestone(completed="2020-01")}}, id="completed-in-a-month-that-began"),
    pytest.param({"milestones": {"A": milestone(completed="[..2020-01-01]")}}, id="completed-by-today"),
]

BAD = [
    pytest.param(
        planned(milestone(due="2020-05-01"), milestone(due="2020-05-02")),
        [
            (
                "feature-after-release 7:7 R-1: features: 'M-1' is due 2020-05-02, "
                "1 day after the release (2020-05-01)"
            )
        ],
        id="feature-after-release",
    ),
    pytest.param(
        planned(milestone(completed="2019-05-01"), milestone()),
        ["open-feature 7:7 R-1: features: 'M-1' is not completed, but the release is (2019-05-01)"],
        id="open-feature",
    ),
    pytest.param(
        planned(milestone(completed="[..2019-05-01]"), milestone()),
        ["open-feature 7:7 R-1: features: 'M-1' is not completed, but the release is ([..2019-05-01])"],
        id="open-feature-of-a-release-of-an-unknown-day",
    ),
    pytest.param(
        planned(milestone(due="2020-05-01"), milestone(due="2020-06")),
        [
            (
                "feature-after-release 7:7 R-1: features: 'M-1' is due 2020-06, "
                "31 to 60 days after the release (2020-05-01)"
            )
        ],
        id="a-month-that-is-certainly-after",
    ),
    pytest.param(
        {"milestones": {"A": milestone(completed="2020-01-02")}},
        ["future-completion 5:14 A: completed: '2020-01-02' is in the future (want a date up to 2020-01-01)"],
        id="future-completion",
    ),
    pytest.param(
        {"milestones": {"A": milestone(completed="2020-02")}},
        ["future-completion 5:14 A: completed: '2020-02' is in the future (want a date up to 2020-01-01)"],
        id="a-month-that-has-not-begun",
    ),
    pytest.param(
        {"milestones": {"A": milestone(completed="[..2020-01-02]")}},
        [
            (
                "future-completion 5:14 A: completed: '[..2020-01-02]' is in the future "
                "(want a date up to 2020-01-01)"
            )
        ],
        id="by-a-day-that-nobody-has-seen",
    ),
]


@pytest.mark.parametrize("records", GOOD)
def test_nothing_is_wrong(records: Records) -> None:
    assert check(records) == []


@pytest.mark.parametrize(("records", "expected"), BAD)
def test_what_is_wrong_is_found(records: Records, expected: list[str]) -> None:
    assert_found(records, expected)


@pytest.mark.parametrize(
    ("records", "hint"),
    [
        pytest.param(
            planned(milestone(due="2020-05-01"), milestone(due="2020-05-02")),
            "change one of the two dates, or move the milestone to a later release",
            id="what-is-moved-is-the-feature-not-its-date",
        ),
        pytest.param(
            planned(milestone(completed="2019-05-01"), milestone()),
            "complete the milestone, or move it to a later release",
            id="open-feature",
        ),
        pytest.param(
            {"milestones": {"A": milestone(completed="2020-01-02")}},
            "use 'forecast' for an expected date",
            id="the-field-for-what-is-expected-is-named",
        ),
    ],
)
def test_a_hint_says_what_to_change(records: Records, hint: str) -> None:
    assert [one.hint for one in check(records)] == [hint]
