"""An ``any`` rule × a Case -> Outcome: one of several ways is enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from dmccb.policy.asking import TO_BE_OPENED, Asking, outcome
from dmccb.policy.decision import Outcome, Status, best
from dmccb.policy.rules import Rule


def one_of(rule: Rule, asking: Asking) -> Outcome:
    """Return how a rule stands of which one way is enough."""
    parts = tuple(asking.outcome(name) for name in rule.any_of)
    status = best(part.status for part in parts)
    chosen = [part for part in parts if part.status == status]
    vacant = chain.from_iterable(part.vacant for part in parts)
    shown: dict[str, Any] = {"vacant": tuple(dict.fromkeys(vacant)), "parts": parts}
    if status == "met":
        first = chosen[0]
        return outcome(rule, "met", first.code, first.sentence, evidence=first.evidence, **shown)
    opened = [part for part in chosen if part.code not in TO_BE_OPENED] or chosen
    sentence = _told(status, [*_blocked(status, parts), *opened])
    can = dict.fromkeys(chain.from_iterable(part.can for part in opened))
    return outcome(rule, status, opened[0].code, sentence, can=tuple(can), due=_first_due(opened), **shown)


def _blocked(status: Status, parts: Sequence[Outcome]) -> list[Outcome]:
    """Return the ways that are blocked while another is waited for: a reader asks for them first."""
    return [part for part in parts if part.status == "blocked"] if status == "waiting" else []


def _told(status: Status, parts: Sequence[Outcome]) -> str:
    if status == "error":
        return f"{parts[0].sentence}; no other way is open either"
    return "; or ".join(part.sentence for part in parts)


def _first_due(parts: Sequence[Outcome]) -> datetime | None:
    return min((part.due for part in parts if part.due is not None), default=None)
