"""A value of a record -> one line that a reader can trust.

Pure.  What a reader cannot see is spelled out: a control character, a
bidirectional override or a zero-width space becomes ``<U+202E>``, so that no
title can look like what it is not.  Escaping for a target comes later, in the
module of the format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from dmccb.records.field import Field
from dmccb.records.roles import Role
from dmccb.records.vocabulary import part_with

_BREAK = r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029][\s]*"
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})

JOINERS = frozenset("\u200c\u200d")
"""Invisible, and needed to spell words of Persian and of several languages of India."""


def display(text: str) -> str:
    """Return the text on one line, with nothing in it that hides or reorders."""
    if text.isprintable():
        return text.strip()
    lines = [line.rstrip(" ") for line in re.split(_BREAK, text)]
    return "".join(_shown(char) for char in " ".join(lines).strip())


def _shown(char: str) -> str:
    """Return a character, or its code point where it would not be seen."""
    return char if char in JOINERS or unicodedata.category(char) not in _HIDDEN else spelled_out(char)


def spelled_out(char: str) -> str:
    """Return the code point of a character in place of itself (``<U+202E>``)."""
    return f"<U+{ord(char):04X}>"


def value_text(value: object, spec: Field | None = None) -> str:
    """Return any value of a record on one line.

    Parameters
    ----------
    spec
        What the schema says of the value, for the names of what is in it.
    """
    if isinstance(value, str):
        return display(value)
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _mapping_text(value, spec)
    if isinstance(value, Sequence):
        return members_text(value, spec=spec)
    return str(value)


def members_text(members: Sequence[object], fold: int | None = None, spec: Field | None = None) -> str:
    """Return the members of a set or list on one line.

    Parameters
    ----------
    fold
        How many to show; the others are only counted.  None shows all.
    spec
        What the schema says of the list.
    """
    shown = members if fold is None or len(members) <= fold + 1 else members[:fold]
    inner = spec.items if spec else None
    nested = any(isinstance(member, Mapping) and not _is_relation(member, inner) for member in members)
    text = ("; " if nested else ", ").join(value_text(member, inner) for member in shown)
    hidden = len(members) - len(shown)
    return f"{text} … and {hidden} more" if hidden else text


def _mapping_text(value: Mapping[str, object], spec: Field | None) -> str:
    if _is_relation(value, spec):
        return _relation_text(value, spec)
    fields = spec.fields if spec else {}
    parts = (
        f"{label(name, fields.get(name))} {_part_text(part, fields.get(name))}"
        for name, part in value.items()
        if part is not None
    )
    return ", ".join(parts)


def _part_text(value: object, spec: Field | None) -> str:
    text = value_text(value, spec)
    if isinstance(value, Mapping | list | tuple):
        return f"({text})"
    return f"“{text}”" if "," in text else text


def _is_relation(value: Mapping[str, object], spec: Field | None) -> bool:
    """Tell whether an object says no more than which record is related, and how."""
    related = part_with(spec, Role.RELATED)
    return (
        spec is not None
        and related is not None
        and related.name in value
        and value.keys() <= spec.fields.keys()
    )


def _relation_text(value: Mapping[str, object], spec: Field | None) -> str:
    """Return ``DM-AP-7 (SS, +40 h)``."""
    related, how, lag = (
        value.get(part.name) if (part := part_with(spec, role)) else None
        for role in (Role.RELATED, Role.RELATION_TYPE, Role.LAG)
    )
    details = [value_text(how)] if how else []
    if lag:
        details.append(f"{lag:+d} h" if isinstance(lag, int) else f"{value_text(lag)} h")
    name = value_text(related)
    return f"{name} ({', '.join(details)})" if details else name


def label(name: str, spec: Field | None = None) -> str:
    """Return what a reader calls a field (``test_spec`` -> ``test spec``), by its schema if it has one."""
    return display(spec.label if spec and spec.label else name.replace("_", " "))
