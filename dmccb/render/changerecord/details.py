"""Part of a change record -> its details by release, and what was first recorded.

Pure.  Releases and what the board watches are open; the rest is folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dmccb.changerecord.changerecord import ChangeRecord, Part
from dmccb.changerecord.groups import Group
from dmccb.changerecord.recorded import FirstRecorded, told
from dmccb.changerecord.slips import Completion
from dmccb.compare.change import JUDGES, Change
from dmccb.render.changerecord.counts import noun
from dmccb.render.changerecord.first_screen import text_cell
from dmccb.render.changerecord.news import one_row_each
from dmccb.render.changerecord.page import Cell, Column, Section, Table
from dmccb.render.changerecord.phrases import Phrase, Span, change_phrases, lateness_phrase
from dmccb.render.display import display, label
from dmccb.render.plural import counted
from dmccb.render.view import shown_within

CHANGES = (Column("Item", "id"), Column("Title"), Column("Change"))
RECORDED = (Column("Field"), Column("Records", "number"), Column("Values"))

_MOST_VALUES = 5
"""How many values of a field are told one by one."""


class _Telling(NamedTuple):
    """What the details are told of, and how much of a long list."""

    part: Part
    record: ChangeRecord
    done: Mapping[tuple[str, str], Completion]
    fold: int | None


def details(part: Part, record: ChangeRecord, fold: int | None) -> Iterator[Section]:
    """Yield what changed in which field: a section for each release, then for each other collection."""
    done = {(one.change.collection, one.change.id): one for one in part.completions}
    place = {row.id: index for index, row in enumerate(part.releases)}
    for group in sorted(part.groups, key=lambda group: place.get(group.id, len(place))):
        changes = [change for change in told(group.changes) if change.is_on_both_sides]
        if changes:
            yield _group(group, changes, _Telling(part, record, done, fold))._replace(is_detail=True)


def recorded(part: Part, record: ChangeRecord) -> Section | None:
    """Return what was first recorded, as counts; None where nothing was."""
    if not part.recorded:
        return None
    rows = tuple(_recorded(row, record) for row in part.recorded)
    number = sum(row.number for row in part.recorded)
    lead = "Fields that had no value before: the source says more, and nothing moved."
    return Section(
        "First recorded",
        (Span(text=lead),),
        table=Table(RECORDED, rows),
        is_open=False,
        records=number,
        is_detail=True,
    )


def _group(group: Group, changes: Sequence[Change], telling: _Telling) -> Section:
    first = [change for change in changes if _matters(change, group, telling.part)]
    shown = {(change.collection, change.id) for change in first}
    rest = [change for change in changes if (change.collection, change.id) not in shown]
    title = f"{display(group.id)}: {display(group.title)}" if group.title else display(group.id)
    if not group.id:
        title = _initial(noun(group.title, 2, telling.record.kinds))
    if not first:
        return Section(title, _due(group), table=_table(rest, telling), is_open=False, records=len(rest))
    parts: tuple[Section, ...] = ()
    if rest:
        folded = f"{counted(len(rest), 'more change')} in {display(group.id) or title.lower()}"
        parts = (Section(folded, table=_table(rest, telling), is_open=False, records=len(rest)),)
    return Section(title, _due(group), table=_table(first, telling), records=len(changes), parts=parts)


def _matters(change: Change, group: Group, part: Part) -> bool:
    """Tell whether the board watches a record: a release, what carries its date, the schemas, baselines."""
    named = bool(group.id) and change.id == group.id
    return named or change.collection in JUDGES or (change.collection, change.id) in part.watched


def _table(changes: Sequence[Change], telling: _Telling) -> Table:
    changes, joined = one_row_each(changes, telling.record.kinds)
    shown = changes[: shown_within(len(changes), telling.fold)]
    rows = tuple(_row(change, joined[change.collection, change.id], telling) for change in shown)
    return Table(CHANGES, rows, len(changes) - len(rows))


def _row(change: Change, joined: Iterable[Change], telling: _Telling) -> tuple[Cell, ...]:
    phrases = tuple(phrase for one in joined for phrase in _phrases(one, telling))
    return (text_cell(display(change.id)), text_cell(display(change.title)), phrases)


def _phrases(change: Change, telling: _Telling) -> list[Phrase]:
    phrases = list(change_phrases(change, telling.fold))
    completion = telling.done.get((change.collection, change.id))
    if completion is not None and (late := lateness_phrase(completion)):
        phrases.append(late)
    return phrases


def _due(group: Group) -> Phrase:
    """Return when a release is due, where that did not change; else its own row tells."""
    return (Span(text=f"due {display(group.due_new)}"),) if group.due_new == group.due_old != "" else ()


def _recorded(row: FirstRecorded, record: ChangeRecord) -> tuple[Cell, ...]:
    name = f"{label(row.field, row.spec)} of {noun(row.collection, 2, record.kinds)}"
    values = [f"{display(value)} ({number})" for value, number in row.values[:_MOST_VALUES]]
    if len(row.values) > _MOST_VALUES:
        values.append(f"{len(row.values) - _MOST_VALUES} more")
    return (text_cell(name), text_cell(str(row.number)), text_cell(", ".join(values)))


def _initial(words: str) -> str:
    return words[:1].upper() + words[1:]
