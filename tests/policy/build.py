"""Facts for tests: a board with everybody in it, and one request; a test says only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from dmccb.commands.policies import load_working_policy
from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.parties import Party
from dmccb.policy.asking import Asking
from dmccb.policy.case import Case
from dmccb.policy.decision import Decision, Outcome
from dmccb.policy.evaluate import EVALUATORS, decide
from dmccb.policy.facts import ChangeFacts, Facts
from dmccb.policy.rules import Policy, Rule
from dmccb.rfc.event import Account, Contributor, Event, Head
from dmccb.rfc.request import Request, Rfc
from dmccb.rfc.roster import Board, Holder, Organization, Person, Role, Seat

ROOT = Path(__file__).resolve().parents[2]
OPENED = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # a Monday
D1, D2 = "sha256:" + "1" * 64, "sha256:" + "2" * 64

PEOPLE = {
    "chair": "systems-engineer",
    "manager": "project-manager",
    "scientist": "subsystem-scientist",
    "architect": "software-architect",
    "operator": "operations-architect",
    "interfacer": "interface-scientist",
    "square": "tcam-square",
    "controller": "project-controller",
    "tcam": "tcam-science-pipelines",
    "lead": "lead-drp",
}
"""Person -> the role that they hold."""

OTHERS = ("asker", "owner", "author", "outsider", "expert-a", "expert-b", "expert-c", "deputy")
IDS = {name: number for number, name in enumerate((*PEOPLE, *OTHERS), start=101)}


def account(name: str, **more: Any) -> Account:
    """Return the account of somebody; of a stranger too."""
    return Account(login=name, id=IDS.get(name, 900 + len(name)), **more)


def organization(**roles: Sequence[Holder] | None) -> Organization:
    """Return the organization with everybody in it; a role may be given other holders, or none."""
    holders: dict[str, tuple[Holder, ...]] = {role: (Holder(person=name),) for name, role in PEOPLE.items()}
    holders.update({key.replace("_", "-"): tuple(value or ()) for key, value in roles.items()})
    return Organization(
        persons={
            name: Person(name=name.title(), accounts=(account(name),)) for name in IDS if name != "outsider"
        },
        roles={
            role: Role(title=role.replace("-", " ").title(), holders=held) for role, held in holders.items()
        },
        boards={
            "dmccb": Board(
                title="DMCCB",
                chair="systems-engineer",
                members=tuple(
                    Seat(role=role)
                    for role in (
                        "software-architect",
                        "operations-architect",
                        "interface-scientist",
                        "tcam-square",
                        "project-manager",
                    )
                ),
            )
        },
    )


def item(handle: str = "LDM-503-13", **more: Any) -> ItemFacts:
    """Return a milestone that an LDM document plans, and that moved by 10 days."""
    given: dict[str, Any] = {
        "collection": "milestones",
        "change": "changed",
        "control": "controlled",
        "documents": ("LDM-564",),
        "levels": ("2",),
        "days_min": 10,
        "days_max": 10,
        "elements": ("02C.04",),
    }
    return ItemFacts(id=handle, **{**given, **more})


def team_item(handle: str = "DM-1", **more: Any) -> ItemFacts:
    """Return a milestone of level 3 that no document plans."""
    return item(handle, **{"documents": (), "levels": ("3",), **more})


TCAM = Party(
    kind="manager",
    name="Science Pipelines T/CAM",
    role="tcam-science-pipelines",
    elements=("02C.04",),
    items=(),
)
LEAD = Party(kind="lead", name="DRP Science Lead", role="lead-drp", elements=("02C.04",), items=())


def owner(*releases: str) -> Party:
    """Return the owner of a product."""
    return Party(
        kind="owner",
        name="owner of the pipeline",
        persons=("owner",),
        elements=("02C.04",),
        items=(),
        releases=releases,
    )


def rfc(**more: Any) -> Rfc:
    """Return a complete record of the request."""
    given: dict[str, Any] = {
        "title": "Move LDM-503-13",
        "requestor": "asker",
        "assignee": "asker",
        "rfc_class": "ordinary",
        "component": "DM",
        "proposal": "The milestone moves.",
        "implementation": "One date.",
        "planned_end": date(2026, 3, 5),
        "lcr": "",
        "affected": ("LDM-503-13",),
    }
    return Rfc(id="RFC-17", **{**given, **more})


def at(hours: float = 0, **more: float) -> datetime:
    """Return a moment, so many hours after the request was opened."""
    return OPENED + timedelta(hours=hours, **more)


def opened(body: str = "", by: str = "asker", hours: float = 0) -> Event:
    return Event(id="opened", kind="opened", at=at(hours), by=account(by), body=body)


def comment(by: str, /, body: str, hours: float, **more: Any) -> Event:
    given: dict[str, Any] = {"id": f"comment-{by}-{hours}-{len(body)}", "by": account(by)}
    return Event(kind="comment", at=at(hours), body=body, **{**given, **more})


def review(by: str, /, state: str, hours: float, body: str = "", **more: Any) -> Event:
    given: dict[str, Any] = {"id": f"review-{by}-{hours}", "by": account(by)}
    return Event(kind="review", at=at(hours), state=state, body=body, **{**given, **more})  # type: ignore[arg-type]  # a literal


def requested(whom: str, hours: float = 0) -> Event:
    return Event(
        id=f"requested-{whom}", kind="requested", at=at(hours), by=account("asker"), whom=account(whom)
    )


def approvals(*names: str, hours: float = 24) -> list[Event]:
    return [review(name, "APPROVED", hours) for name in names]


TOLD = (requested("tcam"), requested("lead"), requested("owner"), requested("manager"))
READ = comment("architect", "/rfc read", 1)
ADOPTED = comment("asker", f"/rfc adopt {D1} agreed", 80)
BOARD = ("chair", "architect", "operator", "manager")
"""Enough of the board: four of six."""


def facts(*events: Event, hours: float = 81, **more: Any) -> Facts:
    """Return a request, opened and told to those affected, some hours after it was opened.

    Parameters
    ----------
    events
        What happened besides.
    hours
        When the question is asked.
    more
        Other fields of the facts; ``items``, ``parties``, ``digest`` and
        ``change`` are of the change.
    """
    change: dict[str, Any] = {
        "digest": more.pop("digest", D1),
        "items": more.pop("items", (item(),)),
        "parties": more.pop("parties", (TCAM, LEAD)),
        **more.pop("change", {}),
    }
    given: dict[str, Any] = {
        "as_of": at(hours),
        "request": Request(number=17, author=account("asker")),
        "rfc": rfc(),
        "heads": (Head(at=OPENED, commit="c1", digest=D1),),
        "contributors": (Contributor(commit="c1", account=account("asker")),),
        "organization": organization(),
        "change": ChangeFacts(**change),
    }
    before = more.pop("before", (opened(), *TOLD))
    return Facts(events=(*before, *events), **{**given, **more})


@lru_cache(maxsize=1)
def policy() -> Policy:
    """Return the policy of this repository: LDM-294."""
    return load_working_policy(ROOT)


def decided(*events: Event, **more: Any) -> Decision:
    """Return the verdict of this repository's policy on some facts."""
    return decide(policy(), facts(*events, **more))


def status(found: Decision, rule: str) -> str:
    """Return how a rule stands."""
    outcome = found.requirement(rule)
    assert outcome is not None, rule
    return outcome.status


def replaced(rules: Policy, /, **more: Any) -> Policy:
    """Return a policy with other settings or rules."""
    return msgspec.structs.replace(rules, **more)


# ------------------------------------------------------------- of one rule


def rule(name: str, /, **more: Any) -> Rule:
    """Return a rule of this repository's policy, with other fields."""
    return msgspec.structs.replace(policy().rules[name], **more)


def policy_with(*rules: Rule, **settings: Any) -> Policy:
    """Return this repository's policy with other rules in the place of those of their IDs, or besides."""
    known = {**policy().rules, **{one.id: one for one in rules}}
    return msgspec.structs.replace(policy(), rules=known, **settings)


def case(*events: Event, under: Policy | None = None, **more: Any) -> Case:
    """Return a request under this repository's policy, or under another."""
    return Case(under or policy(), facts(*events, **more))


def asked(what: str | Rule, /, *events: Event, under: Policy | None = None, **more: Any) -> Outcome:
    """Return how one rule stands, whether it applies or not; a rule that is given takes its ID's place."""
    if isinstance(what, Rule):
        under = policy_with(what)
    name = what if isinstance(what, str) else what.id
    return Asking(case(*events, under=under, **more), EVALUATORS).outcome(name)


def told(found: Outcome) -> tuple[str, str, str]:
    """Return the status, the code and the sentence of an outcome."""
    return found.status, found.code, found.sentence


def can(found: Outcome) -> list[tuple[str, str, str]]:
    """Return who can still satisfy a requirement: person, role, and what they would have to say."""
    return [(one.person, one.role, one.by) for one in found.can]


def shown(found: Outcome) -> list[tuple[str, str]]:
    """Return what an outcome rests on: the words, and the role."""
    return [(one.what, one.role) for one in found.evidence]
