"""Baseline × Baseline -> ChangeSet: what appeared, left, changed, moved, or got a new ID.

Pure.  Both sides may be whole baselines or only the records that
``changed_records`` found to differ: the answer is the same, since equal
records change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from dmccb.compare.change import Change, FieldChange, strictest
from dmccb.compare.changeset import ChangeSet, Side
from dmccb.compare.members import members_changed
from dmccb.compare.moves import moves_of
from dmccb.compare.renumbering import Pairs, all_renumbered
from dmccb.compare.word_diff import word_difference
from dmccb.records.field import Control, Field
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Collections, Fields, Record, Value
from dmccb.records.references import NewIds, renumbered_references
from dmccb.records.vocabulary import title


def compare(
    old: Collections, new: Collections, kinds: Kinds, sides: tuple[Side, Side] | None = None
) -> ChangeSet:
    """Compare two baselines.

    Parameters
    ----------
    old, new
        The records of each side; a collection may be missing.
    kinds
        How fields compare; a collection without a kind is passed over.
    sides
        What the two sides are called.

    Returns
    -------
    ChangeSet
        Differences are new minus old, in calendar days: positive is later.
    """
    pairs = all_renumbered(old, new, kinds)
    new_ids = {kinds[name].name: _turned(found) for name, found in pairs.items() if found}
    changes: list[Change] = []
    following: list[Change] = []
    for collection, kind in kinds.items():
        before, after = old.get(collection, {}), new.get(collection, {})
        for change in _collection(kind, before, after, pairs[collection], new_ids):
            follows, differs = _divided(change, new_ids)
            following += follows
            changes += differs
    left, right = sides or (Side(name="old"), Side(name="new"))
    return ChangeSet(
        old=left,
        new=right,
        changes=tuple(changes),
        moves=tuple(moves_of(changes, kinds, new_ids)),
        following=tuple(following),
    )


def _turned(pairs: Pairs) -> dict[str, str]:
    """Return old ID -> new ID."""
    return {was: now for now, (was, _) in pairs.items()}


def _collection(
    kind: Kind, old: Mapping[str, Record], new: Mapping[str, Record], pairs: Pairs, new_ids: NewIds
) -> list[Change]:
    changes = [_change(kind, old[was], new[now], new_ids, evidence) for now, (was, evidence) in pairs.items()]
    earlier = {was for was, _ in pairs.values()}
    for key, record in old.items():
        if key in earlier:
            continue
        if key not in new:
            changes.append(_whole(kind, record, added=False))
        elif record != new[key]:
            changes.append(_change(kind, record, new[key], new_ids))
    for key, record in new.items():
        if key not in old and key not in pairs:
            changes.append(_whole(kind, record, added=True))
    return sorted(changes, key=lambda change: change.id)


def _whole(kind: Kind, record: Record, *, added: bool) -> Change:
    before, after = ({}, record.fields) if added else (record.fields, {})
    return Change(
        collection=kind.collection,
        id=record.id,
        title=title(kind, record),
        change="added" if added else "removed",
        control="controlled",
        fields=tuple(_fields_changed(kind.fields, before, after, {})),
    )


def _change(kind: Kind, old: Record, new: Record, new_ids: NewIds, evidence: str = "") -> Change:
    fields = tuple(_fields_changed(kind.fields, old.fields, new.fields, new_ids))
    return Change(
        collection=kind.collection,
        id=new.id,
        title=title(kind, new),
        change="renumbered" if evidence else "changed",
        control="controlled" if evidence else strictest(fields),
        fields=fields,
        old_id=old.id if evidence else "",
        evidence=evidence,
    )


def _divided(change: Change, new_ids: NewIds) -> tuple[list[Change], list[Change]]:
    """Return the part of a change that only follows the new IDs of other records, and the rest of it."""
    if change.change != "changed":
        return [], [change]
    follows = tuple(field for field in change.fields if _follows(field, new_ids))
    if not follows:
        return [], [change]
    rest = tuple(field for field in change.fields if field not in follows)
    return [_with_fields(change, follows)], [_with_fields(change, rest)] if rest else []


def _with_fields(change: Change, fields: tuple[FieldChange, ...]) -> Change:
    return change._replace(fields=fields, control=strictest(fields))


def _follows(field: FieldChange, new_ids: NewIds) -> bool:
    if not new_ids or field.old is None or field.new is None:
        return False
    return renumbered_references(field.spec, field.old, new_ids) == field.new


def _fields_changed(
    specs: Mapping[str, Field],
    old: Fields,
    new: Fields,
    new_ids: NewIds,
    prefix: str = "",
    control: Control | None = None,
) -> Iterator[FieldChange]:
    """Yield the fields that differ, in the order of the schema, then by name.

    Parameters
    ----------
    specs
        The fields of the kind, or of an object inside it.
    old, new
        Their values.
    new_ids
        The renumbered records, which fields may refer to.
    prefix
        ``github.`` inside an object.
    control
        Control of the object, which its fields share.
    """
    for name in _differing(specs, old, new):
        before, after = old.get(name), new.get(name)
        spec = specs.get(name) or Field(name=name)
        held = control or spec.control
        if spec.fields and _has_fields(before) and _has_fields(after):
            inner = before or {}, after or {}
            yield from _fields_changed(spec.fields, *inner, new_ids, f"{prefix}{name}.", held)
        else:
            added, removed = _parts(spec, before, after, new_ids)
            yield FieldChange(
                field=f"{prefix}{name}",
                control=held,
                spec=spec,
                old=before,
                new=after,
                added=added,
                removed=removed,
            )


def _differing(specs: Mapping[str, Field], old: Fields, new: Fields) -> list[str]:
    """Return the names of the fields that differ, in the order of the schema, then by name."""
    found = {name for name in old.keys() | new.keys() if not _same(old.get(name), new.get(name))}
    known = [name for name in specs if name in found]
    return [*known, *sorted(found.difference(known))]


def _same(before: Value | None, after: Value | None) -> bool:
    """Tell whether two values are equal; 1 and true are not."""
    return before == after and type(before) is type(after)


def _has_fields(value: Value | None) -> TypeGuard[dict[str, Value] | None]:
    """Tell whether a value is said by its fields: an absent object has none, an empty one is a value."""
    return value is None or (isinstance(value, dict) and bool(value))


def _parts(
    spec: Field, old: Value | None, new: Value | None, new_ids: NewIds
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Return the members, or of two texts the words, that came and that went."""
    if spec.compare in ("set", "list"):
        return members_changed(spec, old, new, new_ids)
    if spec.compare == "text" and isinstance(old, str) and isinstance(new, str):
        return word_difference(old, new)
    return (), ()
