"""Persons, roles and boards of the base branch -> who holds which seat on which day.

Pure.  Seats are dated: an act is judged by the seats of its day.  Accounts are
told apart by their numeric ids alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct, field

from dmccb.rfc.event import Account

Day = Annotated[date | None, Meta(description="A day, ISO 8601; null where it is open.")]


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person, and the accounts that are theirs."""

    name: Annotated[str, Meta(description="Full name.", min_length=1)]
    accounts: Annotated[
        tuple[Account, ...], Meta(description="Accounts of the forge; the first is the one to write to.")
    ] = ()


class Holder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One person in a role for a time."""

    person: Annotated[str, Meta(description="ID of the person.", min_length=1)]
    since: Annotated[Day, Meta(description="First day; null where it is not known.")] = field(
        default=None, name="from"
    )
    until: Annotated[Day, Meta(description="Last day; null while it lasts.")] = None
    deputy: Annotated[
        bool,
        Meta(description="Whether the person stands in, in a recorded absence (so with a first day)."),
    ] = False

    def holds(self, day: date) -> bool:
        """Tell whether the person holds the role on a day; a deputy only in a recorded absence."""
        if self.deputy and self.since is None:
            return False
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Role(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A role and those who hold or held it."""

    title: Annotated[str, Meta(description="Name of the role.", min_length=1)]
    holders: Annotated[tuple[Holder, ...], Meta(description="Who holds or held it.")] = ()


class Seat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One seat of a board."""

    role: Annotated[str, Meta(description="ID of the role that sits here.", min_length=1)]
    since: Annotated[Day, Meta(description="First day of the seat.")] = field(default=None, name="from")
    until: Annotated[Day, Meta(description="Last day of the seat.")] = None
    topics: Annotated[
        tuple[str, ...], Meta(description="Of an optional seat: the topics for which it is asked.")
    ] = ()

    def there(self, day: date) -> bool:
        """Tell whether the board has the seat on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Board(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A board: its chair and its seats."""

    title: Annotated[str, Meta(description="Name of the board.", min_length=1)]
    chair: Annotated[str, Meta(description="ID of the role that chairs it.", min_length=1)]
    members: Annotated[tuple[Seat, ...], Meta(description="Its other seats.")] = ()
    optional: Annotated[tuple[Seat, ...], Meta(description="Seats that are asked for some topics.")] = ()

    def seats(self, day: date, topics: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the roles with a seat on a day, the chair first, each once."""
        asked = set(topics)
        members = [seat.role for seat in self.members if seat.there(day)]
        called = [seat.role for seat in self.optional if seat.there(day) and asked.intersection(seat.topics)]
        return tuple(dict.fromkeys((self.chair, *members, *called)))


class Held(NamedTuple):
    """A person in a role on a day.

    Attributes
    ----------
    person
        ID of the person.
    deputy
        Whether they stand in for the holder.
    """

    person: str
    deputy: bool = False


class Organization(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Persons, roles and boards, as the base branch has them."""

    persons: Annotated[dict[str, Person], Meta(description="By ID.")] = {}
    roles: Annotated[dict[str, Role], Meta(description="By ID.")] = {}
    boards: Annotated[dict[str, Board], Meta(description="By ID.")] = {}

    def held(self, role: str, day: date) -> tuple[Held, ...]:
        """Return who holds a role on a day, by person; a holder before deputies; empty where it is vacant."""
        found = self.roles.get(role)
        holders = [holder for holder in (found.holders if found else ()) if holder.holds(day)]
        there = [holder for holder in holders if holder.person in self.persons]
        ordered = sorted(there, key=lambda holder: (holder.deputy, holder.person))
        return tuple(dict.fromkeys(Held(holder.person, holder.deputy) for holder in ordered))

    def title(self, role: str) -> str:
        """Return the name of a role; its ID where no record has it."""
        found = self.roles.get(role)
        return found.title if found else role

    def name(self, person: str) -> str:
        """Return the name of a person, or what they are called by where no record has them."""
        found = self.persons.get(person)
        return found.name if found else person


def person_of(persons: Mapping[int, str], account: Account | None) -> str:
    """Return who an account is: the ID of a person, ``@login`` of a stranger, ``@ghost`` of nobody.

    Parameters
    ----------
    persons
        Numeric id of an account -> ID of the person (``accounts``).
    account
        The account; None where it was deleted.
    """
    if account is None:
        return "@ghost"
    return persons.get(account.id) or f"@{account.login.lower()}#{account.id}"


def accounts(organization: Organization) -> dict[int, str]:
    """Return numeric id of an account -> ID of the person whose it is."""
    return {account.id: key for key, account in _owned(organization) if account.type == "User"}


def logins(organization: Organization) -> dict[str, str]:
    """Return login, in small letters -> ID of the person; for names that people write, never for votes."""
    return {account.login.lower(): key for key, account in _owned(organization)}


def _owned(organization: Organization) -> Iterator[tuple[str, Account]]:
    for key, person in sorted(organization.persons.items()):
        yield from ((key, account) for account in person.accounts)


@lru_cache(maxsize=1 << 12)
def utc_day(moment: datetime) -> date:
    """Return the day of a moment, in UTC."""
    return moment.astimezone(UTC).date()
