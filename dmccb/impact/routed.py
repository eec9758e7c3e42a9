"""The route of a whole change, and whom it affects by name, as a value.

Pure.  The command makes it; it is written as text, Markdown or JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from dmccb.impact.parties import Party
from dmccb.impact.route import ROUTES, ItemRoute, Route, Routing, RoutingRule


class HeldParty(NamedTuple):
    """A party, and the names of those who answer as it on a day; none where its role is vacant."""

    party: Party
    holders: tuple[str, ...] = ()


class Agreement(NamedTuple):
    """One thing that a request with the change would have to wait for.

    Attributes
    ----------
    title, asks
        The rule, and what it asks in words.
    able, vacant
        Who could say so today, and the seats in which nobody could.
    """

    title: str
    asks: str
    able: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RoutedChange:
    """The route of a whole change.

    Attributes
    ----------
    old, new
        What the two sides are called.
    as_of
        The day on which roles are held.
    routing
        The route of each item, and the strictest.
    affected
        Whom it affects.
    agree
        Who must agree, and for how long to wait.
    rfc_class
        The class of a request with the change; empty where nothing is under
        control.
    invalid
        How many of the changed records are invalid.
    """

    old: str
    new: str
    as_of: date
    routing: Routing
    affected: tuple[HeldParty, ...] = ()
    agree: tuple[Agreement, ...] = ()
    rfc_class: str = ""
    invalid: int = 0

    @property
    def counts(self) -> Mapping[Route, int]:
        """Route -> how many items take it, the strictest first."""
        found = Counter(one.route for one in self.routing.items)
        return {route: found[route] for route in ROUTES if found[route]}

    @property
    def by_rule(self) -> list[tuple[Route, RoutingRule | None, list[ItemRoute]]]:
        """Route, rule and items of each rule that means any, the strictest first; None before rules."""
        out: dict[tuple[Route, str], tuple[Route, RoutingRule | None, list[ItemRoute]]] = {}
        for one in self.routing.items:
            key = (one.route, one.rule.id if one.rule else "")
            out.setdefault(key, (one.route, one.rule, []))[2].append(one)
        return [out[key] for key in sorted(out, key=lambda key: (ROUTES.index(key[0]), key[1]))]

    @property
    def uncovered(self) -> tuple[ItemRoute, ...]:
        """The items that no rule means, and that are more than notes."""
        return tuple(one for one in self.routing.items if one.rule is None and one.route != "none")

    @property
    def unmanaged(self) -> tuple[str, ...]:
        """Codes of the WBS elements of changed items that nobody manages, as far as is recorded."""
        managers = (one.party for one in self.affected if one.party.kind == "manager")
        managed = set(chain.from_iterable(party.elements for party in managers))
        touched = set(chain.from_iterable(one.item.elements for one in self.routing.items))
        return tuple(sorted(touched - managed))

    def as_json(self) -> dict[str, object]:
        """Return the route as JSON values."""
        return {
            "old": self.old,
            "new": self.new,
            "as_of": self.as_of.isoformat(),
            "route": self.routing.route,
            "counts": dict(self.counts),
            "invalid": self.invalid,
            "uncovered": [one.item.handle for one in self.uncovered],
            "rules": [_rule_json(rule) for _, rule, _ in self.by_rule if rule is not None],
            "items": [_item_json(one) for one in self.routing.items],
            "affected": [{**_builtins(one.party), "holders": list(one.holders)} for one in self.affected],
            "unmanaged": list(self.unmanaged),
            "class": self.rfc_class or None,
            "agree": [one._asdict() for one in self.agree],
        }


def _rule_json(rule: RoutingRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "route": rule.route,
        "citation": _builtins(rule.citation),
        "choice": rule.choice,
        "reason": rule.reason,
    }


def _item_json(one: ItemRoute) -> dict[str, object]:
    return {"route": one.route, "rule": one.rule.id if one.rule else None, **_builtins(one.item)}


def _builtins(value: msgspec.Struct) -> dict[str, Any]:  # Any: JSON values have no narrower type
    found: dict[str, Any] = msgspec.to_builtins(value)
    return found
