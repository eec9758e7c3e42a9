"""One chunk in the simplest form of a record -> its fields, without a parser of YAML.

Pure.  Nearly every record is lines of ``name: value``, members behind dashes
and paragraphs of text, as ``canonical`` writes them.  Whatever is not
certainly that is left to ``parse``, whose answer would be the same: a
property test holds them equal.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dmccb.records.scalars import MAX_KEY, AmbiguousText, Text, ambiguous

_LONGEST = 1 << 18
"""Bytes of a chunk that is not left to ``parse`` for its size alone, which refuses longer ones."""

_LONGEST_NUMBER = 18
"""Characters of a number or date that is not left to ``parse``."""

_DIGITS = frozenset("0123456789")

_SPECIAL = frozenset(" \t-?:,[]{}#&*!|>'\"%@`=<~")
"""Characters with which text without quotes does not begin."""

_NAME = r"[a-z][a-z_]{0,60}"

_FIELD = re.compile(rf"\n  ({_NAME}):(?=[ \n]|\Z)")

_QUOTED = re.compile(r"""(?:"([^"\\]*)"|'((?:[^']|'')*)')""")


def fast_parse(chunk: bytes, key: str) -> dict[str, Text] | None:
    """Return the fields of a chunk; None where ``parse`` must look.

    Parameters
    ----------
    chunk
        The bytes of one record, from its key to the next record's key.
    key
        The ID that ``split`` saw.
    """
    if len(chunk) > _LONGEST:
        return None
    try:
        text = chunk.decode("utf-8").rstrip("\n")
    except UnicodeDecodeError:
        return None
    if not text.replace("\n", "").isprintable() or not _id(key):
        return None
    if text == f"{key}: {{}}":
        return {}
    first, *parts = _FIELD.split(text)
    return _fields(parts) if first == f"{key}:" else None


def _id(key: str) -> bool:
    """Tell whether an ID without quotes is one."""
    if len(key) > MAX_KEY or not key[:1].isalnum():
        return False
    return key.isascii() and " " not in key and not ambiguous(key)


def _fields(parts: list[str]) -> dict[str, Text] | None:
    """Return the fields whose names, and what follows each, are in turn."""
    out: dict[str, Text] = {}
    for name, rest in zip(parts[::2], parts[1::2], strict=True):
        value = _several_lines(rest) if "\n" in rest else _scalar(rest[1:])
        if value is None or name in out or _unclear(name):
            return None
        out[name] = value
    return out or None


def _several_lines(rest: str) -> Text | None:
    """Return the value of a field that goes on below its name."""
    mark, *lines = rest.split("\n")
    if not mark:
        return _members(lines)
    return _paragraph(lines, mark[1]) if mark in (" |-", " >-") else None


def _members(lines: list[str]) -> list[Text] | None:
    """Return the members of a list: text, or objects without anything nested in them."""
    members: list[Text] = []
    for line in lines:
        begins, text = line.startswith("    - "), line[6:]
        value = _scalar(text) if begins else None
        if value is not None:
            members.append(value)
            continue
        name, value = _part(text) if begins or line.startswith("      ") else ("", None)
        if value is None:
            return None
        if begins:
            members.append({name: value})
        elif not _add(members, name, value):
            return None
    return members


def _part(text: str) -> tuple[str, str | None]:
    """Read one field of an object; None for a value that ``parse`` must read."""
    name, colon, value = text.partition(": ")
    if not colon or not re.fullmatch(_NAME, name) or _unclear(name):
        return "", None
    return name, _scalar(value)


def _add(members: list[Text], name: str, value: str) -> bool:
    """Add a field to the object that the last member is; False if it is not an object, or has that field."""
    last = members[-1] if members else None
    if not isinstance(last, dict) or name in last:
        return False
    last[name] = value
    return True


@lru_cache(maxsize=256)
def _unclear(name: str) -> bool:
    """Tell whether a name needs quotes."""
    return ambiguous(name)


def _scalar(text: str) -> str | None:
    """Return text on one line, with or without quotes."""
    if not text:
        return None
    if text[0] in _DIGITS:
        return _number_or_date(text) if len(text) <= _LONGEST_NUMBER else _plain(text)
    if text[0] not in _SPECIAL:
        return _plain(text)
    match = _QUOTED.fullmatch(text)
    if match is None:
        return None
    double, single = match.groups()
    return double if single is None else single.replace("''", "'")


def _plain(text: str) -> str | None:
    if ": " in text or " #" in text or text[-1] in ": ":
        return None
    if not ambiguous(text):
        return text
    return AmbiguousText(text) if len(text) <= _LONGEST_NUMBER else None


# A plan has the same few thousand days again and again.
_number_or_date = lru_cache(maxsize=1 << 13)(_plain)


def _paragraph(lines: list[str], mark: str) -> str | None:
    """Return the text of a block scalar whose lines are all indented alike."""
    if any(len(line) < 5 or line[:4] != "    " or line[4] == " " or line[-1] == " " for line in lines):
        return None
    return ("\n" if mark == "|" else " ").join([line[4:] for line in lines])
