"""One record file, as git hands it to a diff driver -> what changed in it."""

from __future__ import annotations

from pathlib import Path

from dmccb.cli.output import tell
from dmccb.commands.file_change import FileChange, file_change
from dmccb.errors import YES, UsageError
from dmccb.render import RENDERERS
from dmccb.render.unified_diff import unified_diff

_ARGUMENTS = (1, 7, 9)
"""How many arguments git passes: one for an unmerged file, nine for a renamed one, else seven."""


def drive(folder: Path, args: tuple[str, ...]) -> int:
    """Print what changed in one file; always succeed, because git stops when its driver fails.

    Parameters
    ----------
    folder
        Where git started the driver.
    args
        ``path old-file old-hex old-mode new-file new-hex new-mode``, and for
        a renamed file ``new-path similarity``, as in git(1) under
        ``GIT_EXTERNAL_DIFF``.
    """
    if len(args) not in _ARGUMENTS:
        raise UsageError(
            "--driver is for git, which passes seven arguments",
            "git config diff.dmccb.command 'dmccb diff --driver'",
        )
    if len(args) == 1:
        tell(f"* Unmerged path {args[0]}\n")
        return YES
    path, old, new = args[7] if len(args) == 9 else args[0], _bytes(folder, args[1]), _bytes(folder, args[4])
    tell(f"dmccb diff a/{args[0]} b/{path}\n")
    found = file_change(folder, path, old, new)
    tell(_meaning(found) or _places(found) + unified_diff(path, old, new))
    return YES


def _bytes(folder: Path, name: str) -> bytes:
    return b"" if name == "/dev/null" else (folder / name).read_bytes()


def _meaning(found: FileChange) -> str:
    """Return what a change means; empty where the file is not a record file."""
    if found.record is None:
        return ""
    if not found.record.changeset.changes:
        return "no change of meaning (formatting, comments or order only)\n"
    return RENDERERS["ChangeRecord"]["text"](found.record)


def _places(found: FileChange) -> str:
    """Return why a record file cannot be read."""
    return "".join(f"{problem.place}: {problem.message}\n" for problem in found.problems)
