"""A policy, its records and an organization -> whom its rules ask, and the seats in which nobody sits.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dmccb.checks.finding import Finding
from dmccb.policy.rules import NOBODY, Policy, Rule, Who
from dmccb.records.coerce import Path
from dmccb.records.record import Record
from dmccb.rfc.roster import Organization


class Asked(NamedTuple):
    """A policy that is looked at, and the records that it was made of."""

    policy: Policy
    records: Mapping[str, Record]
    profile: Record
    organization: Organization

    def finding(self, rule: str, name: str, at: Path, message: str, hint: str = "") -> Finding:
        """Return a finding about a rule of the policy, or about its profile where the name is empty."""
        record = self.records[name] if name else self.profile
        return Finding(rule=rule, record=record, at=at, message=message, hint=hint)


def whos(rule: Rule) -> Iterator[tuple[str, Who]]:
    """Yield the fields of a rule that name somebody, and whom."""
    for field in ("by", "convened_by", "including", "instead"):
        who: Who = getattr(rule, field)
        if who != NOBODY:
            yield field, who


def seats(asked: Asked, who: Who) -> set[str] | None:
    """Return the roles that some can be, ever; None where the request says who they are, or no record."""
    if who == NOBODY or {*who.groups} - {"board", "chair"}:
        return None
    board = asked.organization.boards.get(asked.policy.board)
    if board is None:
        return None if who.groups else set(who.roles)
    members = {board.chair, *(seat.role for seat in (*board.members, *board.optional))}
    if "board" in who.groups:
        return {*who.roles, *members}
    return {*who.roles, board.chair} if who.groups else set(who.roles)


def vacant_seats(asked: Asked, as_of: date) -> Iterator[Finding]:
    """Yield the roles that the rules ask for and that nobody holds, each once, where it is asked first."""
    known = {role for role in asked.organization.roles if asked.organization.held(role, as_of)}
    for rule in asked.policy.rules.values():
        for field, who in whos(rule):
            for role in sorted((seats(asked, who) or {*who.roles}) & asked.organization.roles.keys() - known):
                known.add(role)
                yield Finding(
                    rule="policy-vacant",
                    record=asked.records[rule.id],
                    at=(field,),
                    message=f"{field}: nobody holds the role {role!r} ({asked.organization.title(role)})",
                    hint="it counts in every number, and never as a vote",
                    cause="seats that the policy asks for are vacant",
                )
