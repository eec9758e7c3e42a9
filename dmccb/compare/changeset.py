"""What changed between two baselines, as a value.

Pure.  Made by ``compare``; read by ``impact``, ``changerecord`` and
``render``.  ``as_json`` gives the shape of
``schemas/changeset.schema.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from dmccb.compare.change import CHANGE_KINDS, Change, controlled_part
from dmccb.records.canonical_json import canonical_json, sha256

SCHEMA = "dmccb/changeset/2"


class Side(NamedTuple):
    """One of the two things compared.

    Attributes
    ----------
    name
        What the user called it: a baseline, a revision, a folder.
    commit
        Full object name of the commit; empty for a folder.
    digest
        Digest that the register records for a baseline; empty for anything
        else, since computing it would mean reading every record.
    date
        Date of a baseline in the register, else of the commit, ISO 8601;
        empty for a folder.
    """

    name: str
    commit: str = ""
    digest: str = ""
    date: str = ""


class Move(NamedTuple):
    """A member that left a group, such as a feature that is in another release now, or in none.

    Attributes
    ----------
    collection
        Collection of the groups (``releases``).
    members
        What the members of these groups are called (``features``).
    feature
        ID of the member that moved; its new one, where it has one.
    sources, targets
        IDs of the groups that lost it, and of those that gained it; no
        targets where no group has it now.
    in_scope
        Whether one of these groups belongs to the document whose baselines
        are compared.
    """

    collection: str
    members: str
    feature: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    in_scope: bool = True

    def as_json(self) -> dict[str, object]:
        """Return the move as JSON values."""
        return {"feature": self.feature, "from": list(self.sources), "to": list(self.targets)}


class ChangeSet(NamedTuple):
    """Everything that differs between two baselines.

    Attributes
    ----------
    changes
        Sorted by collection, then ID.
    moves
        Sorted by collection, then feature.
    following
        Fields that only follow the new ID of a record that they refer to.
        They change nothing, so they are neither counted nor shown nor part
        of the digest; ``apply`` needs them.
    document
        Handle of the document in whose scope changes are or are not; empty
        where there is none.
    filtered
        What the reader asked to see only: name of the filter -> its values.
    not_shown
        Collection -> how many changed records were left out on purpose.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()
    following: tuple[Change, ...] = ()
    document: str = ""
    filtered: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    not_shown: Mapping[str, int] = MappingProxyType({})

    @property
    def is_whole(self) -> bool:
        """Whether it is all that differs: nothing was filtered or left out."""
        return not self.filtered and not self.not_shown

    @property
    def summary(self) -> dict[str, dict[str, int]]:
        """Collection -> what happened -> how many records; each record is counted once."""
        out: dict[str, dict[str, int]] = {}
        for change in self.changes:
            counts = out.setdefault(change.collection, dict.fromkeys((*CHANGE_KINDS, "first_recorded"), 0))
            counts["first_recorded" if change.is_first_recorded else change.change] += 1
        return out

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON of what is controlled; empty where something is left out.

        Equal meaning gives an equal digest, whatever the commits, the names
        of the two sides, the formatting, and the status accounting.
        """
        if not self.is_whole:
            return ""
        controlled = [controlled_part(change) for change in self.changes if change.control == "controlled"]
        moves = [move.as_json() for move in self.moves if move.targets]
        return sha256([canonical_json({"changes": controlled, "moves": moves})])

    def as_json(self) -> dict[str, object]:
        """Return the change set as JSON values (``changeset.schema.json``)."""
        return {
            "schema": SCHEMA,
            "old": _side_json(self.old),
            "new": _side_json(self.new),
            "digest": self.digest or None,
            "scope": {"document": self.document} if self.document else None,
            "filtered": {name: list(values) for name, values in self.filtered.items()},
            "not_shown": dict(self.not_shown),
            "invalid": sum(bool(change.invalid) for change in self.changes),
            "summary": self.summary,
            "changes": [change.as_json() for change in self.changes],
            "moves": [move.as_json() for move in self.moves],
        }


def counted(changes: Iterable[Change]) -> dict[str, int]:
    """Return collection -> how many changes, sorted."""
    return dict(sorted(Counter(change.collection for change in changes).items()))


def _side_json(side: Side) -> dict[str, object]:
    return {
        "name": side.name,
        "commit": side.commit or None,
        "digest": side.digest or None,
        "date": side.date or None,
    }
