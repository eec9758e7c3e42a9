"""The characters that no record may hold: the one set that reading, writing and checking share.

Pure.  A control character is invisible, or obeyed by a terminal; a mark of
direction shows a text in another order than it is stored; a line separator
ends a line for some readers and not for others.  The patterns are text, compiled
where they are first used: most runs never need them.
"""

from __future__ import annotations

_FORBIDDEN = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"

IN_VALUE = f"[{_FORBIDDEN}]"
"""Forbidden in a value, however it is written."""

IN_FILE = f"[\\t{_FORBIDDEN}]"
"""Forbidden in the text of a file; a value can hold a tab as an escape."""

ESCAPED = f"[\\t\\ud800-\\udfff{_FORBIDDEN}]"
"""Written as an escape, in double quotes; among them the halves of surrogate pairs."""


def not_ascii(text: str) -> str:
    """Name the first character that is not ASCII, such as a letter that looks like another; empty without."""
    import unicodedata

    for char in text:
        if not char.isascii():
            name = unicodedata.name(char, "without a name").lower()
            return f"{char!r} (U+{ord(char):04X}, {name})"
    return ""
