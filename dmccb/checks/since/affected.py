"""Two states × the records that differ -> those whose findings may differ.

Pure.  These are the records that differ, those that name them where that
counts, and whole kinds where a rule looks further than one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dmccb.checks.plans import planned_kinds, planners
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError, tokens
from dmccb.checks.waiting import waiting_fields
from dmccb.compare.scope import planning_fields
from dmccb.records.kinds import Kind
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import groups_others, ids, text

Subjects = Mapping[str, set[str]]
"""Name of a kind -> IDs."""

Sides = tuple[LazyIndex, LazyIndex]
"""Both states, the old one first."""


def affected(old: LazyIndex, new: LazyIndex, touched: Subjects, kinds: Mapping[str, Kind]) -> Subjects:
    """Return the records whose findings may differ between the two sides.

    Parameters
    ----------
    old, new
        Both states.
    touched
        The records that differ.
    kinds
        By name.

    Raises
    ------
    NeedsFullCheckError
        If they are too many, or all records of a kind.
    """
    sides = (old, new)
    _refuse_first_plan(sides, kinds)
    out = {kind: set(keys) for kind, keys in touched.items()}
    for kind, also in _judged_together(kinds.values()):
        if touched.get(kind) and also in out:
            out[also] |= old.where[also].keys() | new.where[also].keys()
    for kind, key in _planned(sides, touched, kinds):
        out[kind].add(key)
    if wanted := tokens({*_named_elsewhere(sides, touched, kinds), *_moved(sides, touched, kinds)}):
        for file in _different(old, new):
            out[file.kind.name].update(file.naming(wanted))
    return out


def _refuse_first_plan(sides: Sides, kinds: Mapping[str, Kind]) -> None:
    """Refuse a change that brings the first plan of a kind, or removes the last: it is about every record."""
    by_collection = {kind.collection: kind for kind in kinds.values()}
    for name in kinds:
        planning = planners(by_collection, name)
        before, after = (_has_any(side, planning) for side in sides)
        if before != after:
            raise NeedsFullCheckError


def _has_any(side: LazyIndex, kinds: Iterable[Kind]) -> bool:
    return any(side.where[kind.name] for kind in kinds)


def _judged_together(kinds: Iterable[Kind]) -> Iterator[tuple[str, str]]:
    """Yield kind that changed, and kind all of whose records are judged then.

    A group is judged by its members' dates and by what they wait for, what is
    planned by all plans together, and managers and owners are inherited over
    any number of steps.
    """
    for kind in kinds:
        if Role.PARENT in kind.roles:
            yield kind.name, kind.name
        planned = set(planned_kinds(kind))
        if groups_others(kind):
            planned |= {spec.ref for spec in kind.roles.get(Role.MEMBERS, ())}
            planned |= {kind.fields[kind.titled_by].ref} if kind.titled_by else set()
        if planned:
            yield kind.name, kind.name
        yield from ((target, kind.name) for target in sorted(planned))


def _planned(sides: Sides, touched: Subjects, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """Yield what the plans that differ bring into their scope, or brought."""
    for name, keys in touched.items():
        fields = planning_fields(kinds[name])
        for side in sides if fields else ():
            for key in keys & side.where[name].keys():
                for _, spec, target in references(fields, side.record(name, key).fields):
                    if spec.ref in kinds:
                        yield spec.ref, target


def _moved(sides: Sides, touched: Subjects, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield the IDs of records whose dates changed: what waits for one is judged by them."""
    for name, keys in touched.items():
        kind = kinds[name]
        if waiting_fields(kind) or Role.SUCCESSORS in kind.roles:
            yield from (key for key in keys if _dates(sides[0], kind, key) != _dates(sides[1], kind, key))


def _dates(side: LazyIndex, kind: Kind, key: str) -> tuple[str, ...] | None:
    if key not in side.where[kind.name]:
        return None
    record = side.record(kind.name, key)
    return text(kind, record, Role.DUE), text(kind, record, Role.COMPLETED)


def _named_elsewhere(sides: Sides, touched: Subjects, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield the IDs of the change that records which did not change may name."""
    old, new = sides
    for kind, keys in touched.items():
        for key in keys:
            if (key in old.where[kind]) != (key in new.where[kind]):
                yield key
            for side in sides:
                yield from _outside(side, kinds[kind], key)


def _outside(side: LazyIndex, kind: Kind, key: str) -> Iterator[str]:
    """Yield the IDs that a record names and that no record has: one side's earlier ID may be the other's."""
    if key not in side.where[kind.name]:
        return
    record = side.record(kind.name, key)
    yield from ids(kind, record, Role.FORMER_IDS)
    for _, spec, target in references(kind.fields, record.fields):
        if target not in side.where.get(spec.ref, {}):
            yield target


def _different(old: LazyIndex, new: LazyIndex) -> Iterator[IndexedFile]:
    """Yield the files of both sides; one that both have, once."""
    yield from new.files.values()
    yield from (file for path, file in old.files.items() if file.data != _data(new, path))


def _data(side: LazyIndex, path: str) -> bytes:
    return side.files[path].data if path in side.files else b""
