"""What a change introduced is the same, told from a part of the records or from all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.checks.check import run_checks
from dmccb.checks.since.introduced import introduced
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError
from dmccb.checks.since.narrow import findings_of_change
from dmccb.problems import Problem, by_importance
from tests.checks.plan import AS_OF, KINDS, READERS, Records, milestone, read, written

CODES = st.sampled_from(["M-1", "M-2", "M-3", "M-4", "R-1"])
DATES = st.sampled_from(["2019-01-01", "2020-02-01", "2019-13-01"])


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return records with a title and any of these fields."""
    return st.fixed_dictionaries({"title": st.sampled_from(["A", "B"])}, optional=fields)


MEMBERS = st.lists(CODES, min_size=1, max_size=2).map(sorted)
RELATION = st.builds(lambda code, how: {"milestone": code, "type": how}, CODES, st.sampled_from(["FF", "SS"]))
PREDECESSORS = MEMBERS | RELATION.map(lambda relation: [relation])
STATES = st.fixed_dictionaries(
    {
        "milestones": st.dictionaries(
            CODES,
            optional(
                due=DATES,
                completed=DATES,
                predecessors=PREDECESSORS,
                successors=MEMBERS,
                aka=MEMBERS,
                wbs=st.just("X"),
            ),
        ),
        "products": st.dictionaries(
            st.sampled_from(["a", "b", "c"]),
            optional(parent=st.sampled_from(["a", "b", "c"]), manager=st.just("jo"), owner=st.just("jo")),
        ),
        "releases": st.dictionaries(
            st.sampled_from(["R-1", "R-2"]),
            st.fixed_dictionaries(
                {"document": st.just("LDM-564"), "milestone": CODES, "features": MEMBERS},
                optional={"patch_of": st.sampled_from(["R-1", "R-2"]), "status": st.just("released")},
            ),
        ),
        "documents": st.dictionaries(st.just("LDM-564"), optional(series=st.sampled_from(["LDM", "LSE"]))),
    }
)


# A plan that is whole, so that only the rules on time and plans have anything to say.
STEPS = ["M-1", "M-2", "M-3", "M-4", "M-5"]
DUE = st.sampled_from(["2019-01-01", "2019-06", "2019-06-01", "2020-02-01"])


def step(number: int) -> st.SearchStrategy[Any]:
    """Return one milestone of a schedule, which waits for some of those before it."""
    fields = st.fixed_dictionaries({"title": st.just("A"), "due": DUE})
    if not number:
        return fields
    before = st.lists(st.sampled_from(STEPS[:number]), min_size=1, max_size=2, unique=True).map(sorted)
    return st.fixed_dictionaries(
        {"title": st.just("A"), "due": DUE},
        optional={"predecessors": before, "completed": st.just("2019-01-01")},
    )


SCHEDULE = st.tuples(*map(step, range(len(STEPS)))).map(
    lambda records: dict(zip(STEPS, records, strict=True))
)
RELEASE = st.fixed_dictionaries(
    {"document": st.just("LDM-564"), "milestone": st.sampled_from(STEPS)},
    optional={"features": st.lists(st.sampled_from(STEPS), min_size=1, max_size=2, unique=True).map(sorted)},
)
PLANS = st.fixed_dictionaries(
    {
        "milestones": SCHEDULE,
        "releases": st.dictionaries(st.sampled_from(["R-1", "R-2", "R-3"]), RELEASE),
        "documents": st.just({"LDM-564": {"title": "A"}}),
    }
)


@given(PLANS, PLANS, st.sets(st.sampled_from(STEPS)), st.integers(min_value=0, max_value=1))
def test_what_a_change_of_a_plan_brought_is_told_from_a_part(
    old: Records, new: Records, moved: set[str], kept: int
) -> None:
    """Few records differ, so that most of what the rules look at does not."""
    steps = {key: (new if key in moved else old)["milestones"][key] for key in STEPS}
    _assert_equal_to_the_whole(old, {**(old if kept else new), "milestones": steps})


@given(STATES, STATES, st.integers(min_value=0, max_value=15))
def test_what_a_change_brought_is_told_from_a_part(old: Records, new: Records, kept: int) -> None:
    new = {name: old[name] if kept >> index & 1 else new[name] for index, name in enumerate(new)}
    _assert_equal_to_the_whole(old, new)


PLAN: Records = {
    "documents": {"LDM-564": {"title": "A"}},
    "milestones": {
        "M-1": milestone(due="2020-01-02"),
        "M-2": milestone(due="2020-02-01", predecessors=["M-1"]),
        "M-3": milestone(due="2020-03-01", predecessors=["M-2"]),
        "M-4": milestone(due="2020-02-15"),
        "M-5": milestone(due="2020-05-01"),
    },
    "releases": {
        "R-1": {"document": "LDM-564", "milestone": "M-3", "features": ["M-1"]},
        "R-2": {"document": "LDM-564", "milestone": "M-5", "features": ["M-2", "M-4"]},
    },
}


def changed(collection: str, key: str, **fields: object) -> Records:
    """Return the plan with other fields of one record."""
    record = {**PLAN[collection][key], **fields}
    kept = {name: value for name, value in record.items() if value is not None}
    return {**PLAN, collection: {**PLAN[collection], key: kept}}  # type: ignore[dict-item] # as in plan.py


@pytest.mark.parametrize(
    ("new", "rules"),
    [
        pytest.param(
            changed("milestones", "M-1", due="2020-02-02"),
            ["due-before-predecessor M-2"],
            id="what-waits-for-a-date-that-moved",
        ),
        pytest.param(
            changed("milestones", "M-2", predecessors=None),
            ["features-disagree R-1"],
            id="a-release-of-which-a-link-far-away-is-gone",
        ),
        pytest.param(
            changed("releases", "R-2", features=["M-2"]),
            ["unplanned M-4"],
            id="a-milestone-that-a-release-dropped",
        ),
        pytest.param(
            changed("releases", "R-1", features=["M-4"]),
            ["features-disagree R-1", "unplanned M-1"],
            id="only-the-other-release-still-plans-it",
        ),
        pytest.param(changed("milestones", "M-4", due="2019-12"), ["overdue M-4"], id="a-month-that-is-past"),
    ],
)
def test_what_a_rule_on_time_says_is_told_from_a_part(new: Records, rules: list[str]) -> None:
    brought = _brought(PLAN, new)
    assert brought is not None
    assert [f"{one.rule} {one.id}" for one in by_importance(brought)] == rules


def test_the_first_plan_is_about_every_milestone() -> None:
    before = {name: held for name, held in PLAN.items() if name != "releases"}
    assert _brought(before, PLAN) is None


def _assert_equal_to_the_whole(old: Records, new: Records) -> None:
    """Assert that a part says the same as the whole, unless it says that it cannot."""
    whole = [run_checks([read(*file) for file in written(state)], KINDS, AS_OF) for state in (old, new)]
    brought = _brought(old, new)
    assert brought is None or brought == introduced(whole[1], whole[0], KINDS, "baselines")


def _brought(old: Records, new: Records) -> list[Problem] | None:
    """Return what a change introduced, told from a part; None where the whole is needed."""
    sides = [LazyIndex([IndexedFile(*file) for file in written(state)], READERS) for state in (old, new)]
    try:
        was, now = findings_of_change(sides[0], sides[1], KINDS, READERS, AS_OF)
    except NeedsFullCheckError:
        return None
    return introduced(now, was, KINDS, "baselines")


def test_a_part_is_enough_for_a_common_change() -> None:
    old: Records = {"milestones": {f"M-{number}": milestone() for number in range(9)}}
    new: Records = {
        "milestones": {
            **old["milestones"],
            "M-5": milestone(level=9, predecessors=["M-4"]),
            "M-9": milestone(),
        }
    }
    sides = [LazyIndex([IndexedFile(*file) for file in written(state)], READERS) for state in (old, new)]
    was, now = findings_of_change(sides[0], sides[1], KINDS, READERS, AS_OF)
    assert (was, [problem.rule for problem in now]) == ([], ["schema-range"])
