"""One record file, as git hands it to a diff driver -> what changed in it."""

from __future__ import annotations

from pathlib import Path

from dmccb.cli.output import tell
from dmccb.compare.changed_records import FilePair, all_records, changed_records
from dmccb.compare.changerecord import ChangeRecord
from dmccb.compare.changeset import Side
from dmccb.compare.compare import compare
from dmccb.compare.groups import Background, grouped
from dmccb.errors import YES, UsageError
from dmccb.records.kinds import Kind, Kinds, kind_of
from dmccb.render import RENDERERS
from dmccb.render.unified_diff import unified_diff
from dmccb.repository.folder import Folder
from dmccb.repository.git import discover
from dmccb.repository.refused import BASELINES
from dmccb.repository.schemas import load_kinds

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
    repository = discover(folder)
    kinds = load_kinds(Folder(repository.root if repository else folder, "working tree"))
    kind = kind_of(kinds, path.removeprefix(f"{BASELINES}/"))
    tell(f"dmccb diff a/{args[0]} b/{path}\n")
    tell(_meaning(kinds, kind, path, old, new) if kind else unified_diff(path, old, new))
    return YES


def _bytes(folder: Path, name: str) -> bytes:
    return b"" if name == "/dev/null" else (folder / name).read_bytes()


def _meaning(kinds: Kinds, kind: Kind, path: str, old: bytes, new: bytes) -> str:
    pair = FilePair(path=path, old=old, new=new)
    found = changed_records(kind, [pair]) or all_records(kind, pair)
    if found.problems:
        places = "".join(f"{problem.place}: {problem.message}\n" for problem in sorted(found.problems))
        return places + unified_diff(path, old, new)
    sides = (Side(name="a"), Side(name="b"))
    changes = compare({kind.collection: found.old}, {kind.collection: found.new}, kinds, sides)
    if not changes.changes:
        return "no change of meaning (formatting, comments or order only)\n"
    groups = grouped(changes, Background(old={}, new={}), kinds)
    return RENDERERS["ChangeRecord"]["text"](ChangeRecord(changeset=changes, groups=groups, kinds=kinds))
