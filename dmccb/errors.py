"""What can go wrong, said once: a message, a hint, and an exit code.

Exit codes: 0 yes, 1 the answer is no, 2 wrong usage, 3 no answer was
possible, 70 a bug.
"""

from __future__ import annotations

YES = 0
NO = 1
USAGE = 2
UNKNOWN = 3
BUG = 70


class DmccbError(Exception):
    """The base of every error that a user can meet.

    Parameters
    ----------
    message
        What is wrong and where; lower case, no full stop.
    hint
        What to do next, often a command; empty where nothing helps.
    """

    exit_code = UNKNOWN

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DmccbError):
    """The command was called in a way that has no meaning."""

    exit_code = USAGE


class RefNotFoundError(DmccbError):
    """A baseline name or git revision that this repository does not have."""


class AmbiguousNameError(DmccbError):
    """A name that stands for more than one baseline or record."""


class RepositoryError(DmccbError):
    """The folder is not a git repository, or git refused to answer."""


class RecordFileError(DmccbError):
    """A record file that cannot be read; the message says where and why."""


class InvalidRecordsError(DmccbError):
    """Records that can be read, and that no baseline may have."""

    exit_code = NO


class SchemaError(DmccbError):
    """A schema that does not describe a kind of record."""


class SourceError(DmccbError):
    """A source document that cannot be read as what it is said to be."""
