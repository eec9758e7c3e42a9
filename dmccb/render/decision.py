"""Judged -> text, Markdown or JSON: the verdict, what is missing and from whom, what does not count.

Pure.  Text, Markdown and terminal write one outline, in the order in which
somebody who waits for the verdict wants to know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dmccb.impact.item_facts import ItemFacts
from dmccb.policy.decision import Candidate, Decision, Outcome
from dmccb.policy.facts import spoken
from dmccb.policy.judged import Judged, Replayed
from dmccb.render.changerecord.phrases import Span, Tone
from dmccb.render.difference import range_text
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.outline import text as writer
from dmccb.render.outline.outline import Line, Outline, Part, line, part
from dmccb.render.plural import counted
from dmccb.render.view import WHOLE, View

if TYPE_CHECKING:
    from dmccb.policy.cheapest import PlannedAct

_TONES: dict[str, Tone] = {"met": "earlier", "PASS": "earlier", "blocked": "later", "error": "later"}
"""Status or verdict -> its tone; what only waits is ``plain``."""


def as_json(judged: Judged) -> str:
    """Return the verdict as a JSON object."""
    return json_text(judged.as_json())


def text(judged: Judged, view: View) -> str:
    """Return the verdict as plain text."""
    return writer.outline_text(outline(judged, view), view)


def markdown(judged: Judged, view: View = WHOLE) -> str:
    """Return the verdict as Markdown, as GitHub shows it."""
    return writer.outline_markdown(outline(judged, view))


def rows(judged: Judged, view: View) -> int:
    """Return how many lines the answer has."""
    return writer.rows(outline(judged, view))


def outline(judged: Judged, view: View = WHOLE) -> Outline:
    """Return the outline that every format writes; its summary leaves out what is settled."""
    decision = judged.decision
    name = display(decision.rfc or f"request {decision.number}")
    verdict = Span(text=decision.verdict, tone=_tone(decision.verdict))
    return Outline(
        head=(verdict, Span(text=f"  {name}: {display(decision.sentence)}")),
        about=tuple(_about(judged)),
        parts=(
            *part("Missing", _missing(decision)),
            *_plans(judged),
            *part("Owed afterwards", _owed(decision)),
            *part("Not counted", _uncounted(decision)),
            *part("Nobody can speak for", (line(display(one)) for one in decision.warnings)),
            *(() if view.summary else part("Every requirement", _tree(decision))),
        ),
    )


def _tone(status: str) -> Tone:
    return "later" if status in ("BLOCK", "ERROR") else _TONES.get(status, "plain")


def _about(judged: Judged) -> Iterator[str]:
    decision = judged.decision
    told = (
        f"{decision.state}{', on hold' if decision.on_hold else ''}",
        f"route {decision.route}",
        decision.rfc_class,
        f"as of {spoken(decision.as_of)}",
        f"{display(decision.digest[:19])}…",
        f"policy {display(decision.policy)} {decision.policy_version}",
    )
    yield " · ".join(told)
    if decision.routes:
        yield _changes(decision)
    if decision.textual:
        yield f"changed in form only: {display(', '.join(decision.textual))}"
    yield from map(display, judged.remarks)
    if judged.assumed:
        yield f"assumed: {display(', '.join(judged.assumed))}"


def _changes(decision: Decision) -> str:
    """Return what changes, and why it takes its route."""
    first = decision.routes[0]
    items = [one.item for one in decision.routes]
    named = ", ".join(_item(item) for item in items[:_ITEMS])
    more = f" and {len(items) - _ITEMS} more" if len(items) > _ITEMS else ""
    rule = f" ({display(first.rule.title)})" if first.rule else ""
    return f"changes {named}{more}; route {first.route}{rule}"


_ITEMS = 3
"""Changed items that are named, at most."""


def _item(item: ItemFacts) -> str:
    moved = (
        f" ({range_text(item.days_min, item.days_max)})"
        if item.days_min is not None and item.days_max is not None
        else ""
    )
    return f"{display(item.handle)}{moved}"


def _missing(decision: Decision) -> Iterator[Line]:
    """Yield each open requirement, then from whom it is asked, then until when."""
    for one in decision.open:
        yield line(
            f"{display(one.title)}: {display(one.sentence)}", status=one.status, tone=_tone(one.status)
        )
        yield from (line(told, 1) for told in _from_whom(one.can))


def _from_whom(can: Sequence[Candidate]) -> Iterator[str]:
    """Yield who can still satisfy a requirement, those who would say the same in one line."""
    said: dict[str, list[str]] = {}
    for one in can:
        said.setdefault(one.by, []).append(person(one))
    for command, names in said.items():
        yield f"{command or 'to be told'}: {', '.join(dict.fromkeys(names))}"


def person(one: Candidate | PlannedAct) -> str:
    """Return ``Ada Lovelace (Systems Engineer)``, and whether as a deputy."""
    deputy = ", deputy" if isinstance(one, Candidate) and one.deputy else ""
    role = display(one.role)
    return f"{display(one.name)} ({role}{deputy})" if role and role != one.name else display(one.name)


_NO_PLAN = {
    "PASS": "Nothing: it passes now.",
    "N/A": "Nothing: no rule asks anything of it.",
    "ERROR": "Nobody who is there can say anything that leads to PASS: see who is missing.",
}
"""Verdict -> what is told in place of a plan; of any other, the request itself must change."""


def _plans(judged: Judged) -> Iterator[Part]:
    if judged.plans is None:
        return
    first, verdict = "The least that would have to happen (urgent decisions aside)", judged.decision.verdict
    plans = () if verdict == "PASS" else judged.plans
    if not plans:
        told = "Nobody can say anything that leads to PASS: the request itself must change."
        yield from part(first, (line(_NO_PLAN.get(verdict, told)),))
    for plan, title in zip(plans, (first, "What would pass sooner"), strict=False):
        acts = [line(f"{act.command or 'to be told'}: {person(act)}", 1) for act in plan.acts]
        told = counted(len(acts), "act") if acts else "nothing but time"
        yield from part(title, (line(f"{told}, and PASS at {spoken(plan.at)}"), *acts))


def _owed(decision: Decision) -> Iterator[Line]:
    for one in decision.owed:
        yield line(
            f"{display(one.title)}: {display(one.sentence)}",
            status=one.status,
            tone="later" if one.overdue else "plain",
        )
        yield from (line(told, 1) for told in _from_whom(one.can))


def _uncounted(decision: Decision) -> Iterator[Line]:
    for one in decision.uncounted:
        act = one.act
        what = f"/rfc {act.verb}" if act.method == "command" else "review"
        yield line(
            f"{display(act.login)}, {display(what)}, {spoken(act.at)}: {display(one.sentence)} ({one.code})"
        )


def _tree(decision: Decision) -> Iterator[Line]:
    for one in decision.requirements:
        if one.status != "not applicable":
            yield from _branch(one, 0)
    other = sum(one.status == "not applicable" for one in decision.requirements)
    if other:
        yield line(f"{counted(other, 'rule asks', 'rules ask')} nothing of this request")


def _branch(one: Outcome, depth: int, before: str = "") -> Iterator[Line]:
    said = f"{display(one.title)}: {display(one.sentence)}{_cited(one)}"
    yield line(said, depth, status=f"{before}{one.status}", tone=_tone(one.status))
    if one.requirement == "no-objection":
        return  # what could settle it stands below, where it is asked for itself
    ways = [inner for inner in one.parts if inner.status == "met"] if one.status == "met" else one.parts
    for inner in ways:
        yield from _branch(inner, depth + 1, "way " if one.status == "met" else "or ")


def _cited(one: Outcome) -> str:
    """Return where a rule is written, in short; ``dmccb policy explain`` has all of it."""
    if one.citation is None:
        return ""
    section = f" §{display(one.citation.section)}" if one.citation.section else ""
    choosing = f"; {one.choosing}" if one.choosing else ""
    return f" [{display(one.citation.document)}{section}{choosing}]"


def replayed_text(found: Replayed) -> str:
    """Return what a replay gave, as text."""
    if found.same:
        return f"the same, byte for byte: {display(found.verdict)}\n"
    lines = [f"{display(found.stored)} as stored, {display(found.verdict)} now"]
    lines += [f"  {display(one)}" for one in found.differs]
    if not found.differs:
        lines.append(
            "  rules, seats and facts are the same: the decision itself was changed, or is another version's"
        )
    return "\n".join(lines) + "\n"


def replayed_json(found: Replayed) -> str:
    """Return what a replay gave, as a JSON object."""
    return json_text(found.as_json())
