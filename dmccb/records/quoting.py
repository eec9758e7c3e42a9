"""Text -> how it is written in a record file: plain, quoted, or as a paragraph.

Pure.  Text goes without quotes only where every reader of YAML, of version 1.1 or
1.2, takes it for the same text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dmccb.records.characters import ESCAPED, IN_FILE
from dmccb.records.scalars import ambiguous

WIDTH = 110
"""Columns of a canonical file."""

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~](?:[^\n]*[^\s:])?")
_UNPLAIN = re.compile(r": |:$| #|^\.\.\.")
_PLAIN_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+~-]*")


@lru_cache(maxsize=8192)
def scalar(text: str) -> str:
    """Return text on one line: plain where every reader of YAML takes it for text, else quoted."""
    if (
        _PLAIN.fullmatch(text)
        and not _UNPLAIN.search(text)
        and not re.search(IN_FILE, text)
        and not ambiguous(text)
    ):
        return text
    if "\n" in text or re.search(ESCAPED, text):
        return double_quoted(text)
    return "'" + text.replace("'", "''") + "'" if '"' in text else f'"{text.replace(chr(92), chr(92) * 2)}"'


def quoted_id(key: str) -> str:
    """Return an ID as ``split`` sees it: plain, or in quotes without escapes."""
    if _PLAIN_ID.fullmatch(key) and not ambiguous(key):
        return key
    return f"'{key}'" if '"' in key or "\\" in key else f'"{key}"'


def double_quoted(text: str) -> str:
    """Return text in double quotes, on one line."""
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(ESCAPED, lambda match: f"\\u{ord(match[0]):04x}", body) + '"'


def block(text: str, indent: int) -> tuple[str, list[str]] | None:
    """Return the mark and the lines of a block scalar; None where the text cannot be written as one."""
    lines = text.removesuffix("\n").split("\n")
    blank_at_an_end = not lines[0] or not lines[-1]
    if blank_at_an_end or _has_outer_blanks(lines) or re.search(ESCAPED, text):
        return None
    chomp = "" if text.endswith("\n") else "-"
    pad = " " * indent
    if all(len(line) + indent <= WIDTH for line in lines):
        return f"|{chomp}", [pad + line if line else "" for line in lines]
    return f">{chomp}", [pad + part if part else "" for part in _folded(lines, WIDTH - indent)]


def _has_outer_blanks(lines: list[str]) -> bool:
    return any(line != line.strip(" ") for line in lines)


def _folded(lines: list[str], width: int) -> list[str]:
    """Return the lines of a folded paragraph; folding drops one line feed of each run."""
    out = _fold(lines[0], width)
    for line in lines[1:]:
        out.append("")
        if line:
            out += _fold(line, width)
    return out


def _fold(line: str, width: int) -> list[str]:
    """Break a line at single spaces; joined by single spaces, the parts are the line again."""
    words = re.split(r"(?<=[^ ]) (?=[^ ])", line)
    parts: list[str] = []
    for word in words:
        if parts and len(parts[-1]) + 1 + len(word) <= width:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts
