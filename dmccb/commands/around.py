"""ChangeSet × both snapshots -> the records around it that its reader wants to see named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dmccb.changerecord.background import Background
from dmccb.changerecord.releases import touched
from dmccb.compare.changeset import ChangeSet
from dmccb.compare.scope import planned
from dmccb.impact.graph import Item
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.record import Collections, Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, groups_others, target_kinds, text
from dmccb.repository.lookup import find
from dmccb.repository.read import read_records
from dmccb.repository.resolve import Resolved
from dmccb.repository.snapshot import Snapshot

if TYPE_CHECKING:
    from dmccb.impact.responsible import Responsible

Both = tuple[Collections, Collections]


class Around(NamedTuple):
    """How much of the records around a change to read.

    Attributes
    ----------
    groups
        Those that group others, such as releases, even if none of them
        changed.
    members
        What the touched groups hold.
    who
        WBS elements, roles and persons.
    as_of
        The day on which roles are held.
    """

    groups: bool
    members: bool
    who: bool
    as_of: date


class Told(NamedTuple):
    """The records around a change, and who answers for the WBS elements of what changed."""

    background: Background
    who: Mapping[str, Responsible]


def around(
    sides: tuple[Resolved, Resolved], kinds: Kinds, found: ChangeSet, changed: Both, wanted: Around
) -> Told:
    """Read the records around a change; the cost follows the change, not the baselines.

    Parameters
    ----------
    sides
        The old and the new side.
    kinds
        The kinds of both.
    found
        The change.
    changed
        The records that differ, as each side has them.
    wanted
        How much to read.

    Raises
    ------
    RecordFileError
        If a record cannot be read.
    """
    old, new = (side.snapshot for side in sides)
    before, after = (_copied(records) for records in changed)
    groups = [name for name, kind in kinds.items() if groups_others(kind)]
    if wanted.groups or any(change.collection in groups for change in found.changes):
        names = sorted({*groups, *planned(kinds)})
        for snapshot, records in ((old, before), (new, after)):
            _add(records, read_records(snapshot, kinds, names))
            _add_carriers(records, snapshot, kinds)
    background = Background(before, after, kinds)
    if wanted.members:
        _add_members(background, touched(found.changes, background), (old, new), (before, after))
    return Told(background, _who(sides[1], found, background, wanted) if wanted.who else {})


def _copied(records: Collections) -> dict[str, dict[str, Record]]:
    return {name: dict(held) for name, held in records.items()}


def _add(records: dict[str, dict[str, Record]], more: Collections) -> None:
    for name, held in more.items():
        records.setdefault(name, {}).update(held)


def _add_carriers(records: dict[str, dict[str, Record]], snapshot: Snapshot, kinds: Kinds) -> None:
    """Add the records that carry the titles and dates of others."""
    by_name = collections_by_kind(kinds)
    for name in list(records):
        kind = kinds[name]
        target = by_name.get(kind.fields[kind.titled_by].ref, "") if kind.titled_by else ""
        if target:
            keys = {str(record.fields.get(kind.titled_by, "")) for record in records[name].values()}
            _add(records, {target: find(snapshot, kinds[target], keys - {""})})


def _add_members(
    background: Background,
    items: Iterable[Item],
    snapshots: tuple[Snapshot, Snapshot],
    sides: tuple[dict[str, dict[str, Record]], dict[str, dict[str, Record]]],
) -> None:
    """Add the records that some groups hold, and those that they wait for."""
    for snapshot, records in zip(snapshots, sides, strict=True):
        missing: dict[str, set[str]] = {}
        for item in items:
            for place, key in (*background.members(item, records), *background.needs(item, records)):
                if key not in records.get(place, {}):
                    missing.setdefault(place, set()).add(key)
        for place, keys in missing.items():
            _add(records, {place: find(snapshot, background.kinds[place], keys)})


def _who(new: Resolved, found: ChangeSet, background: Background, wanted: Around) -> dict[str, Responsible]:
    """Return who answers for the elements of what changed."""
    from dmccb.impact.responsible import answering, answering_collections

    kinds = background.kinds
    by_kind = collections_by_kind(kinds)
    elements: set[Item] = set()
    for change in found.changes:
        kind = kinds[change.collection]
        spec = field_with(kind, Role.ELEMENT)
        place = by_kind.get(spec.ref, "") if spec else ""
        if not place:
            continue
        for side, key in ((background.old, change.old_id or change.id), (background.new, change.id)):
            record = side.get(change.collection, {}).get(key)
            if code := text(kind, record, Role.ELEMENT):
                elements.add((place, code))
        if kind.name in target_kinds(kinds, Role.ELEMENT):
            elements.add((change.collection, change.id))
    if not elements:
        return {}
    known = read_records(new.snapshot, kinds, answering_collections(kinds))
    return {code: one for (_, code), one in answering(known, kinds, elements, wanted.as_of).items()}
