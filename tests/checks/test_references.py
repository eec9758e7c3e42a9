"""What records say of each other: each rule with baselines that break it, and that do not."""

from __future__ import annotations

import pytest

from tests.checks.plan import DOCUMENTS, Records, assert_found, check, cycle, milestone, release

GOOD = [
    pytest.param({"milestones": {"A": milestone(predecessors=["elsewhere"])}}, id="external-reference"),
    pytest.param({"milestones": {"A": milestone(), "B": milestone(predecessors=["A"])}}, id="a-chain"),
    pytest.param(
        {"milestones": {"A": milestone(successors=["B"]), "B": milestone(predecessors=["A"])}},
        id="both-directions-are-no-cycle",
    ),
    pytest.param({"milestones": {"A": milestone(aka=["A-old"])}}, id="aka-is-gone"),
]

BAD = [
    pytest.param(
        {"documents": DOCUMENTS, "releases": {"R-1": release()}},
        ["unknown-reference 5:14 R-1: milestone: no milestone has the ID 'R-1'"],
        id="unknown-reference",
    ),
    pytest.param(
        {"milestones": {"A": milestone(wbs="02C.03")}},
        ["unknown-wbs 5:8 A: wbs: no WBS element has the ID '02C.03'"],
        id="unknown-wbs",
    ),
    pytest.param(
        {"milestones": {"A": milestone(predecessors=["0", "A"])}},
        ["self-reference 7:7 A: predecessors: 'A' is the record itself"],
        id="self-reference",
    ),
    pytest.param(
        {"milestones": {"A": milestone(predecessors=[{"milestone": "A", "type": "SS"}])}},
        ["self-reference 6:18 A: predecessors.milestone: 'A' is the record itself"],
        id="self-reference-in-a-relation",
    ),
    pytest.param(
        cycle("predecessors", "M-2", "M-0", "M-1"),
        ["dependency-cycle 5:3 M-0: predecessors: dependency cycle: M-0 -> M-2 -> M-1 -> M-0"],
        id="cycle-of-predecessors",
    ),
    pytest.param(
        {
            "documents": DOCUMENTS,
            "milestones": {"R-1": milestone()},
            "releases": {"R-1": release(patch_of="R-2"), "R-2": release(patch_of="R-1")},
        },
        ["dependency-cycle 6:13 R-1: patch_of: dependency cycle: R-1 -> R-2 -> R-1"],
        id="cycle-of-patches",
    ),
    pytest.param(
        {
            "milestones": {
                "A": milestone(predecessors=["B"]),
                "B": milestone(predecessors=["C"]),
                "C": milestone(predecessors=["A", "B"]),
            }
        },
        [
            "dependency-cycle 5:3 A: predecessors: dependency cycle: A -> B -> C -> A",
        ],
        id="cycles-that-share-a-link-are-one-finding",
    ),
    pytest.param(
        {"milestones": {"A": milestone(aka=["X"]), "B": milestone(predecessors=["X", "Y"])}},
        ["former-id 11:7 B: predecessors: 'X' is an earlier ID of A"],
        id="predecessor-by-an-earlier-code",
    ),
    pytest.param(
        {
            "documents": DOCUMENTS,
            "milestones": {"A": milestone(aka=["X"])},
            "releases": {"R": release(milestone="A", features=["X", "Y"])},
        },
        [
            "unknown-reference 7:7 R: features: 'X' is an earlier ID of A",
            "unknown-reference 8:7 R: features: no milestone has the ID 'Y'",
        ],
        id="feature-by-an-earlier-code",
    ),
    pytest.param(
        {"milestones": {"A": milestone(aka=["0", "B"]), "B": milestone()}},
        ["aka-alive 7:7 A: aka: 'B' is the ID of a record"],
        id="aka-alive",
    ),
    pytest.param(
        {"milestones": {"A": milestone(aka=["X"]), "B": milestone(aka=["X", "Y"])}},
        ["aka-twice 11:7 B: aka: 'X' is an earlier ID of A too"],
        id="two-records-that-claim-one-earlier-id",
    ),
]


@pytest.mark.parametrize("records", GOOD)
def test_nothing_is_wrong(records: Records) -> None:
    assert check(records) == []


@pytest.mark.parametrize(("records", "expected"), BAD)
def test_what_is_wrong_is_found(records: Records, expected: list[str]) -> None:
    assert_found(records, expected)


def test_an_earlier_id_is_answered_with_the_one_now_and_not_with_a_guess() -> None:
    named = release(milestone="TEL-0030")
    plan = {"CAM-9": milestone(aka=["TEL-0030"]), "TEL-0031": milestone()}
    problems = check({"documents": DOCUMENTS, "milestones": plan, "releases": {"R": named}})
    (found,) = (one for one in problems if one.rule == "unknown-reference")
    assert (found.message, found.hint) == (
        "milestone: 'TEL-0030' is an earlier ID of CAM-9",
        "write CAM-9",
    )


def test_near_ids_are_looked_for_twenty_times_only() -> None:
    held = {f"R-{number:02d}": release(milestone="M-1x") for number in range(30)}
    found = check({"documents": DOCUMENTS, "milestones": {"M-1": milestone()}, "releases": held})
    hints = [one.hint for one in found if one.rule == "unknown-reference"]
    assert (
        hints == ["did you mean 'M-1'? Else add the record"] * 20 + ["add the record, or correct the ID"] * 10
    )


def test_a_long_cycle_is_shortened() -> None:
    numbers = range(100)
    held = {f"M-{each:02d}": milestone(predecessors=[f"M-{(each + 1) % 100:02d}"]) for each in numbers}
    (found,) = check({"milestones": held})
    assert found.message.startswith("predecessors: dependency cycle: M-00 -> M-01 -> ")
    assert found.message.endswith(" -> … -> M-99 -> M-00")
