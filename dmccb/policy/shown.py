"""A policy × an organization -> PolicyShown, RuleExplained: what a reader is told of it, in order.

Pure.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dmccb.impact.route import ROUTES
from dmccb.policy.rules import Policy, Rule, Who
from dmccb.policy.vocabulary import CLASSIFYING
from dmccb.problems import Problem
from dmccb.rfc.roster import Organization


class PolicyShown(NamedTuple):
    """A policy as a reader is shown it.

    Attributes
    ----------
    where
        What the reader called the state that it is in.
    policy
        The policy; None where nothing can be judged by it.
    organization
        Who holds which seat.
    as_of
        The day on which they do.
    problems
        What is wrong with it, errors first; vacant seats are warnings.
    """

    where: str
    policy: Policy | None
    organization: Organization
    as_of: date
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids to judge by it."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


class RuleExplained(NamedTuple):
    """A rule as a reader is shown it: the policy, and the rule of it."""

    shown: PolicyShown
    policy: Policy
    rule: Rule

    @property
    def way_of(self) -> tuple[Rule, ...]:
        """The rules of which it is one way."""
        return tuple(other for other in self.policy.rules.values() if self.rule.id in other.any_of)

    @property
    def settles(self) -> tuple[Rule, ...]:
        """The rules whose place it takes."""
        return tuple(other for other in self.policy.rules.values() if self.rule.id in other.settled_by)


def routes(policy: Policy) -> tuple[Rule, ...]:
    """Return the rules that give a route, the strictest first."""
    found = policy.of("route")
    return tuple(sorted(found, key=lambda rule: (ROUTES.index(rule.route) if rule.route else 0, rule.id)))


def ways(policy: Policy) -> tuple[Rule, ...]:
    """Return the rules that are asked only where another names them."""
    return tuple(
        rule for rule in policy.rules.values() if rule.when is None and rule.requirement not in CLASSIFYING
    )


def board_seats(shown: PolicyShown) -> tuple[str, ...]:
    """Return the roles with a seat on the policy's board, the chair first."""
    board = shown.organization.boards.get(shown.policy.board) if shown.policy else None
    return board.seats(shown.as_of) if board else ()


def roles_of(shown: PolicyShown, who: Who) -> tuple[str, ...]:
    """Return the roles that some are, whatever is requested: named, or with a seat on the board."""
    seats = board_seats(shown)
    found = list(who.roles)
    if "board" in who.groups:
        found += seats
    elif "chair" in who.groups:
        found += seats[:1]
    return tuple(dict.fromkeys(found))


def holders(shown: PolicyShown, role: str) -> tuple[str, ...]:
    """Return who holds a role, by name; a deputy is marked as one."""
    found = shown.organization.held(role, shown.as_of)
    return tuple(f"{shown.organization.name(one.person)}{' (deputy)' if one.deputy else ''}" for one in found)


def vacant(shown: PolicyShown) -> tuple[str, ...]:
    """Return the titles of the roles that the rules ask for and nobody holds, in order."""
    policy = shown.policy
    asked = [
        role
        for rule in (policy.rules.values() if policy else ())
        for who in (rule.by, rule.convened_by, rule.including, rule.instead)
        for role in roles_of(shown, who)
    ]
    empty = [role for role in dict.fromkeys(asked) if not holders(shown, role)]
    return tuple(sorted(shown.organization.title(role) for role in empty))
