"""ChangeRecord -> headline: the change summed up in counts.

Pure.  A slip is a due date that moved; a completion is the status that says
when a record was reached.  The schemas say which fields these are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from dmccb.baseline.register import REGISTER
from dmccb.compare.change import Change
from dmccb.compare.changerecord import ChangeRecord
from dmccb.compare.changeset import Side
from dmccb.records.kinds import Kinds
from dmccb.records.roles import Role
from dmccb.records.vocabulary import groups_others
from dmccb.render.difference import days_text
from dmccb.render.display import display
from dmccb.render.plural import agreeing, counted, plural

_KINDS = ("added", "removed", "renumbered")


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The counts of a change record, in words.

    Attributes
    ----------
    subject
        What was compared (``LDM-564 v1.4 → v1.5``).
    clauses
        One for each collection; never empty.
    """

    subject: str
    clauses: tuple[str, ...]

    def __str__(self) -> str:
        """Return the headline as one line."""
        return f"{self.subject}: {'; '.join(self.clauses)}"


def headline(record: ChangeRecord) -> Headline:
    """Return what changed, in counts."""
    by_collection: dict[str, list[Change]] = {}
    for change in record.changeset.changes:
        by_collection.setdefault(change.collection, []).append(change)
    names = sorted(by_collection, key=lambda name: _rank(name, record.kinds))
    clauses = [_clause(name, by_collection[name], record.kinds) for name in names]
    clauses += _moved(record)
    return Headline(subject=subject(record), clauses=tuple(clauses) or ("no change",))


def subject(record: ChangeRecord) -> str:
    """Return what was compared (``LDM-564 v1.4 → v1.5``)."""
    old, new = (_side_name(side, record.document) for side in (record.changeset.old, record.changeset.new))
    return f"{display(record.document)} {old} → {new}".strip()


def history_text(record: ChangeRecord) -> str:
    """Return the sentence for the document's own change record."""
    text = "; ".join(headline(record).clauses)
    approval = f" Approved in {display(record.rfc)}." if record.rfc else ""
    return f"{text[:1].upper()}{text[1:]}.{approval}"


def particulars(record: ChangeRecord) -> tuple[tuple[str, str], ...]:
    """Return what is known of the document: (name, value), nothing empty."""
    known = (
        ("Document", record.document_title),
        ("Version", record.version),
        ("Date", record.date),
        ("Approval", record.rfc),
        ("Owner", record.owner),
        ("Not shown", _left_out(record)),
    )
    return tuple((name, display(value)) for name, value in known if value)


def _left_out(record: ChangeRecord) -> str:
    """Return how much of the change is outside the document, or empty."""
    if not record.outside:
        return ""
    return f"{counted(record.outside, 'changed record')} outside {record.document}"


def noun(collection: str, count: int, kinds: Kinds) -> str:
    """Return what a reader calls the records of a collection, in the right number."""
    kind = kinds.get(collection)
    if kind is None:
        return agreeing(count, display(collection))
    own = kind.noun != kind.name.replace("_", " ")  # the schema has a word for readers
    return display(plural(count, kind.noun, "" if own else kind.collection.replace("_", " ")))


def moves_by_kind(record: ChangeRecord) -> list[tuple[str, str, int]]:
    """Return collection of the groups, word for their members, and number of moves between them."""
    found = Counter((move.collection, move.members) for move in record.changeset.moves)
    return [(collection, members, found[collection, members]) for collection, members in sorted(found)]


def _moved(record: ChangeRecord) -> list[str]:
    return [
        f"{count} {agreeing(count, members)} moved to another {noun(collection, 1, record.kinds)}"
        for collection, members, count in moves_by_kind(record)
    ]


def _rank(collection: str, kinds: Kinds) -> tuple[int, str]:
    """Order collections: those that group others, those that have due dates, the rest."""
    kind = kinds.get(collection)
    if kind is not None and groups_others(kind):
        return (0, collection)
    dated = kind is not None and Role.DUE in kind.roles
    return (1 if dated else 2, collection)


def _side_name(side: Side, document: str) -> str:
    return display(side.name.removeprefix(f"{document}/") if document else side.name)


def _clause(collection: str, changes: list[Change], kinds: Kinds) -> str:
    """Return the counts of one collection, its noun once."""
    (first, what), *others = _counts(collection, changes)
    words = [f"{count} {what}" for count, what in others]
    return ", ".join([f"{first} {noun(collection, first, kinds)} {what}", *words])


def _counts(collection: str, changes: list[Change]) -> list[tuple[int, str]]:
    """Return how many changes of each sort a collection has; those that there are."""
    slips = [(days, change.id) for change in changes if (days := _slip(change)) > 0]
    news = Counter(what for change in changes for what in _news(change))
    dated = [(len(slips), _slipped(slips)), *((news[what], what) for what in _DATED)]
    changed = "otherwise changed" if any(count for count, _ in dated) else "changed"
    came = "registered" if collection == REGISTER else "added"
    counts = [
        (news["added"], came),
        (news["removed"], "removed"),
        (news["renumbered"], "renumbered"),
        *dated,
        (news[_OTHER], changed),
    ]
    return [each for each in counts if each[0]]


def _slipped(slips: list[tuple[int, str]]) -> str:
    """Return by how much records slipped."""
    if not slips:
        return ""
    worst, name = min(slips, key=lambda slip: (-slip[0], slip[1]))
    if len(slips) == 1:
        return f"slipped ({days_text(worst)}, {display(name)})"
    middle = days_text(round(median(days for days, _ in slips)))
    return f"slipped (median {middle}, worst {days_text(worst)} {display(name)})"


_FORWARD = "came forward"
_UNDATED = "without a date now"
_NEWLY_DATED = "dated now"
_COMPLETED = "completed"
_DATED = (_FORWARD, _UNDATED, _NEWLY_DATED, _COMPLETED)
_OTHER = "other"


def _slip(change: Change) -> int:
    """Return by how many days the due date of a record moved."""
    due = change.field_with(Role.DUE)
    apart = due.difference if due is not None and due.control == "controlled" else None
    return round(apart.middle) if apart is not None else 0


def _news(change: Change) -> list[str]:
    """Return what a record is counted under, but for slips."""
    days = _slip(change)
    found = [_FORWARD] if days < 0 else []
    if change.change in ("changed", "renumbered"):
        due, done = change.field_with(Role.DUE), change.field_with(Role.COMPLETED)
        if due is not None and due.new is None:
            found.append(_UNDATED)
        if due is not None and due.old is None:
            found.append(_NEWLY_DATED)
        if done is not None and done.old is None:
            found.append(_COMPLETED)
    if change.change in _KINDS:
        return [change.change, *found]
    return found if found or days else [_OTHER]
