"""Reference graph × an item × a day -> Standing: its dates, state and margin, its members, its groups.

Pure.  A group, such as a release, and its members, such as features: which
kinds these are, the schemas say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.impact.timing import UNDATED, Timing, timing
from dmccb.records.dates import date_order, lateness
from dmccb.records.field import Field
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, groups_others


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A member of a group, or a group that an item is in.

    Attributes
    ----------
    item, title
        The other item; its collection is empty where no record has the ID.
    noun
        What a reader calls such a record; empty where there is none.
    field
        The field that says so.
    timing
        Its dates and state, without its margin.
    """

    item: Item
    title: str
    noun: str
    field: Field
    timing: Timing

    def as_json(self) -> dict[str, object]:
        """Return the part as JSON values."""
        return {
            "collection": self.item[0] or None,
            "id": self.item[1],
            "title": self.title,
            "field": self.field.name,
            **_dates_json(self.timing),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where an item stands on a day.

    Attributes
    ----------
    item
        The item.
    as_of
        The day.
    timing
        Its dates, state and margin.
    carrier
        What a reader calls the record that has its dates, and its ID; empty
        where it has its own.
    members
        What it groups, by date; None where its kind groups nothing.
    groups
        The groups that it is in; None where records of its kind are in none.
    group_nouns
        What a reader calls such groups.
    """

    item: Item
    as_of: date
    timing: Timing
    carrier: str = ""
    members: tuple[Part, ...] | None = None
    groups: tuple[Part, ...] | None = None
    group_nouns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the standing as JSON values."""
        margin = self.timing.margin
        return {
            "as_of": self.as_of.isoformat(),
            **_dates_json(self.timing),
            "margin": margin.as_json() if margin else None,
            "members": _parts_json(self.members),
            "groups": _parts_json(self.groups),
        }


def _parts_json(parts: Iterable[Part] | None) -> list[dict[str, object]] | None:
    return None if parts is None else [part.as_json() for part in parts]


def _dates_json(one: Timing) -> dict[str, object]:
    return {**one.dates_json(), "late_days": lateness(one.due, one.completed)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A record, its kind, and where it stands.

    Attributes
    ----------
    kind, record
        The record and its kind.
    standing
        Where it stands; None where its kind has no dates and is in no plan.
    invalid
        What the schema of its kind forbids in it.
    """

    kind: Kind
    record: Record
    standing: Standing | None = None
    invalid: tuple[str, ...] = ()

    def computed_json(self) -> dict[str, object]:
        """Return what is computed of the record, as JSON values."""
        computed = self.standing.as_json() if self.standing else {}
        return {**computed, "invalid": list(self.invalid)}


def grouping(kinds: Kinds, kind: Kind) -> list[tuple[Kind, Field]]:
    """Return the kinds that group records of a kind, each with the field that names such a record."""
    fields = [(other, spec) for other in kinds.values() for spec in group_fields(other)]
    return [(other, spec) for other, spec in fields if kind.name in _referred(spec)]


def _referred(spec: Field) -> set[str]:
    """Return the kinds that a field, or its members, refer to."""
    return {spec.ref, spec.items.ref if spec.items else ""} - {""}


def group_fields(kind: Kind) -> list[Field]:
    """Return the fields by which a kind groups others: the one that carries its title, and its members."""
    carrier = [kind.fields[kind.titled_by]] if kind.titled_by else []
    members = field_with(kind, Role.MEMBERS)
    return [*carrier, members] if members else carrier


def standing(graph: ReferenceGraph, item: Item, as_of: date) -> Standing | None:
    """Return where an item stands on a day; None where its kind has no dates and is in no plan.

    Parameters
    ----------
    graph
        The item, what it refers to by the fields that count, what its dates
        come from, and the groups that it is in.
    item, as_of
        The item, and the day.
    """
    kind = graph.kind(item)
    if kind is None:
        return None
    found = timing(graph, item, as_of)
    above = grouping(graph.kinds, kind)
    if found == UNDATED and not above and not groups_others(kind):
        return None
    return Standing(
        item=item,
        as_of=as_of,
        timing=found,
        carrier=_carrier(graph, item, found),
        members=tuple(_members(graph, item, as_of)) if groups_others(kind) else None,
        groups=tuple(_groups(graph, item, above, as_of)) if above else None,
        group_nouns=tuple(dict.fromkeys(_noun(other) for other, _ in above)),
    )


def _carrier(graph: ReferenceGraph, item: Item, found: Timing) -> str:
    dated_by = found.dated_by
    if dated_by is None or dated_by == item:
        return ""
    return f"{_noun(graph.kind(dated_by))} {dated_by[1]}"


def _members(graph: ReferenceGraph, item: Item, as_of: date) -> list[Part]:
    kind = graph.kind(item)
    spec = field_with(kind, Role.MEMBERS) if kind else None
    if spec is None:
        return []
    found = [_part(graph, other, spec, as_of) for other in graph.targets(item, Role.MEMBERS)]
    return sorted(found, key=lambda part: (date_order(part.timing.due), part.item[1]))


def _groups(
    graph: ReferenceGraph, item: Item, above: Iterable[tuple[Kind, Field]], as_of: date
) -> Iterator[Part]:
    specs = {(kind.collection, spec.name): spec for kind, spec in above}
    for other, name in graph.referenced_by.get(item, ()):
        spec = specs.get((other[0], name))
        if spec is not None:
            yield _part(graph, other, spec, as_of)


def _part(graph: ReferenceGraph, item: Item, spec: Field, as_of: date) -> Part:
    found = replace(timing(graph, item, as_of), margin=None)
    return Part(item=item, title=graph.title(item), noun=_noun(graph.kind(item)), field=spec, timing=found)


def _noun(kind: Kind | None) -> str:
    return kind.noun or kind.name if kind is not None else ""
