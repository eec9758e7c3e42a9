"""What changed between two baselines, as values.

Pure.  Made by ``compare``; read by ``impact``, ``changerecord`` and
``render``.  ``as_json`` gives the shape of
``schemas/changeset.schema.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from dmccb.records.canonical_json import canonical_json, sha256
from dmccb.records.field import Control, Field
from dmccb.records.record import Value
from dmccb.records.roles import Role

ChangeKind = Literal["added", "removed", "changed", "renumbered"]

CHANGE_KINDS: tuple[ChangeKind, ...] = ("added", "removed", "changed", "renumbered")

SCHEMA = "dmccb/changeset/1"

NO_SPEC = Field(name="")
"""What is known of a field that the schema does not have."""


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
    """

    name: str
    commit: str = ""
    digest: str = ""


class FieldChange(NamedTuple):
    """One field that differs.

    Attributes
    ----------
    field
        Name of the field; ``github.login`` for one inside an object.
    control
        Whether its change is a change of the baseline.
    spec
        What the schema says of the field: how it compares, and its roles.
    old, new
        The values; None where the field is absent.
    days
        For two dates, new minus old in calendar days; positive is later.
    added, removed
        For sets and lists, the members that came and went; for two texts,
        the runs of words.
    """

    field: str
    control: Control
    spec: Field = NO_SPEC
    old: Value | None = None
    new: Value | None = None
    days: int | None = None
    added: tuple[Value, ...] = ()
    removed: tuple[Value, ...] = ()

    @property
    def compare(self) -> str:
        """How the schema compares it: ``date``, ``text``, ``version``, ``set``, ``list`` or empty."""
        return self.spec.compare

    def has(self, role: Role) -> bool:
        """Tell whether the schema gives the field a role."""
        return role in self.spec.roles

    def as_json(self) -> dict[str, object]:
        """Return the field change as JSON values."""
        out: dict[str, object] = {
            "field": self.field,
            "control": self.control,
            "old": self.old,
            "new": self.new,
        }
        if self.days is not None:
            out["days"] = self.days
        if self.compare in ("set", "list") or self.added or self.removed:
            out["added"] = list(self.added)
            out["removed"] = list(self.removed)
        return out


class Change(NamedTuple):
    """One record that appeared, left, changed, or got a new ID.

    Attributes
    ----------
    collection
        Plural of the kind (``milestones``).
    id
        ID in the new baseline, or in the old one where the record left.
    title
        Title in the new baseline, or in the old one where the record left.
    change
        What happened.
    control
        The strictest control of its fields; appearing, leaving and getting a
        new ID are controlled.
    fields
        The fields that differ, in the order of the schema.
    old_id
        ID in the old baseline, where ``change`` is ``renumbered``.
    evidence
        Why two IDs are held to be one record, where ``change`` is
        ``renumbered``.
    """

    collection: str
    id: str
    title: str
    change: ChangeKind
    control: Control
    fields: tuple[FieldChange, ...] = ()
    old_id: str = ""
    evidence: str = ""

    def field_with(self, role: Role) -> FieldChange | None:
        """Return the change of the field that has a role, or None."""
        return next((field for field in self.fields if field.has(role)), None)

    def as_json(self) -> dict[str, object]:
        """Return the change as JSON values."""
        out: dict[str, object] = {"collection": self.collection, "id": self.id}
        if self.old_id:
            out["old_id"] = self.old_id
            out["evidence"] = self.evidence
        out["title"] = self.title
        out["change"] = self.change
        out["control"] = self.control
        out["fields"] = [field.as_json() for field in self.fields]
        return out


class Move(NamedTuple):
    """A member that left one group for another, such as a feature that is in another release now.

    Attributes
    ----------
    collection
        Collection of the groups (``releases``).
    members
        What the members of these groups are called (``features``).
    feature
        ID of the member that moved; its new one, where it has one.
    sources, targets
        IDs of the groups that lost it, and of those that gained it.
    """

    collection: str
    members: str
    feature: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]

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
    """

    old: Side
    new: Side
    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()
    following: tuple[Change, ...] = ()

    @property
    def summary(self) -> dict[str, dict[str, int]]:
        """Collection -> kind of change -> how many."""
        out: dict[str, dict[str, int]] = {}
        for change in self.changes:
            counts = out.setdefault(change.collection, dict.fromkeys(CHANGE_KINDS, 0))
            counts[change.change] += 1
        return out

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON of what is controlled.

        Equal meaning gives an equal digest, whatever the commits, the names
        of the two sides, the formatting, and the status accounting.
        """
        controlled = [_controlled(change) for change in self.changes if change.control == "controlled"]
        body = {"changes": controlled, "moves": [move.as_json() for move in self.moves]}
        return sha256([canonical_json(body)])

    def as_json(self) -> dict[str, object]:
        """Return the change set as JSON values (``changeset.schema.json``)."""
        return {
            "schema": SCHEMA,
            "old": _side_json(self.old),
            "new": _side_json(self.new),
            "digest": self.digest,
            "summary": self.summary,
            "changes": [change.as_json() for change in self.changes],
            "moves": [move.as_json() for move in self.moves],
        }


def _controlled(change: Change) -> Mapping[str, object]:
    """Return the controlled part of a change, without evidence and title: other words for the same."""
    body = change.as_json()
    body.pop("evidence", None)
    body.pop("title")
    body["fields"] = [field.as_json() for field in change.fields if field.control == "controlled"]
    return body


def _side_json(side: Side) -> dict[str, object]:
    return {"name": side.name, "commit": side.commit or None, "digest": side.digest or None}
