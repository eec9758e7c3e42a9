"""ChangeSet × the records of both sides -> ChangeRecord: what a change means, ready to be rendered.

Pure.  What belongs to the document whose baselines are compared comes first;
the rest is a part of its own, so that nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from dmccb.changerecord.background import Background
from dmccb.changerecord.elements import ElementRow, element_rows
from dmccb.changerecord.groups import Group, grouped
from dmccb.changerecord.head import Head
from dmccb.changerecord.recorded import FirstRecorded, first_recorded
from dmccb.changerecord.releases import ReleaseRow, release_rows
from dmccb.changerecord.slips import Completion, Slip, completions, slips
from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet, Move
from dmccb.impact.graph import Item, ReferenceGraph, build_graph
from dmccb.impact.responsible import Responsible
from dmccb.records.kinds import Kinds
from dmccb.records.roles import Role

BOARD_LEVEL = 2
"""Levels 1 and 2 are the board's: the funding agency's and those of several subsystems (LDM-294 §4.3)."""


class Part(NamedTuple):
    """What changed in one document, or outside of it.

    Attributes
    ----------
    changes
        All of its changes.
    moves
        Members that went to another group, or to none.
    slips
        Baseline dates that moved, the largest slip first.
    completions
        What was completed, the latest against its date first.
    releases
        A row for each release that is touched, the one that matters most
        first.
    elements
        The slips by WBS element.
    groups
        The changes by release, then by collection; each is in exactly one.
    recorded
        Fields that had no value before, counted.
    nowhere_open
        How many of the members that are in no group now are not completed.
    watched
        Records of levels 1 and 2, which the board watches.
    """

    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()
    slips: tuple[Slip, ...] = ()
    completions: tuple[Completion, ...] = ()
    releases: tuple[ReleaseRow, ...] = ()
    elements: tuple[ElementRow, ...] = ()
    groups: tuple[Group, ...] = ()
    recorded: tuple[FirstRecorded, ...] = ()
    nowhere_open: int = 0
    watched: frozenset[Item] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes and not self.moves


class ChangeRecord(NamedTuple):
    """What a change means, ready to be rendered.

    Attributes
    ----------
    changeset
        The whole comparison.
    head
        What is compared, and what is said of it.
    inside
        What belongs to the document; everything where there is none.
    outside
        What does not; empty where there is no document.
    kinds
        The kinds of the records, for what a reader calls them.
    everything
        Whether the reader wants the outside in full as well.
    links
        Names of documents and tickets -> their addresses.
    """

    changeset: ChangeSet
    head: Head = Head()
    inside: Part = Part()
    outside: Part = Part()
    kinds: Kinds = MappingProxyType({})
    everything: bool = False
    links: Mapping[str, str] = MappingProxyType({})


def change_record(
    changeset: ChangeSet,
    head: Head,
    background: Background,
    who: Mapping[str, Responsible] = MappingProxyType({}),
    *,
    as_of: date = date.min,
    everything: bool = False,
) -> ChangeRecord:
    """Return what a change set means.

    Parameters
    ----------
    changeset
        The change set, with its scope marked.
    head
        What is compared.
    background
        The records around it.
    who
        Code of a WBS element -> who answers for it.
    as_of
        The day on which dates of the new side are past or not.
    everything
        Whether the reader wants the outside in full as well.
    """
    around = _Around(background, build_graph(background.new, background.kinds), who, as_of)
    return ChangeRecord(
        changeset=changeset,
        head=head,
        inside=_part(changeset, around, inside=True),
        outside=_part(changeset, around, inside=False),
        kinds=background.kinds,
        everything=everything,
    )


class _Around(NamedTuple):
    """What is known around a change set."""

    background: Background
    graph: ReferenceGraph
    who: Mapping[str, Responsible]
    as_of: date


def _part(changeset: ChangeSet, around: _Around, *, inside: bool) -> Part:
    background = around.background
    changes = [change for change in changeset.changes if change.in_scope == inside]
    moves = [move for move in changeset.moves if move.in_scope == inside]
    if not changes and not moves:
        return Part()
    moved = slips(changes, background)
    return Part(
        changes=tuple(changes),
        moves=tuple(moves),
        slips=moved,
        completions=completions(changes, background, changeset.old.date),
        releases=release_rows(changes, background, around.graph, around.as_of),
        elements=element_rows(moved, around.who),
        groups=grouped(changes, background),
        recorded=first_recorded(changes),
        nowhere_open=_nowhere_open(moves, background),
        watched=_watched(changes, background),
    )


def _nowhere_open(moves: Iterable[Move], background: Background) -> int:
    return sum(not move.targets and not background.is_done(background.member(move)) for move in moves)


def _watched(changes: Iterable[Change], background: Background) -> frozenset[Item]:
    out = set()
    for change in changes:
        item = (change.collection, change.id)
        old = background.value(background.old, (change.collection, change.old_id or change.id), Role.LEVEL)
        levels = (old, background.value(background.new, item, Role.LEVEL))
        if any(isinstance(level, int) and level <= BOARD_LEVEL for level in levels):
            out.add(item)
    return frozenset(out)
