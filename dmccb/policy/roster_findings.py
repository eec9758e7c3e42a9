"""Records of boards and roles -> Finding …: roles and persons that they name, and that no record has.

Pure.  Such a seat would be vacant without a word, since a name was misspelt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dmccb.checks.finding import Finding
from dmccb.policy.organization import BOARDS, PERSONS, ROLES
from dmccb.records.coerce import Path
from dmccb.records.nearest import did_you_mean
from dmccb.records.record import Collections, Record

_CHAIRS, _SEATS, _HOLDERS = ("chair",), ("members", "optional"), "holders"
"""Fields of the shipped schemas of boards and roles, which a policy is made of."""


def roster_findings(collections: Collections) -> Iterator[Finding]:
    """Yield every name in boards and roles that no record has."""
    roles, persons = collections.get(ROLES, {}), collections.get(PERSONS, {})
    for board in collections.get(BOARDS, {}).values():
        for at, name in _roles_of(board):
            if name not in roles:
                yield _finding(board, at, "role", name, roles)
    for role in roles.values():
        for index, holder in enumerate(_listed(role, _HOLDERS)):
            if holder["person"] not in persons:
                yield _finding(role, (_HOLDERS, index, "person"), "person", holder["person"], persons)


def _roles_of(board: Record) -> Iterator[tuple[Path, str]]:
    yield from (((field,), str(board.fields[field])) for field in _CHAIRS)
    for field in _SEATS:
        for index, seat in enumerate(_listed(board, field)):
            yield (field, index, "role"), seat["role"]


def _listed(record: Record, field: str) -> list[Any]:  # Any: values that obey their schema
    found = record.fields.get(field, [])
    return found if isinstance(found, list) else []


def _finding(record: Record, at: Path, what: str, name: str, known: Mapping[str, Record]) -> Finding:
    return Finding(
        rule="policy-name",
        record=record,
        at=at,
        message=f"{at[0]}: no {what} {name!r} on record",
        hint=did_you_mean(name, sorted(known)) or f"write its record, or name another {what}",
    )
