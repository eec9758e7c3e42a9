"""Part of a change record -> its counts, a line for each kind of news.

Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dmccb.changerecord.changerecord import Part
from dmccb.changerecord.slips import Slip, due_change, earlier, later, median_slip
from dmccb.compare.change import JUDGES, Change, FieldChange
from dmccb.compare.changeset import Move
from dmccb.records.kinds import Kinds
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, groups_others
from dmccb.render.changerecord.phrases import Phrase, Span, field_label
from dmccb.render.difference import difference_text, range_text
from dmccb.render.display import display, label
from dmccb.render.plural import agreeing, counted, plural

_MOST_NAMES = 4
"""How many fields, or collections, are named in a line of counts."""


def part_counts(part: Part, kinds: Kinds) -> list[Phrase]:
    """Return the counts of one part, most important first; none where nothing changed."""
    lines = [_judges(part, kinds)]
    lines += [_dated(name, part, kinds) for name in _dated_collections(part, kinds)]
    lines += [_came_and_went(part, kinds), _left_open(part, kinds), _others(part), _recorded(part)]
    return [line for line in lines if line]


def noun(collection: str, count: int, kinds: Kinds) -> str:
    """Return what a reader calls the records of a collection, in the right number."""
    kind = kinds.get(collection)
    if kind is None:
        return agreeing(count, display(collection))
    own = kind.noun != kind.name.replace("_", " ")  # the schema has a word for readers
    return display(plural(count, kind.noun, "" if own else kind.collection.replace("_", " ")))


def moves_between(moves: Iterable[Move]) -> list[tuple[str, str, int]]:
    """Return collection of the groups, word for their members, and number of moves to another group."""
    return _by_members(move for move in moves if move.targets)


def moves_to_none(moves: Iterable[Move]) -> list[tuple[str, str, int]]:
    """Return collection of the groups, word for their members, and number of members in no group now."""
    return _by_members(move for move in moves if not move.targets)


def _by_members(moves: Iterable[Move]) -> list[tuple[str, str, int]]:
    found = Counter((move.collection, move.members) for move in moves)
    return [(collection, members, found[collection, members]) for collection, members in sorted(found)]


def _dated_collections(part: Part, kinds: Kinds) -> list[str]:
    """Return the collections with dates of their own that something happened to."""
    names = {change.collection for change in part.changes}
    return sorted(name for name in names if name in kinds and Role.DUE in kinds[name].roles)


def _dated(collection: str, part: Part, kinds: Kinds) -> Phrase:
    """Return ``55 milestones later (…), 8 earlier, 28 completed``; empty where no date changed."""
    told = [(number, what) for number, what in _moved_and_done(collection, part) if number]
    words = [f"{number} {what}" for number, what in told]
    if told:
        (number, what), *_ = told
        words[0] = f"{number} {noun(collection, number, kinds)} {what}"
    for number, what in _precision(collection, part):
        of = "" if words else f" of {noun(collection, 2, kinds)}"
        words.append(f"{counted(number, 'date')}{of} {what}")
    return (Span(text=", ".join(words)),) if words else ()


def _moved_and_done(collection: str, part: Part) -> list[tuple[int, str]]:
    """Return how many records are later, earlier, completed, without a date, and dated."""
    mine = [change for change in part.changes if change.collection == collection]
    slips = [slip for slip in part.slips if slip.change.collection == collection]
    done = [one for one in part.completions if one.change.collection == collection]
    news = Counter(due.news for due in map(due_change, mine) if due is not None)
    after, reported = later(slips), sum(one.reported_late for one in done)
    late = f" ({reported} reported late by the source)" if reported else ""
    return [
        (len(after), f"later{_slipped(after)}"),
        (len(earlier(slips)), "earlier"),
        (len(done), f"completed{late}"),
        (_reopened(mine), "no longer completed"),
        (news["dropped"], "without a date now"),
        (news["first_recorded"], "dated now"),
    ]


def _precision(collection: str, part: Part) -> list[tuple[int, str]]:
    """Return how many dates are the same as before, but less precise or more."""
    mine = [change for change in part.changes if change.collection == collection]
    news = Counter(field.news for change in mine for field in _same_dates(change))
    counts = [(news["blurred"], "less precise"), (news["refined"], "more precise")]
    return [(number, what) for number, what in counts if number]


def _same_dates(change: Change) -> list[FieldChange]:
    """Return the dates of a record that is on both sides that are only more, or less, precise."""
    if not change.is_on_both_sides:
        return []
    return [field for field in change.fields if field.news in ("refined", "blurred")]


def _slipped(slips: Sequence[Slip]) -> str:
    """Return by how much open work is later, and how much of it is known to the month alone."""
    still_open = [slip for slip in slips if slip.is_open]
    before = sum(slip.was_done for slip in slips)
    imprecise = sum(slip.moved.days is None for slip in slips)
    known = "; ".join(
        f"{number} {what}"
        for number, what in ((before, "done before"), (imprecise, "known by month only"))
        if number
    )
    if not still_open:
        return f" ({known or 'done meanwhile'})"
    worst = still_open[0]
    named = f"worst {display(worst.change.id)} {_moved(worst)}"
    middle = median_slip(still_open)
    if len(still_open) == 1 or middle is None:
        said = f"open: {display(worst.change.id)} {_moved(worst)}"
        said = said if len(slips) == 1 else f"{len(still_open)} {said}"
    else:
        said = f"{len(still_open)} open: median {range_text(*middle)}, {named}"
    return f" ({'; '.join(filter(None, (said, known)))})"


def _moved(slip: Slip) -> str:
    return difference_text(slip.moved).removesuffix(", later")


def _came_and_went(part: Part, kinds: Kinds) -> Phrase:
    """Return ``5 releases and 5 milestones new · 5 milestones dropped · 50 features moved · …``."""
    clauses = [
        _happened(part.changes, "added", "new", kinds),
        _happened(part.changes, "removed", "dropped", kinds),
        _happened(part.changes, "renumbered", "renumbered", kinds),
    ]
    clauses += [
        f"{number} {agreeing(number, members)} moved to another {noun(place, 1, kinds)}"
        for place, members, number in moves_between(part.moves)
    ]
    clauses += [
        f"{number} {agreeing(number, members)} now in no {noun(place, 1, kinds)}"
        for place, members, number in moves_to_none(part.moves)
    ]
    if part.nowhere_open:
        clauses[-1] += f", {part.nowhere_open} of them open"
    text = " · ".join(filter(None, clauses))
    return (Span(text=text),) if text else ()


def _happened(changes: Iterable[Change], kind: str, word: str, kinds: Kinds) -> str:
    found = Counter(change.collection for change in changes if change.change == kind)
    names = sorted(found, key=lambda name: rank(name, kinds))
    listed = [f"{found[name]} {noun(name, found[name], kinds)}" for name in names[:_MOST_NAMES]]
    if others := sum(found[name] for name in names[_MOST_NAMES:]):
        listed.append(counted(others, "other record"))
    if not listed:
        return ""
    *first, last = listed
    return f"{', '.join(first)} and {last} {word}" if first else f"{last} {word}"


def rank(collection: str, kinds: Kinds) -> tuple[int, str]:
    """Order collections: those that group others, those that have due dates, the rest."""
    kind = kinds.get(collection)
    if kind is not None and groups_others(kind):
        return (0, collection)
    dated = kind is not None and Role.DUE in kind.roles
    return (1 if dated else 2, collection)


def _reopened(changes: Iterable[Change]) -> int:
    """Return how many records are not completed any more."""
    staying = (change for change in changes if change.is_on_both_sides)
    fields = (change.field_with(Role.COMPLETED) for change in staying)
    return sum(field is not None and field.news == "dropped" for field in fields)


def _left_open(part: Part, kinds: Kinds) -> Phrase:
    """Return ``2 releases done with 5 open features (LDM-503-08, …)``; empty where there is none."""
    rows = [row for row in part.releases if row.timing.completed and row.open_members]
    if not rows:
        return ()
    names = [display(row.id) for row in rows[:_MOST_NAMES]]
    if len(rows) > _MOST_NAMES:
        names.append("…")
    groups, members = _called(kinds)
    number = sum(row.open_members for row in rows)
    what = f"{agreeing(len(rows), groups)} done with {number} open {agreeing(number, members)}"
    return (Span(text=f"{len(rows)} {what} ({', '.join(names)})", tone="later"),)


def _called(kinds: Kinds) -> tuple[str, str]:
    """Return what groups and their members are called (``releases``, ``features``)."""
    for name in sorted(kinds):
        spec = field_with(kinds[name], Role.MEMBERS)
        if spec is not None:
            return noun(name, 2, kinds), spec.label
    return "groups", "members"


def _judges(part: Part, kinds: Kinds) -> Phrase:
    """Return ``1 schema changed``: what says how all else is read and judged."""
    changed = (change for change in part.changes if change.change == "changed")
    found = Counter(change.collection for change in changed if change.collection in JUDGES)
    words = [f"{number} {noun(name, number, kinds)} changed" for name, number in sorted(found.items())]
    return (Span(text=", ".join(words), tone="later"),) if words else ()


def _others(part: Part) -> Phrase:
    """Return how many fields changed that no other line counts, and which."""
    fields = (field for change in part.changes for field in _other_fields(change))
    found = Counter(map(field_label, fields))
    return _fields(found, "other field", "changed")


def _other_fields(change: Change) -> list[FieldChange]:
    """Return the fields of a record that is on both sides that no count of dates tells."""
    if not change.is_on_both_sides or change.collection in JUDGES:
        return []
    done = change.field_with(Role.COMPLETED)
    counted_already = [due_change(change), *_same_dates(change)]
    if done is not None and done.news in ("first_recorded", "dropped"):
        counted_already.append(done)
    return [field for field in change.fields if not field.is_first_record and field not in counted_already]


def _recorded(part: Part) -> Phrase:
    """Return ``324 fields first recorded (WBS 124, predecessors 68, …)``."""
    found: Counter[str] = Counter()
    for row in part.recorded:
        found[label(row.field, row.spec)] += row.number
    return _fields(found, "field", "first recorded")


def _fields(found: Mapping[str, int], what: str, happened: str) -> Phrase:
    if not found:
        return ()
    names = sorted(found, key=lambda name: (-found[name], name))
    shown = [f"{name} {found[name]}" for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        shown.append("…")
    return (Span(text=f"{counted(sum(found.values()), what)} {happened} ({', '.join(shown)})"),)
