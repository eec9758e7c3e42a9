"""Verdicts to write, plain and hostile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from dmccb.impact.route import Citation
from dmccb.policy.basis import Basis
from dmccb.policy.cheapest import Plan, PlannedAct
from dmccb.policy.decision import Candidate, Decision, Evidence, Outcome
from dmccb.policy.judged import Judged, Replayed
from dmccb.rfc.votes import Act, Uncounted

NOW = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)
BASIS = Basis(rules={"window": "sha256:1"}, seats={"roles chair": "sha256:2"}, facts={"as_of": "sha256:3"})


def outcome(name: str = "window", text: str = "72 hours have passed", **more: object) -> Outcome:
    given: dict[str, object] = {
        "requirement": "window",
        "status": "waiting",
        "code": "window-open",
        "sentence": "until 2026-03-05 10:00 UTC",
        "citation": Citation(document="LDM-294", date="2017-06-28", section="C.2", title="RFC Process"),
        "choosing": "our choice: starts",
        "due": NOW,
    }
    return Outcome(rule=name, title=text, **{**given, **more})  # type: ignore[arg-type]  # as told above


def act(text: str = "ada") -> Act:
    return Act(event="comment-1", at=NOW, person=text, login=text, verb="approve", text=text)


def judged(rows: int = 1) -> Judged:
    """Return a verdict with so many requirements that are not met."""
    can = (Candidate(person="ada", name="Ada", login="ada", role="Chair", by="/rfc approve"),)
    ways = (outcome("board", "The board", status="blocked", can=can), outcome("alone", "One alone"))
    asked = tuple(outcome(f"rule-{number}", can=can) for number in range(rows))
    decision = Decision(
        verdict="WAIT",
        code="window-open",
        sentence="one of two requirements is met",
        state="FLAGGED",
        rfc="RFC-17",
        number=17,
        digest="sha256:" + "1" * 64,
        route="board",
        as_of=NOW,
        policy="ldm-294",
        policy_version=1,
        requirements=(
            outcome("open", "It is open", status="met", evidence=(Evidence(what="opened", at=NOW),)),
            outcome("approval", "The board has approved it", requirement="any", parts=ways),
            *asked,
            outcome("other", "Not asked", status="not applicable"),
        ),
        owed=(outcome("assessment", "The board assesses it", overdue=True),),
        uncounted=(Uncounted(act=act(), code="requestor", sentence="their own does not count"),),
        warnings=("Interface Scientist (vacant)",),
        textual=("baselines/products.yaml",),
    )
    planned = PlannedAct(
        login="ada", name="Ada", role="Chair", command="/rfc approve", verb="approve", rule="board"
    )
    return Judged(decision, BASIS, assumed=("at=+72h",), plans=(Plan(acts=(planned,), at=NOW), Plan(at=NOW)))


def named(text: str) -> Mapping[str, object]:
    """Return values whose every text is the given one."""
    can = (Candidate(person=text, name=text, login=text, role=text, by=text),)
    odd = outcome(
        text, text, sentence=text, code=text, choosing=text, can=can, vacant=(text,), requirement=text
    )
    planned = PlannedAct(login=text, name=text, role=text, command=text, verb=text, rule=text)
    decision = Decision(
        verdict="BLOCK",
        code=text,
        sentence=text,
        state="FLAGGED",
        rfc=text,
        digest=text,
        as_of=NOW,
        policy=text,
        requirements=(
            Outcome(
                rule=text,
                title=text,
                requirement="any",
                status="blocked",
                code=text,
                sentence=text,
                parts=(odd,),
            ),
        ),
        owed=(odd,),
        uncounted=(Uncounted(act=act(text), code=text, sentence=text),),
        warnings=(text,),
        textual=(text,),
    )
    plans = (Plan(acts=(planned,), at=NOW),)
    return {
        "Judged": Judged(decision, BASIS, assumed=(text,), plans=plans),
        "Replayed": Replayed(text, text, same=False, differs=(text,)),
    }


def replayed(rows: int = 1) -> Replayed:
    """Return a replay of which so much differs."""
    return Replayed(
        "WAIT", "PASS", same=False, differs=tuple(f"event comment-{number}" for number in range(rows))
    )
