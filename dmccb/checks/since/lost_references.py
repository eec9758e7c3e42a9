"""Two states of the record files -> references that the change left without their record.

Pure.  Some fields allow IDs that no record has, so that one state alone cannot
tell an external code from the code of a record that was removed or renumbered.
Two states can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from dmccb.checks.finding import Finding
from dmccb.checks.schema import dotted, quoted
from dmccb.checks.since.lazy_index import LazyIndex, tokens
from dmccb.problems import Problem
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, ids

Gone = Mapping[str, set[str]]
"""Name of a kind -> IDs of records that were there before, and are not any more."""


def lost_references(old: LazyIndex, new: LazyIndex) -> list[Problem]:
    """Return the references in the new state to records that only the old one has.

    Raises
    ------
    NeedsFullCheckError
        If too many records are gone, or a record cannot be read.
    """
    gone = {kind: keys - new.where.get(kind, {}).keys() for kind, keys in _keys(old).items()}
    wanted = tokens(key for keys in gone.values() for key in keys)
    if not wanted:
        return []
    naming: dict[tuple[str, str], Record] = {}
    now: set[str] = set()
    for file in new.files.values():
        for key in file.naming(wanted):
            record = new.record(file.kind.name, key)
            naming[file.kind.name, key] = record
            now.update(ids(file.kind, record, Role.FORMER_IDS))
    told = {kind: keys - now for kind, keys in gone.items()}  # the others are "former-id", in any state
    return new.problems(
        chain.from_iterable(_of((old, new), kind, naming[kind, key], told) for kind, key in sorted(naming))
    )


def _keys(side: LazyIndex) -> dict[str, set[str]]:
    return {kind: set(records) for kind, records in side.where.items()}


def _of(sides: tuple[LazyIndex, LazyIndex], kind: str, record: Record, gone: Gone) -> Iterator[Finding]:
    """Yield a finding for each external reference of a record to one that is gone."""
    old, new = sides
    fields = new.where[kind][record.id][0].kind.fields
    for at, spec, target in references(fields, record.fields):
        if spec.external and target in gone.get(spec.ref, ()):
            was = old.where[spec.ref][target][0].kind
            yield Finding(
                rule="lost-reference",
                record=record,
                at=at,
                message=f"{dotted(at)}: {quoted(target)} was a {was.noun} before this change, and is gone",
                hint=_what_took_its_place(was),
            )


def _what_took_its_place(kind: Kind) -> str:
    field = field_with(kind, Role.FORMER_IDS)
    listed = f" (and list it under {field.name} there)" if field else ""
    return f"write the ID that took its place{listed}, or remove it"
