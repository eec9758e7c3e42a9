"""Change, Move -> short phrases, the same in every format.

Pure.  A phrase is a run of spans; each span has a tone, which a format may
show (colour, weight) or ignore.  The sign of a slip is in the text itself, so
nothing is lost without colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import Move
from dmccb.records.dates import Direction, difference, refines
from dmccb.records.roles import Role
from dmccb.render.difference import difference_text
from dmccb.render.display import display, label, members_text, value_text

Tone = Literal["plain", "later", "earlier", "came", "went"]

_TONES: Mapping[Direction, Tone] = {"later": "later", "earlier": "earlier", "unclear": "plain"}

_CONTEXT = 3
_LONG = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A stretch of a phrase.

    Attributes
    ----------
    tone
        ``later`` and ``earlier`` for a number of days, ``came`` and ``went``
        for what appeared or left, else ``plain``.
    """

    text: str
    tone: Tone = "plain"


Phrase = tuple[Span, ...]


def plain(phrase: Phrase) -> str:
    """Return a phrase as text."""
    return "".join(span.text for span in phrase)


def typeset(phrase: Phrase) -> tuple[Span, ...]:
    """Return a phrase with a minus for a hyphen, and a slip that does not break."""
    return tuple(
        Span(text=span.text.replace("-", "\N{MINUS SIGN}").replace(" ", "\N{NO-BREAK SPACE}"), tone=span.tone)
        if span.tone in ("later", "earlier")
        else span
        for span in phrase
    )


def date_phrase(name: str, old: str, new: str) -> Phrase:
    """Return ``due 2019-11-01 → 2020-03-27 (+147 d)``, or that the same date is more precise now."""
    apart = difference(old, new)
    moved = f"{name} {old} → {new}"
    if apart is None:
        return (Span(text=moved),)
    if refines(old, new):
        return (Span(text=f"{moved} (more precise)"),)
    if refines(new, old):
        return (Span(text=f"{moved} (less precise)"),)
    slip = Span(text=difference_text(apart), tone=_TONES[apart.direction])
    return (Span(text=f"{moved} ("), slip, Span(text=")"))


def change_phrases(
    change: Change, implied: Sequence[str] = (), fold: int | None = None
) -> tuple[Phrase, ...]:
    """Return what happened to one record, a phrase for each thing.

    Parameters
    ----------
    implied
        Values that go without saying in a record that is new or gone, such as
        the document whose change record this is.
    fold
        How many members of a set to show.  None shows all.
    """
    if change.change in ("added", "removed"):
        return _whole_record(change, implied, fold)
    fields = tuple(field_phrase(field, fold) for field in change.fields)
    if change.change == "renumbered":
        return (_renumbering(change), *fields)
    return fields or ((Span(text=change.change),),)


def field_phrase(field: FieldChange, fold: int | None = None) -> Phrase:
    """Return what happened to one field."""
    name = field_label(field)
    if field.difference is not None and not field.has(Role.ISSUED):
        return date_phrase(name, value_text(field.old), value_text(field.new))
    if field.compare in ("set", "list") and field.old is not None and field.new is not None:
        return _members(name, field, fold)
    if field.old is None or field.new is None:
        return _one_sided(name, field, fold)
    old, new = value_text(field.old, field.spec), value_text(field.new, field.spec)
    if field.compare == "text":
        old, new = excerpts(old, new)
        old, new = f"“{old}”", f"“{new}”"
    return (Span(text=f"{name} {old} → {new}"),)


def field_label(field: FieldChange) -> str:
    """Return what a reader calls the field; one inside an object is named with it (``github.login``)."""
    return label(field.field, None if "." in field.field else field.spec)


def move_phrases(moves: Sequence[Move]) -> list[str]:
    """Return ``DM-AP-7 and DM-AP-9 moved from LDM-503-06 to LDM-503-09a``, one for each pair of releases."""
    ways: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for move in moves:
        ways.setdefault((move.sources, move.targets), []).append(move.feature)
    return [
        f"{_both(features)} moved from {_both(sources)} to {_both(targets)}"
        for (sources, targets), features in sorted(ways.items())
    ]


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return the stretch of words that differs, with a few words around it."""
    left, right = old.split(" "), new.split(" ")
    if max(len(left), len(right)) <= _LONG:
        return old, new
    limit = min(len(left), len(right))
    head = next((i for i in range(limit) if left[i] != right[i]), limit)
    rest = limit - head
    tail = next((i for i in range(rest) if left[-1 - i] != right[-1 - i]), rest)
    return _excerpt(left, head, tail), _excerpt(right, head, tail)


def _excerpt(words: list[str], head: int, tail: int) -> str:
    start = head - _CONTEXT if head > _CONTEXT + 1 else 0
    stop = len(words) - tail + _CONTEXT if tail > _CONTEXT + 1 else len(words)
    body = " ".join(words[start:stop])
    return ("… " if start else "") + body + (" …" if stop < len(words) else "")


def _whole_record(change: Change, implied: Sequence[str], fold: int | None) -> tuple[Phrase, ...]:
    """Return that a record is new or gone, and its facts (not its notes)."""
    came = change.change == "added"
    head: Phrase = (Span(text=change.change, tone="came" if came else "went"),)
    unsaid = {change.id, change.title, *implied}
    facts = []
    for field in change.fields:
        value = field.new if came else field.old
        said = isinstance(value, str) and value in unsaid
        if value is None or said or field.control == "note":
            continue
        facts.append((Span(text=f"{field_label(field)} {_folded(value, field, fold)}"),))
    return (head, *facts)


def _renumbering(change: Change) -> Phrase:
    evidence = f" ({display(change.evidence)})" if change.evidence else ""
    return (Span(text=f"renumbered from {display(change.old_id)}{evidence}"),)


def _members(name: str, field: FieldChange, fold: int | None) -> Phrase:
    spans = []
    if field.added:
        spans.append(Span(text=f"gained {members_text(field.added, fold, field.spec)}", tone="came"))
    if field.removed:
        spans.append(Span(text=f"lost {members_text(field.removed, fold, field.spec)}", tone="went"))
    if not spans and field.compare == "set":
        return (Span(text=f"{name} under their new IDs: {_folded(field.new, field, fold)}"),)
    if not spans:
        return (Span(text=f"{name} in another order: {_folded(field.new, field, fold)}"),)
    if len(spans) > 1:
        spans.insert(1, Span(text="; "))
    return (Span(text=f"{name} "), *spans)


def _one_sided(name: str, field: FieldChange, fold: int | None) -> Phrase:
    """Return that a field appeared or went."""
    value = _folded(field.old if field.new is None else field.new, field, fold)
    if field.compare == "text":
        value = f"“{value}”"
    if field.has(Role.COMPLETED):
        known = f"{name} {value}" if field.old is None else f"no longer {name} (was {value})"
        return (Span(text=known),)
    if field.new is None:
        return (Span(text=f"{name} dropped (was {value})"),)
    return (Span(text=f"{name} set to {value}"),)


def _folded(value: object, field: FieldChange, fold: int | None) -> str:
    if isinstance(value, list | tuple):
        return members_text(value, fold, field.spec)
    return value_text(value, field.spec)


def _both(names: Sequence[str]) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    *others, last = [display(name) for name in sorted(names)] or ["nowhere"]
    return f"{', '.join(others)} and {last}" if others else last
