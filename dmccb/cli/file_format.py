"""The name of a file -> the format of the answer that is written to it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dmccb.errors import UsageError

SUFFIXES = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".markdown": "markdown",
    ".md": "markdown",
    ".rst": "rst",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".tex": "latex",
    ".txt": "text",
}
"""End of a file's name -> format."""


def file_format(file: Path, formats: Collection[str]) -> str:
    """Return the format that the suffix of a file stands for; plain text without a suffix.

    Parameters
    ----------
    file
        What the answer is written to.
    formats
        Those that the answer can be written in.

    Raises
    ------
    UsageError
        If the suffix stands for none of them.
    """
    if not file.suffix:
        return "text"
    known = {suffix: fmt for suffix, fmt in SUFFIXES.items() if fmt in formats}
    fitting = [suffix for suffix in known if file.name.lower().endswith(suffix)]
    if not fitting:
        raise UsageError(
            f"cannot tell the format from the suffix of {file.name!r} (want {', '.join(known)})",
            "say which format, as in: --format text",
        )
    return known[max(fitting, key=len)]
