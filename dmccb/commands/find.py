"""An ID on the command line -> the records that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from dmccb.errors import NO, DmccbError, UsageError
from dmccb.records.kinds import Kinds
from dmccb.records.nearest import did_you_mean, nearest, question
from dmccb.records.record import Collections, Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, ids
from dmccb.repository.lookup import lookup
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.snapshot import Snapshot


class RecordNotFoundError(DmccbError):
    """An ID that no record has."""

    exit_code = NO


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """What is looked for.

    Attributes
    ----------
    key
        The ID.
    collection
        A collection to look in; all where empty.
    at
        The baseline or revision that was asked for; empty for the working
        tree.
    otherwise
        What to do where no record has such an ID.
    """

    key: str
    collection: str = ""
    at: str = ""
    otherwise: str = ""

    @property
    def message(self) -> str:
        """That no record has the ID."""
        return f"no record has the ID {self.key!r}{f' at {self.at}' if self.at else ''}"


def named_records(
    snapshot: Snapshot, kinds: Kinds, sought: Sought, progress: Progress = silent
) -> list[tuple[str, Record]]:
    """Return collection and record for every record of a snapshot with an ID.

    The others are read only where there is none, for the hint.

    Parameters
    ----------
    snapshot
        Where to look.
    kinds, sought
        As for ``records_of``.
    progress
        Told how far the reading is.

    Raises
    ------
    UsageError, RecordNotFoundError
        As for ``records_of``.
    """
    known = not sought.collection or sought.collection in kinds
    if known and (found := lookup(snapshot, kinds, sought.key, sought.collection)):
        return list(found.items())
    return records_of(read_records(snapshot, kinds, progress=progress), kinds, sought)


def records_of(collections: Collections, kinds: Kinds, sought: Sought) -> list[tuple[str, Record]]:
    """Return collection and record for every record with an ID.

    Parameters
    ----------
    collections
        Where to look.
    kinds
        The kinds, for the names of the collections.
    sought
        What is looked for.

    Raises
    ------
    UsageError
        If there is no such collection.
    RecordNotFoundError
        If there is no such record; the ID that it has now, or the nearest
        IDs, are the hint.
    """
    key, only = sought.key, sought.collection
    if only and only not in kinds:
        raise no_collection(only, kinds)
    places = {name: records for name, records in collections.items() if only in ("", name)}
    found = [(name, records[key]) for name, records in places.items() if key in records]
    if found:
        return found
    raise _not_found(places, kinds, sought)


def _not_found(places: Collections, kinds: Kinds, sought: Sought) -> RecordNotFoundError:
    """Return the error for an ID that no record has in the collections where it was looked for."""
    key, only = sought.key, sought.collection
    known = sorted(set(chain.from_iterable(places.values())))
    if not known:
        where = f"the collection {only!r}" if only else "the folder 'baselines'"
        return RecordNotFoundError(f"{sought.message}: {where} holds none", sought.otherwise)
    now = list(_now(places, kinds, key))
    if now:
        earlier = " and ".join(f"of {name} ({field}, in {place})" for name, field, place in now)
        names = " or ".join(name for name, _, _ in now)
        return RecordNotFoundError(f"{sought.message}: it is an earlier ID {earlier}", f"use {names}")
    near = _near(known, key)
    otherwise = sought.otherwise
    hint = f"{near} {otherwise[:1].upper()}{otherwise[1:]}" if near else otherwise
    return RecordNotFoundError(sought.message, hint.strip())


def no_collection(name: str, kinds: Kinds) -> UsageError:
    """Return the error for a collection that does not exist."""
    near = did_you_mean(name, sorted(kinds))
    return UsageError(f"no collection {name!r}", near or f"collections: {', '.join(kinds)}")


def _near(known: list[str], key: str) -> str:
    """Return a question for the IDs that are nearest to one; empty where none is near."""
    near = nearest(key, known, most=3)
    near = near or [name for name in known if key.lower() in name.lower()][:3]
    return question(near)


def _now(places: Collections, kinds: Kinds, key: str) -> Iterator[tuple[str, str, str]]:
    """Yield the records that had an ID earlier: ID now, name of the field that says it, collection."""
    for place, records in places.items():
        spec = field_with(kinds[place], Role.FORMER_IDS)
        if spec is None:
            continue
        for name, record in records.items():
            if key in ids(kinds[place], record, Role.FORMER_IDS):
                yield name, spec.name, place
