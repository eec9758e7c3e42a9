"""A verdict and what was asked besides, as values: what was assumed, and what would have to happen.

Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dmccb.policy.basis import Basis
from dmccb.policy.decision import Decision, decision_json
from dmccb.policy.facts import stamp

if TYPE_CHECKING:
    from dmccb.policy.cheapest import Plan


class Judged(NamedTuple):
    """A verdict, and what was asked besides.

    Attributes
    ----------
    decision, basis
        The verdict, and what it rests on.
    assumed
        What was assumed to get it.
    remarks
        What a reader should know of how it was judged.
    plans
        The least that would still have to happen; None where nobody asked.
    """

    decision: Decision
    basis: Basis
    assumed: tuple[str, ...] = ()
    plans: tuple[Plan, ...] | None = None
    remarks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; what is stored and replayed is ``decision`` and ``basis``."""
        out: dict[str, Any] = {**decision_json(self.decision), "basis": msgspec.to_builtins(self.basis)}
        if self.remarks:
            out["remarks"] = list(self.remarks)
        if self.assumed:
            out["assumed"] = list(self.assumed)
        if self.plans is not None:
            out["cheapest"] = [plan_json(plan) for plan in self.plans]
        return out


class Replayed(NamedTuple):
    """What a replay gave.

    Attributes
    ----------
    verdict
        The verdict now.
    stored
        The verdict as it was stored.
    same
        Whether the bytes are the same.
    differs
        Which rules, seats and facts differ; empty where none does.
    """

    verdict: str
    stored: str
    same: bool
    differs: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "verdict": self.verdict,
            "stored": self.stored,
            "same": self.same,
            "differs": list(self.differs),
        }


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON values."""
    values: dict[str, Any] = msgspec.to_builtins(plan)
    return {**values, "at": stamp(plan.at)}
