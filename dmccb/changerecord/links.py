"""ChangeSet × where documents and tickets are -> the addresses of those that it names.

Pure.  Only what the schemas say is a document or a ticket is one: a milestone
called ``LSST-1520`` looks like a ticket, and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dmccb.changerecord.head import Head
from dmccb.compare.change import Change, FieldChange
from dmccb.compare.scope import document_collections
from dmccb.records.kinds import Kinds
from dmccb.records.roles import Role

TICKETS = frozenset({Role.TICKET, Role.TEST_PLAN, Role.APPROVAL})
"""Roles of fields that name a ticket."""


_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*-[0-9]+")


class Addresses(NamedTuple):
    """Where documents and tickets are: an address with ``{}`` for the name; empty where not known."""

    document: str = ""
    ticket: str = ""


def links_of(changes: Iterable[Change], head: Head, kinds: Kinds, addresses: Addresses) -> Mapping[str, str]:
    """Return the documents and tickets that a change record names, each with its address.

    Parameters
    ----------
    changes
        The changes that are shown.
    head
        The document whose baselines are compared, and the row of its version.
    kinds
        The kinds.
    addresses
        Where documents and tickets are.
    """
    documents, tickets = {head.document}, {head.row.rfc}
    places = set(document_collections(kinds)) if addresses != Addresses() else set()
    for change in changes if places else ():
        if change.collection in places:
            documents.add(change.id)
        tickets.update(_tickets(change.fields))
    return {**_addressed(tickets, addresses.ticket), **_addressed(documents, addresses.document)}


def _addressed(names: Iterable[str], address: str) -> dict[str, str]:
    """Return the address of each name; a name with signs that mean something in an address has none."""
    if not address:
        return {}
    return {name: address.replace("{}", name) for name in sorted(names) if _NAME.fullmatch(name)}


def _tickets(fields: Iterable[FieldChange]) -> Iterator[str]:
    for field in fields:
        if TICKETS.intersection(field.spec.roles):
            yield from (value for value in (field.old, field.new) if isinstance(value, str))
