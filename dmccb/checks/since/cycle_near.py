"""Two states of the record files -> whether the change touches a dependency cycle of the new one.

Pure.  A cycle that the new state has and the old one has not, as it is, is
reached from a link that was added, or it is what is left of a larger one and
is reached from where a removed link led.  So the search begins at those links
alone, and goes through the new state only.  What is gone altogether is no
finding.
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
    """Tell whether the change leads to a cycle of the new state.

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
    return any(_leads_to_cycle(old, new, kinds[kind], keys) for kind, keys in touched.items())


def _leads_to_cycle(old: LazyIndex, new: LazyIndex, kind: Kind, keys: Iterable[str]) -> bool:
    own = {name: spec for name, spec in referring_fields(kind.fields).items() if kind.name in _kinds_of(spec)}
    if not own:
        return False
    gained: dict[str, set[str]] = {field: set() for field in own}
    lost: dict[str, set[str]] = {field: set() for field in own}
    for key in keys:
        before, after = _links(old, kind, own, key), _links(new, kind, own, key)
        for field, _ in after - before:
            gained[field].add(key)
        for field, target in before - after:
            lost[field].add(target)
    return any(
        bool(strong_components(_reached(new, kind, {field: own[field]}, roots)))
        for field in sorted(own)
        if (roots := _named(new, kind, gained[field]) | lost[field])
    )


def _named(side: LazyIndex, kind: Kind, keys: set[str]) -> set[str]:
    """Return those of the records that another one names: the others are in no cycle."""
    wanted = tokens(keys)
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
