"""Two states of the record files -> whether the change touches a dependency cycle.

Pure.  A cycle that one state has and the other has not contains a link that
was added or removed, so the search begins at those links alone; and most
records that gained one are named by no other, so that it ends there as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dmccb.checks.index import referring_fields
from dmccb.checks.since.lazy_index import LazyIndex, tokens
from dmccb.checks.strong_components import strong_components
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.references import references

Link = tuple[str, str]
"""Name of a field, and the ID of the same kind that it names."""


def cycle_near(
    old: LazyIndex, new: LazyIndex, touched: Mapping[str, set[str]], kinds: Mapping[str, Kind]
) -> bool:
    """Tell whether a cycle can be reached from a link that only one of the two states has.

    Parameters
    ----------
    old, new
        Both states.
    touched
        Name of a kind -> IDs of the records that differ.
    kinds
        By name.

    Raises
    ------
    NeedsFullCheckError
        If a record cannot be read.
    """
    return any(
        _cycle_behind(side, other, kinds[kind], keys)
        for kind, keys in touched.items()
        for side, other in ((new, old), (old, new))
    )


def _cycle_behind(side: LazyIndex, other: LazyIndex, kind: Kind, keys: Iterable[str]) -> bool:
    """Tell whether a link that the other side lacks leads to a cycle."""
    own = {name: spec for name, spec in referring_fields(kind.fields).items() if kind.name in _kinds_of(spec)}
    if not own:
        return False
    changed: dict[str, set[str]] = {}
    for key in keys:
        for field, _ in _links(side, kind, own, key) - _links(other, kind, own, key):
            changed.setdefault(field, set()).add(key)
    return any(
        bool(strong_components(_reached(side, kind, {field: own[field]}, _named(side, kind, roots))))
        for field, roots in sorted(changed.items())
    )


def _named(side: LazyIndex, kind: Kind, roots: set[str]) -> set[str]:
    """Return those of the roots that another record names: the others are in no cycle."""
    wanted = tokens(roots)
    out: set[str] = set()
    for file in side.files.values():
        if file.kind.name == kind.name and wanted:
            out.update(file.named(wanted))
    return out


def _links(side: LazyIndex, kind: Kind, fields: Mapping[str, Field], key: str) -> set[Link]:
    if key not in side.where[kind.name]:
        return set()
    record = side.record(kind.name, key)
    found = references(fields, record.fields)
    return {(str(at[0]), target) for at, spec, target in found if spec.ref == kind.name and target != key}


def _reached(
    side: LazyIndex, kind: Kind, fields: Mapping[str, Field], roots: set[str]
) -> dict[str, list[str]]:
    """Return what refers to what, of all that can be reached from the roots."""
    graph: dict[str, list[str]] = {}
    todo = sorted(roots)
    while todo:
        key = todo.pop()
        if key not in graph:
            graph[key] = [target for _, target in _links(side, kind, fields, key)]
            todo.extend(graph[key])
    return graph


def _kinds_of(spec: Field) -> Iterator[str]:
    """Yield the kinds that a field and what is inside it refer to."""
    yield spec.ref
    for inner in spec.fields.values():
        yield from _kinds_of(inner)
    if spec.items:
        yield from _kinds_of(spec.items)
