"""One record through the steps of a branch, under whichever ID."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.compare.change import Change, ChangeKind, FieldChange
from dmccb.compare.lineage import Backward, Forward, Holder, Thread, after, before
from dmccb.records.field import Field
from dmccb.records.roles import Role

FORMER = Field(name="aka", roles=(Role.FORMER_IDS,))


def change(what: ChangeKind, key: str, old_id: str = "", aka: Sequence[str] = ()) -> Change:
    field = FieldChange(field="aka", control="note", spec=FORMER, new=list(aka))
    return Change(
        collection="milestones",
        id=key,
        title="",
        change=what,
        control="controlled",
        fields=(field,) if aka else (),
        old_id=old_id,
    )


def added(key: str, *aka: str) -> Change:
    return change("added", key, aka=aka)


def removed(key: str) -> Change:
    return change("removed", key)


def changed(key: str, *aka: str) -> Change:
    return change("changed", key, aka=aka)


def renumbered(old: str, new: str) -> Change:
    return change("renumbered", new, old)


HERE = Holder("A")
GONE = Holder("A", present=False)
NAMING = Holder("A", present=False, former=frozenset({"B", "C"}))


@pytest.mark.parametrize(
    ("holder", "changes", "own", "earlier"),
    [
        pytest.param(HERE, [changed("B")], [], HERE, id="another's-change"),
        pytest.param(HERE, [changed("A")], ["changed A"], HERE, id="changed"),
        pytest.param(HERE, [added("A")], ["added A"], GONE, id="added"),
        pytest.param(HERE, [renumbered("B", "A")], ["renumbered A"], Holder("B"), id="renumbered"),
        pytest.param(
            HERE,
            [renumbered("A", "B"), renumbered("B", "A")],
            ["renumbered A"],
            Holder("B"),
            id="two-that-swapped-their-ids",
        ),
        pytest.param(
            HERE, [added("A"), renumbered("A", "B")], ["added A"], None, id="the-id-of-one-that-went-on"
        ),
        pytest.param(GONE, [changed("B")], [], GONE, id="gone-and-not-touched"),
        pytest.param(GONE, [removed("A")], ["removed A"], HERE, id="removed"),
        pytest.param(GONE, [renumbered("A", "B")], [], None, id="gone-and-another-went-on"),
        pytest.param(
            HERE,
            [added("A", "B"), removed("B")],
            ["added A", "removed B"],
            Holder("B", former=frozenset({"B"})),
            id="came-for-one-that-it-names",
        ),
        pytest.param(
            NAMING, [removed("B")], ["removed B"], Holder("B", former=NAMING.former), id="named-and-removed"
        ),
        pytest.param(NAMING, [removed("B"), removed("C")], [], None, id="which-of-two-is-not-said"),
        pytest.param(
            NAMING,
            [removed("A"), removed("B")],
            ["removed A"],
            Holder("A", former=NAMING.former),
            id="its-own-id-first",
        ),
    ],
)
def test_a_record_before_a_step(
    holder: Holder, changes: list[Change], own: list[str], earlier: Holder | None
) -> None:
    found = before(holder, changes)
    assert ([f"{one.change} {one.id}" for one in found.changes], found.holder) == (own, earlier)


@pytest.mark.parametrize(
    ("holder", "changes", "later"),
    [
        pytest.param(HERE, [changed("A"), removed("B")], HERE, id="still-there"),
        pytest.param(HERE, [renumbered("A", "B")], Holder("B"), id="renumbered"),
        pytest.param(
            HERE, [renumbered("A", "B"), added("A")], Holder("B"), id="renumbered-and-id-given-away"
        ),
        pytest.param(HERE, [removed("A")], GONE, id="removed"),
        pytest.param(GONE, [changed("B")], GONE, id="still-gone"),
        pytest.param(GONE, [added("A")], HERE, id="back"),
        pytest.param(GONE, [renumbered("B", "A")], None, id="another-took-the-id"),
    ],
)
def test_a_record_after_a_step(holder: Holder, changes: list[Change], later: Holder | None) -> None:
    assert after(holder, changes) == later


def test_a_thread_knows_each_of_its_ids() -> None:
    thread = Thread(Holder("C"))
    for index, changes in enumerate([[changed("C", "X")], [renumbered("B", "C")], [], [added("B")]]):
        thread.take(index, changes)
    assert thread.ids == ["C", "B"]
    assert [key for key in "ABCX" if thread.had(key)] == ["B", "C", "X"]
    assert thread.keys == {"B", "X"}


def states(history: Sequence[Mapping[str, int]]) -> list[list[Change]]:
    """Return the changes of each step, newest first; a state says which record has which ID."""
    steps = []
    for old, new in itertools.pairwise(history):
        was = {record: key for key, record in old.items()}
        now = {record: key for key, record in new.items()}
        steps.append(
            [
                *(added(now[record]) for record in sorted(now.keys() - was.keys())),
                *(removed(was[record]) for record in sorted(was.keys() - now.keys())),
                *(_kept(was[record], now[record]) for record in sorted(was.keys() & now.keys())),
            ]
        )
    return steps[::-1]


def _kept(was: str, now: str) -> Change:
    return changed(now) if was == now else renumbered(was, now)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, int]]:
    """Return states of a collection in which records come, go, and get IDs that others had; none comes back.

    In the step in which a record leaves, its ID is given to no other: that
    would be a change of one record.
    """
    found: list[dict[str, int]] = [{}]
    fresh = 0
    for _ in range(draw(st.integers(1, 6))):
        last = found[-1]
        kept = [record for record in last.values() if draw(st.booleans())]
        free = [key for key in "ABCD" if key not in last or last[key] in kept]
        coming = draw(st.integers(0, len(free) - len(kept)))
        records = [*kept, *range(fresh, fresh + coming)]
        fresh += coming
        found.append(dict(zip(draw(st.permutations(free)), records, strict=False)))
    return found


def found_by(key: str, history: Sequence[Mapping[str, int]]) -> dict[tuple[tuple[int, str], ...], list[str]]:
    """Return what is found by an ID: the changes of each record -> its IDs."""
    steps = states(history)
    roots = [key] if key in history[-1] else []
    back = Backward(roots, {key})
    for index, changes in enumerate(steps):
        back.take(index, changes)
    if back.leads:
        forth = Forward(back.leads)
        for index in range(len(steps))[::-1]:
            forth.take(index, steps[index])
        back = Backward(dict.fromkeys([*roots, *forth.alive]), {key, *forth.ids})
        for index, changes in enumerate(steps):
            back.take(index, changes)
    threads = [thread for thread in back.threads if thread.had(key)]
    return {_told(thread): thread.ids for thread in threads}


def _told(thread: Thread) -> tuple[tuple[int, str], ...]:
    return tuple((index, f"{one.change} {one.id}") for index, one in thread.changes)


@given(histories())
def test_whichever_of_its_ids_is_asked_for_a_record_has_one_history(history: list[dict[str, int]]) -> None:
    every = {key: found_by(key, history) for key in "ABCD"}
    for found in every.values():
        for changes, ids in found.items():
            assert all(changes in every[key] for key in ids)


@given(histories())
def test_every_change_of_each_holder_of_an_id_is_found(history: list[dict[str, int]]) -> None:
    for key in "ABCD":
        holders = {state[key] for state in history if key in state}
        wanted = {record: _of(record, history) for record in holders}
        found = {step for changes in found_by(key, history) for step in changes}
        assert found >= {step for steps in wanted.values() for step in steps}


def _of(record: int, history: Sequence[Mapping[str, int]]) -> set[tuple[int, str]]:
    """Return step and change of everything that happened to a record."""
    ids = [_id_of(record, state) for state in history][::-1]
    out = set()
    for index, (new, old) in enumerate(itertools.pairwise(ids)):
        if new and old:
            out.add((index, f"{_kept(old, new).change} {new}"))
        elif new or old:
            out.add((index, f"added {new}" if new else f"removed {old}"))
    return out


def _id_of(record: int, state: Mapping[str, int]) -> str:
    return next((key for key, held in state.items() if held == record), "")
