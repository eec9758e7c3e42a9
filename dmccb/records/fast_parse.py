"""One chunk in the simplest form of a record -> its fields, without a parser of YAML.

Pure.  Nearly every record is lines of ``name: value``, members behind dashes
and paragraphs of text, as ``canonical`` writes them.  Whatever is not
certainly that is left to ``parse``, whose answer would be the same: a
property test holds them equal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from dmccb.records.scalars import MAX_KEY, AmbiguousText, Text, ambiguous

_LONGEST = 1 << 18
"""Bytes of a chunk that is not left to ``parse`` for its size alone, which refuses longer ones."""

_DIGITS = 18
"""Characters of a number or date that is not left to ``parse``."""

_SPECIAL = frozenset(" \t-?:,[]{}#&*!|>'\"%@`=<~")
"""Characters with which text without quotes does not begin."""

_NAME = r"  ([a-z][a-z_]{0,60})"

_LINE = re.compile(
    r"""(?:[ ][ ]([a-z][a-z_]{0,60}):|[ ]{4}-)           # a field, or a member
        (?:[ ](?:([^\s\-?:,\[\]{}\#&*!|>'"%@`=<~].*)     # without quotes
               |"([^"\\]*)"|'((?:[^']|'')*)'             # with quotes
               |([|>])-))?                               # a paragraph follows""",
    re.VERBOSE,
)


_Line: TypeAlias = "tuple[str, str | None, str]"
"""What one line says: name of a field (empty: a member), its value, or the mark of a paragraph."""


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
    lines = text.split("\n")
    if not "".join(lines).isprintable() or not _id(key):
        return None
    if text == f"{key}: {{}}":
        return {}
    return _fields(lines) if lines[0] == f"{key}:" else None


def _id(key: str) -> bool:
    """Tell whether an ID without quotes is one."""
    if len(key) > MAX_KEY or not key[:1].isalnum():
        return False
    return key.isascii() and " " not in key and not ambiguous(key)


def _fields(lines: list[str]) -> dict[str, Text] | None:
    out: dict[str, Text] = {}
    at = 1
    while at < len(lines):
        read = _line(lines[at])
        if read is None:
            return None
        at += 1
        value: Text | None
        name, value, mark = read
        if value is None:
            end = _end(lines, at)
            value = _paragraph(lines[at:end], mark) if mark else _members(lines[at:end])
            at = end
        if value is None or not name or name in out:
            return None
        out[name] = value
    return out or None


def _end(lines: list[str], start: int) -> int:
    """Return where the lines end that are indented as those of a list or a paragraph are."""
    return next((at for at in range(start, len(lines)) if not lines[at].startswith("    ")), len(lines))


def _members(lines: list[str]) -> list[Text] | None:
    """Return the members of a list: text, or objects without anything nested in them."""
    members: list[Text] = []
    for line in lines:
        begins = line.startswith("    - ")
        read = _line(line) or _line(f"  {line[6:]}" if begins else line[4:])
        name, value, _ = read or ("", None, "")
        if value is None:
            return None
        if not name:
            members.append(value)
        elif begins:
            members.append({name: value})
        elif not _add(members, name, value):
            return None
    return members or None


def _add(members: list[Text], name: str, value: str) -> bool:
    """Add a field to the object that the last member is; False if it is not an object, or has that field."""
    last = members[-1] if members else None
    if not isinstance(last, dict) or name in last:
        return False
    last[name] = value
    return True


def _line(line: str) -> _Line | None:
    """Read one line; nearly every one is a name and text without quotes, which needs no pattern."""
    head, colon, text = line.partition(": ")
    if colon and text and text[0] not in _SPECIAL and (name := _name(head)):
        value = _plain(text)
        return None if value is None else (name, value, "")
    return _other_line(line)


@lru_cache(maxsize=256)
def _name(head: str) -> str:
    """Return the name that ``  name`` stands for; empty where it is none, or needs quotes."""
    match = re.fullmatch(_NAME, head)
    return match[1] if match and not ambiguous(match[1]) else ""


def _other_line(line: str) -> _Line | None:
    """Read a line with quotes, the mark of a paragraph, a member, or a name alone."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name, plain, value, single, mark = match.groups()
    if name and ambiguous(name):
        return None
    if plain is not None:
        value = _plain(plain)
        if value is None:
            return None
    elif single is not None:
        value = single.replace("''", "'")
    return name or "", value, mark or ""


def _plain(text: str) -> str | None:
    if ": " in text or " #" in text or text[-1] in ": ":
        return None
    if not ambiguous(text):
        return text
    return AmbiguousText(text) if len(text) <= _DIGITS else None


def _paragraph(lines: list[str], mark: str) -> str | None:
    """Return the text of a block scalar whose lines are all indented alike."""
    if not lines or any(len(line) < 5 or line[4] == " " or line[-1] == " " for line in lines):
        return None
    return ("\n" if mark == "|" else " ").join([line[4:] for line in lines])
