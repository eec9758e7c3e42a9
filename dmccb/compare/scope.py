"""Document × records -> Scope: what belongs to that document's baseline.

Pure.  The baseline of a release plan is the plan's releases, the milestones
that they name, and the document itself (LDM-564 §3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dmccb.compare.changeset import Change, ChangeSet, Move
from dmccb.records.coerce import references
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections

Scope = Mapping[str, frozenset[str]]
"""Collection -> IDs."""

PLANNED_BY = "document"
"""Field with which a record says which document plans it."""

NAMES = ("milestone",)
"""Kinds whose records are in scope when a record in scope names them."""


def planned(kinds: Kinds) -> list[str]:
    """Return the collections whose records say which document plans them."""
    return [
        name
        for name, kind in kinds.items()
        if PLANNED_BY in kind.fields and kind.fields[PLANNED_BY].ref == "document" and name != "register"
    ]


def scope(document: str, sides: Iterable[Collections], kinds: Kinds) -> Scope:
    """Return the IDs that belong to a document's baseline on any of the sides.

    Parameters
    ----------
    document
        Handle, such as ``LDM-564``.
    sides
        The records of the planned collections of each baseline; others may
        be missing.
    """
    collection_of = collections_by_kind(kinds)
    out: dict[str, set[str]] = {collection_of["document"]: {document}} if "document" in collection_of else {}
    for records in sides:
        for name in planned(kinds):
            for key, record in records.get(name, {}).items():
                if record.fields.get(PLANNED_BY) != document:
                    continue
                out.setdefault(name, set()).add(key)
                for _, spec, target in references(kinds[name].fields, record.fields):
                    if spec.ref in NAMES and spec.ref in collection_of:
                        out.setdefault(collection_of[spec.ref], set()).add(target)
    return {name: frozenset(keys) for name, keys in out.items()}


def within(changes: ChangeSet, scope: Scope) -> ChangeSet:
    """Return the part of a change set that is in scope.

    A renumbered record is in scope under either of its IDs, and a move when
    one of the releases is.
    """
    return ChangeSet(
        old=changes.old,
        new=changes.new,
        changes=tuple(change for change in changes.changes if _holds(scope, change)),
        moves=tuple(move for move in changes.moves if _joins(scope, move)),
    )


def _holds(scope: Scope, change: Change) -> bool:
    keys = scope.get(change.collection, frozenset())
    return change.id in keys or (bool(change.old_id) and change.old_id in keys)


def _joins(scope: Scope, move: Move) -> bool:
    known = frozenset().union(*scope.values()) if scope else frozenset()
    return any(release in known for release in (*move.sources, *move.targets))
