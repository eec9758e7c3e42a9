"""A repository -> its requests for comments with the names of people; or one, with what it names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dmccb.commands.find import RecordNotFoundError
from dmccb.commands.session import session
from dmccb.impact.graph import build_graph
from dmccb.impact.named import ShownWithNames, named
from dmccb.impact.standing import Shown
from dmccb.problems import unreadable
from dmccb.records.kinds import RFCS, Kind, Kinds, collections_by_kind
from dmccb.records.nearest import nearest, question
from dmccb.records.record import Collections, Record
from dmccb.records.references import references
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.rfcs import read_rfcs
from dmccb.repository.schemas import load_kinds, load_kinds_beside
from dmccb.repository.snapshot import Snapshot

_AFFECTED = "affected"
"""The field with IDs of records of any kind."""

_PEOPLE = ("requestor", "assignee")
"""The fields whose titles a list shows."""


def list_rfcs(folder: Path, ref: str | None, progress: Progress = silent) -> list[ShownWithNames]:
    """Return the requests for comments, the newest first, each with the names of its people.

    Parameters
    ----------
    folder
        Where the command was started.
    ref
        At this baseline or revision; in the working tree where None.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordFileError
        If one of them, or a person, cannot be read.
    """
    with session(folder, progress) as here:
        snapshot = here.open(ref).snapshot
        kinds, kind = load_kinds(snapshot), load_kinds_beside(snapshot)[RFCS]
        rfcs = list(_read(snapshot).values())
        people = kind._replace(fields={name: kind.fields[name] for name in _PEOPLE if name in kind.fields})
        graph = build_graph(_around(snapshot, kinds, _targets(people, rfcs), progress), kinds)
        return [
            ShownWithNames(shown=Shown(kind=kind, record=rfc), names=tuple(named(graph, people, rfc)))
            for rfc in reversed(rfcs)
        ]


def show_rfc(folder: Path, key: str, ref: str | None, progress: Progress = silent) -> ShownWithNames:
    """Return one request for comments, with what it names.

    Parameters
    ----------
    folder, ref, progress
        As for ``list_rfcs``.
    key
        Its number, as in ``RFC-17``.

    Raises
    ------
    RecordNotFoundError
        If there is no such request.
    RecordFileError
        If one of them, or what it names, cannot be read.
    """
    with session(folder, progress) as here:
        snapshot = here.open(ref).snapshot
        kinds, kind = load_kinds(snapshot), load_kinds_beside(snapshot)[RFCS]
        rfcs = _read(snapshot)
        if key not in rfcs:
            raise _not_found(key, list(rfcs), ref)
        rfc = rfcs[key]
        wanted = _with_carriers(kinds, _targets(kind, [rfc]))
        if rfc.fields.get(_AFFECTED):
            wanted = {one.name for one in kinds.values()}
        graph = build_graph(_around(snapshot, kinds, wanted, progress), kinds)
        return ShownWithNames(
            shown=Shown(kind=kind, record=rfc, invalid=_invalid(kind, rfc)),
            names=tuple(named(graph, kind, rfc, [_AFFECTED])),
        )


def _read(snapshot: Snapshot) -> dict[str, Record]:
    """Return the requests by ID, lowest number first; what is missing is not empty, so all can be read."""
    rfcs, problems = read_rfcs(snapshot)
    if problems:
        raise unreadable(problems)
    return dict(rfcs)


def _targets(kind: Kind, rfcs: Iterable[Record]) -> set[str]:
    """Return the names of the kinds that some requests refer to."""
    return {spec.ref for rfc in rfcs for _, spec, _ in references(kind.fields, rfc.fields)}


def _with_carriers(kinds: Kinds, names: set[str]) -> set[str]:
    """Return kinds, and those whose records carry the titles of theirs."""
    carried = (kind for kind in kinds.values() if kind.name in names and kind.titled_by)
    return names | {kind.fields[kind.titled_by].ref for kind in carried}


def _around(snapshot: Snapshot, kinds: Kinds, wanted: set[str], progress: Progress) -> Collections:
    """Return the records of the kinds with some names."""
    by_kind = collections_by_kind(kinds)
    places = sorted(by_kind[name] for name in wanted & by_kind.keys())
    return read_records(snapshot, kinds, places, progress) if places else {}


def _invalid(kind: Kind, rfc: Record) -> tuple[str, ...]:
    """Return what the schema forbids in a request."""
    from dmccb.checks.faults import faults  # it takes 20 ms to load the validators
    from dmccb.checks.validator import Validator

    validator = Validator(kind, shipped=True)  # what is judged is the record, not the schema
    return () if validator.obeys(rfc) else tuple(faults(validator, rfc))


def _not_found(key: str, known: list[str], ref: str | None) -> RecordNotFoundError:
    """Return the error for a request that there is not."""
    at = f" at {ref}" if ref else ""
    if not known:
        return RecordNotFoundError(f"no RFC has the number {key!r}{at}: there is none on record")
    near = question(nearest(key, sorted(known), most=3) or _with_digits(key, known))
    return RecordNotFoundError(f"no RFC has the number {key!r}{at}", near or "dmccb rfc list")


def _with_digits(key: str, known: list[str]) -> list[str]:
    """Return the request that a bare number stands for, if there is one."""
    return [one for one in known if one == f"RFC-{key.lstrip('#')}"]
