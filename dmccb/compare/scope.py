"""Document × records -> Scope: what belongs to that document's baseline.

Pure.  The baseline of a release plan is the plan's releases, the milestones
that they name, and the document itself (LDM-564 §3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dmccb.baseline.register import REGISTER
from dmccb.compare.change import JUDGES, Change
from dmccb.compare.changeset import ChangeSet, Move, counted
from dmccb.records.field import Field
from dmccb.records.kinds import Kind, Kinds, collections_by_kind
from dmccb.records.record import Collections, Record
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import ids, target_kinds

Scope = Mapping[str, frozenset[str]]
"""Collection -> IDs."""


def planned(kinds: Kinds) -> list[str]:
    """Return the collections whose records say which document plans them."""
    return [name for name, kind in kinds.items() if Role.DOCUMENT in kind.roles]


def document_collections(kinds: Kinds) -> list[str]:
    """Return the collections of the documents that plan records."""
    by_kind = collections_by_kind(kinds)
    found = (by_kind.get(kind) for kind in target_kinds(kinds, Role.DOCUMENT))
    return sorted(name for name in found if name)


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
    by_kind = collections_by_kind(kinds)
    out: dict[str, set[str]] = {name: {document} for name in document_collections(kinds)}
    for records in sides:
        for name in planned(kinds):
            kind = kinds[name]
            planned_fields = planning_fields(kind)
            for record in records.get(name, {}).values():
                if document in ids(kind, record, Role.DOCUMENT):
                    for place, key in _brought_in(kind, record, planned_fields, by_kind):
                        out.setdefault(place, set()).add(key)
    return {name: frozenset(keys) for name, keys in out.items()}


def planning(records: Collections, kinds: Kinds) -> dict[tuple[str, str], set[str]]:
    """Return collection and ID of what documents plan -> the handles of these documents.

    Parameters
    ----------
    records
        The records of the planned collections; others may be missing.
    kinds
        Their kinds.

    Notes
    -----
    It is ``scope`` of every document at once, without the documents
    themselves, and looks at each record once.
    """
    by_kind = collections_by_kind(kinds)
    out: dict[tuple[str, str], set[str]] = {}
    for name in planned(kinds):
        kind = kinds[name]
        planned_fields = planning_fields(kind)
        for record in records.get(name, {}).values():
            if documents := ids(kind, record, Role.DOCUMENT):
                for item in _brought_in(kind, record, planned_fields, by_kind):
                    out.setdefault(item, set()).update(documents)
    return out


def _brought_in(
    kind: Kind, record: Record, planned_fields: Mapping[str, Field], by_kind: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield collection and ID of a record, and of those that it brings into its document's scope."""
    yield kind.collection, record.id
    for _, spec, target in references(planned_fields, record.fields):
        if spec.ref in by_kind:
            yield by_kind[spec.ref], target


def planning_fields(kind: Kind) -> Mapping[str, Field]:
    """Return the fields of a kind that bring what they name into the scope of a record's document."""
    if Role.DOCUMENT not in kind.roles:
        return {}
    marked = (*kind.roles.get(Role.MEMBERS, ()), *kind.roles.get(Role.PLANNED, ()))
    names = {kind.titled_by, *(spec.name for spec in marked)}
    return {name: spec for name, spec in kind.fields.items() if name in names and spec.ref}


def marked(changes: ChangeSet, document: str, scope: Scope) -> ChangeSet:
    """Say of each change and move whether it belongs to a document.

    A renumbered record belongs to it under either of its IDs, and a move when
    one of the groups does.
    """
    return changes._replace(
        document=document,
        changes=tuple(change._replace(in_scope=_holds(scope, change)) for change in changes.changes),
        moves=tuple(move._replace(in_scope=_joins(scope, move)) for move in changes.moves),
    )


def narrowed(changes: ChangeSet) -> ChangeSet:
    """Return the part that belongs to the document, and count the rest as not shown."""
    outside = [change for change in changes.changes if not change.in_scope]
    kept = {(change.collection, change.id) for change in outside}
    return changes._replace(
        changes=tuple(change for change in changes.changes if change.in_scope),
        moves=tuple(move for move in changes.moves if move.in_scope),
        following=tuple(one for one in changes.following if (one.collection, one.id) not in kept),
        not_shown=counted(outside),
    )


def _holds(scope: Scope, change: Change) -> bool:
    if change.collection in JUDGES:
        return change.collection != REGISTER or change.change != "added"
    keys = scope.get(change.collection, frozenset())
    return change.id in keys or (bool(change.old_id) and change.old_id in keys)


def _joins(scope: Scope, move: Move) -> bool:
    keys = scope.get(move.collection, frozenset())
    return any(group in keys for group in (*move.sources, *move.targets))
