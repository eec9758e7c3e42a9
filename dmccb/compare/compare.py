"""Baseline × Baseline -> ChangeSet: what appeared, left, changed, moved, or got a new ID.

Pure.  Both sides may be whole baselines or only the records that ``delta``
found to differ: the answer is the same, since equal records change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeGuard, cast

from dmccb.compare.changeset import CONTROLS, Change, ChangeSet, Control, FieldChange, Move, Side
from dmccb.compare.renumbering import Pairs, all_renumbered
from dmccb.compare.word_diff import word_difference
from dmccb.records.coerce import set_order
from dmccb.records.kinds import Field, Kind, Kinds
from dmccb.records.record import Collections, Fields, Record, Value


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
        Days are new minus old, in calendar days: positive is later.
    """
    pairs = all_renumbered(old, new, kinds)
    changes: list[Change] = []
    for collection, kind in kinds.items():
        sides_of = old.get(collection, {}), new.get(collection, {})
        changes.extend(_collection(kind, *sides_of, pairs.get(collection, {})))
    left, right = sides or (Side(name="old"), Side(name="new"))
    return ChangeSet(old=left, new=right, changes=tuple(changes), moves=tuple(_moves(changes, kinds)))


def _collection(
    kind: Kind, old: Mapping[str, Record], new: Mapping[str, Record], pairs: Pairs
) -> list[Change]:
    changes = [_change(kind, old[was], new[now], evidence) for now, (was, evidence) in pairs.items()]
    earlier = {was for was, _ in pairs.values()}
    for key, record in old.items():
        if key not in new and key not in earlier:
            changes.append(_whole(kind, record, "removed"))
        elif key in new and record != new[key]:
            changes.append(_change(kind, record, new[key]))
    changes.extend(
        _whole(kind, record, "added") for key, record in new.items() if key not in old and key not in pairs
    )
    return sorted(changes, key=lambda change: change.id)


def _whole(kind: Kind, record: Record, change: str) -> Change:
    added = change == "added"
    fields = fields_changed(kind.fields, {} if added else record.fields, record.fields if added else {})
    return Change(
        collection=kind.collection,
        id=record.id,
        title=record.title,
        change="added" if added else "removed",
        control="controlled",
        fields=tuple(fields),
    )


def _change(kind: Kind, old: Record, new: Record, evidence: str = "") -> Change:
    fields = tuple(fields_changed(kind.fields, old.fields, new.fields))
    strictest = min((CONTROLS.index(field.control) for field in fields), default=len(CONTROLS) - 1)
    return Change(
        collection=kind.collection,
        id=new.id,
        title=new.title,
        change="renumbered" if evidence else "changed",
        control="controlled" if evidence else CONTROLS[strictest],
        fields=fields,
        old_id=old.id if evidence else "",
        evidence=evidence,
    )


def fields_changed(
    specs: Mapping[str, Field], old: Fields, new: Fields, prefix: str = "", control: str = ""
) -> Iterator[FieldChange]:
    """Yield the fields that differ, in the order of the schema, then by name.

    Parameters
    ----------
    specs
        The fields of the kind, or of an object inside it.
    old, new
        Their values.
    prefix
        ``github.`` inside an object.
    control
        Control of the object, which its fields share.
    """
    unknown = sorted((old.keys() | new.keys()) - specs.keys())
    for name in (*specs, *unknown):
        before, after = old.get(name), new.get(name)
        if before == after and type(before) is type(after):
            continue
        spec = specs.get(name, Field(name=name))
        held = control or spec.control
        if spec.fields and _has_fields(before) and _has_fields(after):
            yield from fields_changed(spec.fields, before or {}, after or {}, f"{prefix}{name}.", held)
        else:
            yield _field(spec, f"{prefix}{name}", cast("Control", held), before, after)


def _has_fields(value: Value | None) -> TypeGuard[dict[str, Value] | None]:
    """Tell whether a value is said by its fields: an absent object has none, an empty one is a value."""
    return value is None or (isinstance(value, dict) and bool(value))


def _field(spec: Field, name: str, control: Control, old: Value | None, new: Value | None) -> FieldChange:
    added, removed = _parts(spec, old, new)
    return FieldChange(
        field=name,
        control=control,
        compare=spec.compare,
        old=old,
        new=new,
        days=days_between(old, new) if spec.compare == "date" else None,
        added=added,
        removed=removed,
    )


def _parts(spec: Field, old: Value | None, new: Value | None) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Return the members, or of two texts the words, that came and that went."""
    if spec.compare in ("set", "list"):
        return _without(new, old), _without(old, new)
    if spec.compare == "text" and isinstance(old, str) and isinstance(new, str):
        return word_difference(old, new)
    return (), ()


def days_between(old: Value | None, new: Value | None) -> int | None:
    """Return new minus old in calendar days; None unless both are dates (``YYYY-MM-DD``)."""
    if not isinstance(old, str) or not isinstance(new, str):
        return None
    try:
        return (date.fromisoformat(new) - date.fromisoformat(old)).days
    except ValueError:
        return None


def _without(some: Value | None, other: Value | None) -> tuple[Value, ...]:
    """Return the members of one list that the other does not have, as often as they are missing there."""
    if not isinstance(some, list):
        return ()
    rest = list(other) if isinstance(other, list) else []
    out = []
    for member in some:
        if member in rest:
            rest.remove(member)
        else:
            out.append(member)
    return tuple(out)


def _moves(changes: list[Change], kinds: Kinds) -> Iterator[Move]:
    """Yield the features that one release lost and another gained."""
    lost: dict[str, set[str]] = {}
    gained: dict[str, set[str]] = {}
    for change in changes:
        if "features" not in kinds[change.collection].fields:
            continue
        for field in change.fields:
            if field.field == "features":
                for member in field.removed:
                    lost.setdefault(str(member), set()).add(change.id)
                for member in field.added:
                    gained.setdefault(str(member), set()).add(change.id)
    for feature in sorted(lost.keys() & gained.keys(), key=set_order):
        yield Move(
            feature=feature, sources=tuple(sorted(lost[feature])), targets=tuple(sorted(gained[feature]))
        )
