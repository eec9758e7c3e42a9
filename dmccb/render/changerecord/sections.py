"""ChangeRecord -> sections of rows: the tables that every format shows.

Pure.  One section for each group of the change record, one row for each
change: item, title, and what happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dmccb.compare.change import Change, ChangeKind
from dmccb.compare.changerecord import ChangeRecord
from dmccb.compare.groups import Group
from dmccb.records.dates import days_between
from dmccb.render.changerecord.headline import noun
from dmccb.render.changerecord.phrases import Phrase, Span, change_phrases, date_phrase
from dmccb.render.display import display

_SEVERAL = 2
"""How many releases must have moved for a list of their dates to come first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One change, ready to be set.

    Attributes
    ----------
    id
        ID of the record.
    kind
        Its kind, where another row of the section has the same ID; else
        empty.
    title
        Title, or empty.
    change
        What happened, in a word.
    phrases
        What happened, in phrases.
    """

    id: str
    title: str
    change: ChangeKind
    phrases: tuple[Phrase, ...]
    kind: str = ""

    @property
    def item(self) -> str:
        """ID, and the kind in parentheses where that is needed."""
        return f"{self.id} ({self.kind})" if self.kind else self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The rows under one heading.

    Attributes
    ----------
    id
        ID of the release, or empty.
    title
        Title of the release, or the plural of the kind.
    due
        When the release is due, and how that moved; empty where unknown.
    hidden
        How many rows were folded away.
    """

    id: str
    title: str
    due: Phrase
    rows: tuple[Row, ...]
    hidden: int = 0

    @property
    def heading(self) -> str:
        """ID and title, in one line."""
        return f"{self.id}: {self.title}" if self.id and self.title else self.id or self.title


def sections(record: ChangeRecord, fold: int | None = None) -> tuple[Section, ...]:
    """Return the tables of a change record.

    Parameters
    ----------
    fold
        How many rows of a section, and how many members of a set, to show;
        the others are only counted.  None shows all.
    """
    tables = tuple(_section(group, record, fold) for group in record.groups)
    overview = _overview(record.groups)
    return (overview, *tables) if overview else tables


def _overview(groups: Sequence[Group]) -> Section | None:
    """Return the releases whose date changed, the largest slip first; None where fewer than two did."""
    moved = [group for group in groups if group.id and group.due_old != group.due_new]
    if len(moved) < _SEVERAL:
        return None
    moved.sort(key=lambda group: (-(days_between(group.due_old, group.due_new) or 0), group.id))
    rows = tuple(
        Row(id=display(group.id), title=display(group.title), change="changed", phrases=(_due(group),))
        for group in moved
    )
    return Section(id="", title="Release dates", due=(), rows=rows)


def _section(group: Group, record: ChangeRecord, fold: int | None) -> Section:
    changes = group.changes
    if fold is not None and len(changes) > fold + 1:
        changes = changes[:fold]
    shared = Counter(change.id for change in changes)
    rows = tuple(_row(change, record, fold, shared=shared[change.id] > 1) for change in changes)
    return Section(
        id=display(group.id),
        title=display(group.title) if group.id else _initial(noun(group.title, 2, record.kinds)),
        due=_due(group),
        rows=rows,
        hidden=len(group.changes) - len(changes),
    )


def _initial(words: str) -> str:
    return words[:1].upper() + words[1:]


def _row(change: Change, record: ChangeRecord, fold: int | None, *, shared: bool) -> Row:
    return Row(
        id=display(change.id),
        kind=noun(change.collection, 1, record.kinds) if shared else "",
        title=display(change.title),
        change=change.change,
        phrases=change_phrases(change, (record.document,), fold),
    )


def _due(group: Group) -> Phrase:
    """Return when a release is due, and how that moved."""
    old, new = display(group.due_old), display(group.due_new)
    if old and new and old != new:
        return date_phrase("due", old, new)
    if new:
        return (Span(text=f"due {new}"),)
    return (Span(text=f"was due {old}"),) if old else ()
