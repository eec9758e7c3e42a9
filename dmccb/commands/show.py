"""An ID -> the records that have it, and where each stands: its dates, its margin, its plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dmccb.commands.as_of import AsOf
from dmccb.commands.find import Sought, named_records
from dmccb.commands.session import session
from dmccb.impact.graph import build_graph
from dmccb.impact.standing import Shown, group_fields, grouping, standing
from dmccb.records.kinds import Kind, Kinds, collections_by_kind
from dmccb.records.record import Record
from dmccb.records.references import references
from dmccb.repository.lookup import lookup, required
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Listing, Snapshot

MANY = 64
"""Records of a collection from which on all of it is read, instead of looking for each."""

Around = dict[str, dict[str, Record]]
"""Collection -> ID -> record."""


def show(
    folder: Path,
    key: str,
    ref: str | None,
    as_of: AsOf,
    *,
    collection: str = "",
    progress: Progress = silent,
) -> list[Shown]:
    """Return the records with an ID, each with its kind and where it stands.

    Parameters
    ----------
    folder
        Where the command was started.
    key
        The ID.
    ref
        At this baseline or revision; in the working tree where None.
    as_of
        The day as of which an open record is overdue.
    collection
        Only in this one; in all where empty.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordNotFoundError
        If no record has that ID.
    RecordFileError
        If a record cannot be read that its dates or its plan come from.
    """
    with session(folder, progress) as here:
        opened = here.open(ref)
        snapshot = opened.snapshot
        kinds = load_kinds(snapshot)
        sought = Sought(
            key=key,
            collection=collection,
            at=ref or "",
            otherwise=f"if a record had it once: dmccb history {key}",
        )
        known = collection in ("", *kinds)
        listing = None if collection else snapshot.listing()
        found = lookup(snapshot, kinds, key, collection, listing) if known else {}
        state = _State(snapshot, kinds, listing)
        return [
            _shown(state, place, record, as_of.of(opened))
            for place, record in found.items() or named_records(snapshot, kinds, sought, progress)
        ]


class _State(NamedTuple):
    """What records are read from; its files, where they are known."""

    snapshot: Snapshot
    kinds: Kinds
    listing: Listing | None


def _shown(state: _State, place: str, record: Record, as_of: date) -> Shown:
    graph = build_graph(_around(state, place, record), state.kinds)
    kind = state.kinds[place]
    return Shown(
        kind=kind,
        record=record,
        standing=standing(graph, (place, record.id), as_of),
        invalid=_invalid(kind, record),
    )


def _invalid(kind: Kind, record: Record) -> tuple[str, ...]:
    """Return what the schema of its kind forbids in a record."""
    from dmccb.checks.faults import faults  # it takes 20 ms to load the validators
    from dmccb.checks.validator import Validator

    validator = Validator(kind, shipped=True)  # what is judged is the record, not the schema
    return () if validator.obeys(record) else tuple(faults(validator, record))


def _around(state: _State, place: str, record: Record) -> Around:
    """Return a record, what its dates and margin come from, what it groups, and the groups that it is in."""
    kinds = state.kinds
    groups = _groups(state, place, record)
    own = [*_own(kinds[place], record), *_carriers(kinds, groups)]
    near = _read(state, own)
    carried = _carried(kinds, place, record, near)
    further = [target for kind, carrier in carried for target in _same_kind(kind, carrier)]
    return _joined(near, _read(state, further), groups, {place: {record.id: record}})


def _groups(state: _State, place: str, record: Record) -> Around:
    """Return the groups that a record is in."""
    out: Around = {}
    above = grouping(state.kinds, state.kinds[place])
    for kind in {kind.collection: kind for kind, _ in above}.values():
        fields = {spec.name: spec for other, spec in above if other is kind}
        read = read_records(state.snapshot, state.kinds, [kind.collection])
        for key, group in read.get(kind.collection, {}).items():
            if any(target == record.id for _, _, target in references(fields, group.fields)):
                out.setdefault(kind.collection, {})[key] = group
    return out


Target = tuple[str, str]
"""Name of a kind, and an ID."""


def _own(kind: Kind, record: Record) -> list[Target]:
    """Return what a record groups, what carries its dates, and what it waits for."""
    fields = {spec.name: spec for spec in group_fields(kind)}
    grouped = [(spec.ref, target) for _, spec, target in references(fields, record.fields)]
    return [*grouped, *_same_kind(kind, record)]


def _same_kind(kind: Kind, record: Record) -> list[Target]:
    """Return the records of its own kind that a record refers to."""
    found = references(kind.fields, record.fields)
    return [(spec.ref, target) for _, spec, target in found if spec.ref == kind.name]


def _carriers(kinds: Kinds, groups: Around) -> Iterator[Target]:
    """Yield the records that carry the dates of some groups."""
    for place, records in groups.items():
        kind = kinds[place]
        if kind.titled_by:
            ref = kind.fields[kind.titled_by].ref
            yield from ((ref, str(group.fields.get(kind.titled_by, ""))) for group in records.values())


def _carried(kinds: Kinds, place: str, record: Record, near: Around) -> list[tuple[Kind, Record]]:
    """Return the record that carries the dates of a group, with its kind, if it is there."""
    by_kind = collections_by_kind(kinds)
    targets = _carriers(kinds, {place: {record.id: record}})
    found = [(by_kind.get(name, ""), key) for name, key in targets]
    return [(kinds[name], near[name][key]) for name, key in found if key in near.get(name, {})]


def _read(state: _State, targets: Iterable[Target]) -> Around:
    """Return those of some records that are there."""
    by_kind = collections_by_kind(state.kinds)
    wanted: dict[str, set[str]] = {}
    for name, key in targets:
        if name in by_kind:
            wanted.setdefault(by_kind[name], set()).add(key)
    return {place: _some(state, place, keys) for place, keys in wanted.items()}


def _some(state: _State, place: str, keys: set[str]) -> dict[str, Record]:
    if len(keys) < MANY:
        return required(state.snapshot, state.kinds[place], keys, state.listing)
    every = read_records(state.snapshot, state.kinds, [place]).get(place, {})
    return {key: every[key] for key in sorted(keys & every.keys())}


def _joined(*parts: Mapping[str, Mapping[str, Record]]) -> Around:
    out: Around = {}
    for part in parts:
        for place, records in part.items():
            out.setdefault(place, {}).update(records)
    return out
