"""Change, Move -> short phrases, the same in every format.

Pure.  A phrase is a run of spans; each span has a tone, which a format may
show (colour, weight) or ignore.  The sign of a slip is in the text itself, so
nothing is lost without colour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dmccb.changerecord.slips import Completion
from dmccb.compare.change import Change, FieldChange
from dmccb.records.dates import Difference, Direction, difference, refines
from dmccb.records.roles import Role
from dmccb.render.difference import difference_text
from dmccb.render.display import display, label, members_text, value_text
from dmccb.render.plural import counted

Tone = Literal["plain", "later", "earlier", "came", "went"]

_TONES: Mapping[Direction, Tone] = {"later": "later", "earlier": "earlier", "unclear": "plain"}

_DAYS = re.compile(r"(?<![\w-])[+-]\d+(?: to [+-]\d+)? d\b")
_SIGNED = re.compile(r"(?<![\w-])-(?=\d)")
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
    """Return a phrase with a minus for a hyphen, and numbers of days that do not break."""
    return tuple(Span(text=_set_days(span), tone=span.tone) for span in phrase)


def _set_days(span: Span) -> str:
    text = _DAYS.sub(lambda match: match[0].replace(" ", "\N{NO-BREAK SPACE}"), span.text)
    is_slip = span.tone in ("later", "earlier") or _DAYS.fullmatch(span.text)
    return _SIGNED.sub("\N{MINUS SIGN}", text) if is_slip else text


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


def slip_phrase(apart: Difference) -> Phrase:
    """Return ``+147 d``, or ``+612 to +641 d``, in the tone of its direction."""
    text = difference_text(apart).removesuffix(f", {apart.direction}")
    return (Span(text=text, tone=_TONES[apart.direction]),)


def lateness_phrase(one: Completion) -> Phrase:
    """Return how late something was completed, against its date before the change; empty where unknown."""
    if one.late is None:
        return ()
    if one.late == 0:
        return (Span(text=f"on its date, {one.due}"),)
    days = counted(abs(one.late), "day")
    side: Tone = "later" if one.late > 0 else "earlier"
    said = f"{days} {'after' if one.late > 0 else 'before'} its date, {one.due}"
    reported = "; reported late by the source" if one.reported_late else ""
    return (Span(text=said, tone=side), Span(text=reported)) if reported else (Span(text=said, tone=side),)


def change_phrases(change: Change, fold: int | None = None) -> tuple[Phrase, ...]:
    """Return what happened to a record that is on both sides, a phrase for each thing.

    Parameters
    ----------
    change
        The change.
    fold
        How many members of a set to show.  None shows all.
    """
    fields = tuple(field_phrase(field, fold) for field in change.fields)
    if change.change == "renumbered":
        fields = (renumbering(change), *fields)
    if change.invalid:
        fields = ((Span(text="invalid", tone="later"),), *fields)
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


def facts(change: Change, implied: Sequence[str], fold: int | None = None) -> tuple[Phrase, ...]:
    """Return the facts (not the notes) of a record that is new or gone.

    Parameters
    ----------
    change
        The change.
    implied
        Values that go without saying, such as the document whose change
        record this is.
    fold
        How many members of a set to show.  None shows all.
    """
    unsaid = {change.id, change.title, *implied}
    found = []
    for field in change.fields:
        value = field.new if change.change == "added" else field.old
        said = isinstance(value, str) and value in unsaid
        if value is None or said or field.control == "note":
            continue
        found.append((Span(text=f"{field_label(field)} {_folded(value, field, fold)}"),))
    return tuple(found)


def renumbering(change: Change) -> Phrase:
    """Return which ID a record had before, and why the two are held to be one record."""
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
