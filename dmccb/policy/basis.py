"""Policy × Facts -> Basis: what a decision rests on, in digests, piece by piece; and what of it differs.

Pure.  A stored decision carries its basis, so that a replay which gives
something else can say which rule, seat or fact is another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from dmccb.policy.facts import Facts, facts_json
from dmccb.policy.rules import Policy
from dmccb.records.canonical_json import canonical_json, sha256

SETTINGS = "settings"


class Basis(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a decision rests on.

    Attributes
    ----------
    rules
        ID of a rule -> its digest; ``settings`` for those of the policy.
    seats
        ``roles chair``, ``persons ada``, ``boards dmccb`` -> digest.
    facts
        Name of a part of the facts -> its digest; each event has its own.
    """

    rules: dict[str, str]
    seats: dict[str, str]
    facts: dict[str, str]


def basis_of(policy: Policy, facts: Facts) -> Basis:
    """Return the digests of what a decision rests on."""
    values = facts_json(facts)
    events = {f"event {event['id']}": _digest(event) for event in values.pop("events", [])}
    organization = values.pop("organization", {})
    parts = {name: _digest(value) for name, value in sorted(values.items())}
    return Basis(
        rules={
            SETTINGS: _digest(_settings(policy)),
            **{key: rule.digest for key, rule in policy.rules.items()},
        },
        seats=dict(sorted(_seats(organization))),
        facts={**parts, **dict(sorted(events.items()))},
    )


def _settings(policy: Policy) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(policy).items() if name != "rules"}


def _seats(organization: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    for kind, records in organization.items():
        yield from ((f"{kind} {key}", _digest(record)) for key, record in records.items())


def differing(stored: Basis, now: Basis) -> list[str]:
    """Return what differs between two bases, in words: ``rule window: differs``, ``event c-1: gone``."""
    pairs = (
        *(
            (f"rule {name}", stored.rules.get(name), now.rules.get(name))
            for name in _names(stored.rules, now.rules)
        ),
        *((name, stored.seats.get(name), now.seats.get(name)) for name in _names(stored.seats, now.seats)),
        *((name, stored.facts.get(name), now.facts.get(name)) for name in _names(stored.facts, now.facts)),
    )
    found = [f"{name}: {_how(old, new)}" for name, old, new in pairs if old != new]
    return [one.replace(f"rule {SETTINGS}", "settings of the policy") for one in found]


def _names(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return sorted(old.keys() | new.keys())


def _how(old: str | None, new: str | None) -> str:
    if old is None:
        return "new"
    return "gone" if new is None else "differs"


def _digest(value: object) -> str:
    return sha256([canonical_json(value)])
