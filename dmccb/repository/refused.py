"""What is found below ``baselines`` and is not read as a record file -> the problem that says so.

Whatever could hold records and is left out is told: what is missing is not
empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from dmccb.errors import DmccbError
from dmccb.problems import Problem
from dmccb.repository.files import MAX_TEXT_BYTES

BASELINES = "baselines"
SUFFIXES = (".yaml", ".yml")
MAX_DEPTH = 32
"""Folders below each other, at most."""

POLICY = "policy"
"""Folder of the policy, below ``baselines``."""

POLICY_TEST = ".test.yaml"
"""How the files in it end that test the policy, and hold no records."""

_DATA = (*SUFFIXES, ".json")


class RefusedFileError(DmccbError):
    """A schema or a file of settings that is not read, whatever it holds."""

    def __init__(self, path: str, what: str, hint: str = "put the file itself there") -> None:
        super().__init__(f"{path}: {what} is not read", hint)


def link(path: str) -> Problem:
    """Return the problem of a symbolic link; ``path`` is relative to the root of the repository."""
    return Problem(
        path=path,
        rule="symlink",
        message="a symbolic link is not read as a record file",
        hint="put the file itself there",
    )


def other(path: str, what: str, hint: str = "put the file itself there") -> Problem:
    """Return the problem of something that is not a record file, such as a pipe."""
    return Problem(
        path=path, rule="not-a-record-file", message=f"{what} is not read as a record file", hint=hint
    )


def not_a_folder(path: str) -> Problem:
    """Return the problem of a file where the folder of the record files should be."""
    return Problem(
        path=path,
        rule="not-a-record-file",
        message="this is a file, and should be the folder of the record files",
        hint="rename it, and put the record files into a folder of this name",
    )


def submodule(path: str) -> Problem:
    """Return the problem of a submodule: its records are another repository's."""
    return other(path, "a submodule", "copy its record files, or move it out of baselines/")


def misnamed(path: str) -> Problem | None:
    """Return the problem of a file of data that is not named as a record file; None for any other."""
    if path.endswith(SUFFIXES) or not path.lower().endswith(_DATA):
        return None
    suffix = path[path.rindex(".") :]
    return other(path, f"a {suffix} file", "a record file ends in .yaml, in small letters: git mv it")


def too_deep(path: str) -> Problem:
    """Return the problem of folders that are nested too deep."""
    return Problem(
        path=path,
        rule="folder-too-deep",
        message=f"the folder is more than {MAX_DEPTH} levels deep, and is not read",
        hint="move its record files up",
    )


def unreadable_file(path: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system does not let us read."""
    return Problem(
        path=path,
        rule="unreadable-file",
        message=error.strerror or "the system refuses to read it",
        hint=f"ls -ld {path}: may you read it?",
    )


def large(size: int) -> tuple[str, str]:
    """Return what is said of a schema or a file of settings that is too large, and the hint."""
    return f"a file of {size} bytes (at most {MAX_TEXT_BYTES})", "is it what its name says?"


def is_policy_test(path: str) -> bool:
    """Tell whether a path below ``baselines`` is that of a test of the policy: in its folder, not deeper."""
    return path.startswith(f"{POLICY}/") and path.count("/") == 1 and path.endswith(POLICY_TEST)


def wanted(path: str, within: Sequence[str]) -> bool:
    """Tell whether a path is in one of the folders or leads there; every path does, where none is named."""
    return not within or any(
        path.startswith((f"{folder}/", f"{folder}.")) or f"{folder}/".startswith(f"{path}/")
        for folder in within
    )
