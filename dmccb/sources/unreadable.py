"""What stands where a record file should be, and cannot be read -> findings and the error that tells them."""

from __future__ import annotations

from collections.abc import Sequence

from dmccb.errors import RecordFileError
from dmccb.problems import Problem


def symlink(path: str, what: str = "a symbolic link") -> Problem:
    """Return the finding for something among the record files that is no file."""
    return Problem(
        path=path,
        rule="symlink",
        message=f"{what} is not read as a record file",
        hint="put the file itself there",
    )


def unreadable(problems: Sequence[Problem]) -> RecordFileError:
    """Return the error that says why record files cannot be read."""
    shown = ["".join(map(_visible, f"{one.place}: {one.message}")) for one in sorted(problems)]
    return RecordFileError("\n".join(shown), "dmccb check says more; correct these first")


def _visible(char: str) -> str:
    """Return a character, or how Python writes it where a terminal would obey it or cannot show it."""
    return char if char.isprintable() else repr(char)[1:-1]
