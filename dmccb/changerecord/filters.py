"""ChangeSet × what the reader asked for -> the part of it to show, which says that it is a part.

Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from dmccb.changerecord.background import Background
from dmccb.changerecord.groups import grouping, parts_of
from dmccb.changerecord.slips import moved_date
from dmccb.compare.change import JUDGES, Change
from dmccb.compare.changeset import ChangeSet, Move, counted
from dmccb.impact.graph import Item
from dmccb.impact.responsible import Responsible
from dmccb.records import vocabulary
from dmccb.records.field import Control
from dmccb.records.roles import Role


class Filters(NamedTuple):
    """What to show of a change set; each that is empty lets everything through.

    Attributes
    ----------
    collections
        Only these collections.
    patterns
        Only IDs (new or old) that match one of these shell patterns.
    control
        Only fields of this control.
    releases
        Only what belongs to these releases: themselves, their test
        milestones, their features.
    elements
        Only what belongs to these WBS elements or those below them.
    institutions
        Only what belongs to WBS elements led by an institution whose name
        contains one of these, in capitals or not.
    levels
        Only records of these levels.
    open_only
        Only what can be completed and is not.
    min_slip
        Only what is, or may be, later by this number of days or more.
    """

    collections: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    control: Control | None = None
    releases: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    open_only: bool = False
    min_slip: int | None = None

    @property
    def given(self) -> dict[str, tuple[str, ...]]:
        """Name of each filter that was given -> its values, as text."""
        values = {
            "release": self.releases,
            "wbs": self.elements,
            "institution": self.institutions,
            "level": tuple(map(str, self.levels)),
            "open": ("true",) if self.open_only else (),
            "min_slip": () if self.min_slip is None else (str(self.min_slip),),
            "collection": self.collections,
            "id": self.patterns,
            "control": (self.control,) if self.control else (),
        }
        return {name: found for name, found in values.items() if found}


def filtered(
    changes: ChangeSet, filters: Filters, background: Background, who: Mapping[str, Responsible]
) -> ChangeSet:
    """Return the part of a change set that passes the filters, and count the rest as not shown.

    Parameters
    ----------
    changes
        The change set.
    filters
        What to show.
    background
        The records around it.
    who
        Code of a WBS element -> its institution.
    """
    if not filters.given:
        return changes
    sieve = _Sieve(filters, background, who)
    kept: list[Change] = []
    hidden: list[Change] = []
    for change in changes.changes:
        rest = _of_control(change, filters.control) if sieve.passes(change) else None
        if rest is None:
            hidden.append(change)
        else:
            kept.append(rest)
    names = {(change.collection, change.id) for change in kept}
    not_shown = {**changes.not_shown}
    for name, number in counted(hidden).items():
        not_shown[name] = not_shown.get(name, 0) + number
    return changes._replace(
        changes=tuple(kept),
        moves=tuple(move for move in changes.moves if sieve.shows(move)),
        following=tuple(one for one in changes.following if (one.collection, one.id) in names),
        filtered=filters.given,
        not_shown=not_shown,
    )


class _Sieve:
    """Says which changes and moves pass the filters."""

    def __init__(self, filters: Filters, background: Background, who: Mapping[str, Responsible]) -> None:
        self._filters, self._background, self._who = filters, background, who
        self._members = _members_of(filters.releases, background)
        tests: tuple[tuple[bool, Callable[[Item], bool]], ...] = (
            (bool(filters.releases), self._in_release),
            (bool(filters.elements), self._in_element),
            (bool(filters.institutions), self._led_by),
            (bool(filters.levels), self._of_level),
            (filters.open_only, self._is_open),
        )
        self._tests = [test for wanted, test in tests if wanted]

    def passes(self, change: Change) -> bool:
        """Tell whether a change passes; its fields are looked at elsewhere."""
        filters = self._filters
        if change.collection in JUDGES and change.change != "added":
            return True  # what was done to the judges is told, whatever a reader selects
        if filters.collections and change.collection not in filters.collections:
            return False
        if filters.patterns and not self._matches((change.id, change.old_id)):
            return False
        if filters.min_slip is not None and not _slipped(change, filters.min_slip):
            return False
        items = {(change.collection, change.id), (change.collection, change.old_id or change.id)}
        return all(any(map(test, items)) for test in self._tests)

    def shows(self, move: Move) -> bool:
        """Tell whether a move passes; it is controlled, and a change of two groups."""
        filters = self._filters
        if filters.control not in (None, "controlled") or filters.min_slip is not None:
            return False
        if filters.collections and move.collection not in filters.collections:
            return False
        groups = (*move.sources, *move.targets)
        if filters.patterns and not self._matches((move.feature, *groups)):
            return False
        member = self._background.member(move)
        return not member[0] or all(test(member) for test in self._tests)

    def _matches(self, keys: Iterable[str]) -> bool:
        known = [key for key in keys if key]
        return any(fnmatchcase(key, pattern) for pattern in self._filters.patterns for key in known)

    def _in_release(self, item: Item) -> bool:
        return item in self._members

    def _in_element(self, item: Item) -> bool:
        codes = self._codes(item)
        wanted = self._filters.elements
        return any(code == top or code.startswith(f"{top}.") for code in codes for top in wanted)

    def _led_by(self, item: Item) -> bool:
        known = [self._who[code].institution.casefold() for code in self._codes(item) if code in self._who]
        return any(part.casefold() in name for part in self._filters.institutions for name in known)

    def _codes(self, item: Item) -> list[str]:
        """Return the elements that an item belongs to, or is, on either side."""
        sides = (self._background.old, self._background.new)
        codes = [self._background.text(side, item, Role.ELEMENT) for side in sides]
        elements = vocabulary.target_kinds(self._background.kinds, Role.ELEMENT)
        kind = self._background.kinds.get(item[0])
        own = [item[1]] if kind is not None and kind.name in elements else []
        return [code for code in (*codes, *own) if code]

    def _of_level(self, item: Item) -> bool:
        sides = (self._background.old, self._background.new)
        carriers = ((side, self._background.carrier(item, side)) for side in sides)
        found = [self._background.value(side, carrier, Role.LEVEL) for side, carrier in carriers]
        return any(level in self._filters.levels for level in found if isinstance(level, int))

    def _is_open(self, item: Item) -> bool:
        side = self._background.new
        carrier = self._background.carrier(item, side)
        kind = self._background.kinds.get(carrier[0])
        if kind is None or Role.COMPLETED not in kind.roles:
            return False
        known = carrier[1] in side.get(carrier[0], {})
        return known and not self._background.text(side, carrier, Role.COMPLETED)


def _members_of(releases: Iterable[str], background: Background) -> frozenset[Item]:
    """Return the groups with some IDs, on either side, with what carries their titles and their members."""
    wanted = set(releases)
    out: set[Item] = set()
    for side in (background.old, background.new):
        for group in grouping(side, background.kinds):
            if group[1] in wanted:
                out.update((group, *parts_of(group, side, background)))
    return frozenset(out)


def _slipped(change: Change, days: int) -> bool:
    due = moved_date(change)
    apart = due.difference if due is not None else None
    return apart is not None and apart.most is not None and apart.most >= days


def _of_control(change: Change, control: Control | None) -> Change | None:
    """Return a change with the fields of the wanted control; None where nothing is left of it.

    That a record appeared, left or got a new ID is controlled; what else
    it says of its status is status accounting all the same.
    """
    if control is None:
        return change
    fields = tuple(field for field in change.fields if field.control == control)
    if change.change != "changed" and control == "controlled":
        return change._replace(fields=fields)
    return change._replace(fields=fields, control=control) if fields else None
