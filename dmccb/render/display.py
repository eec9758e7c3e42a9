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

_BREAKS = re.compile(r"[ ]*[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029][\s]*")
_JOINERS = frozenset("\u200c\u200d")
_ACRONYMS = frozenset({"rfc", "wbs"})
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})


def display(text: str) -> str:
    """Return the text on one line, with nothing in it that hides or reorders."""
    if text.isprintable():
        return text.strip()
    return "".join(_shown(char) for char in _BREAKS.sub(" ", text).strip())


def _shown(char: str) -> str:
    """Return a character, or its code point where it would not be seen."""
    if char in _JOINERS or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"<U+{ord(char):04X}>"


def value_text(value: object) -> str:
    """Return any value of a record on one line."""
    if isinstance(value, str):
        return display(value)
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _mapping_text(value)
    if isinstance(value, Sequence):
        return members_text(value)
    return str(value)


def members_text(members: Sequence[object], fold: int | None = None) -> str:
    """Return the members of a set or list on one line.

    Parameters
    ----------
    fold
        How many to show; the others are only counted.  None shows all.
    """
    shown = members if fold is None or len(members) <= fold + 1 else members[:fold]
    nested = any(isinstance(member, Mapping) and "milestone" not in member for member in members)
    text = ("; " if nested else ", ").join(value_text(member) for member in shown)
    hidden = len(members) - len(shown)
    return f"{text} … and {hidden} more" if hidden else text


def _mapping_text(value: Mapping[str, object]) -> str:
    if "milestone" in value and set(value) <= {"milestone", "type", "lag"}:
        return _relation_text(value)
    parts = [f"{label(key)} {_part_text(part)}" for key, part in value.items() if part is not None]
    return ", ".join(parts)


def _part_text(value: object) -> str:
    text = value_text(value)
    if isinstance(value, Mapping | list | tuple):
        return f"({text})"
    return f"“{text}”" if "," in text else text


def _relation_text(value: Mapping[str, object]) -> str:
    """Return ``DM-AP-7 (SS, +40 h)``."""
    details = [value_text(value["type"])] if value.get("type") else []
    lag = value.get("lag")
    if lag:
        details.append(f"{lag:+d} h" if isinstance(lag, int) else f"{value_text(lag)} h")
    name = value_text(value["milestone"])
    return f"{name} ({', '.join(details)})" if details else name


def label(field: str) -> str:
    """Return the name of a field as words (``test_spec`` -> ``test spec``)."""
    words = display(field.replace("_", " "))
    return words.upper() if words in _ACRONYMS else words
