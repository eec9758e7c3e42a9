"""A seat: a role, or persons of their own, of whom one can satisfy a requirement.

Pure.  An act is judged by who held the seat when it was done, what is still to
be done by who holds it today.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from dmccb.rfc.roster import Held, utc_day
from dmccb.rfc.votes import Act

if TYPE_CHECKING:
    from dmccb.policy.case import Case


class Seat(Struct, frozen=True, kw_only=True):
    """One seat.

    Attributes
    ----------
    key
        What tells it apart.
    title
        What a reader calls it.
    role
        The role that sits here; empty where persons do as themselves.
    persons
        They, then.
    party
        Whether it is one of those affected: such a seat answers for itself,
        so that one person may answer for several.
    """

    key: str
    title: str
    role: str = ""
    persons: tuple[str, ...] = ()
    party: bool = False

    def held(self, case: Case, day: date | None = None) -> tuple[Held, ...]:
        """Return who sits here on a day; on that of the question where none is given."""
        return (
            case.held(self.role, day)
            if self.role
            else tuple(Held(person) for person in self.persons if person)
        )

    def sat(self, case: Case, act: Act) -> bool:
        """Tell whether who acted sat here when they did."""
        return any(one.person == act.person for one in self.held(case, utc_day(act.at)))

    def able(self, case: Case) -> tuple[Held, ...]:
        """Return who sits here today and can be heard: a person whose account is on record."""
        return tuple(one for one in self.held(case) if not case.mute(one.person))

    def vacancy(self, case: Case) -> str:
        """Return why nobody in this seat can say anything; empty where somebody can."""
        held = self.held(case)
        if self.role and self.role not in case.facts.organization.roles:
            return f"{self.title} (no such role on record)"
        if not held:
            return f"{self.title} (vacant)"
        if not self.able(case):
            names = ", ".join(case.facts.organization.name(one.person) for one in held)
            return f"{self.title} ({names}: no account on record)"
        return ""
