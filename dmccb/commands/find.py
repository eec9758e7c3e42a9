"""An ID on the command line -> the records that it names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dmccb.errors import NO, DmccbError, UsageError
from dmccb.records.kinds import Kinds
from dmccb.records.nearest import nearest
from dmccb.records.record import Collections, Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import ids
from dmccb.repository.lookup import lookup
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.snapshot import Snapshot


class RecordNotFoundError(DmccbError):
    """An ID that no record has."""

    exit_code = NO


def named_records(
    snapshot: Snapshot, kinds: Kinds, key: str, only: str = "", progress: Progress = silent
) -> list[tuple[str, Record]]:
    """Return collection and record for every record of a snapshot with an ID.

    The others are read only where there is none, for the hint.

    Parameters
    ----------
    snapshot
        Where to look.
    kinds, key, only
        As for ``records_of``.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordNotFoundError
        As for ``records_of``.
    """
    if (not only or only in kinds) and (found := lookup(snapshot, kinds, key, only)):
        return list(found.items())
    return records_of(read_records(snapshot, kinds, progress=progress), kinds, key, only)


def records_of(collections: Collections, kinds: Kinds, key: str, only: str = "") -> list[tuple[str, Record]]:
    """Return collection and record for every record with an ID.

    Parameters
    ----------
    collections
        Where to look.
    kinds
        The kinds, for the names of the collections.
    key
        The ID.
    only
        A collection to look in; all where empty.

    Raises
    ------
    RecordNotFoundError
        If there is none; the nearest IDs are the hint.
    """
    if only and only not in kinds:
        raise UsageError(f"no collection {only!r}", f"collections: {', '.join(kinds)}")
    places = {name: records for name, records in collections.items() if only in ("", name)}
    found = [(name, records[key]) for name, records in places.items() if key in records]
    if found:
        return found
    known = sorted(set(chain.from_iterable(places.values())))
    if not known:
        where = f"the collection {only!r}" if only else "the folder 'baselines'"
        raise RecordNotFoundError(f"no record has the ID {key!r}: {where} holds none", "dmccb show --help")
    if now := list(_now(places, kinds, key)):
        raise RecordNotFoundError(f"no record has the ID {key!r} any more", f"it is now {', '.join(now)}")
    raise RecordNotFoundError(
        f"no record has the ID {key!r}",
        f"{_near(known, key)}If it was there once: dmccb history {key}; "
        "to compare two states: dmccb impact A B",
    )


def _near(known: list[str], key: str) -> str:
    """Return a question for the IDs that are nearest to one; empty where none is near."""
    near = nearest(key, known, most=3, alike=0.5)
    near = near or [name for name in known if key.lower() in name.lower()][:3]
    return f"did you mean {' or '.join(near)}? " if near else ""


def _now(places: Collections, kinds: Kinds, key: str) -> Iterator[str]:
    """Yield the records that had an ID earlier."""
    for place, records in places.items():
        for name, record in records.items():
            if key in ids(kinds[place], record, Role.FORMER_IDS):
                yield f"{name} (of {place})"
