"""A policy as values: its rules, its settings, its digest.

Pure.  ``load`` makes a Policy of records; ``evaluate`` decides by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any, Literal

import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict

from dmccb.impact.route import Citation, ItemPredicate, Route, RoutingRule
from dmccb.policy.vocabulary import OF_ITEMS
from dmccb.records.canonical_json import canonical_json, sha256
from dmccb.rfc.request import RfcClass

_PERIOD = re.compile(r"([0-9]+)([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


_ORDER = (
    *("open", "record", "contributors", "newer-policy", "identification", "lines", "told", "read"),
    *("not-rejected", "no-objection", "external", "any", "approval", "decision", "urgent-decision"),
    *("consensus", "window", "assessment"),
)
"""Kinds of requirements: what is on record, what was said, who agrees, what time does, what is owed."""


class Who(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Roles, and groups that follow from the request."""

    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


NOBODY = Who()


class When(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The questions that a rule asks before it applies (``vocabulary.PREDICATES``)."""

    routes: tuple[Route, ...] = ()
    items_on: tuple[Route, ...] = ()
    classes: tuple[RfcClass, ...] = ()
    names: tuple[str, ...] = ()
    urgent: bool | None = None
    decided: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    planned_by: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    moved_more_than: int | None = None
    members: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    release_classes: tuple[str, ...] = ()
    otherwise: bool = False

    @property
    def of_items(self) -> ItemPredicate | None:
        """The questions about one item; None where there are none."""
        asked = {
            name: value
            for name, value in asdict(self).items()
            if name in OF_ITEMS and value not in ((), None)
        }
        asked.pop("otherwise", None)
        return ItemPredicate(**asked) if asked else None


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, dict=True):
    """One rule, as its record has it."""

    id: str
    title: str
    requirement: str
    reason: str
    citation: Citation
    when: When | None = None
    route: Route | None = None
    rfc_class: RfcClass | None = field(default=None, name="class")
    any_of: tuple[str, ...] = ()
    by: Who = NOBODY
    convened_by: Who = NOBODY
    count: int = 0
    share: Literal["majority", "all", ""] = ""
    including: Who = NOBODY
    excluding: tuple[str, ...] = ()
    unanimous: bool = False
    authorship: bool = False
    escalated: bool = False
    instead: Who = NOBODY
    methods: tuple[str, ...] = ()
    period: str = ""
    urgent_period: str = ""
    starts: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    choice: bool = False
    choices: tuple[str, ...] = ()
    comment: str = ""

    @cached_property
    def digest(self) -> str:
        """SHA-256 over what the rule says."""
        return sha256([canonical_json(msgspec.to_builtins(self))])

    @property
    def choosing(self) -> str:
        """What of the rule is the project's own choice, for readers; empty where nothing is."""
        if self.choice:
            return "our choice"
        return f"our choice: {', '.join(self.choices).replace('_', ' ')}" if self.choices else ""


class Policy(Struct, frozen=True, kw_only=True, dict=True):
    """Rules and settings.

    Attributes
    ----------
    name, title, version, approved
        The policy, and what put it in force.
    board
        ID of the board that decides; empty where none does.
    minimum_reading, carried, unknown_contributors
        Its settings (``vocabulary.SETTINGS``).
    rules
        By ID, sorted.
    """

    name: str
    title: str
    version: int
    approved: str
    board: str = ""
    minimum_reading: str = "1m"
    carried: Literal["keep", "void"] = "keep"
    unknown_contributors: Literal["wait", "block"] = "wait"
    choices: tuple[str, ...] = ()
    rules: Mapping[str, Rule]

    @cached_property
    def routing(self) -> tuple[RoutingRule, ...]:
        """The rules that give an item its route."""
        return tuple(
            RoutingRule(
                id=rule.id,
                title=rule.title,
                reason=rule.reason,
                citation=rule.citation,
                choice=rule.choice,
                when=rule.when.of_items or ItemPredicate(),
                otherwise=rule.when.otherwise,
                route=rule.route,
            )
            for rule in self.rules.values()
            if rule.requirement == "route" and rule.when is not None and rule.route is not None
        )

    @cached_property
    def asked(self) -> tuple[Rule, ...]:
        """The rules that are asked of a request by themselves, in the order in which it goes its way."""
        asked = [rule for rule in self.rules.values() if rule.when and rule.requirement in _ORDER]
        return tuple(sorted(asked, key=lambda rule: (_ORDER.index(rule.requirement), rule.id)))

    def of(self, requirement: str) -> tuple[Rule, ...]:
        """Return the rules of one kind."""
        return tuple(rule for rule in self.rules.values() if rule.requirement == requirement)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the settings and the digests of the rules."""
        settings: dict[str, Any] = {name: value for name, value in asdict(self).items() if name != "rules"}
        return sha256(
            [canonical_json({**settings, "rules": {key: rule.digest for key, rule in self.rules.items()}})]
        )


def duration(period: str) -> timedelta:
    """Return the length of a period: ``72h``, ``7d``, ``1m``; none of an empty one."""
    found = _PERIOD.fullmatch(period)
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()


def spelled(period: str) -> str:
    """Return a period in words: ``72 hours``, ``1 week``."""
    found = _PERIOD.fullmatch(period)
    if not found:
        return period
    number, unit = int(found[1]), _UNITS[found[2]]
    if unit == "days" and number % 7 == 0:
        number, unit = number // 7, "weeks"
    return f"{number} {unit if number != 1 else unit[:-1]}"
