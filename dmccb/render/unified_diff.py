"""Two contents of a file -> the lines that differ, as ``git diff`` writes them.

Pure.
"""

from __future__ import annotations

import difflib
import io

_UNENDED = "\n\\ No newline at end of file\n"


def unified_diff(path: str, old: bytes, new: bytes) -> str:
    """Return the difference of two contents; empty where they are equal.

    Bytes that are not UTF-8 are written as the replacement character.
    """
    rows = difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}")
    return "".join(row if row.endswith("\n") else row + _UNENDED for row in rows)


def _lines(data: bytes) -> list[str]:
    """Return the lines with their ends; only a line feed ends one, as for git."""
    return [line.decode("utf-8", "replace") for line in io.BytesIO(data)]
