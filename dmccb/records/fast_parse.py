"""One chunk in the simplest form of a record -> its fields, without a parser of YAML.

Pure.  Nearly every record is lines of ``name: value``, members behind dashes
and paragraphs of text, as ``canonical`` writes them.  Whatever is not
certainly that is left to ``parse``, whose answer would be the same: a
property test holds them equal.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dmccb.records.scalars import AmbiguousText, Text, ambiguous

_LONGEST = 1 << 16
"""Bytes of a chunk that is not left to ``parse`` for its size alone."""

_DIGITS = 18
"""Characters of a number or date that is not left to ``parse``."""

_LINE = re.compile(
    r"""(?:[ ][ ]([a-z][a-z_]{0,60}):|[ ]{4}-)           # a field, or a member
        (?:[ ](?:([^\s\-?:,\[\]{}\#&*!|>'"%@`=<~].*)     # without quotes
               |"([^"\\]*)"|'((?:[^']|'')*)'             # with quotes
               |([|>])-))?                               # a paragraph follows""",
    re.VERBOSE,
)


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
    if lines[0] != f"{key}:" or not "".join(lines).isprintable() or not _id(key):
        return None
    return _fields(lines)


def _id(key: str) -> bool:
    """Tell whether an ID without quotes is one."""
    return key[:1].isalnum() and key.isascii() and " " not in key and not ambiguous(key)


def _fields(lines: list[str]) -> dict[str, Text] | None:
    out: dict[str, Text] = {}
    members: list[Text] | None = None
    at = 1
    while at < len(lines):
        read = _line(lines[at])
        if read is None:
            return None
        at += 1
        name, value, mark = read
        if mark:
            start, at = at, _end(lines, at)
            value = _paragraph(lines[start:at], mark) if name else None
        if value is None and (mark or not name):
            return None
        if not name:  # a member of the list that the last name began
            if members is None:
                return None
            members.append(value or "")
        elif members == [] or name in out:
            return None
        elif value is None:
            out[name] = members = []
        else:
            out[name], members = value, None
    return out if out and members != [] else None


@lru_cache(maxsize=8192)
def _line(line: str) -> tuple[str, str | None, str] | None:
    """Return name, value, and mark of a paragraph; most lines are those of the record's other version."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name, plain, value, single, mark = match.groups()
    if plain is not None:
        value = _plain(plain)
    elif single is not None:
        value = single.replace("''", "'")
    if (plain is not None and value is None) or (name and ambiguous(name)):
        return None
    return name or "", value, mark or ""


def _end(lines: list[str], start: int) -> int:
    """Return where the lines end that are indented as those of a paragraph are."""
    return next((at for at in range(start, len(lines)) if not lines[at].startswith("    ")), len(lines))


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
