"""ChangeSet × what the reader asked for -> the part of it to show.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet, Move
from dmccb.records.field import Control


class Selection(NamedTuple):
    """What to show of a change set.

    Attributes
    ----------
    collections
        Only these collections; all where empty.
    patterns
        Only IDs (new or old) that match one of these shell patterns; all
        where empty.
    control
        Only fields of this control; all where empty.
    """

    collections: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    control: Control | None = None

    def apply(self, changes: ChangeSet) -> ChangeSet:
        """Return the selected part."""
        kept = (self._of_control(change) for change in changes.changes if self._holds(change))
        return changes._replace(
            changes=tuple(change for change in kept if change is not None),
            moves=tuple(move for move in changes.moves if self._shows(move)),
            following=tuple(change for change in changes.following if self._holds(change)),
        )

    def _holds(self, change: Change) -> bool:
        if self.collections and change.collection not in self.collections:
            return False
        return not self.patterns or self._matches((change.id, change.old_id))

    def _shows(self, move: Move) -> bool:
        """Tell whether a move is selected; it is a change of what is controlled, and of two records."""
        if self.collections or self.control not in (None, "controlled"):
            return False
        return not self.patterns or self._matches((move.feature, *move.sources, *move.targets))

    def _matches(self, keys: Iterable[str]) -> bool:
        return any(fnmatchcase(key, pattern) for pattern in self.patterns for key in keys)

    def _of_control(self, change: Change) -> Change | None:
        """Return a change with the fields of the wanted control; None where nothing is left of it.

        That a record appeared, left or got a new ID is controlled; what else
        it says of its status is status accounting all the same.
        """
        if self.control is None:
            return change
        fields = tuple(field for field in change.fields if field.control == self.control)
        if change.change != "changed" and self.control == "controlled":
            return change._replace(fields=fields)
        return change._replace(fields=fields, control=self.control) if fields else None
