"""Affected -> text or JSON: what a change affects, as a whole.

Pure.  The first lines say which releases, by how much, and who answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dmccb.impact.affected import Affected
from dmccb.impact.effect import Effect
from dmccb.impact.graph import Item
from dmccb.impact.timing import Timing
from dmccb.records.dates import Difference, Direction
from dmccb.render.display import display
from dmccb.render.impact.columns import effect_branch
from dmccb.render.impact.page import (
    ANY_WIDTH,
    Branch,
    filled,
    indented,
    plain_lines,
    role_lines,
    who_answers,
)
from dmccb.render.impact.words import apart_text, invalid_text, margins_text
from dmccb.render.json_text import json_text
from dmccb.render.left_out import left_out_text
from dmccb.render.plural import counted
from dmccb.render.view import View, folded


def as_json(found: Affected) -> str:
    """Return what a change affects as a JSON object."""
    return json_text(found.as_json())


def text(found: Affected, view: View) -> str:
    """Return what a change affects as text."""
    return indented(head(found), branches(found, view._replace(columns=ANY_WIDTH)))


def rows(found: Affected, view: View) -> int:
    """Return how many lines the answer has."""
    return sum(len(branch.lines) for branch in branches(found, view))


def head(found: Affected) -> list[str]:
    """Return how much moves, which releases that touches and by how much, and who answers."""
    sides = f"{display(found.old)} → {display(found.new)}"
    lines = [f"{sides}, as of {found.as_of.isoformat()}", _extent(found)]
    lines += invalid_text(found.invalid_dates)
    if left_out := left_out_text(found.filtered, found.not_shown, found.document):
        lines.append(left_out)
    for name, effects in _by_collection(found.releases):
        lines += [f"{name} affected: {_counts(effects)}", *_open_ones(effects)]
    who = who_answers(found.responsible)
    return [*lines, f"who answers: {who}"] if who else lines


def _extent(found: Affected) -> str:
    number = len(found.changed)
    records = counted(number, "record") if number else "no record"
    whose = "their" if number > 1 else "its"
    moving = f"{records} came, left, or changed {whose} dates, links or contents"
    if not found.others:
        return moving
    verb = "moves" if found.others == 1 else "move"
    return f"{moving}; {counted(found.others, 'other')} changed and {verb} nothing"


def _counts(effects: Sequence[Effect]) -> str:
    found = Counter(map(_state, effects))
    return ", ".join(f"{found[state]} {state}" for state in ("open", "completed", "removed") if found[state])


def _state(one: Effect) -> str:
    if one.is_open:
        return "open"
    return "completed" if one.after else "removed"


def _open_ones(effects: Sequence[Effect]) -> Iterator[str]:
    """Yield how many of those that are not completed slip, or lose margin, and by how much at the most."""
    still = [one for one in effects if one.is_open]
    late = _worst([(one.slip, one) for one in still], "later")
    less = _worst([(one.lost_margin, one) for one in still], "later")
    early = _worst([(_margin(one), one) for one in still], "earlier")
    if late:
        yield f"  open and later: {len(late)}, worst {_id(late[0])} {apart_text(late[0].slip)}"
    if less:
        yield f"  open with less margin: {len(less)}, worst {_id(less[0])} {margins_text(less[0])}"
    if early:
        worst = f"{_id(early[0])} {apart_text(_margin(early[0]))}"
        yield f"  open and due before what they wait for: {len(early)}, worst {worst}"


def _worst(found: Iterable[tuple[Difference | None, Effect]], direction: Direction) -> list[Effect]:
    """Return those whose days are certainly in one direction, the furthest first."""
    known = [(days, one) for days, one in found if days is not None and days.direction == direction]
    return [one for _, one in sorted(known, key=lambda pair: (-abs(pair[0].middle), pair[1].item))]


def _margin(one: Effect) -> Difference | None:
    return one.after.margin.between if one.after and one.after.margin else None


def _id(one: Effect) -> str:
    return display(one.item[1])


def branches(found: Affected, view: View) -> list[Branch]:
    """Return what a change affects, by the kind of record; what lost most margin first."""
    changed = {one.item: one for one in found.changed}
    listed = _listed(found.releases)
    others = [one.effect for one in found.changed if one.item not in listed]
    depending = [one for one in found.depending if one.item not in listed]
    by_margin = sorted((*others, *depending), key=lambda one: one.order)
    sections = [*_by_collection(found.releases), *_by_collection(by_margin)]
    tests = [display(test) for test in found.tests]
    return filled(
        [
            *(effect_branch(_heading(name, effects), effects, changed, view) for name, effects in sections),
            Branch(heading="WBS elements, and who answers", lines=role_lines(found.responsible)),
            Branch(heading="documents", lines=plain_lines(map(display, found.documents))),
            Branch(heading=f"tests ({len(tests)})", lines=plain_lines(folded(tests, view))),
        ]
    )


def _listed(releases: Sequence[Effect]) -> set[Item]:
    """Return the releases, and the test milestones that have their dates: the two are one row."""
    listed = {one.item for one in releases}
    dated_by = {_dated_by(one.after or one.before) for one in releases}
    return listed | {item for item in dated_by if item}


def _heading(name: str, effects: Sequence[Effect]) -> str:
    """Return what the items of a collection are, and how many."""
    if not name:
        return f"IDs that no record has ({len(effects)})"
    touched = "affected" if _dated(effects) or any(one.distance for one in effects) else "changed"
    return f"{name} {touched} ({len(effects)})"


def _by_collection(effects: Iterable[Effect]) -> list[tuple[str, list[Effect]]]:
    """Return the effects by the collection of the item, in their order; what has dates comes first."""
    out: dict[str, list[Effect]] = {}
    for one in effects:
        out.setdefault(one.item[0], []).append(one)
    names = sorted(out, key=lambda name: (not name, not _dated(out[name]), name))
    return [(display(name), out[name]) for name in names]


def _dated(effects: Sequence[Effect]) -> bool:
    """Tell whether items have dates."""
    return any(_dated_by(one.before) or _dated_by(one.after) for one in effects)


def _dated_by(side: Timing | None) -> Item | None:
    return side.dated_by if side else None
