"""The kinds of the old side × those of the new side -> the kinds by which both are compared.

Pure.  The schemas are part of a change, and no change may make light of
itself: where the sides differ, a field is as controlled as the stricter of
them says, and a list has no order only where both say so.  A kind that one
side alone has is compared as well, so that removing a kind with its records
is a removal of those.  The answer is the same in both directions, but for
names and the order of fields, which are the new side's.
"""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.records.field import CONTROLS, Field
from dmccb.records.kinds import Kind, Kinds


def merged_kinds(old: Kinds, new: Kinds) -> Kinds:
    """Return the kinds by which two sides are compared.

    Parameters
    ----------
    old, new
        The kinds of each side, by collection.
    """
    if old == new:
        return new
    merged = {name: _merged(old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys())}
    return {name: kind for name, kind in merged.items() if kind is not None}


def _merged(old: Kind | None, new: Kind | None) -> Kind | None:
    if old is None or new is None or old == new:
        return new or old
    fields = merged_fields(old.fields, new.fields)
    roles = {role: _named(fields, specs) for role, specs in new.roles.items()}
    return new._replace(fields=fields, roles=roles)


def _named(fields: Mapping[str, Field], specs: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(fields[spec.name] for spec in specs)


def merged_fields(old: Mapping[str, Field], new: Mapping[str, Field]) -> dict[str, Field]:
    """Return the fields of both sides: those of the new side in its order, then what only the old one has."""
    out = {name: _field(old[name], spec) if name in old else spec for name, spec in new.items()}
    out.update((name, spec) for name, spec in old.items() if name not in new)
    return out


def _field(old: Field, new: Field) -> Field:
    if old == new:
        return new
    ordered = old.ordered or new.ordered
    return new._replace(
        control=min(old.control, new.control, key=CONTROLS.index),
        type=new.type if new.type == old.type else "",
        date=new.date and old.date,
        ordered=ordered,
        compare=_compare(old.compare, new.compare, ordered=ordered),
        items=_items(old.items, new.items),
        fields=merged_fields(old.fields, new.fields),
    )


def _compare(old: str, new: str, *, ordered: bool) -> str:
    """Return how a field compares: a list where one side says list and the other set, else as it is."""
    if old == new:
        return new
    return "list" if {old, new} == {"list", "set"} and ordered else ""


def _items(old: Field | None, new: Field | None) -> Field | None:
    if old is None or new is None:
        return new or old
    return _field(old, new)
