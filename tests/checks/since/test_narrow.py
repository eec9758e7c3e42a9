"""What a change introduced is the same, told from a part of the records or from all."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dmccb.checks.check import run_checks
from dmccb.checks.since.introduced import introduced
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError
from dmccb.checks.since.narrow import findings_of_change
from tests.checks.plan import AS_OF, KINDS, READERS, Records, milestone, read, written

CODES = st.sampled_from(["M-1", "M-2", "M-3", "M-4", "R-1"])
DATES = st.sampled_from(["2019-01-01", "2020-02-01", "2019-13-01"])


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return records with a title and any of these fields."""
    return st.fixed_dictionaries({"title": st.sampled_from(["A", "B"])}, optional=fields)


MEMBERS = st.lists(CODES, min_size=1, max_size=2).map(sorted)
STATES = st.fixed_dictionaries(
    {
        "milestones": st.dictionaries(
            CODES, optional(due=DATES, completed=DATES, predecessors=MEMBERS, aka=MEMBERS, wbs=st.just("X"))
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


@given(STATES, STATES, st.integers(min_value=0, max_value=15))
def test_what_a_change_brought_is_told_from_a_part(old: Records, new: Records, kept: int) -> None:
    new = {name: old[name] if kept >> index & 1 else new[name] for index, name in enumerate(new)}
    whole = [run_checks([read(*file) for file in written(state)], KINDS, AS_OF) for state in (old, new)]
    sides = [LazyIndex([IndexedFile(*file) for file in written(state)], READERS) for state in (old, new)]
    try:
        was, now = findings_of_change(sides[0], sides[1], KINDS, READERS, AS_OF)
    except NeedsFullCheckError:
        return
    assert introduced(now, was, KINDS, "baselines") == introduced(whole[1], whole[0], KINDS, "baselines")


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
