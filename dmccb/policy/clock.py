"""A Case × what a period starts with -> the moments: since when, until when.

Pure.  Calendar hours, UTC, by the server's clock; commits date nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from dmccb.policy.asking import Asking, outcome
from dmccb.policy.case import Case
from dmccb.policy.classification import raised_at
from dmccb.policy.decision import Evidence, Outcome
from dmccb.policy.facts import spoken
from dmccb.policy.rules import Rule, duration, spelled
from dmccb.policy.telling import told_at
from dmccb.policy.vocabulary import DECIDING
from dmccb.rfc.roster import utc_day
from dmccb.rfc.votes import Act


def start_of(case: Case, starts: Iterable[str]) -> datetime | None:
    """Return the latest of some moments; None where one of them has not come."""
    found: list[datetime] = []
    for name in starts:
        moment = _STARTS[name](case)
        if moment is None:
            return None
        found.append(moment)
    return max(found, default=None)


def opened(case: Case) -> datetime | None:
    """Return when the request was opened."""
    return case.facts.opened


def ready(case: Case) -> datetime | None:
    """Return when it was last made ready for review; None while it is a draft."""
    drafted, since = case.facts.request.draft, case.facts.opened
    for event in case.events:
        if event.kind == "ready":
            drafted, since = False, event.at
        elif event.kind == "drafted":
            drafted = True
    return None if drafted else since


def changed(case: Case) -> datetime | None:
    """Return when the meaning of the change last changed, as the gate saw it."""
    return case.heads.last.since if case.heads.last else None


def asked(case: Case) -> datetime | None:
    """Return when those who control the change were asked about it, as it is now."""
    moments = [opened(case), ready(case), changed(case)]
    if (raised := raised_at(case)) is not None:
        moments.append(raised)
    known = [moment for moment in moments if moment is not None]
    return max(known) if len(known) == len(moments) else None


def decided(case: Case) -> datetime | None:
    """Return when somebody who may first decided on this very change; None where nobody did."""
    acts = [act for act in case.said.of("decide") if act.about == case.heads.digest]
    return min((act.at for act in acts if _may_decide(case, act)), default=None)


def _may_decide(case: Case, act: Act) -> bool:
    rules = [rule for rule in case.policy.rules.values() if rule.requirement in DECIDING]
    return any(case.allowed(act, rule.by) or case.allowed(act, rule.instead) for rule in rules)


_STARTS = {
    "opened": opened,
    "ready": ready,
    "told": told_at,
    "changed": changed,
    "asked": asked,
    "decided": decided,
}


def window(rule: Rule, asking: Asking) -> Outcome:
    """Return how a window stands."""
    case = asking.case
    if (fault := _too_early(rule, case)) is not None:
        return fault
    start = start_of(case, rule.starts)
    if start is None:
        missing = next(name for name in rule.starts if _STARTS[name](case) is None)
        sentence = f"{spelled(rule.period)} have not begun: {_NOT_YET[missing]}"
        return outcome(rule, "waiting", "not-started", sentence)
    end, planned_rules = start + duration(rule.period), ""
    planned = case.facts.rfc.planned_end if case.facts.rfc else None
    if planned is not None and planned > utc_day(_last_end(case) or end):
        end, planned_rules = end_of(planned), ", the planned end"
    began, ended = Evidence(what="it began", at=start), Evidence(what="it ends", at=end)
    if case.facts.as_of >= end:
        sentence = f"since {spoken(end)}{planned_rules}"
        return outcome(rule, "met", "window-over", sentence, evidence=(began, ended))
    return outcome(
        rule, "waiting", "window-open", f"until {spoken(end)}{planned_rules}", evidence=(began,), due=end
    )


def _last_end(case: Case) -> datetime | None:
    """Return the end of the longest window of the request; a planned end on that day adds nothing to it."""
    ends = []
    for rule in case.policy.of("window"):
        start = start_of(case, rule.starts)
        if start is not None and case.applies(rule):
            ends.append(start + duration(rule.period))
    return max(ends, default=None)


def end_of(last: date) -> datetime:
    """Return the end of a day, in UTC: the first moment after it."""
    if last == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(last, time(), UTC) + timedelta(days=1)


def _too_early(rule: Rule, case: Case) -> Outcome | None:
    """Return the outcome of a planned end on an earlier day than the class of the record allows."""
    start, rfc = opened(case), case.facts.rfc
    if rfc is None or rfc.planned_end is None or start is None:
        return None
    least = start + duration(rule.period)
    declared = rule.when is None or not rule.when.classes or rfc.rfc_class in rule.when.classes
    if not declared or rfc.planned_end >= utc_day(least):
        return None
    sentence = (
        f"the planned end, {rfc.planned_end}, is earlier than {spelled(rule.period)} allow ({spoken(least)})"
    )
    return outcome(rule, "blocked", "planned-end-too-early", sentence)


_NOT_YET = {
    "opened": "no event says when it was opened",
    "ready": "it is a draft",
    "told": "not everybody affected was told",
    "changed": "the gate has seen no head",
    "asked": "nobody was asked",
    "decided": "nothing was decided",
}
