"""Outcomes × a Case -> what is said of the request as a whole: its state, one line, its warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dmccb.policy.asking import listed
from dmccb.policy.case import Case
from dmccb.policy.decision import Outcome, State
from dmccb.policy.experts import escalated_at

_ENDED: dict[str, State] = {
    "withdrawn": "WITHDRAWN",
    "closed": "WITHDRAWN",
    "rejected": "REJECTED",
    "rejected-without-reason": "REJECTED",
}
"""Code of an outcome -> the state of a request that ended with it."""


_NAMED = 3
"""Requirements that the verdict names, at most."""


def state_of(case: Case, required: Sequence[Outcome]) -> State:
    """Derive the state of a request from what happened."""
    if case.merged:
        return "ADOPTED"
    ended = [_ENDED[one.code] for one in required if one.code in _ENDED]
    if ended:
        return ended[0]
    is_open = any(one.status not in ("met", "not applicable") for one in required)
    if is_open and escalated_at(case) is not None:
        return "ESCALATED"
    if case.routing.route not in ("project", "board"):
        return "PROPOSED"
    approved = any(one.requirement == "any" and one.status == "met" for one in required)
    return "BOARD APPROVED" if approved else "FLAGGED"


def sentence_of(required: Sequence[Outcome]) -> str:
    """Return the verdict in one line."""
    asked = [one for one in required if one.status != "not applicable"]
    if not asked:
        return required[-1].sentence
    if asked[0].requirement == "facts":
        return f"it cannot be judged: {'; '.join(one.sentence for one in asked)}"
    missing = [one.title for one in asked if one.status != "met"]
    if missing:
        return _missing(len(asked), missing)
    return "; ".join([f"all {len(asked)} requirements are met", *_alone(asked)])


def _alone(asked: Sequence[Outcome]) -> list[str]:
    """Return what was decided by one alone, which the verdict says."""
    found = [one.sentence for one in _all(asked) if one.code == "decided" and one.status == "met"]
    return found[:1]


def _missing(asked: int, titles: list[str]) -> str:
    shown = titles if len(titles) <= _NAMED else [*titles[: _NAMED - 1], f"{len(titles) - _NAMED + 1} more"]
    return f"{asked - len(titles)} of {asked} requirements are met; missing: {listed(shown)}"


def warnings_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the vacant seats that a verdict touches, each once."""
    yield from dict.fromkeys(text for one in _all(outcomes) for text in one.vacant)


def _all(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for top in outcomes:
        yield from top.all()
