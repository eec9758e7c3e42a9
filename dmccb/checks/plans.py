"""Records that plan others -> the others that are still to do, and planned by none.

Pure.  A release plans its test milestone and its features: what it brings into
the scope of its document (``compare/scope.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex
from dmccb.checks.schedule import is_open
from dmccb.compare.scope import planning_fields
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import ids


def planners(kinds: Kinds, target: str) -> list[Kind]:
    """Return the kinds whose records plan those of another."""
    return [kind for kind in kinds.values() if target in planned_kinds(kind)]


def planned_kinds(kind: Kind) -> frozenset[str]:
    """Return the names of the kinds whose records those of a kind plan."""
    return frozenset(spec.ref for spec in planning_fields(kind).values())


def unplanned(index: RecordIndex) -> Iterator[Finding]:
    """Yield what is still to do and planned by nothing, in a repository that plans anything."""
    for kind in index.kinds.values():
        planning = planners(index.kinds, kind.name)
        anything = any(index.alive[each.name] for each in planning)
        if anything and all(whole(index, each) for each in planning):
            yield from _unplanned(index, kind, planning)


def whole(index: RecordIndex, kind: Kind) -> bool:
    """Tell whether all records of a kind are known: none was left out, and each could be read."""
    return kind.name not in index.unread and len(index.of(kind.name)) == len(index.alive[kind.name])


def _unplanned(index: RecordIndex, kind: Kind, planning: Iterable[Kind]) -> Iterator[Finding]:
    nouns = " or ".join(sorted(each.noun for each in planning))
    planned = {target for each in planning for target in _planned_by(index, each, kind)}
    for record in index.of(kind.name).values():
        if is_open(kind, record) and record.id not in planned and not ids(kind, record, Role.DOCUMENT):
            yield Finding(
                rule="unplanned",
                record=record,
                message=f"no {nouns} plans this {kind.noun}, and it is not completed",
                hint=f"add it to a {nouns}, complete it, or remove it",
                cause=f"{kind.plural} are not completed, and no {nouns} plans them",
            )


def _planned_by(index: RecordIndex, planning: Kind, kind: Kind) -> Iterator[str]:
    """Yield the IDs of a kind that the records of another plan."""
    fields = planning_fields(planning)
    for record in index.of(planning.name).values():
        for _, spec, target in references(fields, record.fields):
            if spec.ref == kind.name:
                yield target
