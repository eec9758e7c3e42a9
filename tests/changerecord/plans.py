"""Two states of a plan -> its change record, by way of all that makes one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import strategies as st

from dmccb.changerecord.background import Background
from dmccb.changerecord.changerecord import ChangeRecord, change_record
from dmccb.changerecord.filters import Filters, filtered
from dmccb.changerecord.groups import with_titles
from dmccb.changerecord.head import Head
from dmccb.compare.changeset import ChangeSet, Side
from dmccb.compare.compare import compare
from dmccb.compare.moves import moves_to_nowhere
from dmccb.compare.scope import marked, narrowed, scope
from dmccb.impact.responsible import Responsible
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections, Fields, Record, Value
from tests.strategies import KINDS

PLAN = "PLAN-1"
"""Handle of the document that plans the releases."""

State = dict[str, dict[str, Record]]
"""The records of one side."""

SIDES = (Side(name="v1", date="2020-01-01"), Side(name="v2", date="2021-01-01"))


def state(
    milestones: Mapping[str, Fields] | None = None,
    releases: Mapping[str, Fields] | None = None,
    **more: Mapping[str, Fields],
) -> State:
    """Build one side from fields.

    Milestones have a title of their own.  Releases are planned by ``PLAN``,
    and have the milestone of their ID.
    """
    full: dict[str, dict[str, Fields]] = {
        "milestones": {
            key: {"title": f"Title of {key}", **fields} for key, fields in (milestones or {}).items()
        },
        "releases": {
            key: {"document": PLAN, "milestone": key, **fields} for key, fields in (releases or {}).items()
        },
    }
    full.update({name: dict(records) for name, records in more.items()})
    return {
        name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
        for name, records in full.items()
    }


def compared(
    old: Collections,
    new: Collections,
    document: str = "",
    kinds: Kinds = KINDS,
    sides: tuple[Side, Side] = SIDES,
) -> tuple[ChangeSet, Background]:
    """Compare two sides as ``dmccb diff`` does: with titles, moves to nowhere, and the scope marked."""
    background = Background(old, new, kinds)
    found = compare(old, new, kinds, sides)
    moves = (*found.moves, *moves_to_nowhere(found.changes, new, kinds))
    ordered = tuple(sorted(moves, key=lambda move: (move.collection, move.feature)))
    found = with_titles(found._replace(moves=ordered), background)
    if document:
        found = marked(found, document, scope(document, (old, new), kinds))
    return found, background


def told(
    old: Collections,
    new: Collections,
    *,
    head: Head | None = None,
    filters: Filters = Filters(),  # noqa: B008 - a value that nothing changes
    who: Mapping[str, Responsible] | None = None,
    kinds: Kinds = KINDS,
    sides: tuple[Side, Side] = SIDES,
    as_of: date = date.min,
    narrow: bool = False,
    everything: bool = False,
    invalid: Mapping[str, tuple[str, ...]] | None = None,
) -> ChangeRecord:
    """Return the change record between two sides.

    Parameters
    ----------
    as_of
        The day on which dates are past or not; on the first of all, none is.
    narrow
        Whether to leave out what is outside the document.
    invalid
        ID -> what its schema forbids in it.
    """
    head, who = head or Head(), who or {}
    found, background = compared(old, new, head.document, kinds, sides)
    if narrow:
        found = narrowed(found)
    if invalid:
        changes = (change._replace(invalid=invalid.get(change.id, ())) for change in found.changes)
        found = found._replace(changes=tuple(changes))
    found = filtered(found, filters, background, who)
    return change_record(found, head, background, who, as_of=as_of, everything=everything)


def of_milestones(old: Mapping[str, Fields], new: Mapping[str, Fields]) -> ChangeRecord:
    """Return the change record between two sides that have nothing but milestones."""
    return told(state(old), state(new))


def day(number: int, start: date = date(2020, 1, 1)) -> str:
    """Return the day that is so many days after the first of 2020."""
    return (start + timedelta(days=number)).isoformat()


# ------------------------------------------------------------- plans, drawn

KEYS = [f"M-{number}" for number in range(6)]
TEAMS = ["02C.01", "02C.01.02", "02C.04", "02C"]
RELEASES = ["R-1", "R-2", "R-3"]
DUES = st.one_of(
    st.integers(0, 700).map(day),
    st.sampled_from(["2019-12", "2020-02", "2020-11", "2021-03"]),
)
DONE = DUES | st.integers(0, 700).map(day).map("[..{}]".format)
TITLES = st.sampled_from(["One", "Two words", "A title of rather more words than one line of a table holds"])


def _some(**values: st.SearchStrategy[Value]) -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({}, optional=values)


def _sets(most: int) -> st.SearchStrategy[Value]:
    found = st.lists(st.sampled_from(KEYS), min_size=1, max_size=most, unique=True)
    return found.map(lambda keys: [*sorted(keys)])


MILESTONE = _some(
    title=TITLES,
    due=DUES,
    forecast=DUES,
    completed=DONE,
    wbs=st.sampled_from(TEAMS),
    level=st.integers(1, 4),
    comment=TITLES,
    predecessors=_sets(2),
)
RELEASE = _some(
    document=st.sampled_from([PLAN, "PLAN-2"]),
    features=_sets(4),
)


@st.composite
def plans(draw: st.DrawFn) -> State:
    """Draw the state of a small plan: milestones, releases, and the document."""
    milestones = draw(st.dictionaries(st.sampled_from([*KEYS, *RELEASES]), MILESTONE, max_size=9))
    releases = draw(st.dictionaries(st.sampled_from(RELEASES), RELEASE, max_size=3))
    documents = {PLAN: {"title": draw(TITLES), "version": draw(st.sampled_from(["1.0", "1.1"]))}}
    return state(milestones, releases, documents=documents)
