"""Part of a change record -> what is invalid, new, dropped, renumbered, moved, or in no release now.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dmccb.changerecord.changerecord import ChangeRecord, Part
from dmccb.compare.change import Change
from dmccb.compare.changeset import Move
from dmccb.records.kinds import Kinds
from dmccb.render.changerecord.counts import moves_to_none, noun, rank
from dmccb.render.changerecord.first_screen import text_cell
from dmccb.render.changerecord.page import Cell, Column, Section, Table
from dmccb.render.changerecord.phrases import Phrase, Span, facts, renumbering
from dmccb.render.display import display
from dmccb.render.plural import agreeing
from dmccb.render.view import shown_within

ITEMS = (Column("Item", "id"), Column("Title"), Column("What"))


def news(part: Part, record: ChangeRecord, fold: int | None) -> Iterator[Section]:
    """Yield the sections on what is not a change of a field, those that are not empty."""
    for kind, title in (("added", "New"), ("removed", "Dropped")):
        changes = [change for change in part.changes if change.change == kind]
        yield from _came_or_went(title, changes, record, fold)
    yield from _moved(part.moves, record.kinds)
    yield from _renumbered(part, record.kinds)


def invalid(record: ChangeRecord) -> Section | None:
    """Return what the schemas forbid in the records that changed; None where they are valid."""
    found = [change for change in record.changeset.changes if change.invalid]
    if not found:
        return None
    rows = tuple(_row(change, _forbidden(change)) for change in found)
    return Section("Invalid records", table=Table(ITEMS, rows), records=len(rows))


def _forbidden(change: Change) -> list[Phrase]:
    return [(Span(text=display(said), tone="later"),) for said in change.invalid]


def _came_or_went(
    title: str, changes: Sequence[Change], record: ChangeRecord, fold: int | None
) -> Iterator[Section]:
    """Yield a section for each collection, with the facts of each record."""
    kinds, unsaid = record.kinds, (record.head.document,)
    changes, joined = one_row_each(changes, kinds)
    for name in sorted({change.collection for change in changes}, key=lambda name: rank(name, kinds)):
        mine = [change for change in changes if change.collection == name]
        shown = mine[: shown_within(len(mine), fold)]
        rows = []
        for change in shown:
            told = joined[change.collection, change.id]
            rows.append(_row(change, [fact for one in told for fact in facts(one, unsaid, fold)]))
        heading = f"{title} {noun(name, len(mine), kinds)}"
        table = Table(ITEMS, tuple(rows), len(mine) - len(rows))
        yield Section(heading, table=table, records=len(mine))


def _renumbered(part: Part, kinds: Kinds) -> Iterator[Section]:
    changes = [change for change in part.changes if change.change == "renumbered"]
    changes, joined = one_row_each(changes, kinds)
    if changes:
        told = [(change, joined[change.collection, change.id]) for change in changes]
        rows = tuple(_row(change, list(map(renumbering, ones))) for change, ones in told)
        yield Section("New IDs", table=Table(ITEMS, rows), records=len(rows))


def one_row_each(
    changes: Sequence[Change], kinds: Kinds
) -> tuple[list[Change], dict[tuple[str, str], list[Change]]]:
    """Return one change for each row, and what the row tells of: a release and its test milestone are one.

    Parameters
    ----------
    changes
        Changes of several collections.
    kinds
        The kinds of the records.
    """
    groups = {
        change.id: (change.collection, change.id)
        for change in changes
        if change.collection in kinds and kinds[change.collection].titled_by
    }
    joined: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        own = (change.collection, change.id)
        row = groups.get(change.id, own) if _carries(change, kinds, groups) else own
        joined.setdefault(row, []).append(change)
    return [change for change in changes if (change.collection, change.id) in joined], joined


def _carries(change: Change, kinds: Kinds, groups: Mapping[str, tuple[str, str]]) -> bool:
    """Tell whether a record is of the kind that carries the title of the group with the same ID."""
    group = kinds[groups[change.id][0]] if change.id in groups else None
    if group is None:
        return False
    kind = kinds.get(change.collection)
    return kind is not None and group.fields[group.titled_by].ref == kind.name


def _row(change: Change, phrases: Sequence[Phrase]) -> tuple[Cell, ...]:
    return (text_cell(display(change.id)), text_cell(display(change.title)), tuple(phrases))


def _moved(moves: Iterable[Move], kinds: Kinds) -> Iterator[Section]:
    elsewhere = [move for move in moves if move.targets]
    if elsewhere:
        items = tuple((Span(text=text),) for text in move_lines(elsewhere))
        yield Section("Moved", items=items, records=len(elsewhere))
    for collection, members, _ in moves_to_none(moves):
        mine = [
            move
            for move in moves
            if not move.targets and (move.collection, move.members) == (collection, members)
        ]
        items = tuple((Span(text=text),) for text in _from(mine))
        title = f"Now in no {noun(collection, 1, kinds)}: {len(mine)} {agreeing(len(mine), members)}"
        yield Section(title, items=items, records=len(mine))


def move_lines(moves: Sequence[Move]) -> list[str]:
    """Return ``DM-AP-7 and DM-AP-9: LDM-503-06 → LDM-503-09a``, by the release where they are now."""
    ways: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for move in moves:
        ways.setdefault((move.targets, move.sources), []).append(move.feature)
    return [
        f"{listed(features)}: {listed(sources)} → {listed(targets)}"
        for (targets, sources), features in sorted(ways.items())
    ]


def _from(moves: Iterable[Move]) -> list[str]:
    """Return ``DM-AP-7 and DM-AP-9, until now in LDM-503-06``."""
    by_source: dict[tuple[str, ...], list[str]] = {}
    for move in moves:
        by_source.setdefault(move.sources, []).append(move.feature)
    return [
        f"{listed(features)}, until now in {listed(sources)}"
        for sources, features in sorted(by_source.items())
    ]


def listed(names: Sequence[str]) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    *others, last = [display(name) for name in sorted(names)]
    return f"{', '.join(others)} and {last}" if others else last
