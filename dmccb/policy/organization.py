"""Records of persons, roles and boards -> Organization: who holds which seat.

Pure.  The fields are those of the shipped schemas.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dmccb.records.record import Collections, Record
from dmccb.rfc.roster import Board, Organization, Person, Role

PERSONS, ROLES, BOARDS = "persons", "roles", "boards"
SEATED = (PERSONS, ROLES, BOARDS)
"""The collections that say who holds which seat."""


def organization_of(collections: Collections) -> Organization:
    """Return the persons, roles and boards that some records name.

    Parameters
    ----------
    collections
        Records that obey their schemas; others may be missing.
    """
    return Organization(
        persons={key: _person(record) for key, record in collections.get(PERSONS, {}).items()},
        roles={
            key: _made(record, Role, ("title", "holders"))
            for key, record in collections.get(ROLES, {}).items()
        },
        boards={
            key: _made(record, Board, ("title", "chair", "members", "optional"))
            for key, record in collections.get(BOARDS, {}).items()
        },
    )


def _person(record: Record) -> Person:
    fields: Mapping[str, Any] = record.fields
    accounts = [fields["github"]] if "github" in fields else []
    return msgspec.convert(
        {"name": fields["name"], "accounts": [*accounts, *fields.get("other_accounts", [])]}, Person
    )


def _made(record: Record, form: Any, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - one of several values
    return msgspec.convert({name: record.fields[name] for name in names if name in record.fields}, form)
