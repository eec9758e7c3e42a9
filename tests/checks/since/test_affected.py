"""Which records a change can touch: those that name it, and whole kinds where that is needed."""

from __future__ import annotations

import pytest

from dmccb.checks.since.affected import affected
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError
from tests.checks.plan import DOCUMENTS, KINDS, READERS, Records, milestone, product, release, written

BY_NAME = {kind.name: kind for kind in KINDS.values()}

PLAN: Records = {
    "documents": DOCUMENTS,
    "milestones": {
        "M-1": milestone(due="2020-01-01"),
        "M-2": milestone(predecessors=["M-1"]),
        "M-3": milestone(successors=["M-1"]),
        "M-4": milestone(),
    },
    "products": {"a": product(), "b": product(parent="a")},
    "releases": {"R-1": release(features=["M-4"], milestone="M-3"), "R-2": release(milestone="M-2")},
}


def side(records: Records) -> LazyIndex:
    return LazyIndex([IndexedFile(*file) for file in written(records)], READERS)


def judged(touched: dict[str, set[str]], new: Records, old: Records = PLAN) -> dict[str, list[str]]:
    """Return the records that are judged, by kind."""
    keys = {name: touched.get(name, set()) for name in READERS}
    found = affected(side(old), side(new), keys, BY_NAME)
    return {kind: sorted(held) for kind, held in found.items() if held}


def with_milestone(key: str, **fields: object) -> Records:
    return {**PLAN, "milestones": {**PLAN["milestones"], key: milestone(**fields)}}


RELEASES = ["R-1", "R-2"]


@pytest.mark.parametrize(
    ("new", "touched", "expected"),
    [
        pytest.param(
            with_milestone("M-1", due="2020-02-01"),
            {"milestone": {"M-1"}},
            {"milestone": ["M-1", "M-2", "M-3"], "release": RELEASES},
            id="a-date-moved-and-what-names-it-is-judged",
        ),
        pytest.param(
            with_milestone("M-1", due="2020-01-01", level=1),
            {"milestone": {"M-1"}},
            {"milestone": ["M-1"], "release": RELEASES},
            id="no-date-moved",
        ),
        pytest.param(
            {**PLAN, "releases": {**PLAN["releases"], "R-1": release(milestone="M-3")}},
            {"release": {"R-1"}},
            {"milestone": ["M-3", "M-4"], "release": RELEASES},
            id="what-a-release-plans-or-planned",
        ),
        pytest.param(
            {**PLAN, "products": {**PLAN["products"], "a": product(manager="bo")}},
            {"product": {"a"}},
            {"product": ["a", "b"]},
            id="managers-are-inherited",
        ),
    ],
)
def test_what_is_judged(new: Records, touched: dict[str, set[str]], expected: dict[str, list[str]]) -> None:
    assert judged(touched, new) == expected


@pytest.mark.parametrize("swapped", [False, True], ids=["first", "last"])
def test_the_first_or_last_plan_is_about_everything(*, swapped: bool) -> None:
    without = {name: held for name, held in PLAN.items() if name != "releases"}
    old, new = (PLAN, without) if swapped else (without, PLAN)
    with pytest.raises(NeedsFullCheckError):
        judged({"release": {"R-1", "R-2"}}, new, old)
