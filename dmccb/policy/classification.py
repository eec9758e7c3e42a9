"""A Case -> its route and its class: what its items give it, and what somebody who may has said.

Pure.  Nobody lowers a route, nor a class that follows from the items.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.route import ROUTES, ItemPredicate, ItemRoute, Route, Routing, RoutingRule, routing
from dmccb.policy.rules import Rule
from dmccb.rfc.request import RfcClass
from dmccb.rfc.votes import Act

if TYPE_CHECKING:
    from dmccb.policy.case import Case

RAISED = "request"
"""Collection of the request itself, where somebody has raised it to a stricter route."""


def routing_of(case: Case) -> Routing:
    """Return the routes of the items, and of the request as somebody raised it."""
    found = routing(case.facts.change.items, case.policy.routing)
    raised = tuple(_raised(case))
    if not raised:
        return found
    items = tuple(sorted((*found.items, *raised), key=lambda one: ROUTES.index(one.route)))
    return Routing(items=items, route=items[0].route)


def _raised(case: Case) -> Iterator[ItemRoute]:
    """Yield the request itself for each rule by which somebody who may has raised it."""
    for rule in case.policy.of("route"):
        act = next((act for act in case.said.of("flag") if case.allowed(act, rule.by)), None)
        if rule.route is not None and act is not None:
            yield ItemRoute(item=_flagged(act), route=rule.route, rule=_raising(rule, rule.route))


def _flagged(act: Act) -> ItemFacts:
    title = f"flagged by {act.login}: {act.text}"
    return ItemFacts(collection=RAISED, id=act.event, title=title, change="changed", control="controlled")


def _raising(rule: Rule, route: Route) -> RoutingRule:
    return RoutingRule(
        id=rule.id,
        title=rule.title,
        reason=rule.reason,
        citation=rule.citation,
        choice=rule.choice,
        when=ItemPredicate(),
        route=route,
    )


def raised_at(case: Case) -> datetime | None:
    """Return when somebody raised the request to its route; None where its items take it by themselves."""
    strictest = [one.item for one in case.routing.items if one.route == case.routing.route]
    if any(item.collection != RAISED for item in strictest):
        return None
    flagging = {item.id for item in strictest}
    return min((act.at for act in case.said.of("flag") if act.event in flagging), default=None)


def class_of(case: Case) -> RfcClass:
    """Return the class: the strictest that a rule, the record or somebody who may gives the request.

    Whoever may lower it does so for what was said before.
    """
    if any(derived_major(case)):
        return "major"
    lowered = max((act.at for act in case.class_acts if act.verb == "ordinary"), default=None)
    raised = max((act.at for act in case.class_acts if act.verb == "major"), default=None)
    if raised is not None and (lowered is None or raised >= lowered):
        return "major"
    return "major" if _declared_major(case) and lowered is None else "ordinary"


def _declared_major(case: Case) -> bool:
    rfc = case.facts.rfc
    return rfc is not None and "major" in (rfc.rfc_class, rfc.strictest_class)


def derived_major(case: Case) -> Iterator[Rule]:
    """Yield the rules that make the request a major one for what it changes."""
    for rule in case.policy.of("class"):
        if rule.rfc_class == "major" and case.applies(rule):
            yield rule


def class_acts(case: Case) -> list[Act]:
    """Return the acts that give the request its class, of those who may."""
    return [act for act in case.said.of("major", "ordinary") if _may_class(case, act)]


def _may_class(case: Case, act: Act) -> bool:
    rules = [rule for rule in case.policy.of("class") if rule.rfc_class == act.verb]
    return any(case.allowed(act, rule.by) for rule in rules)
