"""Policy × what changes × who holds which seat -> who must agree, for each rule that asks for it.

Pure.  For a change that nobody has proposed yet: what a request with it would
have to wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.parties import Party
from dmccb.impact.routed import Agreement
from dmccb.policy.decision import Outcome
from dmccb.policy.evaluate import decide
from dmccb.policy.facts import ChangeFacts, Facts
from dmccb.policy.rules import Policy
from dmccb.policy.wording import asks_words
from dmccb.rfc.event import Event, Head
from dmccb.rfc.request import Request
from dmccb.rfc.roster import Organization

_ASKING = frozenset({"any", "approval", "decision", "external", "read", "told", "consensus", "window"})
"""Kinds of requirements that wait for somebody, or for time."""

_DIGEST = "sha256:not-proposed"


def agreement(
    policy: Policy,
    organization: Organization,
    items: Sequence[ItemFacts],
    parties: Sequence[Party],
    as_of: date,
) -> tuple[str, tuple[Agreement, ...]]:
    """Return the class of a request with a change, and who must agree to it, as of a day."""
    decision = decide(policy, _proposed(organization, items, parties, as_of))
    if decision.route == "none":
        return "", ()
    asked = [
        one for one in decision.requirements if one.requirement in _ASKING and one.status != "not applicable"
    ]
    return decision.rfc_class, tuple(_agreement(policy, organization, one) for one in asked)


def _proposed(
    organization: Organization, items: Sequence[ItemFacts], parties: Sequence[Party], as_of: date
) -> Facts:
    """Return the facts of a request with the change that was opened just now, by nobody yet."""
    now = datetime.combine(as_of, time(), UTC)
    return Facts(
        as_of=now,
        request=Request(number=1, author=None),
        change=ChangeFacts(digest=_DIGEST, items=tuple(items), parties=tuple(parties)),
        heads=(Head(at=now, commit="none", digest=_DIGEST),),
        events=(Event(id="opened", kind="opened", at=now),),
        organization=organization,
    )


def _agreement(policy: Policy, organization: Organization, one: Outcome) -> Agreement:
    able = dict.fromkeys(f"{each.name} ({each.role})" for each in one.can)
    asks = "" if one.requirement == "window" else asks_words(policy.rules[one.rule], organization)
    return Agreement(title=one.title, asks=asks, able=tuple(able), vacant=tuple(dict.fromkeys(one.vacant)))
