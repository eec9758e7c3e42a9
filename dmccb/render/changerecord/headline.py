"""ChangeRecord -> headline: what it comes to, in counts.

Pure.  A slip is a controlled date that moved; a completion is the status that
says when a record was reached.  The date on which something was issued (a
field called ``date``) is no deadline and never a slip.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from dmccb.compare.changerecord import ChangeRecord
from dmccb.compare.changeset import Change, Side
from dmccb.render.changerecord.phrases import ISSUED, slip_text
from dmccb.render.display import display

_FIRST = ("releases", "milestones")
_PLURALS = {"wbs": ("WBS element", "WBS elements"), "people": ("person", "people")}
_KINDS = ("added", "removed", "renumbered")


DUE = "due"
"""Field with the date that a plan is about."""


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
    clauses = [_clause(name, by_collection[name]) for name in sorted(by_collection, key=_rank)]
    moves = len(record.changeset.moves)
    if moves:
        clauses.append(f"{moves} {'feature' if moves == 1 else 'features'} moved to another release")
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
    records = "record" if record.outside == 1 else "records"
    return f"{record.outside} changed {records} outside {record.document}"


def noun(collection: str, count: int = 1) -> str:
    """Return the kind of a collection's records, in the right number."""
    name = display(collection)
    one, many = _PLURALS.get(name, (_singular(name), name))
    return one if count == 1 else many


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name.removesuffix("s") if not name.endswith("ss") else name


def _rank(collection: str) -> tuple[int, str]:
    return (_FIRST.index(collection) if collection in _FIRST else len(_FIRST), collection)


def _side_name(side: Side, document: str) -> str:
    return display(side.name.removeprefix(f"{document}/"))


def _clause(collection: str, changes: list[Change]) -> str:
    """Return the counts of one collection, its noun once."""
    slips = [(days, change.id) for change in changes for days in _slips(change)]
    dated = (
        _slipped([slip for slip in slips if slip[0] > 0]),
        (sum(days < 0 for days, _ in slips), "came forward"),
        (sum(_undated(change) for change in changes), "without a date now"),
        (sum(_newly_dated(change) for change in changes), "dated now"),
        (sum(_completed(change) for change in changes), "completed"),
    )
    changed = "otherwise changed" if any(count for count, _ in dated) else "changed"
    counts = [(sum(change.change == kind for change in changes), kind) for kind in _KINDS]
    counts += [*dated, (sum(_otherwise(change) for change in changes), changed)]
    (first, what), *others = [(count, what) for count, what in counts if count]
    words = [f"{count} {what}" for count, what in others]
    return ", ".join([f"{first} {noun(collection, first)} {what}", *words])


def _slipped(slips: list[tuple[int, str]]) -> tuple[int, str]:
    """Return how many slipped, and by how much."""
    if not slips:
        return 0, ""
    worst, name = min(slips, key=lambda slip: (-slip[0], slip[1]))
    if len(slips) == 1:
        return 1, f"slipped ({slip_text(worst)}, {display(name)})"
    middle = slip_text(round(median(days for days, _ in slips)))
    return len(slips), f"slipped (median {middle}, worst {slip_text(worst)} {display(name)})"


def _slips(change: Change) -> Iterable[int]:
    """Yield the slip of a record: that of its first controlled date that moved."""
    for field in change.fields:
        if field.days and field.control == "controlled" and field.field != ISSUED:
            yield field.days
            return


def _undated(change: Change) -> bool:
    field = change.field(DUE)
    return change.change in ("changed", "renumbered") and field is not None and field.new is None


def _newly_dated(change: Change) -> bool:
    field = change.field(DUE)
    return change.change in ("changed", "renumbered") and field is not None and field.old is None


def _completed(change: Change) -> bool:
    field = change.field("completed")
    return change.change in ("changed", "renumbered") and field is not None and field.old is None


def _otherwise(change: Change) -> bool:
    """Say whether a record changed, and no other count tells it."""
    told = (any(_slips(change)), _completed(change), _undated(change), _newly_dated(change))
    return change.change == "changed" and not any(told)
