"""ChangeSet × what the reader asked for -> the part of it to show.

Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from dmccb.compare.changeset import CONTROLS, Change, ChangeSet, Control


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
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
        kept = (self._fields(change) for change in changes.changes if self._holds(change))
        moves = changes.moves if self.control in (None, "controlled") and not self.collections else ()
        if self.patterns:
            moves = tuple(
                move
                for move in moves
                if any(self._matches(key) for key in (move.feature, *move.sources, *move.targets))
            )
        return replace(changes, changes=tuple(change for change in kept if change is not None), moves=moves)

    def _holds(self, change: Change) -> bool:
        if self.collections and change.collection not in self.collections:
            return False
        return not self.patterns or self._matches(change.id) or self._matches(change.old_id)

    def _matches(self, key: str) -> bool:
        return any(fnmatchcase(key, pattern) for pattern in self.patterns)

    def _fields(self, change: Change) -> Change | None:
        """Return a change with the fields of the wanted control; None where nothing is left of it."""
        if self.control is None:
            return change
        fields = tuple(field for field in change.fields if field.control == self.control)
        if change.change != "changed" and self.control == "controlled":
            return replace(change, fields=fields)
        if not fields or change.change != "changed":
            return None
        strictest = min(CONTROLS.index(field.control) for field in fields)
        return replace(change, fields=fields, control=CONTROLS[strictest])
