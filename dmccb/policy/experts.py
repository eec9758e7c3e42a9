"""A rule × a Case -> the experts whom somebody named for the request, and since when it is escalated."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from dmccb.policy.case import Case
from dmccb.policy.rules import Rule
from dmccb.rfc.votes import Act


class Experts(NamedTuple):
    """Experts, and the act that named them.

    Attributes
    ----------
    act
        The act.
    persons
        IDs of those it names, as far as their logins are on record.
    strangers
        The logins that are not.
    """

    act: Act
    persons: tuple[str, ...]
    strangers: tuple[str, ...]


def empanelled(case: Case, rule: Rule) -> Experts | None:
    """Return the experts whom one of ``convened_by`` named last; None where none did."""
    if "experts" not in rule.by.groups:
        return None
    named = [act for act in case.said.of("empanel") if act.command.mentions and _convenes(case, rule, act)]
    if not named:
        return None
    logins = named[-1].command.mentions
    return Experts(
        act=named[-1],
        persons=tuple(dict.fromkeys(case.logins.get(login, f"@{login}") for login in logins)),
        strangers=tuple(login for login in logins if login not in case.logins),
    )


def _convenes(case: Case, rule: Rule, act: Act) -> bool:
    """Tell whether an act names the experts of a rule: of who may, and after an escalation or without."""
    since = escalated_at(case)
    escalated = since is not None and act.at >= since
    return escalated == rule.escalated and case.allowed(act, rule.convened_by)


def escalated_at(case: Case) -> datetime | None:
    """Return since when the request is escalated: its requestor or assignee says so; None where it is not."""
    for act in case.said.of("escalate"):
        if act.person in case.requestors or act.person == case.assignee(act.at):
            return act.at
    return None
